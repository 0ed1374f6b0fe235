import type { Rect } from '../layout/lens.ts'
import { SHOULDERS } from '../layout/boxes.ts'
import type { PersonBox } from '../layout/boxes.ts'

/** Where the person is in their own picture; shares of its height (top, shoulders) and width (centre). */
export type PersonFit = { top: number; shoulders: number; centre: number }

/** Until a matte has been measured: head and shoulders as a laptop camera gives them. */
export const USUAL_FIT: PersonFit = { top: 0.14, shoulders: 0.8, centre: 0.5 }

/**
 * Measures a matte coarsely.
 * @param luma matte in luma, `stride` bytes a row; @param black luma of an empty matte (16 or 0).
 * @returns null when there is nobody, or the matte covers everything (a tile).
 */
export function measureMatte(luma: Uint8Array, width: number, height: number, stride: number, black: number): PersonFit | null {
  const step = Math.max(2, Math.round(height / 60))
  const limit = black + 120
  let top = -1
  let shoulders = 0
  let sum = 0
  let weight = 0
  let cells = 0
  for (let y = 0; y < height; y += step) {
    let first = -1
    let last = -1
    let n = 0
    for (let x = 0; x < width; x += step) {
      if (luma[y * stride + x]! < limit) continue
      if (first < 0) first = x
      last = x
      n++
      if (y > height * 0.3) {
        sum += x
        weight++
      }
    }
    cells += n
    if (n * step < width * 0.03) continue
    if (top < 0) top = y
    // The widest row below the head; hands above the shoulders do not count twice.
    if (y - top > height * 0.3) shoulders = Math.max(shoulders, last - first)
  }
  const all = Math.ceil(width / step) * Math.ceil(height / step)
  if (top < 0 || cells < all * 0.03 || cells > all * 0.92) return null
  return { top: Math.min(0.6, top / height), shoulders: Math.max(0.3, (shoulders || width * 0.5) / height), centre: weight ? sum / weight / width : 0.5 }
}

/** Follows slowly: a nod may not make anybody grow. */
export function followFit(before: PersonFit | null, now: PersonFit, share = 0.15): PersonFit {
  if (!before) return now
  const mix = (a: number, b: number) => a + (b - a) * share
  return { top: mix(before.top, now.top), shoulders: mix(before.shoulders, now.shoulders), centre: mix(before.centre, now.centre) }
}

const HEAD_LOW = 0.58
const HEAD_HIGH = 0.72
/** Metres of the picture that reach below the table's far edge, so that nobody floats. */
const BELOW_EDGE = 0.06

/**
 * Where a cut-out picture of `aspect` (width ÷ height) is drawn: shoulders of life size, heads of a row on one line,
 * the lower edge always behind the furniture.
 */
export function cutoutRect(box: PersonBox, fit: PersonFit, aspect: number): Rect {
  const tall = 1 - fit.top
  let h = (SHOULDERS * box.metre) / fit.shoulders
  h = Math.min(Math.max(h, (HEAD_LOW * box.metre) / tall), (HEAD_HIGH * box.metre) / tall)
  const w = h * aspect
  const bottom = box.hiddenBelow + BELOW_EDGE * box.metre
  return { x: box.x - fit.centre * w, y: bottom - h, w, h }
}

/** A framed picture stands on the table like a screen. */
export function tileRect(box: PersonBox, aspect: number): Rect {
  const w = Math.min(Math.min(0.84, 0.56 * aspect) * box.metre, Math.max(0.5 * box.metre, box.room * 0.96))
  const h = w / aspect
  return { x: box.x - w / 2, y: box.hiddenBelow - h - 0.035 * box.metre, w, h }
}
