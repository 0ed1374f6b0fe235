import type { Catalogue } from '#protocol/window/catalogue.ts'
import { csvText, guarded, provinceOf } from '#domain/window/catalogue/index.ts'
import { dayAfter, instantOf } from '#domain/window/clock/index.ts'
import type { HallState } from '#domain/window/hall/state.ts'
import { figureOf, percent } from '#domain/window/rating/index.ts'
import type { Database } from '#platform/db/database.ts'
import type { RatingList } from '../ratings/list.ts'
import { caseFacts } from './cases.ts'
import type { CaseFactRow } from './cases.ts'
import { ticketFacts } from './tickets.ts'
import type { TicketFact } from './tickets.ts'

export type StatisticsKey = 'day' | 'item' | 'office' | 'pair'
export type StatisticsRow = Record<string, string | number>
export type Span = { from: string; to: string }
type Group = { tickets: TicketFact[]; cases: CaseFactRow[]; ratings: Parameters<typeof figureOf>[0][number][] }

type Options = { database: Database; catalogue: () => Catalogue; ratings: RatingList; hallOf: (day: string) => Promise<HallState | null>; today: () => string }

/** Columns of the figures, with the heads of the CSV file. Times in minutes, terms in calendar days, shares in per cent. */
const HEADS: Record<string, string> = {
  key: '编码', name: '名称', tickets: '取号', served: '已办理', noShows: '过号', waitMinutes: '等候中位数（分钟）', serviceMinutes: '办理中位数（分钟）',
  opened: '开立办件', accepted: '受理', notAccepted: '不予受理', corrections: '补正', completed: '办结', granted: '准予', refused: '不准予', withdrawn: '撤回或视为撤回',
  open: '在办', overdue: '逾期', late: '超承诺时限', daysToComplete: '平均办结天数', ratings: '评价', satisfaction: '满意率', bad: '差评',
}

/** Figures of a span of days by day, item, office, or pair of provinces (from where the citizen sits to the competent office). */
export class Statistics {
  readonly #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  /** @param officeId only this office's; all where left out. Days at the office, both included. */
  async rows({ from, to }: Span, by: StatisticsKey, officeId?: string): Promise<StatisticsRow[]> {
    const { database, catalogue, ratings, hallOf, today } = this.#options
    const [begin, end] = [new Date(instantOf(from, '00:00')), new Date(instantOf(dayAfter(to), '00:00'))]
    const names = namesOf(catalogue())
    const groups = new Map<string, Group>()
    const group = (key: string): Group => {
      const known = groups.get(key) ?? { tickets: [], cases: [], ratings: [] }
      groups.set(key, known)
      return known
    }
    const keyOf = (one: { day: string; itemCode: string; officeId: string; fromRegion: string | null }): string => {
      switch (by) {
        case 'day': return one.day
        case 'item': return one.itemCode
        case 'office': return one.officeId
        case 'pair': return `${one.fromRegion === null ? '' : provinceOf(one.fromRegion)}>${provinceOf(names.regionOf(one.officeId))}`
      }
    }
    for (const ticket of await ticketFacts({ from, to: to < today() ? to : today() }, hallOf, today())) {
      if (officeId === undefined || ticket.officeId === officeId) group(keyOf(ticket)).tickets.push(ticket)
    }
    for (const one of await caseFacts(database, begin, end, officeId)) group(keyOf({ ...one, fromRegion: names.regionOfCentre(one.centerId) })).cases.push(one)
    for (const rating of await ratings.given({ from: begin, to: end, ...(officeId === undefined ? {} : { officeId }) })) {
      const { itemCode, officeId: at, centerId } = rating.concerns
      group(keyOf({ day: dayOfInstant(rating.given?.at ?? rating.askedAt), itemCode, officeId: at, fromRegion: names.regionOfCentre(centerId) })).ratings.push(rating)
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => rowOf(key, names.nameOf(by, key), one))
  }

  /** The same for a spreadsheet: UTF-8 with its mark, cells that a spreadsheet would run or change guarded. */
  async csv(span: Span, by: StatisticsKey, officeId?: string): Promise<string> {
    const rows = await this.rows(span, by, officeId)
    const columns = Object.keys(HEADS)
    return csvText([columns.map((column) => HEADS[column] ?? column), ...rows.map((row) => columns.map((column) => (typeof row[column] === 'number' ? String(row[column]) : guarded(String(row[column] ?? '')))))])
  }
}

const dayOfInstant = (instant: string): string => new Date(Date.parse(instant) + 8 * 3600_000).toISOString().slice(0, 10)
const minutes = (ms: number | null): number | string => (ms === null ? '' : Math.round(ms / 6000) / 10)

function rowOf(key: string, name: string, { tickets, cases, ratings }: Group): StatisticsRow {
  const count = (is: (one: CaseFactRow) => boolean): number => cases.filter(is).length
  const figure = figureOf(ratings)
  const days = cases.flatMap(({ openedAt, completedAt }) => (completedAt === null ? [] : [(completedAt.getTime() - openedAt.getTime()) / 86_400_000]))
  return {
    key, name, tickets: tickets.length, served: tickets.filter((one) => one.served).length, noShows: tickets.reduce((sum, one) => sum + one.noShows, 0),
    waitMinutes: minutes(median(tickets.flatMap((one) => (one.waitedMs === null ? [] : [one.waitedMs])))),
    serviceMinutes: minutes(median(tickets.flatMap((one) => (one.served ? [one.servedMs] : [])))),
    opened: cases.length, accepted: count((one) => one.accepted), notAccepted: count((one) => one.outcome === 'notAccepted'),
    corrections: cases.reduce((sum, one) => sum + one.corrections, 0), completed: days.length,
    granted: count((one) => one.outcome === 'granted'), refused: count((one) => one.outcome === 'refused'),
    withdrawn: count((one) => one.outcome === 'withdrawn' || one.outcome === 'lapsed'), open: count((one) => one.outcome === null),
    overdue: count((one) => one.overdue), late: count((one) => one.late),
    daysToComplete: days.length === 0 ? '' : Math.round((days.reduce((sum, one) => sum + one, 0) / days.length) * 10) / 10,
    ratings: figure.rated, satisfaction: percent(figure.satisfaction), bad: figure.counts.dissatisfied + figure.counts.veryDissatisfied,
  }
}

function median(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1] ?? null
}

function namesOf(catalogue: Catalogue) {
  const offices = new Map(catalogue.offices.map((one) => [one.officeId, one]))
  const centres = new Map(catalogue.centers.map((one) => [one.centerId, one.region]))
  const items = new Map(catalogue.items.map((one) => [one.itemCode, one.name.zh]))
  const regions = new Map(catalogue.regions.map((one) => [one.code, one.name]))
  return {
    regionOf: (officeId: string): string => offices.get(officeId)?.region ?? '000000',
    regionOfCentre: (centerId: string | null): string | null => (centerId === null ? null : centres.get(centerId) ?? null),
    nameOf(by: StatisticsKey, key: string): string {
      if (by === 'item') return items.get(key) ?? key
      if (by === 'office') return offices.get(key)?.name ?? key
      if (by === 'day') return key
      const [from = '', to = ''] = key.split('>')
      return `${from === '' ? '居家' : regions.get(from) ?? from} → ${regions.get(to) ?? to}`
    },
  }
}
