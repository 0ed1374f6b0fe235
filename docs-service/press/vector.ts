import type { Glyph } from '@cantoo/fontkit'
import { advance, faceFor, faceOf, glyphOf, type FaceId } from '../typeset/fonts.ts'

/** PDF drawing operators as text; numbers in points, two decimals. */
export const n = (value: number): string => String(Math.round(value * 100) / 100)
export type Matrix = [number, number, number, number, number, number]

/** One character's outline as path operators (no paint operator), its em scaled to `size` and placed by `matrix`. */
export function outline(character: string, face: FaceId, size: number, matrix: Matrix): string {
  const { face: drawn, glyph } = glyphOf(character, face)
  const scale = size / drawn.font.unitsPerEm
  const [a, b, c, d, e, f] = matrix
  return pathOf(glyph, (x, y) => `${n(a * x * scale + c * y * scale + e)} ${n(b * x * scale + d * y * scale + f)}`)
}

/** A glyph's path as operators; `place` writes a point of font units as it shall stand. */
function pathOf(glyph: Glyph, place: (x: number, y: number) => string): string {
  let out = ''
  let [atX, atY] = [0, 0]
  for (const { command, args } of glyph.path.commands) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = args
    if (command === 'closePath') {
      out += 'h\n'
      continue
    }
    if (command === 'moveTo' || command === 'lineTo') out += `${place(x1, y1)} ${command === 'moveTo' ? 'm' : 'l'}\n`
    else if (command === 'bezierCurveTo') out += `${place(x1, y1)} ${place(x2, y2)} ${place(x3, y3)} c\n`
    // TrueType curves are quadratic, PDF's are cubic: the two inner points lie two thirds of the way to the control.
    else out += `${place(atX + ((x1 - atX) * 2) / 3, atY + ((y1 - atY) * 2) / 3)} ${place(x2 + ((x1 - x2) * 2) / 3, y2 + ((y1 - y2) * 2) / 3)} ${place(x2, y2)} c\n`
    ;[atX, atY] = command === 'bezierCurveTo' ? [x3, y3] : command === 'quadraticCurveTo' ? [x2, y2] : [x1, y1]
  }
  return out
}

/** Paths in font units, kept: every signature writes the same digits and many the same names. Bounded. */
const MAX_PATHS = 4000
const paths = new Map<string, string>()

/** A character's path in whole font units, drawn once. */
function unitPath(character: string, face: FaceId): string {
  const key = face + character
  const known = paths.get(key)
  if (known !== undefined) return known
  const path = pathOf(glyphOf(character, face).glyph, (x, y) => `${Math.round(x)} ${Math.round(y)}`)
  if (paths.size < MAX_PATHS) paths.set(key, path)
  return path
}

/** A line of text as filled outlines; baseline at (x, y). @returns operators and the width in points */
export function outlineText(text: string, face: FaceId, size: number, x: number, y: number): { ops: string; width: number } {
  let width = 0
  let ops = ''
  for (const character of text) {
    const scale = Math.round((size / faceOf(faceFor(character, face)).font.unitsPerEm) * 1e6) / 1e6
    const path = unitPath(character, face)
    if (path !== '') ops += `q ${scale} 0 0 ${scale} ${n(x + width)} ${n(y)} cm\n${path}f Q\n`
    width += advance(character, face) * size
  }
  return { ops, width }
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
