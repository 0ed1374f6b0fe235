import type { RatingLevel, RatingReason } from '#protocol/window/rating.ts'
import { RatingLevel as Level } from '#protocol/window/rating.ts'
import type { ComplaintState, RatingState } from './state.ts'
import { dueSteps } from './due.ts'
import { dayOf, isBad } from './opinion.ts'
import { RATING_LABELS } from './labels.ts'

export type LevelCounts = Record<RatingLevel, number>
export type Figure = {
  /** Ratings that count: given and not excluded. By the last word: a re-rating takes the place of the first. */
  rated: number
  counts: LevelCounts
  /** Share of the three good levels, 0 … 1; null where nothing was rated. */
  satisfaction: number | null
  /** Reasons given with the last word. */
  reasons: Partial<Record<RatingReason, number>>
  /** Bad at first, whatever the re-rating says. */
  badAtFirst: number
  reRated: number
  skipped: number
  unanswered: number
  excluded: number
}

const EMPTY = (): Figure => ({
  rated: 0, counts: Object.fromEntries(Level.options.map((level) => [level, 0])) as LevelCounts, satisfaction: null, reasons: {}, badAtFirst: 0, reRated: 0,
  skipped: 0, unanswered: 0, excluded: 0,
})

/** One figure over any ratings. */
export function figureOf(ratings: readonly RatingState[]): Figure {
  const figure = EMPTY()
  for (const rating of ratings) {
    if (rating.given === null) {
      figure[rating.status === 'skipped' ? 'skipped' : 'unanswered'] += 1
      continue
    }
    if (rating.excluded !== null) {
      figure.excluded += 1
      continue
    }
    const last = rating.reRated ?? rating.given
    figure.rated += 1
    figure.counts[last.level] += 1
    figure.badAtFirst += isBad(rating.given.level) ? 1 : 0
    figure.reRated += rating.reRated === null ? 0 : 1
    for (const reason of last.reasons) figure.reasons[reason] = (figure.reasons[reason] ?? 0) + 1
  }
  const bad = figure.counts.dissatisfied + figure.counts.veryDissatisfied
  return { ...figure, satisfaction: figure.rated === 0 ? null : (figure.rated - bad) / figure.rated }
}

export type FigureKey = 'day' | 'item' | 'office'
const keyOf = (rating: RatingState, by: FigureKey): string =>
  by === 'day' ? dayOf(rating.given?.at ?? rating.askedAt) : by === 'item' ? rating.concerns.itemCode : rating.concerns.officeId

/** Figures by day (as rated), item or office, in the order of the key: what a chart draws. For those who answer for the office. */
export function figuresBy(ratings: readonly RatingState[], by: FigureKey): { key: string; figure: Figure }[] {
  const groups = new Map<string, RatingState[]>()
  for (const rating of ratings) {
    const key = keyOf(rating, by)
    const group = groups.get(key)
    if (group) group.push(rating)
    else groups.set(key, [rating])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, group]) => ({ key, figure: figureOf(group) }))
}

const KEY_HEADS = { day: '日期', item: '事项', office: '办理机关' } as const

/** The same as rows of a table, headings first; `nameOf` gives a key its name. */
export function figureRows(ratings: readonly RatingState[], by: FigureKey, nameOf: (key: string) => string = (key) => key): string[][] {
  const head = [KEY_HEADS[by], '评价数', ...Level.options.map((level) => RATING_LABELS.levels[level].zh), '满意率', '初评差评', '追评', '跳过', '未评', '剔除']
  const rows = figuresBy(ratings, by).map(({ key, figure }) => [
    nameOf(key), String(figure.rated), ...Level.options.map((level) => String(figure.counts[level])), percent(figure.satisfaction),
    String(figure.badAtFirst), String(figure.reRated), String(figure.skipped), String(figure.unanswered), String(figure.excluded),
  ])
  return [head, ...rows]
}
/** One decimal, never rounded up to a full hundred: "99.9%". */
export const percent = (share: number | null): string => (share === null ? '' : `${(Math.floor(share * 1000) / 10).toFixed(1)}%`)

export type ComplaintFigure = {
  opened: number; open: number; closed: number; overdueNow: number
  /** First call or fix by the day it was due, of those done. */
  calledInTime: number; called: number; fixedInTime: number; fixed: number
  reRatedBetter: number; reRated: number; appeals: number; upheld: number; dismissed: number
}

/** How the tickets over bad ratings stand; `now` is an instant. */
export function complaintFigures(complaints: readonly ComplaintState[], now: string): ComplaintFigure {
  const count = (is: (one: ComplaintState) => boolean): number => complaints.filter(is).length
  const called = complaints.filter((one) => one.calls.length > 0)
  const fixed = complaints.flatMap((one) => (one.fixed ? [{ by: one.fixBy, on: dayOf(one.fixed.at) }] : []))
  const reRated = complaints.flatMap((one) => (one.reRated ? [{ better: Level.options.indexOf(one.reRated.level) < Level.options.indexOf(one.level) }] : []))
  return {
    opened: complaints.length, open: count((one) => one.closed === null), closed: count((one) => one.closed !== null),
    overdueNow: count((one) => dueSteps(one, now).some((step) => step.overdue)),
    called: called.length, calledInTime: called.filter((one) => dayOf(one.calls[0]?.at ?? one.openedAt) <= one.callBackBy).length,
    fixed: fixed.length, fixedInTime: fixed.filter(({ by, on }) => on <= by).length,
    reRated: reRated.length, reRatedBetter: reRated.filter(({ better }) => better).length,
    appeals: count((one) => one.appeal !== null),
    upheld: count((one) => one.appeal?.decision?.outcome === 'upheld'), dismissed: count((one) => one.appeal?.decision?.outcome === 'dismissed'),
  }
}
