import { ChromaKeyer } from '../../../../web/cutout/key/keyer.ts'
import { startModelThread } from '../../../../web/cutout/model-thread.ts'
import { createPlanes, shrinkPlane, toRgba } from '../../../../web/cutout/planes.ts'
import { MODEL_HEIGHT, MODEL_WIDTH } from '../../../../web/cutout/segment/matting.ts'
import type { SegmentReply, SegmentRequest } from '../../../../web/cutout/segment/messages.ts'
import { Segmentation } from '../../../../web/cutout/segment/segmentation.ts'
import { MATTE_FLOOR, MATTE_GAIN, createStackedFrame, stack } from '../../../../web/cutout/stacked.ts'
import { HEIGHT, WIDTH } from '../conditions.ts'
import type { Shot } from '../conditions.ts'
import { planesOf } from './method.ts'
import type { Method } from './method.ts'

const failed = (reason: string): never => {
  throw new Error(`the model's thread: ${reason}`)
}

/** The adaptive chroma key, as the product runs it on the CPU. */
export const key: Method = {
  name: 'key',
  open() {
    const keyer = new ChromaKeyer(WIDTH, HEIGHT)
    const matte = new Uint8Array(WIDTH * HEIGHT)
    return Promise.resolve({
      cut(shot) {
        keyer.key(planesOf(shot), matte)
        return Promise.resolve(matte)
      },
      close: () => undefined,
    })
  },
}

/** Segmentation as the product runs it: model in its own thread, everything around it. */
export const segment: Method = {
  name: 'segment',
  async open() {
    const thread = startModelThread({}, failed)
    const segmentation = new Segmentation(thread.port)
    while (segmentation.state === 'loading') await new Promise((resolve) => setTimeout(resolve, 20))
    if (segmentation.state === 'missing') failed(segmentation.reason)
    const matte = new Uint8Array(WIDTH * HEIGHT)
    return {
      async cut(shot) {
        if (!(await segmentation.cut(planesOf(shot), matte, true))) failed(segmentation.reason)
        return matte
      },
      close: () => thread.stop(),
    }
  },
}

/** What the product's model says, enlarged to the picture's size: no crop, no edges, no memory. */
export const rawModel: Method = {
  name: 'raw_model',
  async open() {
    const { port, stop } = startModelThread({}, failed)
    const next = () => new Promise<SegmentReply>((resolve) => (port.onmessage = ({ data }: MessageEvent<SegmentReply>) => resolve(data)))
    if ((await next()).kind !== 'ready') failed('no model')
    const small = createPlanes(MODEL_WIDTH, MODEL_HEIGHT)
    const matte = new Uint8Array(WIDTH * HEIGHT)
    return {
      async cut(shot) {
        const p = planesOf(shot)
        for (const [from, to, by] of [[p.y, small.y, 1], [p.u, small.u, 2], [p.v, small.v, 2]] as const) shrinkPlane(from, WIDTH / by, HEIGHT / by, WIDTH / by, to, MODEL_WIDTH / by, MODEL_HEIGHT / by)
        const rgba = new Uint8ClampedArray(MODEL_WIDTH * MODEL_HEIGHT * 4)
        toRgba(small, rgba)
        const request: SegmentRequest = { rgba: rgba.buffer, width: MODEL_WIDTH, height: MODEL_HEIGHT }
        const reply = next()
        port.postMessage(request, [rgba.buffer])
        const answer = await reply
        if (answer.kind !== 'mask') throw new Error('the model gave no mask')
        enlarge(new Float32Array(answer.mask), matte)
        return matte
      },
      close: stop,
    }
  },
}

function enlarge(mask: Float32Array, matte: Uint8Array): void {
  for (let y = 0; y < HEIGHT; y++) {
    const fy = Math.max(0, Math.min(MODEL_HEIGHT - 1, ((y + 0.5) * MODEL_HEIGHT) / HEIGHT - 0.5))
    const y0 = Math.floor(fy) * MODEL_WIDTH
    const y1 = Math.min(MODEL_HEIGHT - 1, Math.floor(fy) + 1) * MODEL_WIDTH
    for (let x = 0; x < WIDTH; x++) {
      const fx = Math.max(0, Math.min(MODEL_WIDTH - 1, ((x + 0.5) * MODEL_WIDTH) / WIDTH - 0.5))
      const x0 = Math.floor(fx)
      const x1 = Math.min(MODEL_WIDTH - 1, x0 + 1)
      const [tx, ty] = [fx - x0, fy - Math.floor(fy)]
      matte[y * WIDTH + x] = 255 * ((mask[y0 + x0]! * (1 - tx) + mask[y0 + x1]! * tx) * (1 - ty) + (mask[y1 + x0]! * (1 - tx) + mask[y1 + x1]! * tx) * ty) + 0.5
    }
  }
}

/** The frames that leave the device when the camera sees these: colour above, matte below. */
export function stacked(shots: readonly Shot[]): { frames: Uint8Array<ArrayBuffer>[]; width: number; height: number } {
  const keyer = new ChromaKeyer(WIDTH, HEIGHT)
  const matte = new Uint8Array(WIDTH * HEIGHT)
  const out = createStackedFrame(WIDTH, HEIGHT)
  const frames = shots.map((shot) => {
    const p = planesOf(shot)
    keyer.key(p, matte)
    stack(p, matte, { plate: keyer.plate, hue: keyer.wall.hue }, out)
    return new Uint8Array(out.data)
  })
  return { frames, width: out.width, height: out.height }
}

/** The matte in a stacked frame that was received, as the courtroom reads it. */
export function unstacked(frame: Uint8Array, width: number, height: number): Uint8Array {
  const matte = new Uint8Array(WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) matte[y * WIDTH + x] = Math.max(0, Math.min(255, (((frame[(height / 2 + y) * width + x]! - 16) * 255) / 219 - MATTE_FLOOR) * MATTE_GAIN + 0.5))
  }
  return matte
}
