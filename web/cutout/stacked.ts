import type { Planes } from './planes.ts'
import { coefficients } from './planes.ts'
import { LINEAR, gamma } from './light.ts'
import type { CleanPlate } from './key/plate.ts'
import { CELL } from './key/wall.ts'
import type { WallHue } from './key/wall.ts'
import { extendForeground, sampleGrid } from './extend.ts'

/**
 * The frame that travels: colour above, matte in luma below, each half padded to whole 16-pixel blocks by repeating
 * the last row and column, so that the seam falls on a block border in every codec. I420 in one buffer.
 */
export type StackedFrame = { width: number; height: number; data: Uint8Array; fullRange: boolean; matrix: Planes['matrix'] }

/**
 * What a receiver takes off the matte (steps of 255) before it stretches the rest to the whole range again: codecs do not
 * leave empty places quite empty nor full ones quite full. Mid-grey stays mid-grey.
 */
export const MATTE_FLOOR = 10
export const MATTE_GAIN = 1.085

export const padded = (n: number): number => Math.ceil(n / 16) * 16

export function createStackedFrame(width: number, height: number): StackedFrame {
  const w = padded(width)
  const h = padded(height) * 2
  return { width: w, height: h, data: new Uint8Array((w * h * 3) / 2).fill(128), fullRange: false, matrix: 'bt601' }
}

/** What the keyer knows of the wall, for taking its light out of the person's edges; null for other ways of cutting. */
export type Spill = { plate: CleanPlate; hue: WallHue } | null

/**
 * Fills a stacked frame. Where the matte is empty the room is overwritten with the person's colours carried outward,
 * which fade into a calm backdrop: nothing of the room behind leaves the device. Edges lose the wall's share of their light.
 */
export function stack(p: Planes, matte: Uint8Array, spill: Spill, out: StackedFrame): void {
  const { width, height } = p
  const w = out.width
  const half = out.height / 2
  const uAt = w * out.height
  const vAt = uAt + uAt / 4
  const c = coefficients(p)
  const grid = extendForeground(p, matte)
  const black = c.black
  const matteGain = p.fullRange ? 1 : 219 / 255
  const halfW = width >> 1
  const f: [number, number, number] = [0, 0, 0]
  const behind = new Float32Array(3)
  out.fullRange = p.fullRange
  out.matrix = p.matrix
  for (let y = 0; y < height; y += 2) {
    const gridRow = (y / CELL) | 0
    for (let x = 0; x < width; x += 2) {
      const at = y * width + x
      const a00 = matte[at]!
      const a01 = matte[at + 1]!
      const a10 = matte[at + width]!
      const a11 = matte[at + width + 1]!
      const to = y * w + x
      const ci = (y >> 1) * halfW + (x >> 1)
      const co = (y >> 1) * (w >> 1) + (x >> 1)
      const sum = a00 + a01 + a10 + a11
      if (sum === 0) {
        sampleGrid(grid, x, y, behind)
        const l = behind[0]! + 0.5
        out.data[to] = l
        out.data[to + 1] = l
        out.data[to + w] = l
        out.data[to + w + 1] = l
        out.data[uAt + co] = behind[1]! + 0.5
        out.data[vAt + co] = behind[2]! + 0.5
      } else if (sum === 1020 && !(spill && spilled(p, c, at, ci, spill.hue))) {
        out.data[to] = p.y[at]!
        out.data[to + 1] = p.y[at + 1]!
        out.data[to + w] = p.y[at + width]!
        out.data[to + w + 1] = p.y[at + width + 1]!
        out.data[uAt + co] = p.u[ci]!
        out.data[vAt + co] = p.v[ci]!
      } else {
        const g = (gridRow * grid.columns + ((x / CELL) | 0)) * 3
        let r = 0
        let gr = 0
        let b = 0
        for (let k = 0; k < 4; k++) {
          const pixel = at + (k & 1) + (k >> 1) * width
          foreground(p, c, pixel, ci, matte[pixel]! / 255, x, y, grid.yuv, g, spill, f)
          out.data[to + (k & 1) + (k >> 1) * w] = black + (c.yr * f[0] + c.yg * f[1] + c.yb * f[2]) / c.gain + 0.5
          r += f[0] / 4
          gr += f[1] / 4
          b += f[2] / 4
        }
        const l = c.yr * r + c.yg * gr + c.yb * b
        out.data[uAt + co] = 128.5 + ((b - l) * c.ub) / c.chroma
        out.data[vAt + co] = 128.5 + ((r - l) * c.vr) / c.chroma
      }
      const down = to + half * w
      out.data[down] = black + a00 * matteGain + 0.5
      out.data[down + 1] = black + a01 * matteGain + 0.5
      out.data[down + w] = black + a10 * matteGain + 0.5
      out.data[down + w + 1] = black + a11 * matteGain + 0.5
    }
  }
  padHalf(out.data, 0, w, half, width, height)
  padHalf(out.data, half * w, w, half, width, height)
  padHalf(out.data, uAt, w >> 1, half >> 1, halfW, height >> 1)
  padHalf(out.data, vAt, w >> 1, half >> 1, halfW, height >> 1)
}

type C = ReturnType<typeof coefficients>

/** Whether a fully covered block still carries the wall's light. */
function spilled(p: Planes, c: C, at: number, ci: number, hue: WallHue): boolean {
  const l = (p.y[at]! - c.black) * c.gain
  const du = p.u[ci]! - 128
  const dv = p.v[ci]! - 128
  const r = l + c.rv * dv
  const g = l + c.gu * du + c.gv * dv
  const b = l + c.bu * du
  return hue === 'green' ? g > r + 2 && g > b + 2 : b > r + 2 && b > g + 2
}

/** The person's own colour at one pixel, R'G'B' 0 … 255 into `f`: wall's light subtracted, its hue limited. */
function foreground(p: Planes, c: C, at: number, ci: number, a: number, x: number, y: number, yuv: Float32Array, g: number, spill: Spill, f: [number, number, number]): void {
  const l = (p.y[at]! - c.black) * c.gain
  const du = p.u[ci]! - 128
  const dv = p.v[ci]! - 128
  f[0] = l + c.rv * dv
  f[1] = l + c.gu * du + c.gv * dv
  f[2] = l + c.bu * du
  for (let i = 0; i < 3; i++) f[i] = f[i]! < 0 ? 0 : f[i]! > 255 ? 255 : f[i]!
  if (spill) {
    const plate = spill.plate
    const cell = (Math.min(plate.rows - 1, (y / CELL) | 0) * plate.columns + Math.min(plate.columns - 1, (x / CELL) | 0)) * 3
    const share = a < 0.15 ? 0.15 : a
    for (let i = 0; i < 3; i++) f[i] = gamma((LINEAR[f[i]! | 0]! - (1 - a) * plate.rgb[cell + i]!) / share)
    if (spill.hue === 'green') f[1] = Math.min(f[1], Math.max(f[0], f[2]))
    else f[2] = Math.min(f[2], Math.max(f[0], f[1]))
  }
  // Thin edges carry too little of the person to be unmixed: lean on the colour carried outward.
  const own = a <= 0.1 ? 0 : a >= 0.55 ? 1 : (a - 0.1) / 0.45
  if (own === 1) return
  const el = (yuv[g]! - c.black) * c.gain
  const eu = yuv[g + 1]! - 128
  const ev = yuv[g + 2]! - 128
  f[0] = f[0] * own + (el + c.rv * ev) * (1 - own)
  f[1] = f[1] * own + (el + c.gu * eu + c.gv * ev) * (1 - own)
  f[2] = f[2] * own + (el + c.bu * eu) * (1 - own)
}

function padHalf(data: Uint8Array, start: number, stride: number, rows: number, width: number, height: number): void {
  if (width < stride) for (let y = 0; y < height; y++) data.fill(data[start + y * stride + width - 1]!, start + y * stride + width, start + (y + 1) * stride)
  for (let y = height; y < rows; y++) data.copyWithin(start + y * stride, start + (height - 1) * stride, start + height * stride)
}
