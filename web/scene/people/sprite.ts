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
