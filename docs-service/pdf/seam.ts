/**
 * The strips of a seal over the seams of the pages (骑缝章) are read-only push buttons beside the one signature field and
 * get their appearance in its revision. Several widgets of one signature would be the obvious way, but pdfsig takes each
 * for an unsigned signature of its own, and mupdf for a changed one.
 */
export const seamField = (field: string, number: number): string => `${field}-seam-${number}`

/** ReadOnly and Pushbutton (PDF 32000-1, tables 221 and 226). */
export const SEAM_FLAGS = 65_537

/** Whose strip a field of this name is, and which one, from 1; null when it is none. */
export function seamOf(name: string): { field: string; number: number } | null {
  const match = /^(.+)-seam-([1-9]\d{0,3})$/.exec(name)
  return match?.[1] === undefined ? null : { field: match[1], number: Number(match[2]) }
}
