import type { Planes } from '../planes.ts'

/** Pixels of one cell for which the restlessness is remembered. */
export const CELL = 8
/** After so many looks a place counts as known. */
const KNOWN = 3
/** A place's mean is made of about so many looks: light that changes slowly is followed. */
const MEMORY = 24

/**
 * What stands behind the person, learned from the moments in which it is seen: cameras in a hearing do not move. Per
 * block of 2 × 2 pixels the mean colour (luma per pixel), and per cell how restless it is (a screen, leaves, noise).
 */
export class Backdrop {
  readonly y: Float32Array
  readonly u: Float32Array
  readonly v: Float32Array
  /** Looks at each block, 0 … MEMORY. */
  readonly looks: Uint8Array
  /** Mean difference of luma between looks per cell, steps of 255. */
  readonly restless: Float32Array
  readonly columns: number
  private readonly width: number
  private readonly height: number
  private readonly rows: number
  private turn = 0

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    const blocks = (width / 2) * (height / 2)
    this.y = new Float32Array(width * height)
    this.u = new Float32Array(blocks)
    this.v = new Float32Array(blocks)
    this.looks = new Uint8Array(blocks)
    this.columns = Math.ceil(width / CELL)
    this.rows = Math.ceil(height / CELL)
    this.restless = new Float32Array(this.columns * this.rows).fill(3)
  }

  known(block: number): boolean {
    return this.looks[block]! >= KNOWN
  }

  /** Learns from every other row of blocks where nobody stands nearby. @param matte bytes, the picture's size */
  learn(p: Planes, matte: Uint8Array): void {
    const free = this.free(matte)
    this.turn ^= 1
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) if (free[row * this.columns + column]) this.learnCell(p, row, column)
    }
  }

  private learnCell(p: Planes, row: number, column: number): void {
    const { width, height, looks } = this
    const half = width >> 1
    let off = 0
    let n = 0
    for (let by = row * 4 + this.turn; by < Math.min(height >> 1, row * 4 + 4); by += 2) {
      for (let bx = column * 4; bx < Math.min(half, column * 4 + 4); bx++) {
        const block = by * half + bx
        const seen = Math.min(MEMORY, looks[block]! + 1)
        looks[block] = seen
        const rate = 1 / seen
        const at = by * 2 * width + bx * 2
        let d = 0
        for (let k = 0; k < 4; k++) {
          const i = at + (k & 1) + (k >> 1) * width
          const step = p.y[i]! - this.y[i]!
          this.y[i] = this.y[i]! + step * rate
          d += step
        }
        if (seen > 1) {
          off += Math.abs(d) / 4
          n++
        }
        this.u[block] = this.u[block]! + (p.u[block]! - this.u[block]!) * rate
        this.v[block] = this.v[block]! + (p.v[block]! - this.v[block]!) * rate
      }
    }
    const cell = row * this.columns + column
    if (n > 0) this.restless[cell] = this.restless[cell]! * 0.8 + (off / n) * 0.2
  }

  /** Cells without a person in them or in a neighbour. */
  private free(matte: Uint8Array): Uint8Array {
    const { columns, rows, width, height } = this
    const busy = new Uint8Array(columns * rows)
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        for (let k = 0; k < 16; k++) {
          const y = Math.min(height - 1, row * CELL + (k >> 2) * 2)
          const x = Math.min(width - 1, column * CELL + (k & 3) * 2)
          if (matte[y * width + x]! > 8) busy[row * columns + column] = 1
        }
      }
    }
    const free = new Uint8Array(columns * rows).fill(1)
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        if (!busy[row * columns + column]) continue
        for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
          for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) free[y * columns + x] = 0
        }
      }
    }
    return free
  }

  /**
   * How much the block at pixel x, y speaks for a person (up to 2) or for the background (down to −1); 0 where the
   * background is not known.
   */
  evidence(p: Planes, x: number, y: number): number {
    const half = this.width >> 1
    const block = (y >> 1) * half + (x >> 1)
    if (this.looks[block]! < KNOWN) return 0
    const at = (y & ~1) * this.width + (x & ~1)
    let dy = 0
    for (let k = 0; k < 4; k++) {
      const i = at + (k & 1) + (k >> 1) * this.width
      dy += p.y[i]! - this.y[i]!
    }
    const spread = this.restless[((y / CELL) | 0) * this.columns + ((x / CELL) | 0)]!
    const d = Math.abs(dy) / 4 / (3 * spread + 5) + (Math.abs(p.u[block]! - this.u[block]!) + Math.abs(p.v[block]! - this.v[block]!)) / (2 * spread + 6)
    return d < 1 ? d - 1 : d < 3 ? d - 1 : 2
  }
}
