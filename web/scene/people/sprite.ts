import { fromRgb } from '../../cutout/planes.ts'
import type { Planes } from '../../cutout/planes.ts'
import { measureMatte } from './fit.ts'
import type { PersonFit } from './fit.ts'

/** A decoded frame's planes as they lie in memory. */
export type RawFrame = { data: Uint8Array; width: number; height: number; layout: PlaneLayout[]; nv12: boolean; fullRange: boolean; bt709: boolean }

/** Copies a frame out of the decoder, reusing one buffer. RGB frames (a canvas as source) are turned into I420. */
export class FrameCopier {
  private buffer = new Uint8Array(0)
  private rgb: Planes | null = null

  /** @returns null for formats that cannot be read as planes. */
  async copy(frame: VideoFrame): Promise<RawFrame | null> {
    const format = frame.format
    if (!format) return null
    const { width, height } = frame.visibleRect!
    const yuv = format === 'I420' || format === 'NV12' || format === 'I420A'
    if (!yuv && !/^(RGB|BGR)/.test(format)) return null
    const size = frame.allocationSize()
    if (this.buffer.byteLength < size) this.buffer = new Uint8Array(size)
    const layout = await frame.copyTo(this.buffer)
    if (yuv) return { data: this.buffer, width, height, layout, nv12: format === 'NV12', fullRange: frame.colorSpace.fullRange === true, bt709: frame.colorSpace.matrix === 'bt709' }
    return this.fromRgb(format, width & ~1, height & ~1, layout[0]!)
  }

  private fromRgb(format: string, width: number, height: number, layout: PlaneLayout): RawFrame {
    if (!this.rgb || this.rgb.width !== width || this.rgb.height !== height) this.rgb = contiguousPlanes(width, height)
    fromRgb(this.buffer.subarray(layout.offset), layout.stride, format.startsWith('BGR') ? 2 : 0, this.rgb)
    const n = width * height
    const planes = [{ offset: 0, stride: width }, { offset: n, stride: width / 2 }, { offset: n * 1.25, stride: width / 2 }]
    return { data: new Uint8Array(this.rgb.y.buffer), width, height, layout: planes, nv12: false, fullRange: false, bt709: false }
  }
}

function contiguousPlanes(width: number, height: number): Planes {
  const n = width * height
  const all = new Uint8Array(n * 1.5)
  return { width, height, y: all.subarray(0, n), u: all.subarray(n, n * 1.25), v: all.subarray(n * 1.25), fullRange: false, matrix: 'bt601' }
}

export const isStacked = (described: boolean, width: number, height: number): boolean => described && height > width * 0.8

/** Measures the person in a stacked frame. */
export function fitOf(raw: RawFrame): PersonFit | null {
  const half = raw.height >> 1
  const { offset, stride } = raw.layout[0]!
  return measureMatte(raw.data.subarray(offset + half * stride), raw.width, half, stride, raw.fullRange ? 0 : 16)
}

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

/** Share of the width over which a person cut off by the picture's side fades. */
const SIDE_FADE = 0.035

/**
 * Colour × matte at the size of the seat, on the CPU: where there is no GPU this costs about a third of a millisecond
 * a person, a tenth of uploading the frame to a software GPU. Writes straight RGBA, not premultiplied.
 */
export function composeSprite(raw: RawFrame, stacked: boolean, width: number, height: number, out: Uint8ClampedArray): void {
  const colourHeight = stacked ? raw.height >> 1 : raw.height
  const [yPlane, uPlane, vPlane] = raw.layout as [PlaneLayout, PlaneLayout, PlaneLayout | undefined]
  const { data } = raw
  const xs = taps(raw.width, width)
  const ys = taps(colourHeight, height)
  const black = raw.fullRange ? 0 : 16
  const gain = raw.fullRange ? 1 : 255 / 219
  const chroma = raw.fullRange ? 1 : 255 / 224
  const [rv, gu, gv, bu] = raw.bt709 ? [1.5748 * chroma, -0.1873 * chroma, -0.4681 * chroma, 1.8556 * chroma] : [1.402 * chroma, -0.3441 * chroma, -0.7141 * chroma, 1.772 * chroma]
  const matteAt = yPlane.offset + colourHeight * yPlane.stride
  const uvStep = raw.nv12 ? 2 : 1
  const vOffset = raw.nv12 ? uPlane.offset + 1 : vPlane!.offset
  const vStride = raw.nv12 ? uPlane.stride : vPlane!.stride
  const fade = Math.max(1, width * SIDE_FADE)
  for (let y = 0; y < height; y++) {
    const y0 = ys.a[y]!
    const y1 = ys.b[y]!
    const ty = ys.t[y]!
    const r0 = yPlane.offset + y0 * yPlane.stride
    const r1 = yPlane.offset + y1 * yPlane.stride
    const m0 = matteAt + y0 * yPlane.stride
    const m1 = matteAt + y1 * yPlane.stride
    const cu = uPlane.offset + (y0 >> 1) * uPlane.stride
    const cv = vOffset + (y0 >> 1) * vStride
    // Even room light from above: the lowest part, near the table, is a little darker; all of it a little warm.
    const low = y / height
    const light = stacked ? 1.02 - 0.2 * Math.max(0, low - 0.72) / 0.28 : 1
    for (let x = 0; x < width; x++) {
      const x0 = xs.a[x]!
      const x1 = xs.b[x]!
      const tx = xs.t[x]!
      const at = (y * width + x) * 4
      if (stacked) {
        const ma = data[m0 + x0]! + (data[m0 + x1]! - data[m0 + x0]!) * tx
        const mb = data[m1 + x0]! + (data[m1 + x1]! - data[m1 + x0]!) * tx
        let a = ((ma + (mb - ma) * ty - black) * gain - 10) * 1.085
        if (a <= 0) {
          out[at + 3] = 0
          continue
        }
        const side = Math.min(x + 0.5, width - x - 0.5)
        if (side < fade) a *= side / fade
        out[at + 3] = a
      } else out[at + 3] = 255
      const la = data[r0 + x0]! + (data[r0 + x1]! - data[r0 + x0]!) * tx
      const lb = data[r1 + x0]! + (data[r1 + x1]! - data[r1 + x0]!) * tx
      const l = (la + (lb - la) * ty - black) * gain
      const u = data[cu + (x0 >> 1) * uvStep]! - 128
      const v = data[cv + (x0 >> 1) * uvStep]! - 128
      out[at] = (l + rv * v) * light
      out[at + 1] = (l + gu * u + gv * v) * light * (stacked ? 0.99 : 1)
      out[at + 2] = (l + bu * u) * light * (stacked ? 0.965 : 1)
    }
  }
}
