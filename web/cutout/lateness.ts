const BEAT_MS = 200
/** A click that waits this long is felt; so is a voice whose packets are handed over this late. */
const LATE_MS = 150
const LATE_BEATS = 3

/**
 * Calls `onLate` when the page's own thread has come late three beats running: it shares the processor with sound.
 * Hidden pages are slowed down by the browser on purpose and count for nothing.
 * @returns a function that stops it
 */
export function watchLateness(onLate: () => void): () => void {
  let expected = performance.now() + BEAT_MS
  let late = 0
  const timer = setInterval(() => {
    const now = performance.now()
    late = !document.hidden && now - expected > LATE_MS ? late + 1 : 0
    expected = now + BEAT_MS
    if (late < LATE_BEATS) return
    late = 0
    onLate()
  }, BEAT_MS)
  return () => clearInterval(timer)
}
