import { createPlanes, fromRgb, shrinkPlane, splitChroma, workingSize } from './planes.ts'
import type { Planes } from './planes.ts'

/**
 * Turns video frames into planes of the working size, reusing its buffers. Formats seen from cameras: I420, NV12,
 * and RGB ones from canvases; anything else is asked for as RGBA.
 */
export class FrameReader {
  private raw = new Uint8Array(0)
  private planes: Planes | null = null
  private full: Planes | null = null
  private readonly maxHeight: number

  /** @param maxHeight pixels; larger pictures are averaged down to it. */
  constructor(maxHeight: number) {
    this.maxHeight = maxHeight
  }

  async read(frame: VideoFrame): Promise<Planes> {
    const rect = frame.visibleRect!
    const width = rect.width & ~1
    const height = rect.height & ~1
    const { width: w, height: h } = workingSize(width, height, this.maxHeight)
    if (!this.planes || this.planes.width !== w || this.planes.height !== h) this.planes = createPlanes(w, h)
    const format = frame.format
    if (format === 'I420' || format === 'I420A' || format === 'NV12') await this.readYuv(frame, format, width, height, this.planes)
    else await this.readRgb(frame, width, height, this.planes)
    return this.planes
  }

  private async readYuv(frame: VideoFrame, format: 'I420' | 'I420A' | 'NV12', width: number, height: number, out: Planes): Promise<void> {
    const layout = await this.copy(frame, {})
    const colour = frame.colorSpace
    out.fullRange = colour.fullRange === true
    out.matrix = colour.matrix === 'bt709' ? 'bt709' : 'bt601'
    const at = (i: number) => this.raw.subarray(layout[i]!.offset)
    shrinkPlane(at(0), width, height, layout[0]!.stride, out.y, out.width, out.height)
    const [cw, ch, ow, oh] = [width >> 1, height >> 1, out.width >> 1, out.height >> 1]
    if (format === 'NV12') {
      if (!this.full || this.full.width !== width || this.full.height !== height) this.full = createPlanes(width, height)
      splitChroma(at(1), cw, ch, layout[1]!.stride, this.full.u, this.full.v)
      shrinkPlane(this.full.u, cw, ch, cw, out.u, ow, oh)
      shrinkPlane(this.full.v, cw, ch, cw, out.v, ow, oh)
    } else {
      shrinkPlane(at(1), cw, ch, layout[1]!.stride, out.u, ow, oh)
      shrinkPlane(at(2), cw, ch, layout[2]!.stride, out.v, ow, oh)
    }
  }

  private async readRgb(frame: VideoFrame, width: number, height: number, out: Planes): Promise<void> {
    const known = frame.format?.startsWith('BGR') || frame.format?.startsWith('RGB')
    const layout = await this.copy(frame, known ? {} : { format: 'RGBA' })
    if (!this.full || this.full.width !== width || this.full.height !== height) this.full = createPlanes(width, height)
    fromRgb(this.raw.subarray(layout[0]!.offset), layout[0]!.stride, frame.format?.startsWith('BGR') ? 2 : 0, this.full)
    out.fullRange = false
    out.matrix = 'bt601'
    for (const [src, dst, by] of [[this.full.y, out.y, 1], [this.full.u, out.u, 2], [this.full.v, out.v, 2]] as const) {
      shrinkPlane(src, width / by, height / by, width / by, dst, out.width / by, out.height / by)
    }
  }

  private async copy(frame: VideoFrame, options: VideoFrameCopyToOptions): Promise<PlaneLayout[]> {
    const size = frame.allocationSize(options)
    if (this.raw.byteLength < size) this.raw = new Uint8Array(size)
    return frame.copyTo(this.raw, options)
  }
}
