import type { CutoutMode } from '#protocol/media.ts'
import type { Planes } from './planes.ts'
import { ChromaKeyer } from './key/keyer.ts'
import type { WallAdvice, WallMark } from './key/advice.ts'
import type { KeyEngine, KeyEngines } from './key/engine.ts'
import { FrameBudget } from './budget.ts'
import { ModeChoice } from './mode.ts'
import type { WantedMode } from './mode.ts'
import type { Segmentation } from './segment/segmentation.ts'
import { createStackedFrame, stack } from './stacked.ts'
import type { StackedFrame } from './stacked.ts'

/** A still cut-out is renewed this often. */
const STILL_MS = 1500

/** Where `canvas` is given the picture stands there and not in `frame`. */
export type CutFrame = { frame: StackedFrame; canvas: OffscreenCanvas | null; mode: Exclude<CutoutMode, 'none'>; costMs: number }

/**
 * Cuts the frames of one camera, one after the other, in whatever way is wanted and can be afforded. Knows nothing of
 * tracks, threads or canvases: planes in, stacked frame out.
 */
export class Cutter {
  readonly budget: FrameBudget
  /** Set by the host once a model thread exists; asked for through `needsModel`. */
  segmentation: Segmentation | null = null
  private wish: WantedMode
  private readonly engines: KeyEngines | null
  private readonly choice = new ModeChoice()
  private keyer: ChromaKeyer | null = null
  private matte = new Uint8Array(0)
  private out: StackedFrame | null = null
  private canvas: OffscreenCanvas | null = null
  private mode: Exclude<CutoutMode, 'none'> = 'tile'
  private size = ''
  private frames = 0
  private stillAt = -Infinity
  private readonly now: () => number

  /** @param engines null where there is no canvas to key on: the CPU does it. */
  constructor(wanted: WantedMode, now: () => number = () => performance.now(), budget = new FrameBudget(), engines: KeyEngines | null = null) {
    this.wish = wanted
    this.now = now
    this.budget = budget
    this.engines = engines
  }

  get wanted(): WantedMode {
    return this.wish
  }

  /** Whoever chooses anew gets another try, also after the budget has turned the cut-out off. */
  set wanted(mode: WantedMode) {
    if (mode === this.wish) return
    this.wish = mode
    this.budget.reset(this.now())
  }

  /** What keys now; null while nothing is keyed. */
  get engine(): KeyEngine | null {
    return this.mode === 'key' ? (this.engines?.used ?? 'cpu') : null
  }

  /** What the measurement at the start chose; null before that. */
  get engineChoice(): KeyEngine | null {
    return this.engines?.choice ?? null
  }

  get needsModel(): boolean {
    return this.segmentation === null && (this.wanted === 'segment' || (this.wanted === 'auto' && this.frames > 4 && this.mode === 'segment'))
  }

  advice(): WallAdvice[] {
    return this.keyer && (this.mode === 'key' || this.wanted === 'key') ? this.keyer.advice() : []
  }

  /** The places that the advice is about. */
  marks(): WallMark[] {
    return this.keyer && (this.mode === 'key' || this.wanted === 'key') ? this.keyer.marks() : []
  }

  /** @returns null when this frame is left out (a still picture that is fresh enough, a model still loading). */
  async cut(p: Planes): Promise<CutFrame | null> {
    const began = this.now()
    this.fit(p)
    const keyer = this.keyer!
    if (this.mode !== 'key' && this.wanted === 'auto' && this.frames % 2 === 0) keyer.look(p)
    const model = this.segmentation ? this.segmentation.state : 'loading'
    const step = this.budget.current
    this.mode = this.choice.next(this.wanted, keyer.wall, model, step.mode)
    this.frames++
    if (this.mode === 'still' && began - this.stillAt < STILL_MS) return null
    // While the model loads nothing is sent: whoever asked to be cut out does not want their room seen for a second.
    if (model === 'loading' && (this.mode === 'segment' || (this.mode === 'still' && this.wanted === 'segment'))) return null
    // The key has nothing cheaper than a frame left out.
    if (this.mode === 'key' && this.frames % step.every !== 0) return null
    const way = this.mode === 'still' ? (keyer.wall.share > 0.5 && this.wanted !== 'segment' ? 'key' : 'segment') : this.mode
    const measuring = way === 'key' && this.engines !== null && this.engines.choice === null
    const shown = await this.run(way, p, step.every)
    const costMs = this.now() - began
    if (this.mode === 'still') this.stillAt = began
    // The first frames time both engines: what they take says nothing of the frames to come.
    if (!measuring) this.budget.add(this.mode === 'still' ? costMs / 10 : costMs, this.now())
    return { frame: this.out!, canvas: shown === 'key' ? this.canvas : null, mode: this.mode === 'still' ? 'still' : shown, costMs }
  }

  /** A model that fails in mid-picture leaves a tile: a framed person is better than none. */
  private async run(way: 'key' | 'segment' | 'tile', p: Planes, every: number): Promise<'key' | 'segment' | 'tile'> {
    const { matte, keyer } = this
    if (way === 'key') {
      this.canvas = this.engines?.cut(p, keyer!, matte, this.out!) ?? null
      if (this.engines === null) {
        keyer!.key(p, matte)
        stack(p, matte, { plate: keyer!.plate, hue: keyer!.wall.hue }, this.out!)
      }
      return 'key'
    }
    if (way === 'segment' && this.segmentation?.state === 'ready' && (await this.segmentation.cut(p, matte, this.frames % every === 0))) {
      stack(p, matte, null, this.out!)
      return 'segment'
    }
    matte.fill(255)
    stack(p, matte, null, this.out!)
    return 'tile'
  }

  private fit(p: Planes): void {
    const size = `${p.width}x${p.height}`
    if (size === this.size) return
    this.size = size
    this.keyer = new ChromaKeyer(p.width, p.height)
    this.matte = new Uint8Array(p.width * p.height)
    this.out = createStackedFrame(p.width, p.height)
    this.keyer.look(p)
  }
}
