import type { RoomSpec } from '../rooms/schema.ts'
import { random, tone, upright } from './brush.ts'
import type { Brush } from './brush.ts'

/** A part of the far wall, metres. */
export type Frame = { x0: number; y0: number; x1: number; y1: number; z: number }

/** Runs `draw` on the frame's pixels, clipped to them. */
function inside(b: Brush, { x0, y0, x1, y1, z }: Frame, draw: (x: number, y: number, w: number, h: number) => void): void {
  const [left, top] = b.lens.at([x0, y1, z])
  const [right, foot] = b.lens.at([x1, y0, z])
  b.c.save()
  b.c.beginPath()
  b.c.rect(left, top, right - left, foot - top)
  b.c.clip()
  draw(left, top, right - left, foot - top)
  b.c.restore()
}

/** A long landscape in ink and mineral green: far hills in mist, a near shore, a pale sun. */
export function drawPainting(b: Brush, frame: Frame, wood: string): void {
  const { x0, y0, x1, y1, z } = frame
  const picture: Frame = { x0: x0 + 0.22, y0: y0 + 0.08, x1: x1 - 0.22, y1: y1 - 0.08, z }
  b.fill(upright(picture.x0 - 0.09, picture.y0 - 0.06, picture.x1 + 0.13, picture.y1 + 0.07, z), 'rgba(40,22,8,.25)')
  b.fill(upright(picture.x0 - 0.1, picture.y0 - 0.08, picture.x1 + 0.1, picture.y1 + 0.08, z), b.fade([0, y1, z], [0, y0, z], [[0, tone(wood, 0.95)], [1, tone(wood, 0.6)]]))
  inside(b, picture, (x, y, w, h) => {
    const { c } = b
    const paper = c.createLinearGradient(0, y, 0, y + h)
    paper.addColorStop(0, '#efe7d3')
    paper.addColorStop(1, '#e2d6bb')
    c.fillStyle = paper
    c.fillRect(x, y, w, h)
    c.fillStyle = 'rgba(196,92,58,.5)'
    c.beginPath()
    c.arc(x + w * 0.8, y + h * 0.24, h * 0.085, 0, 7)
    c.fill()
    const hills: readonly (readonly [number, number, string, number])[] = [[0.4, 0.2, '150,168,166', 3], [0.54, 0.26, '108,140,134', 11], [0.68, 0.2, '74,112,104', 19], [0.84, 0.16, '44,72,66', 29]]
    for (const [level, high, colour, seed] of hills) {
      const ridge = c.createLinearGradient(0, y + h * (level - high), 0, y + h * (level + 0.22))
      ridge.addColorStop(0, `rgba(${colour},.85)`)
      ridge.addColorStop(1, `rgba(${colour},0)`)
      c.fillStyle = ridge
      c.beginPath()
      c.moveTo(x, y + h)
      for (let i = 0; i <= 96; i++) {
        const t = i / 96
        const peak = Math.abs(Math.sin(t * 5.1 + seed)) ** 1.6 * 0.55 + Math.abs(Math.sin(t * 11.7 + seed * 2.3)) * 0.28 + Math.sin(t * 37 + seed) * 0.05
        c.lineTo(x + w * t, y + h * (level - high * peak + 0.06))
      }
      c.lineTo(x + w, y + h)
      c.fill()
    }
    c.fillStyle = 'rgba(150,32,26,.85)'
    c.fillRect(x + w * 0.955, y + h * 0.1, h * 0.07, h * 0.07)
  })
}

const SPINES = ['#6f2f2b', '#274257', '#3d5340', '#7a5b33', '#57433b', '#8c6a3f', '#2f3846', '#7d3a34'] as const

/** Shelves of codes and case reports behind the panel. */
export function drawBooks(b: Brush, frame: Frame, wood: string): void {
  const { x0, y0, x1, y1, z } = frame
  b.fill(upright(x0, y0, x1, y1, z), tone(wood, 0.42))
  const next = random(41)
  const shelves = Math.max(2, Math.round((y1 - y0) / 0.4))
  const high = (y1 - y0) / shelves
  const bays = Math.max(2, Math.round((x1 - x0) / 1.05))
  const wide = (x1 - x0) / bays
  for (let shelf = 0; shelf < shelves; shelf++) {
    const foot = y0 + shelf * high + 0.04
    for (let bay = 0; bay < bays; bay++) {
      const end = x0 + (bay + 1) * wide - 0.06
      let x = x0 + bay * wide + 0.06
      while (x < end - 0.03) {
        // A set of volumes looks alike; then a gap or another set.
        const spine = SPINES[Math.floor(next() * SPINES.length)]!
        const thick = 0.035 + 0.035 * next()
        const tall = (high - 0.1) * (0.7 + 0.26 * next())
        for (let volume = Math.ceil(next() * 6); volume > 0 && x + thick < end; volume--, x += thick) {
          b.fill(upright(x, foot, x + thick * 0.93, foot + tall, z), b.fade([x, foot, z], [x + thick, foot, z], [[0, tone(spine, 0.8)], [0.4, tone(spine, 1.12)], [1, tone(spine, 0.66)]]))
          b.fill(upright(x, foot + tall * 0.72, x + thick * 0.93, foot + tall * 0.77, z), 'rgba(222,190,112,.6)')
        }
        if (next() < 0.2) x += 0.06
      }
      b.fill(upright(x0 + bay * wide, foot + high * 0.62, x0 + (bay + 1) * wide, foot + high - 0.04, z), b.fade([0, foot + high, z], [0, foot + high * 0.6, z], [[0, 'rgba(10,5,2,.5)'], [1, 'rgba(10,5,2,0)']]))
    }
    b.fill(upright(x0, foot - 0.04, x1, foot, z), tone(wood, 1.05))
  }
  for (let bay = 0; bay <= bays; bay++) {
    const x = x0 + bay * wide
    b.fill(upright(Math.max(x0, x - 0.03), y0, Math.min(x1, x + 0.03), y1, z), b.fade([x - 0.03, y0, z], [x + 0.03, y0, z], [[0, tone(wood, 1.15)], [1, tone(wood, 0.7)]]))
  }
}

/** Tall windows with daylight behind thin curtains. */
export function drawWindows(b: Brush, frame: Frame, wood: string): void {
  const { x0, y0, x1, y1, z } = frame
  b.fill(upright(x0, y0, x1, y1, z), b.fade([0, y1, z], [0, y0, z], [[0, '#dfeaf0'], [0.55, '#f4f5ee'], [0.8, '#d5dfcf'], [1, '#b9c8b2']]))
  inside(b, frame, (x, y, w, h) => {
    const { c } = b
    const next = random(5)
    for (let i = 0; i < 16; i++) {
      const r = h * (0.1 + 0.12 * next())
      const px = x + w * next()
      const leaf = c.createRadialGradient(px, y + h, 0, px, y + h, r * 1.6)
      leaf.addColorStop(0, 'rgba(112,140,104,.5)')
      leaf.addColorStop(1, 'rgba(112,140,104,0)')
      c.fillStyle = leaf
      c.fillRect(px - r * 2, y + h - r * 2, r * 4, r * 2)
    }
  })
  const panes = Math.max(2, Math.round((x1 - x0) / 0.9))
  for (let i = 0; i <= panes; i++) {
    const x = x0 + ((x1 - x0) * i) / panes
    b.fill(upright(Math.max(x0, x - 0.035), y0, Math.min(x1, x + 0.035), y1, z), b.fade([x - 0.035, y0, z], [x + 0.035, y0, z], [[0, tone(wood, 1.25)], [1, tone(wood, 0.75)]]))
  }
  b.fill(upright(x0, y0 + (y1 - y0) * 0.68, x1, y0 + (y1 - y0) * 0.68 + 0.05, z), tone(wood, 1.05))
  for (const side of [-1, 1]) {
    for (let i = 0; i < 5; i++) {
      const x = side < 0 ? x0 + i * 0.09 : x1 - (i + 1) * 0.09
      b.fill(upright(x, y0, x + 0.09, y1, z), b.fade([x, y0, z], [x + 0.09, y0, z], [[0, 'rgba(238,230,212,.96)'], [0.5, 'rgba(222,210,188,.94)'], [1, 'rgba(196,182,158,.94)']]))
    }
  }
  b.fill(upright(x0 - 0.12, y0 - 0.05, x1 + 0.12, y0 + 0.03, z), tone(wood, 1.3))
}

/** Behind a service counter: a quiet pattern of light, and a lit number over each place. */
export function drawCounterSign(b: Brush, frame: Frame, colours: RoomSpec['colours']): void {
  const { x0, y0, x1, y1, z } = frame
  for (let x = x0 + 0.3; x < x1; x += 0.6) b.line([[x, y0, z], [x, y1, z]], tone(colours.panel, 0.84, 0.8), 0.016)
  for (let y = y0 + 0.45; y < y1; y += 0.45) b.line([[x0, y, z], [x1, y, z]], tone(colours.panel, 0.84, 0.8), 0.016)
  b.fill(upright(x0, y0, x1, y0 + 0.12, z), '#1f4f86')
}
