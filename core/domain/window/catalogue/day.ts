/** Days at the office: Asia/Shanghai, eight hours ahead of UTC all the year (no summer time since 1991). */
const OFFSET_MS = 8 * 3600_000
const DAY_MS = 24 * 3600_000

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The day and clock time ("2026-11-21", "17:47") an instant falls on at the office. */
export function atOffice(instant: string): { day: string; clock: string } {
  const local = new Date(Date.parse(instant) + OFFSET_MS).toISOString()
  return { day: local.slice(0, 10), clock: local.slice(11, 16) }
}

/** The instant of a clock time of a day at the office. */
export function instantOf(day: string, clock: string): string {
  return new Date(Date.parse(`${day}T${clock}:00Z`) - OFFSET_MS).toISOString()
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}
