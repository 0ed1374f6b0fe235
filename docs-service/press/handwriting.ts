import type { Strokes } from '#protocol/documents.ts'
import { outlineText, n } from './vector.ts'
import { plainTime } from '../templates/numbers.ts'
import { widthOf } from '../typeset/fonts.ts'

/** The pad on which people sign is so many times as wide as it is high; strokes come in its unit square. */
export const PAD_ASPECT = 2.5
const INK = '0.05 0.09 0.25'
/** Width of the line in points: slow is thick, fast is thin, as a pen does. */
const THICK = 2.1
const THIN = 0.8

/** What a signature shows in its field: the handwriting on the left, who and when on the right. */
export function signatureAppearance(
  width: number, height: number, signed: { strokes: Strokes; name: string; at: Date; serial: string; testCa: boolean },
): string {
  const padWidth = Math.min(width * 0.56, height * PAD_ASPECT)
  const padHeight = padWidth / PAD_ASPECT
  const left = 6
  const bottom = (height - padHeight) / 2
  const ink = signed.strokes.map((stroke) => drawStroke(stroke, left, bottom, padWidth, padHeight)).join('')
  // In a lower field everything is a little smaller.
  const k = Math.min(1, height / 66)
  const textLeft = width * 0.6
  const room = width - textLeft - 2
  const line = (text: string, size: number, y: number, face: 'serif' | 'sans', colour: string): string => {
    const fitting = Math.min(size * k, room / widthOf(text, face))
    return `${colour} rg\n${outlineText(text, face, fitting, textLeft, y).ops}`
  }
  return [
    `q ${INK} RG 1 J 1 j\n${ink}Q\n`,
    line(signed.name, 10.5, height - 18 * k, 'serif', '0 0 0'),
    line(plainTime(signed.at), 8.5, height - 33 * k, 'serif', '0.1 0.1 0.1'),
    line(`证书 ${signed.serial.toUpperCase().slice(0, 16)}…`, 6.5, height - 45 * k, 'sans', '0.4 0.4 0.4'),
    signed.testCa ? line('测试 TEST CA', 7.5, height - 57 * k, 'sans', '0.72 0.1 0.1') : '',
  ].join('')
}

function drawStroke(stroke: Strokes[number], left: number, bottom: number, width: number, height: number): string {
  const points = stroke.map(({ x, y, t }) => ({ x: left + x * width, y: bottom + (1 - y) * height, t }))
  const [first] = points
  if (!first) return ''
  if (points.length === 1) return `${n(THICK)} w ${n(first.x)} ${n(first.y)} m ${n(first.x)} ${n(first.y)} l S\n`
  let out = ''
  let pen = THICK * 0.8
  let drawnWith = 0
  let from = first
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] ?? first
    const b = points[i] ?? a
    const speed = Math.hypot(b.x - a.x, b.y - a.y) / Math.max(1, b.t - a.t) // points per ms
    pen = pen * 0.7 + Math.max(THIN, THICK - speed * 6) * 0.3
    const to = i === points.length - 1 ? b : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, t: b.t }
    // Curves through the middles of the segments, bent by the points themselves, are smooth where the pen was.
    const c1 = { x: from.x + ((a.x - from.x) * 2) / 3, y: from.y + ((a.y - from.y) * 2) / 3 }
    const c2 = { x: to.x + ((a.x - to.x) * 2) / 3, y: to.y + ((a.y - to.y) * 2) / 3 }
    // A line goes on as one path as long as its width, in tenths of a point, stays the same.
    const width = Math.round(pen * 10) / 10
    if (width !== drawnWith) out += `${drawnWith === 0 ? '' : 'S\n'}${width} w ${n(from.x)} ${n(from.y)} m `
    drawnWith = width
    out += `${n(c1.x)} ${n(c1.y)} ${n(c2.x)} ${n(c2.y)} ${n(to.x)} ${n(to.y)} c\n`
    from = to
  }
  return `${out}S\n`
}
