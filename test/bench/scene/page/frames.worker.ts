/** Draws with the real renderer in a worker, one picture after the other with a new frame of everybody, and times it. */
import { SceneCore } from '../../../../web/scene/core.ts'
import type { ScenePerson } from '../../../../web/scene/index.ts'
import { roomOf } from '../../../../web/scene/rooms/index.ts'
import { packedPeople, videoFrame } from './frames.ts'
import type { Packed } from './frames.ts'
import { NaiveScene } from './naive.ts'

export type Job = { people: ScenePerson[]; width: number; height: number; pictures: number; side: 'auto' | 'canvas' | 'webgl' | 'naive' }
/** Milliseconds a picture; parts are empty for the naive way, which has none. */
export type Timings = { painter: string; total: number[]; upload: number[]; compose: number[]; draw: number[] }

const WARM_UP = 4
let packed: Packed[][] | null = null

addEventListener('message', ({ data }: MessageEvent<Job>) => {
  packed ??= packedPeople()
  const run = data.side === 'naive' ? naive(data, packed) : real(data, data.side, packed)
  run.then((timings) => postMessage(timings), (error: unknown) => postMessage({ error: String(error) }))
})

const framesAt = (people: number, i: number, all: Packed[][]) => Array.from({ length: people }, (_, k) => videoFrame(all[k % all.length]![i % all[0]!.length]!, i * 66))
const breath = () => new Promise((resolve) => setTimeout(resolve, 0))

async function real({ people, width, height, pictures }: Job, painter: 'auto' | 'canvas' | 'webgl', all: Packed[][]): Promise<Timings> {
  const canvas = new OffscreenCanvas(width, height)
  const core = new SceneCore({ canvas, room: roomOf('panelOfThree'), language: 'zh-CN', painter, width, height, ratio: width / 1280, calm: true }, () => undefined)
  // Reading one pixel waits until everything asked for has been drawn.
  const gl = core.painter.kind === 'webgl' ? canvas.getContext('webgl2') : null
  const c = gl ? null : canvas.getContext('2d')
  const finish = () => (gl ? gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4)) : c!.getImageData(0, 0, 1, 1))
  core.handle({ do: 'people', people }, 0)
  for (const { personId } of people) core.handle({ do: 'track', personId, source: 'camera', stream: null, description: { layout: 'stacked', cutout: 'key' } }, 0)
  const timings: Timings = { painter: core.painter.kind, total: [], upload: [], compose: [], draw: [] }
  for (let i = 0; i < pictures + WARM_UP; i++) {
    framesAt(people.length, i, all).forEach((frame, k) => core.handle({ do: 'frame', key: `${people[k]!.personId}/camera`, frame }, i * 66))
    const { composeMs } = core.painter.spent
    const began = performance.now()
    await core.renderAt(i * 66)
    finish()
    const total = performance.now() - began
    if (i >= WARM_UP) {
      const upload = core.cost.takeMs - (core.painter.spent.composeMs - composeMs)
      const compose = core.painter.spent.composeMs - composeMs
      timings.total.push(total)
      timings.upload.push(upload)
      timings.compose.push(compose)
      timings.draw.push(total - upload - compose)
    }
    await breath()
  }
  core.handle({ do: 'destroy' }, 0)
  return timings
}

async function naive({ people, width, height, pictures }: Job, all: Packed[][]): Promise<Timings> {
  const scene = new NaiveScene(new OffscreenCanvas(width, height), people)
  const total: number[] = []
  for (let i = 0; i < pictures + WARM_UP; i++) {
    const frames = framesAt(people.length, i, all)
    const began = performance.now()
    scene.draw(frames)
    if (i >= WARM_UP) total.push(performance.now() - began)
    for (const frame of frames) frame.close()
    await breath()
  }
  return { painter: 'webgl', total, upload: [], compose: [], draw: [] }
}
