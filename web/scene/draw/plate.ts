import type { Context } from './brush.ts'
import type { ScenePerson } from '../people.ts'
import { ROLE_SIZE } from '../layout/plates.ts'
import type { PlateBox } from '../layout/plates.ts'

const SANS = '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'

/** Shortens a text with an ellipsis until it fits. */
export function fitText(c: Context, text: string, width: number): string {
  if (c.measureText(text).width <= width) return text
  let cut = text
  while (cut.length > 1 && c.measureText(`${cut}…`).width > width) cut = cut.slice(0, -1)
  return `${cut}…`
}

/** What of a person a plate shows; the plate is drawn again when this changes. */
export const plateKey = (p: ScenePerson | null, role: string, box: PlateBox): string =>
  JSON.stringify([role, p && [p.name, p.speaking, p.handRaised, p.muted, p.away, networkBars(p.network)], box.w, box.h, box.font])

const networkBars = (score: number | null): number => (score === null || score >= 6 ? 3 : score >= 3 ? 2 : 1)

/** Height of the row of marks above a plate, for a letter size. */
export const markHeight = (font: number): number => Math.ceil(font * 1.35)

/**
 * A seat plate as it stands on a court's table: dark wood, gold role, ivory name; dim when nobody sits there. Marks
 * (speaking, raised hand, muted, weak line) sit above it. Draws into a canvas of box.w × (box.h + markHeight).
 */
export function drawPlate(c: Context, person: ScenePerson | null, role: string, box: PlateBox, awayWord: string): void {
  const { w, h, font } = box
  const top = markHeight(font)
  const dim = !person || person.away
  c.save()
  c.clearRect(0, 0, w, h + top)
  c.translate(0, top)
  c.globalAlpha = dim ? 0.78 : 1
  c.beginPath()
  c.roundRect(1, 1, w - 2, h - 2, font * 0.2)
  c.fillStyle = dim ? '#4a4038' : '#241a14'
  c.fill()
  c.strokeStyle = person?.speaking ? '#ffd76a' : dim ? 'rgba(210,190,150,.45)' : '#b8924a'
  c.lineWidth = person?.speaking ? Math.max(2, font * 0.2) : Math.max(1, font * 0.075)
  c.stroke()
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  const room = w - font * 0.6
  const name = person ? (person.away ? `${person.name}${awayWord}` : person.name) : ''
  c.fillStyle = dim ? '#cbbfa8' : '#e7c478'
  c.font = `500 ${font * ROLE_SIZE}px ${SANS}`
  c.fillText(fitText(c, role, room), w / 2, name ? h * 0.3 : h * 0.52)
  if (name) {
    c.fillStyle = dim ? '#d8d0c2' : '#fbf6ea'
    c.font = `600 ${font}px ${SANS}`
    c.fillText(fitText(c, name, room), w / 2, h * 0.7)
  }
  c.restore()
  if (person && !person.away) marks(c, person, w, top)
}

function marks(c: Context, person: ScenePerson, width: number, height: number): void {
  const wanted: ((x: number, y: number, r: number) => void)[] = []
  if (person.handRaised) wanted.push((x, y, r) => hand(c, x, y, r))
  if (person.speaking && !person.muted) wanted.push((x, y, r) => sound(c, x, y, r))
  if (person.muted) wanted.push((x, y, r) => mutedMicrophone(c, x, y, r))
  const bars = networkBars(person.network)
  if (bars < 3) wanted.push((x, y, r) => weakLine(c, x, y, r, bars))
  const r = height * 0.44
  wanted.forEach((draw, i) => draw(width - r - 1 - i * (r * 2 + 2), height / 2, r))
}

function badge(c: Context, x: number, y: number, r: number, colour: string): void {
  c.beginPath()
  c.arc(x, y, r, 0, 7)
  c.fillStyle = colour
  c.fill()
  c.strokeStyle = 'rgba(255,255,255,.85)'
  c.lineWidth = Math.max(1, r * 0.12)
  c.stroke()
  c.strokeStyle = '#fff'
  c.fillStyle = '#fff'
  c.lineCap = 'round'
  c.lineJoin = 'round'
  c.lineWidth = Math.max(1, r * 0.18)
}

function hand(c: Context, x: number, y: number, r: number): void {
  badge(c, x, y, r, '#b8651b')
  for (const [dx, high] of [[-0.3, 0.42], [-0.1, 0.58], [0.1, 0.55], [0.3, 0.4]] as const) {
    c.beginPath()
    c.moveTo(x + dx * r, y + 0.15 * r)
    c.lineTo(x + dx * r, y - high * r)
    c.stroke()
  }
  c.beginPath()
  c.roundRect(x - 0.38 * r, y, 0.76 * r, 0.5 * r, 0.2 * r)
  c.fill()
  c.beginPath()
  c.moveTo(x - 0.34 * r, y + 0.3 * r)
  c.lineTo(x - 0.58 * r, y + 0.02 * r)
  c.stroke()
}

function sound(c: Context, x: number, y: number, r: number): void {
  badge(c, x, y, r, '#8a6414')
  for (const [dx, high] of [[-0.42, 0.2], [-0.14, 0.5], [0.14, 0.34], [0.42, 0.16]] as const) {
    c.beginPath()
    c.moveTo(x + dx * r, y - high * r)
    c.lineTo(x + dx * r, y + high * r)
    c.stroke()
  }
}

function mutedMicrophone(c: Context, x: number, y: number, r: number): void {
  badge(c, x, y, r, '#8e2a24')
  c.beginPath()
  c.roundRect(x - 0.18 * r, y - 0.55 * r, 0.36 * r, 0.68 * r, 0.18 * r)
  c.fill()
  c.beginPath()
  c.arc(x, y - 0.08 * r, 0.36 * r, 0.1 * Math.PI, 0.9 * Math.PI)
  c.moveTo(x, y + 0.3 * r)
  c.lineTo(x, y + 0.52 * r)
  c.moveTo(x - 0.48 * r, y - 0.5 * r)
  c.lineTo(x + 0.48 * r, y + 0.5 * r)
  c.stroke()
}

function weakLine(c: Context, x: number, y: number, r: number, bars: number): void {
  badge(c, x, y, r, '#5c5248')
  for (let i = 0; i < 3; i++) {
    c.globalAlpha = i < bars ? 1 : 0.35
    c.fillRect(x - 0.48 * r + i * 0.36 * r, y + 0.42 * r - (i + 1) * 0.3 * r, 0.24 * r, (i + 1) * 0.3 * r)
  }
  c.globalAlpha = 1
}
