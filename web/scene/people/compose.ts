import { MATTE_FLOOR, MATTE_GAIN } from '../../cutout/stacked.ts'
import { Edges } from './edges.ts'
import type { Gain } from './light.ts'
import type { RawFrame } from './sprite.ts'

/** How one person's picture is made. */
export type SpriteLook = {
  /** Size of the whole picture in pixels; of its rows only `shown` are drawn, the rest is under the table. */
  width: number; height: number; shown: number
  gain: Gain
  /** Colours of the room behind one row of the sprite, `BEHIND_COLUMNS` RGB triples; null = no light from behind. */
  behind: ((row: number) => Float32Array) | null
}

export const BEHIND_COLUMNS = 16
/** Share of the width over which a person cut off by the picture's side fades. */
export const SIDE_FADE = 0.035
/** How strongly light from behind wraps round an edge, and how dark the shadow on the chair is. */
export const WRAP = 0.46
export const SHADOW = 0.36

/** Taps for one axis: two source positions and the share of the second; nothing is read beyond the half it belongs to. */
function taps(from: number, to: number): { a: Int32Array; b: Int32Array; t: Float32Array } {
  const a = new Int32Array(to)
  const b = new Int32Array(to)
  const t = new Float32Array(to)
  const factor = from / to
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * factor - 0.5
    if (factor >= 2) {
      a[i] = Math.max(0, Math.round(centre - factor / 4))
      b[i] = Math.min(from - 1, Math.round(centre + factor / 4))
      t[i] = 0.5
    } else {
      const p = Math.max(0, Math.min(from - 1, centre))
      a[i] = p | 0
      b[i] = Math.min(from - 1, (p | 0) + 1)
      t[i] = p - (p | 0)
    }
  }
  return { a, b, t }
}

const edges = new Edges()

/** Light from above: the lowest part, near the table, is a little darker. @param low 0 (top) … 1 (table). */
export const lightAt = (low: number): number => 1.02 - (0.24 * Math.max(0, low - 0.7)) / 0.3

/** A node of the soft matte counts as quite empty or quite full up to this; between such nodes nothing is looked at twice. */
const NOTHING = 0.5
const EVERYTHING = 254.5

/**
 * Colour × matte at the size of the seat, on the CPU: where there is no GPU this costs about half a millisecond a
 * person, a twentieth of uploading the frame to a software GPU. Writes straight RGBA, not premultiplied, into
 * `width × shown` pixels. The person's own colours get one gain and the room's fall of light; edges take a little of
 * the light behind them; beside them lies their shadow.
 */
export function composeSprite(raw: RawFrame, stacked: boolean, look: SpriteLook, out: Uint8ClampedArray): void {
  const { width, height, shown } = look
  const colourHeight = stacked ? raw.height >> 1 : raw.height
  const [yPlane, uPlane, vPlane] = raw.layout as [PlaneLayout, PlaneLayout, PlaneLayout | undefined]
  const { data } = raw
  const xs = taps(raw.width, width)
  const ys = taps(colourHeight, height)
  const [xa, xb, xt] = [xs.a, xs.b, xs.t]
  const black = raw.fullRange ? 0 : 16
  const scale = raw.fullRange ? 1 : 255 / 219
  const chroma = raw.fullRange ? 1 : 255 / 224
  const [rv, gu, gv, bu] = raw.bt709 ? [1.5748 * chroma, -0.1873 * chroma, -0.4681 * chroma, 1.8556 * chroma] : [1.402 * chroma, -0.3441 * chroma, -0.7141 * chroma, 1.772 * chroma]
  const matteAt = yPlane.offset + colourHeight * yPlane.stride
  const uvStep = raw.nv12 ? 2 : 1
  const vOffset = raw.nv12 ? uPlane.offset + 1 : vPlane!.offset
  const vStride = raw.nv12 ? uPlane.stride : vPlane!.stride
  const fade = Math.max(1, width * SIDE_FADE)
  if (stacked) new Uint32Array(out.buffer, out.byteOffset, out.length >> 2).fill(0)
  if (stacked) edges.measure(width, height, shown, (x, y) => Math.min(255, Math.max(0, (data[matteAt + ys.a[y]! * yPlane.stride + xa[x]!]! - black) * scale - MATTE_FLOOR) * MATTE_GAIN))
  const cell = stacked ? edges.cell : width
  const { here, above } = edges
  for (let y = 0; y < shown; y++) {
    const ty = ys.t[y]!
    const r0 = yPlane.offset + ys.a[y]! * yPlane.stride
    const r1 = yPlane.offset + ys.b[y]! * yPlane.stride
    const m0 = matteAt + ys.a[y]! * yPlane.stride
    const m1 = matteAt + ys.b[y]! * yPlane.stride
    const cu = uPlane.offset + (ys.a[y]! >> 1) * uPlane.stride
    const cv = vOffset + (ys.a[y]! >> 1) * vStride
    const light = stacked ? lightAt(y / shown) : 1
    const gr = look.gain[0] * light
    const gg = look.gain[1] * light
    const gb = look.gain[2] * light
    if (stacked) edges.line(y)
    const behind = stacked && look.behind ? look.behind(y) : null
    const row = y * width
    for (let i = 0, from = 0; from < width; i++, from += cell) {
      const to = Math.min(width, from + cell)
      const n0 = here[i]!
      const n1 = here[i + 1]!
      const s0 = above[i]!
      const s1 = above[i + 1]!
      if (stacked && n0 < NOTHING && n1 < NOTHING && s0 < NOTHING && s1 < NOTHING) continue
      if (!stacked || (n0 > EVERYTHING && n1 > EVERYTHING && from >= fade && to <= width - fade)) {
        for (let x = from, at = (row + from) * 4; x < to; x++, at += 4) {
          const x0 = xa[x]!
          const x1 = xb[x]!
          const tx = xt[x]!
          const la = data[r0 + x0]! + (data[r0 + x1]! - data[r0 + x0]!) * tx
          const lb = data[r1 + x0]! + (data[r1 + x1]! - data[r1 + x0]!) * tx
          const l = (la + (lb - la) * ty - black) * scale
          const u = data[cu + (x0 >> 1) * uvStep]! - 128
          const v = data[cv + (x0 >> 1) * uvStep]! - 128
          out[at] = (l + rv * v) * gr
          out[at + 1] = (l + gu * u + gv * v) * gg
          out[at + 2] = (l + bu * u) * gb
          out[at + 3] = 255
        }
        continue
      }
      for (let x = from, at = (row + from) * 4; x < to; x++, at += 4) {
        const x0 = xa[x]!
        const x1 = xb[x]!
        const tx = xt[x]!
        const f = (x - from) / cell
        const soft = n0 + (n1 - n0) * f
        const ma = data[m0 + x0]! + (data[m0 + x1]! - data[m0 + x0]!) * tx
        const mb = data[m1 + x0]! + (data[m1 + x1]! - data[m1 + x0]!) * tx
        const side = x < fade ? (x + 0.5) / fade : width - x < fade ? (width - x - 0.5) / fade : 1
        const a = Math.min(255, Math.max(0, (ma + (mb - ma) * ty - black) * scale - MATTE_FLOOR) * MATTE_GAIN) * side
        const shade = a < 250 ? (s0 + (s1 - s0) * f) * SHADOW * (1 - a / 255) * side : 0
        if (a + shade < 1) continue
        const la = data[r0 + x0]! + (data[r0 + x1]! - data[r0 + x0]!) * tx
        const lb = data[r1 + x0]! + (data[r1 + x1]! - data[r1 + x0]!) * tx
        const l = (la + (lb - la) * ty - black) * scale
        const u = data[cu + (x0 >> 1) * uvStep]! - 128
        const v = data[cv + (x0 >> 1) * uvStep]! - 128
        let r = (l + rv * v) * gr
        let g = (l + gu * u + gv * v) * gg
        let b = (l + bu * u) * gb
        if (behind && soft < 236) {
          const k = ((x / width) * BEHIND_COLUMNS | 0) * 3
          const w = WRAP * (1 - soft / 255)
          r += (behind[k]! - r) * w
          g += (behind[k + 1]! - g) * w
          b += (behind[k + 2]! - b) * w
        }
        // Person over shadow: what is not person is the shadow's near black.
        const k = a / (a + shade)
        out[at] = r * k + 14 * (1 - k)
        out[at + 1] = g * k + 9 * (1 - k)
        out[at + 2] = b * k + 6 * (1 - k)
        out[at + 3] = a + shade
      }
    }
  }
}
