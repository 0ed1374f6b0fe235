/** The cutting thread: frames of one camera in, stacked frames out. The page's own thread stays free. */
import { Cutter } from './cutter.ts'
import { FrameBudget } from './budget.ts'
import { KeyEngines } from './key/engine.ts'
import { FrameReader } from './frame-reader.ts'
import type { StackedFrame } from './stacked.ts'
import { Segmentation } from './segment/segmentation.ts'
import { StatusReporter } from './status.ts'
import type { FromCutter, ToCutter } from './messages.ts'

const tell = (message: FromCutter) => postMessage(message)
let cutter: Cutter | null = null
let asked = false
let measured = false
let stopped = false

async function pump(start: Extract<ToCutter, { kind: 'start' }>): Promise<void> {
  cutter = new Cutter(start.mode, () => performance.now(), new FrameBudget(start.budgetMs), new KeyEngines(start.engine, () => performance.now()))
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
    if (!measured && cutter.engineChoice) {
      measured = true
      tell({ kind: 'engine', engine: cutter.engineChoice })
    }
    if (!cut) continue
    await writer.write(cut.canvas ? new VideoFrame(cut.canvas, { timestamp, alpha: 'discard' }) : videoFrame(cut.frame, timestamp))
    status.frame(cut.mode, cut.costMs)
  }
  await reader.cancel().catch(() => undefined)
  await writer.close().catch(() => undefined)
  tell({ kind: 'ended' })
}

/** Copies: the planes are written over by the next frame. */
function videoFrame({ data, width, height, fullRange, matrix }: StackedFrame, timestamp: number): VideoFrame {
  const meaning = matrix === 'bt709' ? 'bt709' : 'smpte170m'
  const colorSpace: VideoColorSpaceInit = { fullRange, matrix: meaning, primaries: meaning, transfer: meaning }
  return new VideoFrame(data as Uint8Array<ArrayBuffer>, { format: 'I420', codedWidth: width, codedHeight: height, timestamp, colorSpace })
}

addEventListener('message', ({ data }: MessageEvent<ToCutter>) => {
  switch (data.kind) {
    case 'start':
      pump(data).catch((error: unknown) => tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }))
      break
    case 'mode':
      if (cutter) cutter.wanted = data.mode
      break
    case 'press':
      cutter?.budget.press(performance.now())
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
