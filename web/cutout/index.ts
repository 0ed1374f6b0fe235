import type { TrackDescription } from '#protocol/media.ts'
import type { KeyEngine } from './key/engine.ts'
import { watchLateness } from './lateness.ts'
import { insertable } from './insertable.ts'
import { cutThroughCanvas } from './canvas-path.ts'
import { startModelThread } from './model-thread.ts'
import type { CutoutStatus, FromCutter, ToCutter } from './messages.ts'
import type { WantedMode } from './mode.ts'

export { WALL_ADVICE } from './key/advice.ts'
export type { WallAdvice, WallMark } from './key/advice.ts'
export type { KeyEngine } from './key/engine.ts'
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
  /** What keys: `auto` times both engines at the start and remembers the faster one while the page lives. */
  engine?: KeyEngine | 'auto'
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
  /** Something dearer suffers (a voice breaks up): takes one step less, at most one in three seconds. */
  press(): void
  /** Ends the track and the threads. The camera's own track is left alone. */
  stop(): void
}

export const nothingYet = (): CutoutStatus => ({ mode: 'tile', fps: 0, costMs: 0, advice: [], marks: [], engine: null, message: null })

/**
 * Cuts the person out of a camera's picture. The output is the stacked layout (colour above, matte below) wherever the
 * browser can do it; else the camera itself, described as plain. Never throws for want of a feature.
 */
export async function createCutout(camera: MediaStreamTrack, options: CutoutOptions): Promise<Cutout> {
  const ways = insertable()
  if (ways) return cutInWorker(camera, options, ways)
  const canvas = await cutThroughCanvas(camera, options)
  if (canvas) return canvas
  const status: CutoutStatus = { ...nothingYet(), mode: 'none', message: 'not-supported' }
  options.onStatus?.(status)
  return { track: camera, description: { layout: 'plain', cutout: 'none' }, status, setMode: () => undefined, press: () => undefined, stop: () => undefined }
}

/** The faster engine on this device, once it has been measured. */
let fasterEngine: KeyEngine | null = null

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
    switch (data.kind) {
      case 'status':
        if (!stopped) report(data.status)
        break
      case 'engine':
        fasterEngine = data.engine
        break
      case 'failed':
        worker.terminate()
        // The track that ended under the thread's hands is no failure.
        if (stopped) break
        console.warn('cutting out failed', data.reason)
        report({ ...status, fps: 0, message: 'cutting-failed' })
        break
      case 'ended':
        worker.terminate()
        break
      case 'needModel':
        if (model || stopped) break
        model = startModelThread(options, (reason) => post({ kind: 'modelLost', reason }))
        post({ kind: 'model', port: model.port }, [model.port])
    }
  }
  worker.onerror = () => report({ ...status, fps: 0, message: 'cutting-failed' })
  const { writable } = track
  const wanted = options.engine ?? 'auto'
  const engine = wanted === 'auto' ? (fasterEngine ?? 'auto') : wanted
  post({ kind: 'start', readable, writable, mode: options.mode, maxHeight: options.maxHeight ?? 360, budgetMs: options.budgetMs ?? 45, engine }, [readable, writable])
  const press = () => post({ kind: 'press' })
  const stopWatching = watchLateness(press)
  return {
    track,
    get description(): TrackDescription {
      return { layout: 'stacked', cutout: status.mode }
    },
    get status() {
      return status
    },
    setMode: (mode) => post({ kind: 'mode', mode }),
    press,
    stop() {
      stopped = true
      stopWatching()
      post({ kind: 'stop' })
      track.stop()
      model?.stop()
      // The camera may never give another frame to wake the thread up.
      setTimeout(() => worker.terminate(), 500)
    },
  }
}
