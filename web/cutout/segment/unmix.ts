import { coefficients } from '../planes.ts'
import type { Planes, Coefficients } from '../planes.ts'
import { LINEAR } from '../light.ts'
import { pullPush } from '../pull-push.ts'
import type { Backdrop } from './backdrop.ts'
import { CELL } from './backdrop.ts'

/** Colours of the picture's own numbers (Y, Cb, Cr) per cell of 8 × 8 pixels, complete. */
export type ColourGrid = { columns: number; rows: number; yuv: Float32Array }

/** Averages the pixels that surely show the person (matte ≥ 250) per cell and fills the other cells from them. */
export function personColours(p: Planes, matte: Uint8Array): ColourGrid {
  const columns = Math.ceil(p.width / CELL)
  const rows = Math.ceil(p.height / CELL)
  const yuv = new Float32Array(columns * rows * 3)
  const weights = new Float32Array(columns * rows)
  const half = p.width >> 1
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let [n, sy, su, sv] = [0, 0, 0, 0]
      for (let k = 0; k < 16; k++) {
        const x = column * CELL + (k & 3) * 2
        const y = row * CELL + (k >> 2) * 2
        if (x >= p.width || y >= p.height || matte[y * p.width + x]! < 250) continue
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
      weights[at] = n < 6 ? 0.4 : 1
    }
  }
  pullPush(yuv, weights, columns, rows, 3)
  return { columns, rows, yuv }
}

/** Below this squared distance (linear light) person and background are too alike to be told apart by colour. */
const ALIKE = 0.008

/**
 * Solves the person's share at mixed pixels from three colours: what is seen, the person's nearby, the background's as it
 * was learned. In linear light, because light mixes in the lens. Places whose background is not known keep their matte:
 * guessing it from the surroundings made edges worse.
 *
 * @param matte changed where it is neither empty nor full
 */
export function unmixEdges(p: Planes, matte: Uint8Array, backdrop: Backdrop): void {
  const person = personColours(p, matte)
  const k = coefficients(p)
  const [f, b, c] = [new Float32Array(3), new Float32Array(3), new Float32Array(3)]
  const half = p.width >> 1
  for (let y = 0; y < p.height; y++) {
    for (let x = 0; x < p.width; x++) {
      const at = y * p.width + x
      const before = matte[at]!
      if (before <= 4 || before >= 251) continue
      const block = (y >> 1) * half + (x >> 1)
      if (!backdrop.known(block)) continue
      light(k, p.y[at]!, p.u[block]!, p.v[block]!, c)
      light(k, backdrop.y[at]!, backdrop.u[block]!, backdrop.v[block]!, b)
      fromGrid(person, k, x, y, f)
      let top = 0
      let apart = 0
      for (let i = 0; i < 3; i++) {
        const d = f[i]! - b[i]!
        top += (c[i]! - b[i]!) * d
        apart += d * d
      }
      const share = Math.max(0, Math.min(1, top / (apart + 1e-5)))
      matte[at] = before + ((share * 255 - before) * apart) / (apart + ALIKE) + 0.5
    }
  }
}

function fromGrid(grid: ColourGrid, k: Coefficients, x: number, y: number, out: Float32Array): void {
  const { columns, rows, yuv } = grid
  const gx = Math.max(0, Math.min(columns - 1, (x + 0.5) / CELL - 0.5))
  const gy = Math.max(0, Math.min(rows - 1, (y + 0.5) / CELL - 0.5))
  const x0 = gx | 0
  const y0 = gy | 0
  const right = x0 + 1 < columns ? 3 : 0
  const down = y0 + 1 < rows ? columns * 3 : 0
  const tx = gx - x0
  const ty = gy - y0
  const at = (y0 * columns + x0) * 3
  const mix = (i: number) => (yuv[at + i]! * (1 - tx) + yuv[at + right + i]! * tx) * (1 - ty) + (yuv[at + down + i]! * (1 - tx) + yuv[at + down + right + i]! * tx) * ty
  light(k, mix(0), mix(1), mix(2), out)
}

/** Linear R, G, B 0 … 1 of Y, Cb, Cr. */
function light(k: Coefficients, y: number, u: number, v: number, out: Float32Array): void {
  const l = (y - k.black) * k.gain
  const r = l + k.rv * (v - 128)
  const g = l + k.gu * (u - 128) + k.gv * (v - 128)
  const b = l + k.bu * (u - 128)
  out[0] = LINEAR[r < 0 ? 0 : r > 255 ? 255 : r | 0]!
  out[1] = LINEAR[g < 0 ? 0 : g > 255 ? 255 : g | 0]!
  out[2] = LINEAR[b < 0 ? 0 : b > 255 ? 255 : b | 0]!
}
