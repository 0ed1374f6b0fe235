import { ease } from './layout/views.ts'

/** Coming in takes a little longer than going. */
export const ENTER_MS = 700
export const LEAVE_MS = 450
const GLOW_MS = 260
const RISE_MS = 800
/** A person rising comes this much nearer; the lower edge stays where the table hides it. */
const RISE_BY = 0.11

type Change = { from: number; to: 0 | 1; at: number; ms: number }

/** Things that fade between 0 and 1, by key. All times are the scene's own, in ms: nothing here reads a clock. */
export class Fades {
  private readonly changes = new Map<string, Change>()

  /** @param ms 0 = at once (reduced motion). */
  to(key: string, to: 0 | 1, now: number, ms: number): void {
    const known = this.changes.get(key)
    if (known?.to === to || (!known && to === 0)) return
    this.changes.set(key, { from: this.at(key, now), to, at: now, ms })
  }

  at(key: string, now: number): number {
    const change = this.changes.get(key)
    if (!change) return 0
    const t = change.ms <= 0 ? 1 : (now - change.at) / change.ms
    return t >= 1 ? change.to : change.from + (change.to - change.from) * ease(t)
  }

  has(key: string): boolean {
    return this.changes.has(key)
  }

  /** Keys that are not yet where they are going. */
  moving(now: number): string[] {
    return [...this.changes].filter(([, { at, ms }]) => now - at < ms).map(([key]) => key)
  }

  /** Takes out, and returns, what has faded away. */
  gone(now: number): string[] {
    const gone = [...this.changes].filter(([, { to, at, ms }]) => to === 0 && now - at >= ms).map(([key]) => key)
    for (const key of gone) this.changes.delete(key)
    return gone
  }
}

/** Light behind who is speaking. */
export const glow = (fades: Fades, personId: string, speaking: boolean, now: number, calm: boolean): void => fades.to(personId, speaking ? 1 : 0, now, calm ? 0 : GLOW_MS)

export type Rise = { at: number; holdMs: number }

/** By which factor those who stand are drawn larger now; 1 = sitting; null when it is over. */
export function riseOf({ at, holdMs }: Rise, now: number, calm: boolean): number | null {
  const t = now - at
  if (t >= holdMs + 2 * RISE_MS) return null
  if (calm) return 1 + RISE_BY
  return 1 + RISE_BY * (t < RISE_MS ? ease(t / RISE_MS) : t < RISE_MS + holdMs ? 1 : 1 - ease((t - RISE_MS - holdMs) / RISE_MS))
}
