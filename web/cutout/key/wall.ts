import type { Planes } from '../planes.ts'
import { coefficients } from '../planes.ts'
import { LINEAR } from '../light.ts'

/** Edge of a cell in pixels: the wall is known per cell, the matte per pixel. */
export const CELL = 8
export type WallHue = 'green' | 'blue'

/** The picture seen coarsely: linear R, G, B per cell, and how much the cell's samples differ in key strength. */
export type Cells = { columns: number; rows: number; rgb: Float32Array; spread: Float32Array }

export function createCells(width: number, height: number): Cells {
  const columns = Math.ceil(width / CELL)
  const rows = Math.ceil(height / CELL)
  return { columns, rows, rgb: new Float32Array(columns * rows * 3), spread: new Float32Array(columns * rows) }
}

const clamp = (v: number) => (v < 0 ? 0 : v > 255 ? 255 : v | 0)

/** Reads four samples of each cell. 320×180 has 920 cells: about 0.1 ms. */
export function readCells(p: Planes, cells: Cells): void {
  const c = coefficients(p)
  const half = p.width >> 1
  for (let row = 0; row < cells.rows; row++) {
    for (let column = 0; column < cells.columns; column++) {
      const at = row * cells.columns + column
      let r = 0
      let g = 0
      let b = 0
      let low = 2
      let high = -2
      for (let k = 0; k < 4; k++) {
        const x = Math.min(p.width - 1, column * CELL + (k & 1 ? 6 : 2))
        const y = Math.min(p.height - 1, row * CELL + (k & 2 ? 6 : 2))
        const l = (p.y[y * p.width + x]! - c.black) * c.gain
        const i = (y >> 1) * half + (x >> 1)
        const u = p.u[i]! - 128
        const v = p.v[i]! - 128
        const lr = LINEAR[clamp(l + c.rv * v)]!
        const lg = LINEAR[clamp(l + c.gu * u + c.gv * v)]!
        const lb = LINEAR[clamp(l + c.bu * u)]!
        const s = Math.abs(keyStrength(lr, lg, lb, 'green')) + Math.abs(keyStrength(lr, lg, lb, 'blue'))
        if (s < low) low = s
        if (s > high) high = s
        r += lr
        g += lg
        b += lb
      }
      cells.rgb[at * 3] = r / 4
      cells.rgb[at * 3 + 1] = g / 4
      cells.rgb[at * 3 + 2] = b / 4
      cells.spread[at] = high - low
    }
  }
}

const sums = new Float32Array(3)

/**
 * The wall's colour in a cell that the person covers in part: of the pixels whose hue is the wall's own the lighter half,
 * so that neither thin hair nor the dark rim of a sleeve is taken for a shadow on the wall.
 * @param ratio key strength of the wall thereabouts; @param out linear R, G, B
 * @returns whether enough of the wall was seen
 */
export function wallBeside(p: Planes, cells: Cells, at: number, hue: WallHue, ratio: number, out: Float32Array): boolean {
  const c = coefficients(p)
  const x0 = (at % cells.columns) * CELL
  const y0 = Math.floor(at / cells.columns) * CELL
  let lighter = 0
  for (const pass of ['mean', 'lighter'] as const) {
    let n = 0
    let sum = 0
    sums.fill(0)
    for (let k = 0; k < 16; k++) {
      const x = Math.min(p.width - 2, x0 + (k & 3) * 2)
      const y = Math.min(p.height - 2, y0 + (k >> 2) * 2)
      const i = (y >> 1) * (p.width >> 1) + (x >> 1)
      const luma = (p.y[y * p.width + x]! + p.y[y * p.width + x + 1]! + p.y[(y + 1) * p.width + x]! + p.y[(y + 1) * p.width + x + 1]!) / 4
      const l = (luma - c.black) * c.gain
      const r = LINEAR[clamp(l + c.rv * (p.v[i]! - 128))]!
      const g = LINEAR[clamp(l + c.gu * (p.u[i]! - 128) + c.gv * (p.v[i]! - 128))]!
      const b = LINEAR[clamp(l + c.bu * (p.u[i]! - 128))]!
      if (keyStrength(r, g, b, hue) < ratio || (pass === 'lighter' && luma < lighter)) continue
      sums[0]! += r
      sums[1]! += g
      sums[2]! += b
      sum += luma
      n++
    }
    if (pass === 'mean' && n < 4) return false
    if (pass === 'mean') lighter = sum / n - 0.01
    else for (let k = 0; k < 3; k++) out[k] = sums[k]! / n
  }
  return true
}

/** How much a colour is of the wall's hue, whatever its brightness: (G − max(R,B)) ÷ (R+G+B), blue likewise. */
export function keyStrength(r: number, g: number, b: number, hue: WallHue): number {
  return (hue === 'green' ? g - Math.max(r, b) : b - Math.max(r, g)) / (r + g + b + 0.004)
}

/** Below this strength nothing is called a wall: skin and most clothes are negative, foliage in a window about 0.05. */
const WEAKEST_WALL = 0.08

export type WallSight = {
  hue: WallHue
  /** Share of the picture's upper border that is wall, 0 … 1. */
  share: number
  /** Strength above which a cell is wall: half the border's median. */
  threshold: number
}

/** The upper border of the picture, where a seated person's head is not. */
export function isBorder({ columns, rows }: Cells, at: number): boolean {
  const row = Math.floor(at / columns)
  const column = at % columns
  return row < Math.floor(rows * 0.55) && (row < 2 || column < columns * 0.12 || column >= columns * 0.88)
}

/** Looks for a wall along the upper border. */
export function seeWall(cells: Cells): WallSight {
  const border: number[] = []
  for (let at = 0; at < cells.columns * cells.rows; at++) if (isBorder(cells, at)) border.push(at)
  let best: WallSight = { hue: 'green', share: 0, threshold: WEAKEST_WALL }
  for (const hue of ['green', 'blue'] as const) {
    const strengths = border
      .map((at) => keyStrength(cells.rgb[at * 3]!, cells.rgb[at * 3 + 1]!, cells.rgb[at * 3 + 2]!, hue))
      .filter((s) => s > WEAKEST_WALL)
      .sort((a, b) => a - b)
    const share = strengths.length / border.length
    if (share > best.share) best = { hue, share, threshold: Math.max(WEAKEST_WALL, (strengths[strengths.length >> 1] ?? 0) * 0.5) }
  }
  return best
}

export const isWall = (cells: Cells, at: number, wall: Pick<WallSight, 'hue' | 'threshold'>): boolean =>
  keyStrength(cells.rgb[at * 3]!, cells.rgb[at * 3 + 1]!, cells.rgb[at * 3 + 2]!, wall.hue) > wall.threshold && cells.spread[at]! < 0.3
