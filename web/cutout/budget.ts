/** The steps from the best cut-out to the cheapest picture. `every` = one frame in so many is cut anew. */
export const LADDER = [
  { mode: 'full', every: 1 },
  { mode: 'full', every: 2 },
  { mode: 'full', every: 4 },
  { mode: 'still', every: 1 },
  { mode: 'tile', every: 1 },
] as const
export type BudgetStep = (typeof LADDER)[number]

const LOWEST = LADDER.length - 1
/** Falls further apart than this, in ms, have nothing to do with each other: a hearing lasts for hours. */
const FORGET_MS = 300_000

/**
 * Decides live how much work a frame may have. Time over budget for `slowMs` goes one step down, and so does a voice
 * that suffers (`press`); time at less than half the budget for `easyMs` goes one step up. After three falls from a
 * step it had climbed back to it turns the cut-out off and stays down.
 */
export class FrameBudget {
  readonly budgetMs: number
  private readonly slowMs: number
  private readonly easyMs: number
  private step = 0
  private smoothed = 0
  private since: { state: 'over' | 'easy' | 'fine'; at: number } = { state: 'fine', at: 0 }
  private falls = 0
  private fellAt = -Infinity
  private climbed = false
  private pressedAt = -Infinity

  /** @param budgetMs milliseconds a frame may take; @param slowMs patience before a step down; @param easyMs before one up */
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

  /** Turned itself off after three failures: says so to the person. */
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
    if (state === 'over' && nowMs - this.since.at >= this.slowMs) return this.down(nowMs)
    if (state === 'easy' && this.step > 0 && !this.settled && nowMs - this.since.at >= this.easyMs) {
      this.climbed = true
      return this.move(this.step - 1, nowMs)
    }
    return false
  }

  /** Something dearer than the picture suffers (the voice, the controls): one step down, at most one in `slowMs`. */
  press(nowMs: number): boolean {
    // Whatever else, the way up waits anew.
    this.since = { state: 'fine', at: nowMs }
    if (nowMs - this.pressedAt < this.slowMs) return false
    this.pressedAt = nowMs
    return this.down(nowMs)
  }

  /** The person has chosen anew: another try from the top. */
  reset(nowMs: number): void {
    this.falls = 0
    this.climbed = false
    this.move(0, nowMs)
  }

  private down(nowMs: number): boolean {
    if (this.step === LOWEST) return false
    if (this.climbed) {
      this.falls = nowMs - this.fellAt > FORGET_MS ? 1 : this.falls + 1
      this.fellAt = nowMs
    }
    this.climbed = false
    return this.move(this.settled ? LOWEST : this.step + 1, nowMs)
  }

  private move(step: number, nowMs: number): boolean {
    this.step = step
    this.smoothed = 0
    this.since = { state: 'fine', at: nowMs }
    return true
  }
}
