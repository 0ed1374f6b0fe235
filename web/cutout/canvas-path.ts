import type { TrackDescription } from '#protocol/media.ts'
import type { Cutout, CutoutOptions, CutoutStatus } from './index.ts'
import { Cutter } from './cutter.ts'
import { FrameBudget } from './budget.ts'
import { createPlanes, fromRgb, toRgba, workingSize } from './planes.ts'
import { Segmentation } from './segment/segmentation.ts'
import { startModelThread } from './model-thread.ts'
import { StatusReporter } from './status.ts'

/** The page's own thread pays here, so the picture is kept small. */
const MAX_HEIGHT = 240

/**
 * For browsers without a way into tracks: camera → video element → canvas → cut → canvas → captureStream. Dearer than
 * the worker, but the same cutting. Resolves null where even this cannot be done.
 */
export async function cutThroughCanvas(camera: MediaStreamTrack, options: CutoutOptions): Promise<Cutout | null> {
  const video = document.createElement('video')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  const input = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!context || !input || !('requestVideoFrameCallback' in video) || !('captureStream' in canvas)) return null
  video.muted = true
  video.playsInline = true
  video.srcObject = new MediaStream([camera])
  await video.play()
  const cutter = new Cutter(options.mode, () => performance.now(), new FrameBudget(options.budgetMs ?? 45))
  let status: CutoutStatus = { mode: 'tile', fps: 0, costMs: 0, advice: [], marks: [], engine: null, message: null }
  const reporter = new StatusReporter(cutter, (next) => {
    status = next
    options.onStatus?.(next)
  })
  let model: ReturnType<typeof startModelThread> | null = null
  let stopped = false
  const step = async (): Promise<void> => {
    if (stopped) return
    const { width, height } = workingSize(video.videoWidth, video.videoHeight, Math.min(MAX_HEIGHT, options.maxHeight ?? MAX_HEIGHT))
    if (input.canvas.width !== width || input.canvas.height !== height) Object.assign(input.canvas, { width, height })
    input.drawImage(video, 0, 0, width, height)
    const planes = createPlanes(width, height)
    fromRgb(input.getImageData(0, 0, width, height).data, width * 4, 0, planes)
    const cut = await cutter.cut(planes)
    if (cutter.needsModel && !model) {
      model = startModelThread(options, (reason) => cutter.segmentation?.lost(reason))
      cutter.segmentation = new Segmentation(model.port)
    }
    if (cut) {
      const { frame } = cut
      if (canvas.width !== frame.width || canvas.height !== frame.height) Object.assign(canvas, { width: frame.width, height: frame.height })
      const image = new ImageData(frame.width, frame.height)
      toRgba(asPlanes(frame), image.data)
      context.putImageData(image, 0, 0)
      reporter.frame(cut.mode, cut.costMs)
    }
    video.requestVideoFrameCallback(() => void step())
  }
  await step()
  const track = canvas.captureStream().getVideoTracks()[0]
  if (!track) return null
  return {
    track,
    get description(): TrackDescription {
      return { layout: 'stacked', cutout: status.mode }
    },
    get status() {
      return status
    },
    press: () => void cutter.budget.press(performance.now()),
    setMode: (mode) => {
      cutter.wanted = mode
    },
    stop() {
      stopped = true
      track.stop()
      model?.stop()
      video.srcObject = null
    },
  }
}

function asPlanes(frame: { width: number; height: number; data: Uint8Array; fullRange: boolean; matrix: 'bt601' | 'bt709' }) {
  const { width, height, data, fullRange, matrix } = frame
  const n = width * height
  return { width, height, y: data.subarray(0, n), u: data.subarray(n, n * 1.25), v: data.subarray(n * 1.25, n * 1.5), fullRange, matrix }
}
