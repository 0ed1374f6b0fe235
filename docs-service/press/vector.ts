import { glyphOf, type FaceId } from '../typeset/fonts.ts'

/** PDF drawing operators as text; numbers in points, two decimals. */
export const n = (value: number): string => String(Math.round(value * 100) / 100)
export type Matrix = [number, number, number, number, number, number]

/** One character's outline as path operators (no paint operator), its em scaled to `size` and placed by `matrix`. */
export function outline(character: string, face: FaceId, size: number, matrix: Matrix): string {
  const { face: drawn, glyph } = glyphOf(character, face)
  const scale = size / drawn.font.unitsPerEm
  const [a, b, c, d, e, f] = matrix
  const place = (x: number, y: number): [number, number] => [a * x * scale + c * y * scale + e, b * x * scale + d * y * scale + f]
  let out = ''
  let at: [number, number] = [0, 0]
  const put = (points: [number, number][], operator: string): void => {
    out += `${points.map(([x, y]) => `${n(x)} ${n(y)}`).join(' ')} ${operator}\n`
  }
  for (const { command, args } of glyph.path.commands) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = args
    if (command === 'moveTo') put([(at = place(x1, y1))], 'm')
    else if (command === 'lineTo') put([(at = place(x1, y1))], 'l')
    else if (command === 'closePath') out += 'h\n'
    else if (command === 'bezierCurveTo') {
      const end = place(x3, y3)
      put([place(x1, y1), place(x2, y2), end], 'c')
      at = end
    } else {
      // TrueType curves are quadratic, PDF's are cubic: the two inner points lie two thirds of the way to the control.
      const control = place(x1, y1)
      const end = place(x2, y2)
      const towards = ([x, y]: [number, number]): [number, number] => [x + ((control[0] - x) * 2) / 3, y + ((control[1] - y) * 2) / 3]
      put([towards(at), towards(end), end], 'c')
      at = end
    }
  }
  return out
}

/** A line of text as filled outlines; baseline at (x, y). @returns operators and the width in points */
export function outlineText(text: string, face: FaceId, size: number, x: number, y: number): { ops: string; width: number } {
  let width = 0
  let ops = ''
  for (const character of text) {
    const { face: drawn, glyph } = glyphOf(character, face)
    ops += outline(character, face, size, [1, 0, 0, 1, x + width, y])
    width += (glyph.advanceWidth / drawn.font.unitsPerEm) * size
  }
  return { ops: `${ops}f\n`, width }
}

/** A circle as four cubic curves. */
export function circle(x: number, y: number, r: number): string {
  const k = r * 0.5523
  return (
    `${n(x + r)} ${n(y)} m ${n(x + r)} ${n(y + k)} ${n(x + k)} ${n(y + r)} ${n(x)} ${n(y + r)} c ` +
    `${n(x - k)} ${n(y + r)} ${n(x - r)} ${n(y + k)} ${n(x - r)} ${n(y)} c ` +
    `${n(x - r)} ${n(y - k)} ${n(x - k)} ${n(y - r)} ${n(x)} ${n(y - r)} c ` +
    `${n(x + k)} ${n(y - r)} ${n(x + r)} ${n(y - k)} ${n(x + r)} ${n(y)} c h\n`
  )
}
