import type { SceneCommand, SceneReport, SceneStart } from './commands.ts'
import { SceneCore } from './core.ts'
import { Pace } from './pace.ts'

/** A graphics context that does not come back within this time, ms, will not: the page shows plain tiles. */
const LOST_FOR_GOOD_MS = 8000

/** The scene on the live page: the clock on the wall, as many pictures and as large as the device can bear. */
export class LiveScene {
  private readonly core: SceneCore
  private readonly report: (report: SceneReport) => void
  private readonly pace = new Pace()
  /** The size the page asked for; drawn is its share `pace.scale`. */
  private asked: { width: number; height: number; ratio: number }
  private timer: ReturnType<typeof setTimeout> | null = null
  private stopped = false
  private lostAt: number | null = null
  private drawn = { frames: 0, takeMs: 0, drawMs: 0, since: performance.now() }

  /** @throws Error when the canvas gives no context at all. */
  constructor(start: SceneStart, report: (report: SceneReport) => void) {
    this.report = report
    this.asked = { width: start.width, height: start.height, ratio: start.ratio }
    this.core = new SceneCore(start, report)
    this.timer = setTimeout(() => void this.tick(), 0)
  }

  handle(command: SceneCommand): void {
    if (command.do === 'destroy') {
      this.stopped = true
      if (this.timer) clearTimeout(this.timer)
    }
    if (command.do === 'size') {
      this.asked = { width: command.width, height: command.height, ratio: command.ratio }
      return this.resize()
    }
    this.core.handle(command, performance.now())
  }

  private resize(): void {
    const { scale } = this.pace
    const { width, height, ratio } = this.asked
    this.core.handle({ do: 'size', width: Math.round(width * scale), height: Math.round(height * scale), ratio: ratio * scale }, performance.now())
  }

  private async tick(): Promise<void> {
    const began = performance.now()
    try {
      if (await this.core.renderAt(began)) {
        const ms = performance.now() - began
        if (this.pace.note(ms)) this.resize()
        this.count()
      }
      this.watchContext(began)
    } catch (error) {
      this.report({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) })
    }
    // The rest of the interval is for others: at least a few milliseconds, however long drawing took.
    if (!this.stopped) this.timer = setTimeout(() => void this.tick(), Math.max(4, this.pace.intervalMs - (performance.now() - began)))
  }

  private watchContext(now: number): void {
    if (!this.core.painter.lost) this.lostAt = null
    else if (this.lostAt === null) this.lostAt = now
    else if (now - this.lostAt > LOST_FOR_GOOD_MS) {
      this.lostAt = Infinity
      this.report({ kind: 'broken', reason: 'the graphics context was lost and did not come back' })
    }
  }

  private count(): void {
    this.drawn.frames++
    this.drawn.takeMs += this.core.cost.takeMs
    this.drawn.drawMs += this.core.cost.drawMs
    const now = performance.now()
    if (now - this.drawn.since < 1000) return
    const { frames, takeMs, drawMs, since } = this.drawn
    this.report({ kind: 'painted', painter: this.core.painter.kind, fps: (frames * 1000) / (now - since), takeMs: takeMs / frames, drawMs: drawMs / frames, scale: this.pace.scale })
    this.drawn = { frames: 0, takeMs: 0, drawMs: 0, since: now }
  }
}
