import { HEIGHT, ROOMS, WALLS, WIDTH, shoot } from '../conditions.ts'
import type { Condition, Photos, Shot } from '../conditions.ts'
import { distanceKey } from '../methods/distance.ts'
import type { Method } from '../methods/method.ts'
import { key, rawModel, segment, stacked, unstacked } from '../methods/ours.ts'
import { livekit, mediapipe } from '../methods/peers.ts'
import { quality } from '../metrics.ts'
import type { Quality } from '../metrics.ts'
import type { Layer } from '../paint.ts'
import { throughVp8 } from '../vp8.ts'

const METHODS: Method[] = [key, segment, distanceKey, rawModel, mediapipe, livekit]

/** What the node side calls. */
export type MatteBench = {
  prepare(name: string, frames: number): Promise<void>
  quality(method: string, from: number): Promise<Quality>
  sent(kbps: number, from: number): Promise<Quality>
  /** Opens the method and warms it up; then `spend` runs so many frames and says how long they took, ms. */
  open(method: string): Promise<void>
  spend(frames: number): Promise<number>
  close(): void
}

let clean: Shot[] = []
let shots: Shot[] = []
let photos: Photos | null = null
let running: Awaited<ReturnType<Method['open']>> | null = null

async function picture(url: string): Promise<Layer> {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob(), { premultiplyAlpha: 'none', colorSpaceConversion: 'none' })
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const pen = canvas.getContext('2d', { willReadFrequently: true })!
  pen.drawImage(bitmap, 0, 0)
  return { width: bitmap.width, height: bitmap.height, rgba: pen.getImageData(0, 0, bitmap.width, bitmap.height).data }
}

const method = (name: string): Method => {
  const found = METHODS.find((each) => each.name === name)
  if (!found) throw new Error(`no method ${name}`)
  return found
}

const bench: MatteBench = {
  async prepare(name, frames) {
    const condition: Condition | undefined = [...WALLS, ...ROOMS].find((each) => each.name === name)
    if (!condition) throw new Error(`no condition ${name}`)
    photos ??= { portrait: await picture('/photos/portrait.webp'), table: await picture('/photos/table.webp') }
    clean = []
    for (let i = 0; i < frames; i++) clean.push(shoot(condition, i, photos))
    shots = clean
    if (condition.kbps !== undefined) {
      const received = await throughVp8(clean.map(({ i420 }) => i420), WIDTH, HEIGHT, condition.kbps)
      shots = clean.map(({ alpha }, i) => ({ i420: received[i]!, alpha }))
    }
  },
  async quality(name, from) {
    const cutting = await method(name).open(shots[0]!)
    const mattes: Uint8Array[] = []
    // Peers remember nothing of the frames before; only ours are shown the ones that do not count.
    const start = name === 'key' || name === 'segment' ? 0 : from
    for (let i = start; i < shots.length; i++) {
      const matte = await cutting.cut(shots[i]!, i)
      if (i >= from) mattes.push(new Uint8Array(matte))
    }
    cutting.close()
    return quality(mattes, shots.slice(from).map(({ alpha }) => alpha), WIDTH, HEIGHT)
  },
  async sent(kbps, from) {
    const { frames, width, height } = stacked(clean)
    const received = await throughVp8(frames, width, height, kbps)
    return quality(received.slice(from).map((frame) => unstacked(frame, width, height)), clean.slice(from).map(({ alpha }) => alpha), WIDTH, HEIGHT)
  },
  async open(name) {
    running = await method(name).open(shots[0]!)
    for (let i = 0; i < 6; i++) await running.cut(shots[i % shots.length]!, i)
  },
  async spend(frames) {
    const began = performance.now()
    for (let i = 0; i < frames; i++) await running!.cut(shots[(i + 6) % shots.length]!, i + 6)
    return performance.now() - began
  },
  close() {
    running?.close()
    running = null
  },
}

declare global {
  var matteBench: MatteBench
}
globalThis.matteBench = bench
