import type { Planes } from '../planes.ts'
import { coefficients } from '../planes.ts'
import { LINEAR } from '../light.ts'
import { CELL, createCells, readCells, seeWall } from './wall.ts'
import type { Cells, WallSight } from './wall.ts'
import { CleanPlate } from './plate.ts'
import { adviseWall } from './advice.ts'
import type { WallAdvice } from './advice.ts'
import { keepPerson } from './person.ts'

/** Raw alpha below the first is wall, above the second is person; measured best over nine conditions. */
const CLIP_LOW = 0.06
const CLIP_HIGH = 0.9

/**
 * The adaptive chroma key for one camera: a = 1 − k(C) ÷ k(plate), k = G − max(R,B) in linear light, against the local
 * clean plate. Keeps state between frames; make a new one when the picture's size changes.
 */
export class ChromaKeyer {
  readonly cells: Cells
  readonly plate: CleanPlate
  wall: WallSight = { hue: 'green', share: 0, threshold: 0.08 }
  private readonly width: number
  private readonly height: number
  private readonly u: Uint8Array
  private readonly v: Uint8Array
  private readonly row: Float32Array
  private frame = 0

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.cells = createCells(width, height)
    this.plate = new CleanPlate(this.cells.columns, this.cells.rows)
    this.u = new Uint8Array(width * height)
    this.v = new Uint8Array(width * height)
    this.row = new Float32Array(width)
  }

  /** Only looks whether there is a wall; far cheaper than keying. */
  look(p: Planes): WallSight {
    readCells(p, this.cells)
    const sight = seeWall(this.cells)
    // The hue may not flip back and forth between frames.
    this.wall = this.frame > 0 && sight.hue === this.wall.hue ? { ...sight, threshold: this.wall.threshold * 0.9 + sight.threshold * 0.1 } : sight
    this.frame++
    return this.wall
  }

  /** Writes the matte, 0 … 255, one byte a pixel. */
  key(p: Planes, matte: Uint8Array): void {
    if (this.frame === 0 || this.frame % 2 === 1) {
      this.look(p)
      this.plate.update(this.cells, this.wall)
    } else this.frame++
    widenChroma(p.u, this.width, this.height, this.u)
    widenChroma(p.v, this.width, this.height, this.v)
    this.alpha(p, matte)
    keepPerson(matte, this.width, this.height)
  }

  advice(): WallAdvice[] {
    return adviseWall(this.cells, this.wall, this.plate)
  }

  private alpha(p: Planes, matte: Uint8Array): void {
    const c = coefficients(p)
    const { width, height, u, v, row } = this
    const green = this.wall.hue === 'green'
    const scale = 255 / (CLIP_HIGH - CLIP_LOW)
    for (let y = 0; y < height; y++) {
      this.plateRow(y, row)
      const at0 = y * width
      for (let x = 0; x < width; x++) {
        const at = at0 + x
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
        const key = LINEAR[lead < 0 ? 0 : lead > 255 ? 255 : lead | 0]! - LINEAR[other < 0 ? 0 : other > 255 ? 255 : other | 0]!
        const a = (1 - key / row[x]! - CLIP_LOW) * scale
        matte[at] = a <= 0 ? 0 : a >= 255 ? 255 : a
      }
    }
  }

  /** The plate's key difference along one row of pixels, interpolated between cell middles. */
  private plateRow(y: number, out: Float32Array): void {
    const { columns, rows, key } = this.plate
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
}

/** Chroma at luma's size, ¾ and ¼ of the two nearest each way (samples sit between luma pixels). */
export function widenChroma(src: Uint8Array, width: number, height: number, dst: Uint8Array): void {
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
