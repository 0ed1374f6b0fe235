/** GB/T 9704: A4, top 37 mm, binding side 28 mm, type area 156 × 225 mm of 22 lines with 28 characters. In points. */
export const MM = 72 / 25.4
export const PAGE = {
  width: 210 * MM, height: 297 * MM,
  left: 28 * MM, top: 37 * MM, typeWidth: 156 * MM, typeHeight: 225 * MM,
  lines: 22, columns: 28,
} as const
/** One character of body text (三号): 28 of them fill a line. */
export const EM = PAGE.typeWidth / PAGE.columns
export const PITCH = PAGE.typeHeight / PAGE.lines
/** 二号, for titles. */
export const TITLE_SIZE = 22
/** Where the baseline lies in an em box of the Chinese faces, from its bottom. */
export const DESCENT_EM = 0.12
/** Top edge of the line with this number (0 = first) on its page, from the page's bottom. */
export const lineTop = (line: number): number => PAGE.height - PAGE.top - line * PITCH
/** Baseline of text of this size set in the middle of a line. */
export const baseline = (line: number, size: number): number => lineTop(line) - (PITCH - size) / 2 - size * (1 - DESCENT_EM)
