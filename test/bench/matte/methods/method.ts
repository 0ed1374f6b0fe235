import type { Planes } from '../../../../web/cutout/planes.ts'
import { HEIGHT, WIDTH } from '../conditions.ts'
import type { Shot } from '../conditions.ts'

/** One way of cutting a person out, with whatever it remembers between frames. */
export type Cutting = {
  /** @param index number of the frame; @returns the matte, bytes, the picture's size (may be reused by the next call) */
  cut(shot: Shot, index: number): Promise<Uint8Array>
  close(): void
}

/** `first`: what a person would tune or click on before starting, for methods that need it. */
export type Method = { name: string; open(first: Shot): Promise<Cutting> }

export function planesOf({ i420 }: Pick<Shot, 'i420'>): Planes {
  const n = WIDTH * HEIGHT
  return { width: WIDTH, height: HEIGHT, y: i420.subarray(0, n), u: i420.subarray(n, n * 1.25), v: i420.subarray(n * 1.25), fullRange: false, matrix: 'bt601' }
}

export function frameOf({ i420 }: Pick<Shot, 'i420'>, index: number): VideoFrame {
  return new VideoFrame(i420, {
    format: 'I420', codedWidth: WIDTH, codedHeight: HEIGHT, timestamp: Math.round((index * 1e6) / 15),
    colorSpace: { fullRange: false, matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m' },
  })
}
