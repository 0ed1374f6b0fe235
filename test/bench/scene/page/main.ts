/** What the benchmark drives, reachable from `window.bench`. */
import { insertable } from '../../../../web/cutout/insertable.ts'
import { createScene } from '../../../../web/scene/index.ts'
import type { Scene, ScenePerson } from '../../../../web/scene/index.ts'
import { hasGpu } from '../../../../web/scene/painter/make-canvas.ts'
import type { Job, Timings } from './frames.worker.ts'

let worker: Worker | null = null
let scene: Scene | null = null
const stats: { fps: number; takeMs: number; drawMs: number; scale: number }[] = []
/** Milliseconds from an input's own time to the page's handler. */
const delays: number[] = []
document.querySelector('#press')!.addEventListener('pointerdown', (event) => delays.push(performance.now() - event.timeStamp))

const bench = {
  stats, delays,
  renderer() {
    const gl = document.createElement('canvas').getContext('webgl2')
    const info = gl?.getExtension('WEBGL_debug_renderer_info')
    return { gpu: hasGpu(), name: gl ? String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) : 'no WebGL2' }
  },
  async time(job: Job): Promise<Timings> {
    worker ??= new Worker(new URL('./frames.worker.ts', import.meta.url), { type: 'module' })
    const answer = new Promise<Timings | { error: string }>((resolve) => { worker!.onmessage = ({ data }: MessageEvent<Timings | { error: string }>) => resolve(data) })
    worker.postMessage(job)
    const timings = await answer
    if ('error' in timings) throw new Error(timings.error)
    return timings
  },
  /** The live scene as the hearing's page has it: drawn in a worker, frames of 15 a second from everybody. */
  async live(people: ScenePerson[]) {
    worker?.terminate()
    const canvas = document.querySelector('canvas')!
    scene = createScene(canvas, { room: 'panelOfThree', language: 'zh-CN', sound: false, onStats: (s) => stats.push(s), onBroken: (reason) => { throw new Error(reason) } })
    const tracks = people.map(() => insertable()!.generator())
    const feeder = new Worker(new URL('./feeder.worker.ts', import.meta.url), { type: 'module' })
    const writables = tracks.map((track) => track.writable)
    feeder.postMessage({ writables, fps: 15 }, writables)
    await new Promise((resolve) => { feeder.onmessage = resolve })
    scene.setPeople(people)
    people.forEach(({ personId }, i) => scene!.setTrack(personId, 'camera', tracks[i]!, { layout: 'stacked', cutout: 'key' }))
  },
  drawn: () => scene?.drawnHeights().size ?? 0,
}
export type SceneBench = typeof bench
Object.assign(window, { bench })
