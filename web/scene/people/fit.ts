import type { Rect } from '../layout/lens.ts'
import { SHOULDERS } from '../layout/boxes.ts'
import type { PersonBox } from '../layout/boxes.ts'

/** Where the person is in their own picture; shares of its height (top, shoulders) and width (centre). */
export type PersonFit = { top: number; shoulders: number; centre: number }

/** Until a matte has been measured: head and shoulders as a laptop camera gives them. */
export const USUAL_FIT: PersonFit = { top: 0.14, shoulders: 0.8, centre: 0.5 }

/** A head is looked for this far to either side of the body's middle (shares of the height): a raised hand is none. */
const HEAD_REACH = 0.2

/**
 * Measures a matte coarsely.
 * @param luma matte in luma, `stride` bytes a row; @param black luma of an empty matte (16 or 0).
 * @returns null when there is nobody, or the matte covers everything (a tile).
 */
export function measureMatte(luma: Uint8Array, width: number, height: number, stride: number, black: number): PersonFit | null {
  const step = Math.max(2, Math.round(height / 60))
  const limit = black + 120
  let sum = 0
  let weight = 0
  let cells = 0
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      if (luma[y * stride + x]! < limit) continue
      cells++
      if (y < height * 0.45) continue
      sum += x
      weight++
    }
  }
  const all = Math.ceil(width / step) * Math.ceil(height / step)
  if (weight === 0 || cells < all * 0.03 || cells > all * 0.92) return null
  const centre = sum / weight
  const top = headTop(luma, { width, height, stride, step, limit, centre })
  if (top < 0) return null
  return { top: Math.min(0.6, top / height), shoulders: Math.max(0.3, (widest(luma, { width, height, stride, step, limit, from: top + height * 0.3 }) || width * 0.5) / height), centre: centre / width }
}

type Scan = { width: number; height: number; stride: number; step: number; limit: number }

function headTop(luma: Uint8Array, { width, height, stride, step, limit, centre }: Scan & { centre: number }): number {
  const left = Math.max(0, centre - HEAD_REACH * height)
  const right = Math.min(width, centre + HEAD_REACH * height)
  for (let y = 0; y < height; y += step) {
    let n = 0
    for (let x = Math.ceil(left / step) * step; x < right; x += step) if (luma[y * stride + x]! >= limit) n++
    if (n * step >= height * 0.06) return y
  }
  return -1
}

/** Width of the widest row below the head; hands above the shoulders do not count. */
function widest(luma: Uint8Array, { width, height, stride, step, limit, from }: Scan & { from: number }): number {
  let best = 0
  for (let y = Math.ceil(from / step) * step; y < height; y += step) {
    let first = -1
    let last = -1
    for (let x = 0; x < width; x += step) {
      if (luma[y * stride + x]! < limit) continue
      if (first < 0) first = x
      last = x
    }
    best = Math.max(best, last - first)
  }
  return best
}

/** Follows slowly: a nod may not make anybody grow. */
export function followFit(before: PersonFit | null, now: PersonFit, share = 0.15): PersonFit {
  if (!before) return now
  const mix = (a: number, b: number) => a + (b - a) * share
  return { top: mix(before.top, now.top), shoulders: mix(before.shoulders, now.shoulders), centre: mix(before.centre, now.centre) }
}

/** Metres from the table's far edge up to the top of every head: one gaze line a row. */
const HEAD_LINE = 0.58
/** Drawn a little above life size: who sits near their camera has no more of a body than that. */
const LIFE = SHOULDERS * 1.07
/** A picture that ends at the chest is enlarged by no more than this; beyond it the person sits lower. */
const ENLARGE = 1.3
/** Metres of the picture that reach below the table's far edge, so that nobody floats. */
const BELOW_EDGE = 0.07

/** `rect`: the whole picture; `shown`: the share of its height that is drawn, the rest is under the table. */
export type Seated = { rect: Rect; shown: number }

/**
 * Where a cut-out picture of `aspect` (width ÷ height) is drawn: shoulders of life size, heads of a row on one line,
 * the lower edge always behind the furniture and never below it. One scale for both axes: nobody is made slimmer.
 */
export function cutoutRect(box: PersonBox, fit: PersonFit, aspect: number): Seated {
  const life = (LIFE * box.metre) / fit.shoulders
  const reach = ((HEAD_LINE + BELOW_EDGE) * box.metre) / (1 - fit.top)
  const h = Math.min(Math.max(life, reach), Math.max(life, life * ENLARGE))
  const w = h * aspect
  const bottom = box.hiddenBelow + BELOW_EDGE * box.metre
  const y = Math.max(box.hiddenBelow - HEAD_LINE * box.metre - fit.top * h, bottom - h)
  return { rect: { x: Math.round(box.x - fit.centre * w), y: Math.round(y), w: Math.round(w), h: Math.round(h) }, shown: Math.min(1, (bottom - y) / h) }
}

/** A framed picture stands on the table like a screen. */
export function tileRect(box: PersonBox, aspect: number): Rect {
  const w = Math.min(Math.min(0.84, 0.56 * aspect) * box.metre, Math.max(0.5 * box.metre, box.room * 0.96))
  const h = w / aspect
  return { x: Math.round(box.x - w / 2), y: Math.round(box.hiddenBelow - h - 0.05 * box.metre), w: Math.round(w), h: Math.round(h) }
}
