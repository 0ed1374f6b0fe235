import { pullPush } from '../pull-push.ts'
import type { Cells, WallSight } from './wall.ts'
import { isWall, keyStrength, wallBeside } from './wall.ts'
import type { Planes } from '../planes.ts'

/** A cell beside the person is learnt from pixels whose hue is at least this share as strong as the wall's thereabouts. */
const SAME_WALL = 0.88
const FOLLOW_BESIDE = 0.5

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
  private known = false
  private readonly found = new Float32Array(3)
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
  update(p: Planes, cells: Cells, wall: WallSight, follow = 0.25): void {
    if (this.hue !== wall.hue) {
      this.weight.fill(0)
      this.known = false
      this.hue = wall.hue
    }
    for (let at = 0; at < this.weight.length; at++) {
      if (this.hasNeighbours(cells, at, wall, 5)) this.learn(at, cells.rgb.subarray(at * 3, at * 3 + 3), follow, 1)
      else if (this.known && this.hasNeighbours(cells, at, wall, 1) && this.readBeside(p, cells, at, wall)) this.learn(at, this.found, FOLLOW_BESIDE, 0.9)
      else {
        this.weight[at]! *= 0.97
        if (this.weight[at]! < 0.02) this.weight[at] = 0
      }
    }
    this.rgb.set(this.seen)
    this.known = true
    pullPush(this.rgb, this.weight, this.columns, this.rows, 3)
    for (let at = 0; at < this.key.length; at++) {
      const [r, g, b] = [this.rgb[at * 3]!, this.rgb[at * 3 + 1]!, this.rgb[at * 3 + 2]!]
      this.key[at] = Math.max(0.004, wall.hue === 'green' ? g - Math.max(r, b) : b - Math.max(r, g))
    }
  }

  private learn(at: number, colour: Float32Array, follow: number, weight: number): void {
    const share = this.weight[at]! === 0 ? 1 : follow
    for (let c = 0; c < 3; c++) this.seen[at * 3 + c]! += (colour[c]! - this.seen[at * 3 + c]!) * share
    this.weight[at] = weight
  }

  /** A shadow lies beside the person who throws it: the wall is read as near to them as any of it can be seen. */
  private readBeside(p: Planes, cells: Cells, at: number, wall: WallSight): boolean {
    const ratio = keyStrength(this.rgb[at * 3]!, this.rgb[at * 3 + 1]!, this.rgb[at * 3 + 2]!, wall.hue)
    return wallBeside(p, cells, at, wall.hue, ratio * SAME_WALL, this.found)
  }

  /** Whether at least `least` of a cell and its four neighbours are wall; beyond the picture's edge there is nothing but wall. */
  private hasNeighbours(cells: Cells, at: number, wall: WallSight, least: number): boolean {
    const x = at % this.columns
    let n = isWall(cells, at, wall) ? 1 : 0
    if (x > 0 ? isWall(cells, at - 1, wall) : least > 1) n++
    if (x < this.columns - 1 ? isWall(cells, at + 1, wall) : least > 1) n++
    if (at >= this.columns ? isWall(cells, at - this.columns, wall) : least > 1) n++
    if (at < this.weight.length - this.columns ? isWall(cells, at + this.columns, wall) : least > 1) n++
    return n >= least
  }

  /** Whether a cell shows nothing but wall now. */
  clear(at: number): boolean {
    return this.weight[at] === 1
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
