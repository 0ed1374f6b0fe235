import type { Strokes } from '#protocol/documents.ts'

/** Shortest handwriting that counts as a signature: length of all strokes together, in widths of the pad (D-8). */
export const MIN_INK = 0.1

/** Length of the drawn line over all strokes; the pad is the unit square. */
export function inkLength(strokes: Strokes): number {
  let length = 0
  for (const stroke of strokes) {
    for (let i = 1; i < stroke.length; i++) {
      const from = stroke[i - 1]
      const to = stroke[i]
      if (from && to) length += Math.hypot(to.x - from.x, to.y - from.y)
    }
  }
  return length
}
