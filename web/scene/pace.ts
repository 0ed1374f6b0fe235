/** Most and fewest pictures a second: cameras send 15, motion of the scene's own is smooth at 25. */
const FASTEST_MS = 1000 / 25
const SLOWEST_MS = 1000 / 5
/** Share of one processor's time that drawing may take; sound, decoding and controls come first. */
const SHARE = 0.6
/** Sizes of the canvas, as shares of what is asked for. */
const SIZES = [1, 0.8, 0.64, 0.5] as const
/** Longer than this, in ms, and a picture is not smooth any more: smaller pictures are drawn instead. */
const TOO_LONG = 60
const SETTLE = 30

/**
 * How often and how large to draw on this device, from what drawing has cost: never more than it can bear. Where even
 * five pictures a second are too many it draws smaller ones, and larger ones again when there is room for a while.
 */
export class Pace {
  /** Index into SIZES. */
  private size = 0
  private mean = 0
  private seen = 0
  private patience = 4

  /** Share of the asked size that should be drawn. */
  get scale(): number {
    return SIZES[this.size]!
  }

  /** Time from the beginning of one picture to the next, ms. */
  get intervalMs(): number {
    return Math.min(SLOWEST_MS, Math.max(FASTEST_MS, this.mean / SHARE))
  }

  /** @param ms one picture took. @returns true when `scale` has changed. */
  note(ms: number): boolean {
    // One slow picture (a new view) says little.
    this.mean = this.seen === 0 ? ms : this.mean + (Math.min(ms, this.mean * 3 + 5) - this.mean) * 0.1
    this.seen++
    if (this.seen < SETTLE) return false
    if (this.mean > TOO_LONG && this.size < SIZES.length - 1) {
      // A size that was too large once is tried again only after twice as long.
      this.patience = Math.min(64, this.patience * 2)
      return this.resize(this.size + 1)
    }
    const larger = this.size > 0 && this.mean * (SIZES[this.size - 1]! / this.scale) ** 2 < TOO_LONG * 0.6
    return larger && this.seen > SETTLE * this.patience ? this.resize(this.size - 1) : false
  }

  private resize(size: number): boolean {
    this.size = size
    this.seen = 0
    return true
  }
}
