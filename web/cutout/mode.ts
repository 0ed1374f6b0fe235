import type { CutoutMode } from '#protocol/media.ts'
import type { WallSight } from './key/wall.ts'

/** What the person asked for. */
export type WantedMode = 'auto' | 'key' | 'segment' | 'tile'

/** Share of the border that must be wall before the key is taken, and below which it is given up. */
const WALL_COMES = 0.6
const WALL_GOES = 0.35

/**
 * Wall → key; no wall → segmentation; the budget's step and a missing model push further down. Slow to change its
 * mind: a person walking past may not flip the picture.
 */
export class ModeChoice {
  private onWall = false
  private against = 0

  /** @returns the way the next frame is cut. Call once per look at the wall (about seven times a second). */
  next(wanted: WantedMode, sight: WallSight, model: 'ready' | 'loading' | 'missing', step: 'full' | 'still' | 'tile'): Exclude<CutoutMode, 'none'> {
    const vote = this.onWall ? sight.share < WALL_GOES : sight.share > WALL_COMES
    this.against = vote ? this.against + 1 : 0
    if (this.against >= (this.onWall ? 8 : 2)) {
      this.onWall = !this.onWall
      this.against = 0
    }
    if (wanted === 'tile' || step === 'tile') return 'tile'
    const key = wanted === 'key' || (wanted === 'auto' && this.onWall)
    if (!key && model === 'missing') return 'tile'
    if (step === 'still') return 'still'
    return key ? 'key' : 'segment'
  }
}
