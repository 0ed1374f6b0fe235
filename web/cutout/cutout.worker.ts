/** The cutting thread: frames of one camera in, stacked frames out. The page's own thread stays free. */
import { Cutter } from './cutter.ts'
import { FrameBudget } from './budget.ts'
import { FrameReader } from './frame-reader.ts'
import { Segmentation } from './segment/segmentation.ts'
import { StatusReporter } from './status.ts'
import type { FromCutter, ToCutter } from './messages.ts'

const tell = (message: FromCutter) => postMessage(message)
let cutter: Cutter | null = null
let asked = false
let stopped = false

async function pump(start: Extract<ToCutter, { kind: 'start' }>): Promise<void> {
  cutter = new Cutter(start.mode, () => performance.now(), new FrameBudget(start.budgetMs))
  const status = new StatusReporter(cutter, (s) => tell({ kind: 'status', status: s }))
  const reader = start.readable.getReader()
  const writer = start.writable.getWriter()
  const frames = new FrameReader(start.maxHeight)
  for (;;) {
    const { value: frame, done } = await reader.read()
    if (done || stopped) {
      frame?.close()
      break
    }
    const timestamp = frame.timestamp
    let planes
    try {
      planes = await frames.read(frame)
    } finally {
      // A frame kept open starves the camera.
      frame.close()
    }
    const cut = await cutter.cut(planes)
    if (cutter.needsModel && !asked) {
      asked = true
      tell({ kind: 'needModel' })
    }
    if (!cut) continue
    const { data, width, height, fullRange, matrix } = cut.frame
    const colorSpace: VideoColorSpaceInit = { fullRange, matrix: matrix === 'bt709' ? 'bt709' : 'smpte170m', primaries: matrix === 'bt709' ? 'bt709' : 'smpte170m', transfer: matrix === 'bt709' ? 'bt709' : 'smpte170m' }
    await writer.write(new VideoFrame(data as Uint8Array<ArrayBuffer>, { format: 'I420', codedWidth: width, codedHeight: height, timestamp, colorSpace }))
    status.frame(cut.mode, cut.costMs)
  }
  await reader.cancel().catch(() => undefined)
  await writer.close().catch(() => undefined)
  tell({ kind: 'ended' })
}

addEventListener('message', ({ data }: MessageEvent<ToCutter>) => {
  switch (data.kind) {
    case 'start':
      pump(data).catch((error: unknown) => tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }))
      break
    case 'mode':
      if (cutter) cutter.wanted = data.mode
      break
    case 'model':
      if (cutter) cutter.segmentation = new Segmentation(data.port)
      break
    case 'modelLost':
      cutter?.segmentation?.lost(data.reason)
      break
    case 'stop':
      stopped = true
      break
  }
})
