/** A voice must last this long before the picture goes to it: a cough or an "mm" moves nothing. */
export const HEAR_MS = 1400
/** A picture once chosen stays at least this long. */
export const DWELL_MS = 4500
/** After so long a silence the whole room is shown again. */
export const SILENCE_MS = 9000

/**
 * Whom the speaker camera shows: a slow hand. It follows a voice only after that has lasted, keeps every picture for a
 * while, prefers who had it before, and goes back to the whole room when nobody speaks. Times in ms, given by the host.
 */
export class Director {
  private shown: string | null = null
  private since = -Infinity
  private candidate: string | null = null
  private candidateSince = 0
  private lastHeard = -Infinity

  /** @param speaker who is heard now, null = nobody. @returns whom to show, null = the whole room. */
  show(speaker: string | null, now: number): string | null {
    if (speaker !== this.candidate) {
      this.candidate = speaker
      this.candidateSince = now
    }
    if (speaker === this.shown && speaker !== null) this.lastHeard = now
    if (this.dueAt() <= now) {
      this.shown = this.candidate
      this.since = now
      this.lastHeard = now
    }
    return this.shown
  }

  /** When the picture will change if nothing else happens; Infinity = not at all. */
  dueAt(): number {
    if (this.candidate === this.shown) return Infinity
    const dwelt = this.since + DWELL_MS
    return this.candidate === null ? Math.max(dwelt, this.lastHeard + SILENCE_MS, this.candidateSince) : Math.max(dwelt, this.candidateSince + HEAR_MS)
  }

  /** Forgets the slow hand: the camera was just chosen, whoever speaks is shown at once. */
  reset(speaker: string | null, now: number): void {
    this.candidate = this.shown = speaker
    this.since = this.candidateSince = this.lastHeard = now
  }

  /** Who left is not shown any longer. */
  drop(personId: string, now: number): void {
    if (this.candidate === personId) this.candidate = null
    if (this.shown !== personId) return
    this.shown = null
    this.since = now - DWELL_MS
  }
}
