/** Beijing time is the legal time of every court, wherever the reader sits. */
const COURT_OFFSET_MS = 8 * 3_600_000

const local = (instant: string): string => {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? '' : new Date(at + COURT_OFFSET_MS).toISOString()
}
/** "2026-11-21T09:30" of an instant; empty for text that is no instant. */
export const courtTime = (instant: string | null): string => local(instant ?? '').slice(0, 16)
/** "2026-11-21". */
export const courtDate = (instant: string | null): string => local(instant ?? '').slice(0, 10)
/** "09:30:05". */
export const courtClock = (instant: string): string => local(instant).slice(11, 19)
/** The day `days` after an instant, "2026-11-28". */
export const courtDateAfter = (instant: string, days: number): string => courtDate(new Date(Date.parse(instant) + days * 86_400_000).toISOString())
