import type { TrackDescription } from '#protocol/media.ts'
import { insertable } from './insertable.ts'
import { cutThroughCanvas } from './canvas-path.ts'
import { startModelThread } from './model-thread.ts'
import type { CutoutStatus, FromCutter, ToCutter } from './messages.ts'
import type { WantedMode } from './mode.ts'

export { WALL_ADVICE } from './key/advice.ts'
export type { WallAdvice } from './key/advice.ts'
export type { CutoutStatus } from './messages.ts'
export type { WantedMode } from './mode.ts'

export type CutoutOptions = {
  /** `auto`: an even wall → key, else segmentation, too slow → fewer frames → still → tile. */
  mode: WantedMode
  /** Called about twice a second and at once when the way of cutting changes. */
  onStatus?: (status: CutoutStatus) => void
  /** Pixels; the person is cut at no more than this height. Default 360. */
  maxHeight?: number
  /** Milliseconds one frame may take before a cheaper way is looked for. Default 45. */
  budgetMs?: number
  /** Where the model lies, when not beside the client. */
  modelUrl?: string
}

export type Cutout = {
  /** To be published in place of the camera's own. */
  readonly track: MediaStreamTrack
  /** What receivers must know of the track at present; changes with `onStatus`. */
  readonly description: TrackDescription
  readonly status: CutoutStatus
  setMode(mode: WantedMode): void
  /** Ends the track and the threads. The camera's own track is left alone. */
  stop(): void
}

export const nothingYet = (): CutoutStatus => ({ mode: 'tile', fps: 0, costMs: 0, advice: [], message: null })

/**
 * Cuts the person out of a camera's picture. The output is the stacked layout (colour above, matte below) wherever the
 * browser can do it; else the camera itself, described as plain. Never throws for want of a feature.
 */
export async function createCutout(camera: MediaStreamTrack, options: CutoutOptions): Promise<Cutout> {
  const ways = insertable()
  if (ways) return cutInWorker(camera, options, ways)
  const canvas = await cutThroughCanvas(camera, options)
  if (canvas) return canvas
  const status: CutoutStatus = { mode: 'none', fps: 0, costMs: 0, advice: [], message: 'not-supported' }
  options.onStatus?.(status)
  return { track: camera, description: { layout: 'plain', cutout: 'none' }, status, setMode: () => undefined, stop: () => undefined }
}

function cutInWorker(camera: MediaStreamTrack, options: CutoutOptions, ways: NonNullable<ReturnType<typeof insertable>>): Cutout {
  const { readable } = ways.processor(camera)
  const track = ways.generator()
  const worker = new Worker(new URL('./cutout.worker.ts', import.meta.url), { type: 'module' })
  let model: ReturnType<typeof startModelThread> | null = null
  let status = nothingYet()
  let stopped = false
  const post = (message: ToCutter, transfer: Transferable[] = []) => worker.postMessage(message, transfer)
  const report = (next: CutoutStatus) => {
    status = next
    options.onStatus?.(next)
  }
  worker.onmessage = ({ data }: MessageEvent<FromCutter>) => {
    if (stopped) {
      // The track ended under the thread's hands: that is no failure.
      if (data.kind === 'ended' || data.kind === 'failed') worker.terminate()
    } else if (data.kind === 'status') report(data.status)
    else if (data.kind === 'failed') report({ ...status, fps: 0, message: 'cutting-failed' })
    else if (data.kind === 'ended') worker.terminate()
    else if (!model) {
      model = startModelThread(options, (reason) => post({ kind: 'modelLost', reason }))
      post({ kind: 'model', port: model.port }, [model.port])
    }
  }
  worker.onerror = () => report({ ...status, fps: 0, message: 'cutting-failed' })
  const { writable } = track
  post({ kind: 'start', readable, writable, mode: options.mode, maxHeight: options.maxHeight ?? 360, budgetMs: options.budgetMs ?? 45 }, [readable, writable])
  return {
    track,
    get description(): TrackDescription {
      return { layout: 'stacked', cutout: status.mode }
    },
    get status() {
      return status
    },
    setMode: (mode) => post({ kind: 'mode', mode }),
    stop() {
      stopped = true
      post({ kind: 'stop' })
      track.stop()
      model?.stop()
      // The camera may never give another frame to wake the thread up.
      setTimeout(() => worker.terminate(), 500)
    },
  }
}
