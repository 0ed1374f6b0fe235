import { FPS } from './conditions.ts'

/**
 * I420 frames through a real VP8 encoder and decoder (the browser's own libvpx, by WebCodecs in its real-time mode; unlike a
 * peer connection it is the same in every run). A frame that the encoder drops shows the one before, as it would on a call.
 */
export async function throughVp8(frames: readonly Uint8Array<ArrayBuffer>[], width: number, height: number, kbps: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const stamp = (i: number) => Math.round((i * 1e6) / FPS)
  const out = new Map<number, Uint8Array<ArrayBuffer>>()
  const copies: Promise<unknown>[] = []
  let broken: Error | null = null
  const error = (e: Error) => (broken = e)
  const decoder = new VideoDecoder({
    error,
    output(frame) {
      const data = new Uint8Array((width * height * 3) / 2)
      const half = width / 2
      const size = width * height
      copies.push(frame.copyTo(data, { layout: [{ offset: 0, stride: width }, { offset: size, stride: half }, { offset: size * 1.25, stride: half }] }).finally(() => frame.close()))
      out.set(frame.timestamp, data)
    },
  })
  decoder.configure({ codec: 'vp8' })
  const encoder = new VideoEncoder({ error, output: (chunk) => decoder.decode(chunk) })
  encoder.configure({ codec: 'vp8', width, height, bitrate: kbps * 1000, framerate: FPS, latencyMode: 'realtime', bitrateMode: 'constant' })
  for (const [i, data] of frames.entries()) {
    const frame = new VideoFrame(data, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: stamp(i), colorSpace: { fullRange: false, matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m' } })
    encoder.encode(frame, { keyFrame: i === 0 })
    frame.close()
    // One at a time: a queue that fills makes the encoder drop what a call would not.
    while (encoder.encodeQueueSize > 0) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await encoder.flush()
  await decoder.flush()
  await Promise.all(copies)
  encoder.close()
  decoder.close()
  if (broken) throw broken as Error
  let last = out.get(0)
  if (!last) throw new Error('VP8 gave no first frame')
  return frames.map((_, i) => (last = out.get(stamp(i)) ?? last!))
}
