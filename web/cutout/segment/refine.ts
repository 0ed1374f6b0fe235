import type { Planes } from '../planes.ts'
import { GuidedFilter } from './guided.ts'
import type { Window } from './window.ts'

/** The filter works on cells of 2 × 2 of the mask's: a quarter of the work, and no worse. */
const STEP = 2
/** Cells of the filter on each side; with the picture's colours as guide. */
const RADIUS = 3
/** Variance of the guide (0 … 1) below which a place counts as flat. */
const FLAT = 0.0001
/** The filter leaves a veil inside and outside: below and above these the matte is empty and full. */
const EMPTY = 0.15
const FULL = 0.85

/** Turns the model's coarse mask of a window into a matte of the whole picture that follows the picture's edges. */
export class MaskRefiner {
  private readonly columns: number
  private readonly rows: number
  private readonly filter: GuidedFilter
  private readonly mask: Float32Array
  private readonly guide: [Float32Array, Float32Array, Float32Array]
  /** Per cell: 0 empty, 1 full, 2 to be computed. */
  private readonly state: Uint8Array
  private readonly line: [Float32Array, Float32Array, Float32Array, Float32Array]

  /** @param columns of the mask; both even */
  constructor(columns: number, rows: number) {
    this.columns = columns / STEP
    this.rows = rows / STEP
    const plane = () => new Float32Array(this.columns * this.rows)
    this.filter = new GuidedFilter(this.columns, this.rows, RADIUS, FLAT)
    this.mask = plane()
    this.guide = [plane(), plane(), plane()]
    this.state = new Uint8Array(this.columns * this.rows)
    const line = () => new Float32Array(this.columns + 1)
    this.line = [line(), line(), line(), line()]
  }

  /** @param mask 0 … 1; @param small the window's part of the picture at the mask's size; @param matte bytes, the picture's size */
  refine(mask: Float32Array, small: Planes, p: Planes, window: Window, matte: Uint8Array): void {
    this.shrink(mask, small)
    this.filter.fit(this.mask, this.guide)
    this.judge()
    matte.fill(0)
    const sy = this.rows / window.height
    for (let y = window.y; y < window.y + window.height; y++) this.row(p, window, matte, y, (y - window.y + 0.5) * sy - 0.5)
  }

  private shrink(mask: Float32Array, small: Planes): void {
    const { columns, rows } = this
    const wide = columns * STEP
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const to = y * columns + x
        const at = y * STEP * wide + x * STEP
        this.mask[to] = (mask[at]! + mask[at + 1]! + mask[at + wide]! + mask[at + wide + 1]!) / 4
        this.guide[0][to] = (small.y[at]! + small.y[at + 1]! + small.y[at + wide]! + small.y[at + wide + 1]!) / 1020
        this.guide[1][to] = small.u[to]! / 255
        this.guide[2][to] = small.v[to]! / 255
      }
    }
  }

  /** Only cells within the filter's reach of an edge are worth computing: a tenth of the picture. */
  private judge(): void {
    const { columns, rows, mask, state } = this
    const reach = RADIUS + 2
    const low = new Uint8Array(columns * rows)
    const high = new Uint8Array(columns * rows)
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        let [a, b] = [0, 0]
        for (let k = Math.max(0, x - reach); k <= Math.min(columns - 1, x + reach); k++) {
          const m = mask[y * columns + k]!
          if (m > 0.02) a = 1
          if (m < 0.98) b = 1
        }
        high[y * columns + x] = a
        low[y * columns + x] = b
      }
    }
    for (let x = 0; x < columns; x++) {
      for (let y = 0; y < rows; y++) {
        let [a, b] = [0, 0]
        for (let k = Math.max(0, y - reach); k <= Math.min(rows - 1, y + reach); k++) {
          a |= high[k * columns + x]!
          b |= low[k * columns + x]!
        }
        state[y * columns + x] = a === 0 ? 0 : b === 0 ? 1 : 2
      }
    }
  }

  private row(p: Planes, window: Window, matte: Uint8Array, y: number, at: number): void {
    const { columns, rows, filter, state, line } = this
    const fy = Math.max(0, Math.min(rows - 1, at))
    const y0 = Math.floor(fy) * columns
    const y1 = Math.min(rows - 1, Math.floor(fy) + 1) * columns
    const ty = fy - Math.floor(fy)
    const near = Math.round(fy) * columns
    const planes = [filter.a[0], filter.a[1], filter.a[2], filter.b]
    for (let c = 0; c < 4; c++) {
      const [from, to] = [planes[c]!, line[c]!]
      for (let x = 0; x < columns; x++) to[x] = from[y0 + x]! + (from[y1 + x]! - from[y0 + x]!) * ty
      to[columns] = to[columns - 1]!
    }
    const [l0, l1, l2, l3] = line
    const sx = columns / window.width
    const half = p.width >> 1
    const scale = 1 / (FULL - EMPTY)
    for (let k = 0; k < window.width; k++) {
      const i = y * p.width + window.x + k
      const cell = state[near + ((k * sx) | 0)]!
      if (cell < 2) {
        if (cell === 1) matte[i] = 255
        continue
      }
      const fx = Math.max(0, Math.min(columns - 1, (k + 0.5) * sx - 0.5))
      const x = fx | 0
      const t = fx - x
      const j = (y >> 1) * half + ((window.x + k) >> 1)
      const v = ((l0[x]! + (l0[x + 1]! - l0[x]!) * t) * p.y[i]! + (l1[x]! + (l1[x + 1]! - l1[x]!) * t) * p.u[j]! + (l2[x]! + (l2[x + 1]! - l2[x]!) * t) * p.v[j]!) / 255 + l3[x]! + (l3[x + 1]! - l3[x]!) * t
      const s = (v - EMPTY) * scale
      matte[i] = s <= 0 ? 0 : s >= 1 ? 255 : 255 * s * s * (3 - 2 * s) + 0.5
    }
  }
}
