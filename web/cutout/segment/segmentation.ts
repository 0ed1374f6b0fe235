import type { Planes } from '../planes.ts'
import { MODEL_HEIGHT, MODEL_WIDTH, PersonMatting } from './matting.ts'
import type { SegmentReply } from './messages.ts'

/** How long a model may take to answer once before it counts as gone. */
const MODEL_PATIENCE_MS = 8000
const LOAD_PATIENCE_MS = 30_000

/** Cuts by the model in the other thread: sends it small pictures, makes mattes of what comes back. One request at a time. */
export class Segmentation {
  state: 'loading' | 'ready' | 'missing' = 'loading'
  reason = ''
  /** What the model took for its last mask, milliseconds in its own thread. */
  costMs = 0
  private readonly port: MessagePort
  private matting: PersonMatting | null = null
  private size = ''
  private waiting: ((mask: Float32Array | null) => void) | null = null

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

  /**
   * Writes the matte of a frame.
   * @param fresh false: the model is left alone and its last answer fitted to the new picture
   * @returns false when the model is gone
   */
  async cut(p: Planes, matte: Uint8Array, fresh: boolean): Promise<boolean> {
    const size = `${p.width}x${p.height}`
    if (this.matting === null || this.size !== size) this.matting = new PersonMatting(p.width, p.height)
    this.size = size
    const picture = this.matting.request(p, fresh)
    const mask = picture ? await this.ask(picture) : null
    if (picture && !mask) return false
    this.matting.finish(p, mask, matte)
    return true
  }

  private ask(rgba: Uint8ClampedArray<ArrayBuffer>): Promise<Float32Array | null> {
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
