import type { Planes } from './planes.ts'
import { CELL } from './key/wall.ts'
import { pullPush } from './pull-push.ts'

/** The person's colours carried outward: Y, Cb, Cr per cell in the picture's own numbers. */
export type ExtendedGrid = { columns: number; rows: number; yuv: Float32Array }

/**
 * What stands behind the person for those who do not use the matte (plain tiles, another player): a calm slate, Y Cb Cr.
 * Even, so that it costs the codec next to nothing.
 */
const BACKDROP = [72, 135, 124] as const
/** The person's own colour reaches so many cells beyond the edge, as far as codecs and scaling may smear it; then it fades. */
const REACH = 2
const FADE = 3

/** Below this a pixel is mixed with what is behind it and may not colour its surroundings. */
const SURE = 250

/** Averages what surely belongs to the person per cell and fills all other cells from them. */
export function extendForeground(p: Planes, matte: Uint8Array): ExtendedGrid {
  const columns = Math.ceil(p.width / CELL)
  const rows = Math.ceil(p.height / CELL)
  const yuv = new Float32Array(columns * rows * 3)
  const weights = new Float32Array(columns * rows)
  const half = p.width >> 1
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let n = 0
      let sy = 0
      let su = 0
      let sv = 0
      for (let k = 0; k < 16; k++) {
        const x = column * CELL + (k & 3) * 2
        const y = row * CELL + (k >> 2) * 2
        if (x >= p.width || y >= p.height || matte[y * p.width + x]! < SURE) continue
        const i = (y >> 1) * half + (x >> 1)
        sy += p.y[y * p.width + x]!
        su += p.u[i]!
        sv += p.v[i]!
        n++
      }
      if (n < 2) continue
      const at = row * columns + column
      yuv[at * 3] = sy / n
      yuv[at * 3 + 1] = su / n
      yuv[at * 3 + 2] = sv / n
      weights[at] = n / 16
    }
  }
  if (!weights.some((w) => w > 0)) {
    for (let at = 0; at < weights.length; at++) yuv.set(BACKDROP, at * 3)
    return { columns, rows, yuv }
  }
  // Cells seen in part count in full here: their mean is already made of sure pixels only.
  for (let at = 0; at < weights.length; at++) if (weights[at]! > 0) weights[at] = 1
  pullPush(yuv, weights, columns, rows, 3)
  fadeToBackdrop(yuv, cellsAway(weights, columns, rows))
  return { columns, rows, yuv }
}

/** Colour at a pixel, between the cells' middles: without it the fade would show as steps. Y, Cb, Cr into `out`. */
export function sampleGrid({ columns, rows, yuv }: ExtendedGrid, x: number, y: number, out: Float32Array): void {
  const gx = Math.max(0, Math.min(columns - 1, (x + 1) / CELL - 0.5))
  const gy = Math.max(0, Math.min(rows - 1, (y + 1) / CELL - 0.5))
  const x0 = gx | 0
  const y0 = gy | 0
  const right = x0 + 1 < columns ? 3 : 0
  const down = y0 + 1 < rows ? columns * 3 : 0
  const tx = gx - x0
  const ty = gy - y0
  const at = (y0 * columns + x0) * 3
  for (let c = 0; c < 3; c++) {
    const top = yuv[at + c]! * (1 - tx) + yuv[at + right + c]! * tx
    const low = yuv[at + down + c]! * (1 - tx) + yuv[at + down + right + c]! * tx
    out[c] = top * (1 - ty) + low * ty
  }
}

/** City-block distance of every cell from the nearest one that the person fills, in cells. Two passes. */
function cellsAway(weights: Float32Array, columns: number, rows: number): Uint16Array {
  const away = new Uint16Array(columns * rows).fill(columns + rows)
  for (let at = 0; at < away.length; at++) {
    if (weights[at]! > 0) away[at] = 0
    else {
      if (at % columns > 0) away[at] = Math.min(away[at]!, away[at - 1]! + 1)
      if (at >= columns) away[at] = Math.min(away[at]!, away[at - columns]! + 1)
    }
  }
  for (let at = away.length - 1; at >= 0; at--) {
    if (at % columns < columns - 1) away[at] = Math.min(away[at]!, away[at + 1]! + 1)
    if (at + columns < away.length) away[at] = Math.min(away[at]!, away[at + columns]! + 1)
  }
  return away
}

function fadeToBackdrop(yuv: Float32Array, away: Uint16Array): void {
  for (let at = 0; at < away.length; at++) {
    const share = Math.min(1, Math.max(0, (away[at]! - REACH) / FADE))
    if (share === 0) continue
    for (let c = 0; c < 3; c++) yuv[at * 3 + c] = yuv[at * 3 + c]! * (1 - share) + BACKDROP[c]! * share
  }
}
