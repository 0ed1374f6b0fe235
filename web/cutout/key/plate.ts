import { pullPush } from '../pull-push.ts'
import type { Cells, WallSight } from './wall.ts'
import { isWall } from './wall.ts'

/**
 * The wall without the person: what colour it has at every cell, known where it is seen and filled in where it is
 * hidden, averaged over time. A local plate survives uneven light and shadows that one key colour does not
 * (alpha error 2.2 against 23.7 thousandths).
 */
export class CleanPlate {
  readonly columns: number
  readonly rows: number
  /** Linear R, G, B per cell, complete. */
  readonly rgb: Float32Array
  /** Key difference per cell: G − max(R,B) for green, B − max(R,G) for blue; never below a floor. */
  readonly key: Float32Array
  private readonly seen: Float32Array
  private readonly weight: Float32Array
  private hue: WallSight['hue'] | null = null

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
    this.rgb = new Float32Array(columns * rows * 3)
    this.key = new Float32Array(columns * rows)
    this.seen = new Float32Array(columns * rows * 3)
    this.weight = new Float32Array(columns * rows)
  }

  /** @param follow share of the new measurement, 0 … 1; a wall seen for the first time is taken whole. */
  update(cells: Cells, wall: WallSight, follow = 0.25): void {
    if (this.hue !== wall.hue) {
      this.weight.fill(0)
      this.hue = wall.hue
    }
    for (let at = 0; at < this.weight.length; at++) {
      if (!isWall(cells, at, wall) || !this.clear(cells, at, wall)) {
        this.weight[at]! *= 0.97
        if (this.weight[at]! < 0.02) this.weight[at] = 0
        continue
      }
      const share = this.weight[at]! === 0 ? 1 : follow
      for (let c = 0; c < 3; c++) this.seen[at * 3 + c]! += (cells.rgb[at * 3 + c]! - this.seen[at * 3 + c]!) * share
      this.weight[at] = 1
    }
    this.rgb.set(this.seen)
    pullPush(this.rgb, this.weight, this.columns, this.rows, 3)
    for (let at = 0; at < this.key.length; at++) {
      const [r, g, b] = [this.rgb[at * 3]!, this.rgb[at * 3 + 1]!, this.rgb[at * 3 + 2]!]
      this.key[at] = Math.max(0.004, wall.hue === 'green' ? g - Math.max(r, b) : b - Math.max(r, g))
    }
  }

  /** A wall cell next to the person carries their edge: wait for a clear neighbourhood. */
  private clear(cells: Cells, at: number, wall: WallSight): boolean {
    const x = at % this.columns
    const left = x === 0 || isWall(cells, at - 1, wall)
    const right = x === this.columns - 1 || isWall(cells, at + 1, wall)
    const up = at < this.columns || isWall(cells, at - this.columns, wall)
    const down = at >= this.weight.length - this.columns || isWall(cells, at + this.columns, wall)
    return left && right && up && down
  }

  /** Brightness of the wall where it is seen now, ascending; with the cell it belongs to. */
  measured(): { at: number; luma: number }[] {
    const out: { at: number; luma: number }[] = []
    for (let at = 0; at < this.weight.length; at++) {
      if (this.weight[at] === 1) out.push({ at, luma: 0.2126 * this.seen[at * 3]! + 0.7152 * this.seen[at * 3 + 1]! + 0.0722 * this.seen[at * 3 + 2]! })
    }
    return out.sort((a, b) => a.luma - b.luma)
  }
}
