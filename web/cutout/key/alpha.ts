import type { Coefficients, Planes } from '../planes.ts'
import { coefficients } from '../planes.ts'
import { LINEAR } from '../light.ts'
import { CELL } from './wall.ts'
import type { CleanPlate } from './plate.ts'

/** Raw alpha at or above this is person; measured best over the walls of the matte benchmark. */
export const CLIP_HIGH = 0.82
/** Luma steps by which a chroma sample's surroundings may differ from a pixel before it counts for half as much. */
export const LUMA_LIKENESS = 3

/** What the wall is at present: `low` is the raw alpha that still is wall. */
export type Against = { plate: CleanPlate; green: boolean; low: number }

const clamp = (v: number): number => (v < 0 ? 0 : v > 255 ? 255 : v | 0)

/** k = G − max(R, B) in linear light (B − max(R, G) before blue); `l` is R'G'B' luma 0 … 255, `du`, `dv` are chroma − 128. */
function keyDifference(l: number, du: number, dv: number, c: Coefficients, green: boolean): number {
  const r = l + c.rv * dv
  const g = l + c.gu * du + c.gv * dv
  const b = l + c.bu * du
  const lead = green ? g : b
  const other = green ? (r > b ? r : b) : r > g ? r : g
  return lead <= other ? 0 : LINEAR[clamp(lead)]! - LINEAR[clamp(other)]!
}

/** Shades every pixel of a camera's pictures: a = 1 − k(C) ÷ k(plate). Keeps its buffers from frame to frame. */
export class AlphaShader {
  private readonly width: number
  private readonly height: number
  private readonly u: Uint8Array
  private readonly v: Uint8Array
  private readonly row: Float32Array

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.u = new Uint8Array(width * height)
    this.v = new Uint8Array(width * height)
    this.row = new Float32Array(width)
  }

  /** Writes the matte, 0 … 255, one byte a pixel. */
  shade(p: Planes, against: Against, matte: Uint8Array): void {
    widenChroma(p.u, this.width, this.height, this.u)
    widenChroma(p.v, this.width, this.height, this.v)
    const c = coefficients(p)
    const { width, height, u, v, row } = this
    const { green, low } = against
    const scale = 255 / (CLIP_HIGH - low)
    for (let y = 0; y < height; y++) {
      plateRow(against.plate, y, row)
      for (let x = 0; x < width; x++) {
        const at = y * width + x
        const l = (p.y[at]! - c.black) * c.gain
        const du = u[at]! - 128
        const dv = v[at]! - 128
        const r = l + c.rv * dv
        const g = l + c.gu * du + c.gv * dv
        const b = l + c.bu * du
        // The larger of the two others decides; comparing before the gamma table saves one look-up.
        const lead = green ? g : b
        const other = green ? (r > b ? r : b) : r > g ? r : g
        if (lead <= other) {
          matte[at] = 255
          continue
        }
        const key = LINEAR[clamp(lead)]! - LINEAR[clamp(other)]!
        const a = (1 - key / row[x]! - low) * scale
        matte[at] = a <= 0 ? 0 : a >= 255 ? 255 : this.edge(p, c, against, x, y, row[x]!, scale)
      }
    }
  }

  /** The same at pixels of even column and row only, a quarter of the work; the other pixels are left as they are. */
  sparse(p: Planes, { plate, green, low }: Against, matte: Uint8Array): void {
    const c = coefficients(p)
    const scale = 255 / (CLIP_HIGH - low)
    for (let y = 0; y < this.height; y += 2) {
      plateRow(plate, y, this.row)
      for (let x = 0; x < this.width; x += 2) {
        const at = y * this.width + x
        const i = (y >> 1) * (this.width >> 1) + (x >> 1)
        const key = keyDifference((p.y[at]! - c.black) * c.gain, p.u[i]! - 128, p.v[i]! - 128, c, green)
        const a = (1 - key / this.row[x]! - low) * scale
        matte[at] = a <= 0 ? 0 : a >= 255 ? 255 : a
      }
    }
  }

  /**
   * A pixel at the person's edge. Chroma is half as fine as luma, so its veil reaches over the edge; of the four samples
   * around, those count whose surroundings are as light as the pixel itself. Takes a third of the error away.
   */
  private edge(p: Planes, c: Coefficients, { green, low }: Against, x: number, y: number, plate: number, scale: number): number {
    const { width } = this
    const half = width >> 1
    const nearX = x >> 1
    const nearY = y >> 1
    const farX = Math.max(0, Math.min(half - 1, nearX + (x & 1 ? 1 : -1)))
    const farY = Math.max(0, Math.min((this.height >> 1) - 1, nearY + (y & 1 ? 1 : -1)))
    const own = p.y[y * width + x]!
    let [u, v, total] = [0, 0, 0]
    for (let k = 0; k < 4; k++) {
      const cx = k & 1 ? farX : nearX
      const cy = k & 2 ? farY : nearY
      const at = 2 * cy * width + 2 * cx
      const unlike = ((p.y[at]! + p.y[at + 1]! + p.y[at + width]! + p.y[at + width + 1]!) / 4 - own) / LUMA_LIKENESS
      const weight = (k === 0 ? 9 : k === 3 ? 1 : 3) / (1 + unlike * unlike)
      u += weight * p.u[cy * half + cx]!
      v += weight * p.v[cy * half + cx]!
      total += weight
    }
    const key = keyDifference((own - c.black) * c.gain, u / total - 128, v / total - 128, c, green)
    const a = (1 - key / plate - low) * scale
    return a <= 0 ? 0 : a >= 255 ? 255 : a
  }
}

/** How unquiet the wall itself is: root mean square of the raw alpha in cells that show nothing else; null where too few do. */
export function wallNoise(p: Planes, plate: CleanPlate, green: boolean): number | null {
  const c = coefficients(p)
  let sum = 0
  let n = 0
  for (let cell = 0; cell < plate.key.length; cell++) {
    if (!plate.clear(cell)) continue
    const x = Math.min(p.width - 1, (cell % plate.columns) * CELL + CELL / 2)
    const y = Math.min(p.height - 1, Math.floor(cell / plate.columns) * CELL + CELL / 2)
    const i = (y >> 1) * (p.width >> 1) + (x >> 1)
    const key = keyDifference((p.y[y * p.width + x]! - c.black) * c.gain, p.u[i]! - 128, p.v[i]! - 128, c, green)
    const a = Math.max(-0.3, Math.min(0.3, 1 - key / plate.key[cell]!))
    sum += a * a
    n++
  }
  return n < 8 ? null : Math.sqrt(sum / n)
}

/** The plate's key difference along one row of pixels, interpolated between cell middles. */
function plateRow({ columns, rows, key }: CleanPlate, y: number, out: Float32Array): void {
  const fy = Math.max(0, Math.min(rows - 1, (y + 0.5) / CELL - 0.5))
  const y0 = Math.floor(fy)
  const y1 = Math.min(rows - 1, y0 + 1)
  const ty = fy - y0
  for (let x = 0; x < out.length; x++) {
    const fx = Math.max(0, Math.min(columns - 1, (x + 0.5) / CELL - 0.5))
    const x0 = fx | 0
    const x1 = x0 + 1 < columns ? x0 + 1 : x0
    const tx = fx - x0
    const top = key[y0 * columns + x0]! + (key[y0 * columns + x1]! - key[y0 * columns + x0]!) * tx
    const low = key[y1 * columns + x0]! + (key[y1 * columns + x1]! - key[y1 * columns + x0]!) * tx
    out[x] = top + (low - top) * ty
  }
}

/** Chroma at luma's size, ¾ and ¼ of the two nearest each way (samples sit between luma pixels). */
function widenChroma(src: Uint8Array, width: number, height: number, dst: Uint8Array): void {
  const w = width >> 1
  const h = height >> 1
  for (let y = 0; y < height; y++) {
    const near = (y >> 1) * w
    const far = Math.max(0, Math.min(h - 1, (y >> 1) + (y & 1 ? 1 : -1))) * w
    let before = 3 * src[near]! + src[far]!
    let here = before
    for (let x = 0; x < w; x++) {
      const next = x + 1 < w ? 3 * src[near + x + 1]! + src[far + x + 1]! : here
      dst[y * width + 2 * x] = (3 * here + before + 8) >> 4
      dst[y * width + 2 * x + 1] = (3 * here + next + 8) >> 4
      before = here
      here = next
    }
  }
}
