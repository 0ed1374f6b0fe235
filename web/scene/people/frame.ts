import type { Rect } from '../layout/lens.ts'

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Width of the frame's wood, metres; how far its foot reaches below the picture, and its shadow around it. */
const WOOD = 0.034
const FOOT = 0.075
const AIR = 0.06

/** Where the frame of a picture at `picture` is drawn. @param metre pixels of one metre there. */
export function frameRect(picture: Rect, metre: number): Rect {
  const out = Math.round((WOOD + AIR) * metre)
  return { x: picture.x - out, y: picture.y - out, w: picture.w + 2 * out, h: picture.h + out + Math.round((WOOD + FOOT) * metre) }
}

/** A walnut frame with a gilt inner edge on two feet, and the shadow it throws on what is behind it. */
export function drawFrame(c: Context, picture: Rect, metre: number): void {
  const all = frameRect(picture, metre)
  const wood = Math.max(2, WOOD * metre)
  const x = picture.x - all.x
  const y = picture.y - all.y
  const { w, h } = picture
  c.clearRect(0, 0, all.w, all.h)
  c.save()
  c.shadowColor = 'rgba(14,8,4,.6)'
  c.shadowBlur = AIR * metre * 0.9
  c.shadowOffsetY = AIR * metre * 0.3
  c.fillStyle = '#3a2114'
  for (const at of [0.24, 0.76]) {
    c.beginPath()
    c.moveTo(x + w * at - wood * 0.8, y + h)
    c.lineTo(x + w * at + wood * 0.8, y + h)
    c.lineTo(x + w * at + wood * 1.5, all.h - 1)
    c.lineTo(x + w * at - wood * 1.5, all.h - 1)
    c.fill()
  }
  c.beginPath()
  c.roundRect(x - wood, y - wood, w + 2 * wood, h + 2 * wood, wood * 0.3)
  c.fill()
  c.restore()
  // Four mitred bars: light from above.
  const bars: [string, [number, number][]][] = [
    ['#86552f', [[x - wood, y - wood], [x + w + wood, y - wood], [x + w, y], [x, y]]],
    ['#5a3520', [[x - wood, y - wood], [x, y], [x, y + h], [x - wood, y + h + wood]]],
    ['#4a2a19', [[x + w + wood, y - wood], [x + w, y], [x + w, y + h], [x + w + wood, y + h + wood]]],
    ['#6b4127', [[x - wood, y + h + wood], [x, y + h], [x + w, y + h], [x + w + wood, y + h + wood]]],
  ]
  for (const [colour, points] of bars) {
    c.fillStyle = colour
    c.beginPath()
    points.forEach(([px, py]) => c.lineTo(px, py))
    c.fill()
  }
  c.strokeStyle = '#c7a052'
  c.lineWidth = Math.max(1, wood * 0.16)
  c.strokeRect(x - c.lineWidth / 2, y - c.lineWidth / 2, w + c.lineWidth, h + c.lineWidth)
  c.fillStyle = '#17130f'
  c.fillRect(x, y, w, h)
}
