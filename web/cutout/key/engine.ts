import type { Planes } from '../planes.ts'
import { stack } from '../stacked.ts'
import type { StackedFrame } from '../stacked.ts'
import { GpuKeyer } from './gpu-keyer.ts'
import type { ChromaKeyer } from './keyer.ts'

export type KeyEngine = 'cpu' | 'webgl'

/** Frames each engine is timed over, after one that only warms up. */
const TRIAL_FRAMES = 3

/**
 * Two engines of the one key, and the choice between them: both are timed at the start on the person's own picture,
 * the faster one stays. Without a graphics processor that is the CPU. A lost graphics context costs nothing but speed:
 * the same frame is keyed on the CPU, and WebGL takes over again once the context is back.
 */
export class KeyEngines {
  /** What keyed the last frame. */
  used: KeyEngine = 'cpu'
  private chosen: KeyEngine | null
  private gpu: GpuKeyer | null = null
  private size = ''
  private warm = false
  private readonly times: Record<KeyEngine, number[]> = { cpu: [], webgl: [] }
  private readonly now: () => number

  /** @param wanted `auto` measures; anything else is taken as decided, e.g. by an earlier measurement. */
  constructor(wanted: KeyEngine | 'auto', now: () => number) {
    this.chosen = wanted === 'auto' ? null : wanted
    this.now = now
  }

  /** The measured or given choice; null while it is being measured. */
  get choice(): KeyEngine | null {
    return this.chosen
  }

  /** @returns the canvas with the stacked picture, or null when it stands in `out`. */
  cut(p: Planes, keyer: ChromaKeyer, matte: Uint8Array, out: StackedFrame): OffscreenCanvas | null {
    this.fit(p)
    const turn = this.chosen ?? (this.times.webgl.length < this.times.cpu.length || !this.warm ? 'webgl' : 'cpu')
    const began = this.now()
    const drawn = turn === 'webgl' && this.gpu?.ready === true && this.gpu.draw(p, keyer)
    if (drawn && this.chosen === null) this.gpu!.settle()
    if (!drawn) {
      keyer.key(p, matte)
      stack(p, matte, { plate: keyer.plate, hue: keyer.wall.hue }, out)
    }
    this.used = drawn ? 'webgl' : 'cpu'
    if (this.chosen === null) this.note(turn, drawn, this.now() - began)
    return drawn ? this.gpu!.canvas : null
  }

  /** A context only where it is needed, and of the picture's size. */
  private fit({ width, height }: Planes): void {
    const size = this.chosen === 'cpu' ? '' : `${width}x${height}`
    if (size === this.size) return
    this.size = size
    this.gpu?.close()
    this.gpu = null
    if (size === '') return
    try {
      this.gpu = new GpuKeyer(width, height)
    } catch {
      // No WebGL2, or one that cannot build the shader: the CPU does it.
      this.chosen = 'cpu'
    }
  }

  private note(turn: KeyEngine, drawn: boolean, ms: number): void {
    if (turn === 'webgl' && !drawn) this.chosen = 'cpu'
    else if (!this.warm) this.warm = true
    else this.times[turn].push(ms)
    const { cpu, webgl } = this.times
    if (cpu.length >= TRIAL_FRAMES && webgl.length >= TRIAL_FRAMES) this.chosen = middle(webgl) < middle(cpu) ? 'webgl' : 'cpu'
  }
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
