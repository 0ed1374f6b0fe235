import { tone } from './brush.ts'
import type { Brush } from './brush.ts'

export type Chair = {
  kind: 'high' | 'low'; wood: string; x: number; z: number; floor: number; scale: number
  /** Who presides has a taller back. */
  chief: boolean
  /** At a table one can see under: the chair has a foot. */
  legs: boolean
}

/** A chair's back as seen from before it: leather in a wooden frame. */
export function drawChair(b: Brush, { kind, wood, x, z, floor, scale, chief, legs }: Chair): void {
  const m = b.lens.metre(z) * scale
  const [px, foot] = b.lens.at([x, floor, z])
  const ground = b.lens.metre(z)
  const seatTop = foot - 0.45 * ground
  const high = (kind === 'high' ? (chief ? 1.06 : 0.96) : 0.62) * m
  const half = (kind === 'high' ? 0.33 : 0.29) * m
  const c = b.c
  if (legs) stand(b, px, seatTop, foot, half, ground)
  c.save()
  c.shadowColor = 'rgba(14,8,4,.45)'
  c.shadowBlur = 0.09 * m
  c.shadowOffsetX = 0.02 * m
  c.beginPath()
  c.roundRect(px - half, seatTop - high, half * 2, high + (legs ? 0.06 : 0.45) * ground, [half * 0.46, half * 0.46, half * 0.1, half * 0.1])
  const frame = c.createLinearGradient(px - half, 0, px + half, 0)
  frame.addColorStop(0, tone(wood, 0.82))
  frame.addColorStop(0.3, tone(wood, 0.66))
  frame.addColorStop(1, tone(wood, 0.46))
  c.fillStyle = frame
  c.fill()
  c.restore()
  c.strokeStyle = tone(wood, 1.1, 0.8)
  c.lineWidth = Math.max(0.6, m * 0.01)
  c.stroke()
  const inset = half * 0.17
  const top = seatTop - high + inset
  c.beginPath()
  c.roundRect(px - half + inset, top, (half - inset) * 2, high - inset, half * 0.34)
  const leather = c.createLinearGradient(px - half, top, px + half, top + high * 0.5)
  leather.addColorStop(0, '#6d5142')
  leather.addColorStop(0.4, '#7b5d4b')
  leather.addColorStop(1, '#402e24')
  c.fillStyle = leather
  c.fill()
  if (kind === 'high') {
    c.strokeStyle = 'rgba(214,178,96,.55)'
    c.lineWidth = Math.max(0.5, m * 0.007)
    c.stroke()
  }
}

/** A column and a star foot on the floor. */
function stand(b: Brush, x: number, seatTop: number, foot: number, half: number, metre: number): void {
  const { c } = b
  c.fillStyle = 'rgba(16,10,6,.35)'
  c.beginPath()
  c.ellipse(x, foot, half * 1.05, 0.09 * metre, 0, 0, 7)
  c.fill()
  c.fillStyle = '#211c19'
  c.fillRect(x - 0.03 * metre, seatTop, 0.06 * metre, foot - seatTop - 0.03 * metre)
  c.beginPath()
  c.ellipse(x, foot - 0.03 * metre, half * 0.85, 0.035 * metre, 0, 0, 7)
  c.fill()
}
