import { overlaps } from './layout/lens.ts'
import type { Rect } from './layout/lens.ts'
import { between } from './layout/views.ts'

const MOVE_MS = 900

/** The part of the room's picture that is shown: a slow pan to a neighbouring view, a clean cut to one far away. */
export class Shot {
  private move: { from: Rect; to: Rect; at: number } | null = null
  private rect: Rect | null = null

  get moving(): boolean {
    return this.move !== null
  }

  /** Where to look from now on. @param pan false = at once. */
  aim(to: Rect, now: number, pan: boolean): void {
    const from = this.rect
    if (this.move) {
      if (pan && near(this.move.to, to)) return
      // A pan under way goes on to where the view is now.
      if (!pan && !near(this.move.to, to)) this.move = { ...this.move, to }
      if (!pan) return
    }
    if (!from || !pan || near(from, to) || !overlaps(from, to)) {
      this.rect = to
      this.move = null
    } else this.move = { from, to, at: now }
  }

  /** The view at this moment. @throws Error before the first `aim`. */
  at(now: number): Rect {
    const { move } = this
    if (move) {
      const t = (now - move.at) / MOVE_MS
      this.rect = t >= 1 ? move.to : between(move.from, move.to, t)
      if (t >= 1) this.move = null
    }
    if (!this.rect) throw new Error('the camera has no view yet')
    return this.rect
  }
}

const near = (a: Rect, b: Rect): boolean => Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + Math.abs(a.w - b.w) < 0.001
