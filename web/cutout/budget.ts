/** The steps from the best cut-out to the cheapest picture. `every` = segment one frame in so many. */
export const LADDER = [
  { mode: 'full', every: 1 },
  { mode: 'full', every: 2 },
  { mode: 'full', every: 4 },
  { mode: 'still', every: 1 },
  { mode: 'tile', every: 1 },
] as const
export type BudgetStep = (typeof LADDER)[number]

/**
 * Decides live how much work a frame may have. Time over budget for `slowMs` goes one step down; time at less than
 * half the budget for `easyMs` one step up; after three falls from a step it had climbed back to, it stays down.
 */
export class FrameBudget {
  readonly budgetMs: number
  private readonly slowMs: number
  private readonly easyMs: number
  private step = 0
  private smoothed = 0
  private since: { state: 'over' | 'easy' | 'fine'; at: number } = { state: 'fine', at: 0 }
  private falls = 0
  private climbed = false

  constructor(budgetMs = 45, slowMs = 3000, easyMs = 10_000) {
    this.budgetMs = budgetMs
    this.slowMs = slowMs
    this.easyMs = easyMs
  }

  get current(): BudgetStep {
    return LADDER[this.step]!
  }

  /** Smoothed cost of a frame in milliseconds. */
  get costMs(): number {
    return this.smoothed
  }

  /** Gave up climbing: says so to the person. */
  get settled(): boolean {
    return this.falls >= 3
  }

  /**
   * @param costMs what the last frame took; @param nowMs a clock that only goes forward.
   * @returns true when the step changed.
   */
  add(costMs: number, nowMs: number): boolean {
    this.smoothed = this.smoothed === 0 ? costMs : this.smoothed * 0.9 + costMs * 0.1
    const state = this.smoothed > this.budgetMs ? 'over' : this.smoothed < this.budgetMs / 2 ? 'easy' : 'fine'
    if (state !== this.since.state) this.since = { state, at: nowMs }
    if (state === 'over' && this.step < LADDER.length - 1 && nowMs - this.since.at >= this.slowMs) {
      if (this.climbed) this.falls++
      this.climbed = false
      return this.move(1, nowMs)
    }
    if (state === 'easy' && this.step > 0 && !this.settled && nowMs - this.since.at >= this.easyMs) {
      this.climbed = true
      return this.move(-1, nowMs)
    }
    return false
  }

  private move(by: 1 | -1, nowMs: number): boolean {
    this.step += by
    this.smoothed = 0
    this.since = { state: 'fine', at: nowMs }
    return true
  }
}
