import type { Planes } from '../planes.ts'
import { createPlanes, shrinkPlane, toRgba } from '../planes.ts'
import { MaskRefiner, steady } from './refine.ts'
import type { SegmentReply } from './messages.ts'

/** The landscape model's input. */
export const MODEL_WIDTH = 256
export const MODEL_HEIGHT = 144

/** How long a model may take to answer once before it counts as gone. */
const MODEL_PATIENCE_MS = 8000
const LOAD_PATIENCE_MS = 30_000

/**
 * Cuts by the model in the other thread: sends it a small picture, refines what comes back against the full one.
 * One request at a time.
 */
export class Segmentation {
  state: 'loading' | 'ready' | 'missing' = 'loading'
  reason = ''
  /** What the model took for its last mask, milliseconds in its own thread. */
  costMs = 0
  private readonly port: MessagePort
  private readonly small: Planes = createPlanes(MODEL_WIDTH, MODEL_HEIGHT)
  private readonly guide = new Float32Array(MODEL_WIDTH * MODEL_HEIGHT)
  private readonly steadyMask = new Float32Array(MODEL_WIDTH * MODEL_HEIGHT)
  private readonly refiner = new MaskRefiner(MODEL_WIDTH, MODEL_HEIGHT)
  private waiting: ((mask: Float32Array | null) => void) | null = null
  private fitted = false

  constructor(port: MessagePort) {
    this.port = port
    const patience = setTimeout(() => this.lost('the model did not load in time'), LOAD_PATIENCE_MS)
    port.onmessage = ({ data }: MessageEvent<SegmentReply>) => {
      clearTimeout(patience)
      if (data.kind === 'ready') this.state = 'ready'
      else if (data.kind === 'missing') this.lost(data.reason)
      else {
        this.costMs = data.costMs
        this.answer(new Float32Array(data.mask))
      }
    }
  }

  /** Asks the model again about this frame, or reuses its last answer on the new picture (`fresh` false). */
  async cut(p: Planes, matte: Uint8Array, fresh: boolean): Promise<boolean> {
    if (fresh || !this.fitted) {
      const mask = await this.ask(p)
      if (!mask) return false
      if (this.fitted) steady(mask, this.steadyMask)
      else this.steadyMask.set(mask)
      this.refiner.fit(this.steadyMask, this.guide)
      this.fitted = true
    }
    this.refiner.apply(p.y, p.width, p.height, matte)
    return true
  }

  private ask(p: Planes): Promise<Float32Array | null> {
    const { small } = this
    shrinkOrGrow(p, small)
    for (let i = 0; i < this.guide.length; i++) this.guide[i] = small.y[i]! / 255
    const rgba = new Uint8ClampedArray(MODEL_WIDTH * MODEL_HEIGHT * 4)
    toRgba(small, rgba)
    return new Promise((resolve) => {
      const patience = setTimeout(() => this.lost('the model did not answer'), MODEL_PATIENCE_MS)
      this.waiting = (mask) => {
        clearTimeout(patience)
        resolve(mask)
      }
      this.port.postMessage({ rgba: rgba.buffer, width: MODEL_WIDTH, height: MODEL_HEIGHT }, [rgba.buffer])
    })
  }

  /** The model's thread died or never came up. */
  lost(reason: string): void {
    this.state = 'missing'
    this.reason = reason
    this.answer(null)
  }

  private answer(mask: Float32Array | null): void {
    const waiting = this.waiting
    this.waiting = null
    waiting?.(mask)
  }
}

function shrinkOrGrow(p: Planes, out: Planes): void {
  out.fullRange = p.fullRange
  out.matrix = p.matrix
  const planes = [[p.y, out.y, 1], [p.u, out.u, 2], [p.v, out.v, 2]] as const
  for (const [src, dst, by] of planes) shrinkPlane(src, p.width / by, p.height / by, p.width / by, dst, out.width / by, out.height / by)
}
