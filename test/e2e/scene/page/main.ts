/** What the browser tests drive: the real cut-out and the real scene, reachable from `window.bench`. */
import { createCutout } from '../../../../web/cutout/index.ts'
import type { Cutout, CutoutOptions, CutoutStatus } from '../../../../web/cutout/index.ts'
import { createScene } from '../../../../web/scene/index.ts'
import type { Scene, SceneOptions, ScenePerson } from '../../../../web/scene/index.ts'
import { LOOKS, drawFigure } from '../../../harness/figure.ts'
import type { Look } from '../../../harness/figure.ts'
import { beforeWall } from '../../../harness/walls.ts'
import { exportTwice, motions } from './export.ts'
import { stackedFigures } from './packed.ts'

let cutout: Cutout | null = null
let scene: Scene | null = null
const statuses: CutoutStatus[] = []
const screens: unknown[] = []

const bench = {
  LOOKS, drawFigure, beforeWall, statuses, exportTwice, motions,
  async cut(options: Omit<CutoutOptions, 'onStatus'>, width: number, height: number) {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width, height, frameRate: 15 } })
    cutout = await createCutout(stream.getVideoTracks()[0]!, { ...options, onStatus: (status) => statuses.push(structuredClone(status)) })
    return cutout.description
  },
  cutout: () => cutout,
  /** Planes of one frame that leaves the cut-out. */
  async grab() {
    const Processor = (globalThis as unknown as { MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => { readable: ReadableStream<VideoFrame> } }).MediaStreamTrackProcessor
    const reader = new Processor({ track: cutout!.track.clone() }).readable.getReader()
    const { value } = await reader.read()
    const frame = value!
    const data = new Uint8Array(frame.allocationSize())
    const layout = await frame.copyTo(data)
    const result = { width: frame.visibleRect!.width, height: frame.visibleRect!.height, stride: layout[0]!.stride, luma: Array.from(data.subarray(layout[0]!.offset, layout[0]!.offset + layout[0]!.stride * frame.visibleRect!.height)), status: cutout!.status }
    frame.close()
    await reader.cancel()
    return result
  },
  scene(options: SceneOptions) {
    scene?.destroy()
    const old = document.querySelector('canvas')!
    const canvas = Object.assign(document.createElement('canvas'), { id: 'stage' })
    old.replaceWith(canvas)
    const stats: unknown[] = []
    scene = createScene(canvas, { sound: false, ...options, onStats: (s) => stats.push(s), onBroken: (reason) => stats.push({ broken: reason }), onScreen: (rect) => screens.push(rect) })
    Object.assign(bench, { stats })
    return true
  },
  /** Seats people who send ready-made stacked frames. */
  seat(people: (ScenePerson & { look: Look; layout?: 'plain' | 'stacked'; fps?: number; size?: { width: number; height: number }; frames?: number })[]) {
    scene!.setPeople(people.map(({ look: _look, layout: _layout, fps: _fps, size: _size, frames: _frames, ...person }) => person))
    for (const { personId, look, layout = 'stacked', fps = 15, size, frames, away } of people) {
      if (away) continue
      scene!.setTrack(personId, 'camera', stackedFigures(look, layout, fps, size, frames), { layout, cutout: layout === 'plain' ? 'none' : 'key' })
    }
  },
  present(title: string) {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 })
    const c = canvas.getContext('2d')!
    const draw = () => {
      c.fillStyle = '#fbfaf5'
      c.fillRect(0, 0, 640, 360)
      c.fillStyle = '#333'
      c.font = '700 40px "Noto Serif CJK SC", serif'
      c.textAlign = 'center'
      c.fillText(title, 320, 80)
      for (let i = 0; i < 7; i++) c.fillRect(60, 120 + i * 30, i === 6 ? 300 : 520, 4)
    }
    draw()
    setInterval(draw, 200)
    scene!.setPresentation(canvas.captureStream(5).getVideoTracks()[0]!, title)
  },
  /** The picture as small RGBA. */
  pixels(width: number, height: number): number[] {
    const small = Object.assign(document.createElement('canvas'), { width, height })
    const c = small.getContext('2d', { willReadFrequently: true })!
    c.drawImage(document.querySelector('canvas')!, 0, 0, width, height)
    return Array.from(c.getImageData(0, 0, width, height).data)
  },
  /** Takes the graphics context away and, `keep` ms later, gives it back. */
  async loseContext(keep = 300) {
    const gl = document.querySelector('canvas')!.getContext('webgl2')!
    const extension = gl.getExtension('WEBGL_lose_context')!
    extension.loseContext()
    await new Promise((resolve) => setTimeout(resolve, keep))
    const lost = gl.isContextLost()
    extension.restoreContext()
    return lost
  },
  screens,
  get stage() {
    return scene
  },
}
Object.assign(window, { bench })
