import type { CutoutMode } from '#protocol/media.ts'
import type { Planes } from './planes.ts'
import { ChromaKeyer } from './key/keyer.ts'
import type { WallAdvice } from './key/advice.ts'
import { FrameBudget } from './budget.ts'
import { ModeChoice } from './mode.ts'
import type { WantedMode } from './mode.ts'
import type { Segmentation } from './segment/segmentation.ts'
import { createStackedFrame, stack } from './stacked.ts'
import type { StackedFrame } from './stacked.ts'

/** A still cut-out is renewed this often. */
const STILL_MS = 1500

export type CutFrame = { frame: StackedFrame; mode: Exclude<CutoutMode, 'none'>; costMs: number }

/**
 * Cuts the frames of one camera, one after the other, in whatever way is wanted and can be afforded. Knows nothing of
 * tracks, threads or canvases: planes in, stacked frame out.
 */
export class Cutter {
  wanted: WantedMode
  readonly budget: FrameBudget
  /** Set by the host once a model thread exists; asked for through `needsModel`. */
  segmentation: Segmentation | null = null
  private readonly choice = new ModeChoice()
  private keyer: ChromaKeyer | null = null
  private matte = new Uint8Array(0)
  private out: StackedFrame | null = null
  private mode: Exclude<CutoutMode, 'none'> = 'tile'
  private size = ''
  private frames = 0
  private stillAt = -Infinity
  private readonly now: () => number

  constructor(wanted: WantedMode, now: () => number = () => performance.now(), budget = new FrameBudget()) {
    this.wanted = wanted
    this.now = now
    this.budget = budget
  }

  get needsModel(): boolean {
    return this.segmentation === null && (this.wanted === 'segment' || (this.wanted === 'auto' && this.frames > 4 && this.mode === 'segment'))
  }

  advice(): WallAdvice[] {
    return this.keyer && (this.mode === 'key' || this.wanted === 'key') ? this.keyer.advice() : []
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
    const way = this.mode === 'still' ? (keyer.wall.share > 0.5 && this.wanted !== 'segment' ? 'key' : 'segment') : this.mode
    const shown = await this.run(way, p, step.every)
    const costMs = this.now() - began
    if (this.mode === 'still') this.stillAt = began
    this.budget.add(this.mode === 'still' ? costMs / 10 : costMs, this.now())
    return { frame: this.out!, mode: this.mode === 'still' ? 'still' : shown, costMs }
  }

  /** A model that fails in mid-picture leaves a tile: a framed person is better than none. */
  private async run(way: 'key' | 'segment' | 'tile', p: Planes, every: number): Promise<'key' | 'segment' | 'tile'> {
    const { matte, keyer } = this
    if (way === 'key') {
      keyer!.key(p, matte)
      stack(p, matte, { plate: keyer!.plate, hue: keyer!.wall.hue }, this.out!)
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
