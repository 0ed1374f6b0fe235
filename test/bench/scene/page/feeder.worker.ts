/** Stands for the decoders: writes everybody's frames at their own rate, off the page's thread. */
import { packedPeople, videoFrame } from './frames.ts'

addEventListener('message', ({ data }: MessageEvent<{ writables: WritableStream<VideoFrame>[]; fps: number }>) => {
  const packed = packedPeople()
  data.writables.forEach((writable, k) => {
    const writer = writable.getWriter()
    let i = 0
    let waiting = false
    const send = () => {
      if (waiting) return
      waiting = true
      const frame = videoFrame(packed[k % packed.length]![i++ % packed[0]!.length]!, performance.now())
      writer.write(frame).then(() => { waiting = false }, () => undefined)
    }
    // Cameras do not run in step.
    setTimeout(() => setInterval(send, 1000 / data.fps), (k * 1000) / data.fps / data.writables.length)
  })
  postMessage('ready')
})
