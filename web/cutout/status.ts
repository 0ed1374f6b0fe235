import type { CutoutMode } from '#protocol/media.ts'
import type { Cutter } from './cutter.ts'
import type { CutoutStatus } from './messages.ts'

/** Counts frames and tells the page about twice a second, and at once when the way of cutting changes. */
export class StatusReporter {
  private frames = 0
  private since: number
  private cost = 0
  private mode: CutoutMode | null = null
  private message: CutoutStatus['message'] = null
  private fps = 0
  private readonly cutter: Cutter
  private readonly tell: (status: CutoutStatus) => void
  private readonly now: () => number

  constructor(cutter: Cutter, tell: (status: CutoutStatus) => void, now: () => number = () => performance.now()) {
    this.cutter = cutter
    this.tell = tell
    this.now = now
    this.since = now()
  }

  frame(mode: CutoutMode, costMs: number): void {
    this.frames++
    this.cost = this.cost === 0 ? costMs : this.cost * 0.8 + costMs * 0.2
    const now = this.now()
    const message = this.messageFor(mode)
    const changed = mode !== this.mode || message !== this.message
    if (now - this.since < 500 && !changed) return
    if (now - this.since >= 500) {
      this.fps = (this.frames * 1000) / (now - this.since)
      this.frames = 0
      this.since = now
    }
    this.mode = mode
    this.message = message
    this.tell({ mode, fps: Math.round(this.fps * 10) / 10, costMs: Math.round(this.cost * 10) / 10, advice: this.cutter.advice(), marks: this.cutter.marks(), engine: this.cutter.engine, message })
  }

  private messageFor(mode: CutoutMode): CutoutStatus['message'] {
    const { budget, segmentation, wanted } = this.cutter
    if (wanted === 'tile') return null
    if (budget.settled && mode === 'tile') return 'too-slow'
    if (segmentation?.state === 'missing' && mode === 'tile') return 'model-missing'
    return budget.current.mode !== 'full' && (mode === 'still' || mode === 'tile') ? 'slowed' : null
  }
}
