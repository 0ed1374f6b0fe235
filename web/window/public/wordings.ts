import type { TicketPlace } from '#protocol/window/hall.ts'
import { clockTime, courtDay, language, t } from '../../i18n/index.ts'

/** Nobody plans by the minute beyond this; then it is said in hours. */
const HOURS_FROM = 90

/** The wait as it can honestly be told: a range, or that it cannot be told (W-2.18, W-2.19). */
export function waitWords({ wait, resumesAt }: Pick<TicketPlace, 'wait' | 'resumesAt'>): string {
  if (!wait) return resumesAt ? t('wp.wait.resumes', { time: clockTime(resumesAt) }) : t('wp.wait.unknown')
  const { fromMinutes: from, toMinutes: to } = wait
  if (to <= 1) return t('wp.wait.soon')
  if (to >= HOURS_FROM) return t('wp.wait.hours', { from: halves(from), to: halves(to, Math.ceil) })
  return from === to ? t('wp.wait.about', { minutes: to }) : t('wp.wait.range', { from, to })
}
const halves = (minutes: number, round: (value: number) => number = Math.floor): string => String(round(minutes / 30) / 2)

/** How many are called before, as people say it. */
export const beforeWords = ({ before, windows }: Pick<TicketPlace, 'before' | 'windows'>): string =>
  before > 0 ? t('wp.before', { count: before }) : t(windows > 0 ? 'wp.next' : 'wp.nobodyBefore')

/** Fees are counted in fen. */
export function money(fen: number): string {
  if (fen === 0) return t('wp.free')
  const yuan = fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
  return t('wp.yuan', { yuan })
}

/** 11月23日 星期一 / Mon, 23 Nov; of a calendar day such as "2026-11-23". */
export const dayWords = (day: string, weekday = true): string =>
  new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { month: 'long', day: 'numeric', ...(weekday ? { weekday: 'short' as const } : {}), timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** Day and time of an instant; of today the time alone. */
export function whenWords(instant: string, today: string): string {
  const day = courtDay(instant)
  return day === today ? t('wp.todayAt', { time: clockTime(instant) }) : `${dayWords(day)} ${clockTime(instant)}`
}

/** The days to come, today first. */
export function daysFrom(today: string, count: number): string[] {
  const first = Date.parse(`${today}T00:00:00Z`)
  return Array.from({ length: count }, (_, ahead) => new Date(first + ahead * 86_400_000).toISOString().slice(0, 10))
}
