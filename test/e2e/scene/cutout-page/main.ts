/** What the cut-out's browser tests drive: the real thing, reachable from `window.bench`. */
import { createCutout } from '../../../../web/cutout/index.ts'
import type { Cutout, CutoutOptions, CutoutStatus } from '../../../../web/cutout/index.ts'
import { trackReadable } from '../../../../web/cutout/insertable.ts'
import type { Look } from '../../../harness/figure.ts'
import type { Wall } from '../../../harness/walls.ts'
import { compareEngines } from './engines.ts'

let cutout: Cutout | null = null
let busy: Worker[] = []
const statuses: CutoutStatus[] = []

/** Eight-bit grey of the whole frame: luma stretched to 0 … 255, or the green of an RGB frame. */
async function grey(frame: VideoFrame): Promise<{ width: number; height: number; grey: number[]; rgb: boolean }> {
  const { width, height } = frame.visibleRect!
  const data = new Uint8Array(frame.allocationSize())
  const [plane] = await frame.copyTo(data)
  const rgb = !frame.format?.startsWith('I4') && frame.format !== 'NV12'
  const out = new Array<number>(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      out[y * width + x] = rgb ? data[plane!.offset + y * plane!.stride + x * 4 + 1]! : Math.max(0, Math.min(255, ((data[plane!.offset + y * plane!.stride + x]! - 16) * 255) / 219))
    }
  }
  return { width, height, grey: out, rgb }
}

const bench = {
  statuses,
  async cut(options: Omit<CutoutOptions, 'onStatus'>, width: number, height: number) {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width, height, frameRate: 15 } })
    statuses.length = 0
    cutout = await createCutout(stream.getVideoTracks()[0]!, { ...options, onStatus: (status) => statuses.push(structuredClone(status)) })
    return cutout.description
  },
  cutout: () => cutout!,
  /** One frame that leaves the cut-out, as grey. */
  async grab() {
    const reader = trackReadable(cutout!.track.clone())!.getReader()
    const { value: frame } = await reader.read()
    const result = await grey(frame!)
    frame!.close()
    await reader.cancel()
    return result
  },
  /** Keeps `threads` cores busy for `ms`; 0 threads ends it at once. */
  load(threads: number, ms: number) {
    for (const worker of busy) worker.terminate()
    busy = Array.from({ length: threads }, () => new Worker(new URL('./busy.worker.ts', import.meta.url), { type: 'module' }))
    for (const worker of busy) worker.postMessage(ms)
    return true
  },
  engines: (look: Look, wall: Wall, width: number, height: number) => compareEngines(look, wall, width, height),
}
export type CutoutBench = typeof bench
Object.assign(window, { bench })
