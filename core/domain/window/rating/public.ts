import type { RatingState } from './state.ts'
import type { Figure } from './figures.ts'
import { figureOf } from './figures.ts'

export type PublicRow = { officeId: string; itemCode: string; figure: Figure; replies: string[] }
export type PublicResults = {
  /** Offices and items with enough ratings, by office and item. */
  rows: PublicRow[]
  /** All that are too few to stand by themselves, taken together; null where there are none. */
  rest: Figure | null
  /** null where even all together are fewer than `smallNumber`. */
  total: Figure | null
}

const published = (figure: Figure): Figure => ({ ...figure, skipped: 0, unanswered: 0, excluded: 0 })

/**
 * What the public page shows (R12, W-6.13): counts by level, rate and chosen reasons per office and item, and the
 * offices' replies; never the citizens' words. A group of fewer than `smallNumber` ratings stands in the sum alone; where
 * the groups left over would themselves be so few that the sum gives them away, the smallest shown group goes with them.
 */
export function publicResults(ratings: readonly RatingState[], smallNumber: number): PublicResults {
  const counted = ratings.filter((one) => one.given !== null && one.excluded === null)
  if (counted.length < smallNumber) return { rows: [], rest: null, total: null }
  const groups = new Map<string, RatingState[]>()
  for (const rating of counted) {
    const key = JSON.stringify([rating.concerns.officeId, rating.concerns.itemCode])
    groups.set(key, [...(groups.get(key) ?? []), rating])
  }
  const shown = [...groups.values()].filter((group) => group.length >= smallNumber).sort((a, b) => b.length - a.length)
  const rest = [...groups.values()].filter((group) => group.length < smallNumber).flat()
  while (rest.length > 0 && rest.length < smallNumber) rest.push(...(shown.pop() ?? []))
  return { rows: shown.map(row).sort(byPlace), rest: rest.length === 0 ? null : published(figureOf(rest)), total: published(figureOf(counted)) }
}

function row(group: RatingState[]): PublicRow {
  const { officeId = '', itemCode = '' } = group[0]?.concerns ?? {}
  const replies = group.flatMap((one) => (one.reply ? [one.reply] : [])).sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ text }) => text)
  return { officeId, itemCode, figure: published(figureOf(group)), replies }
}

const byPlace = (a: PublicRow, b: PublicRow): number => (`${a.officeId}\u0000${a.itemCode}` < `${b.officeId}\u0000${b.itemCode}` ? -1 : 1)
