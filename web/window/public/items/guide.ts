import type { Region, ServiceItem } from '#protocol/window/catalogue.ts'
import type { ItemBrief } from '#protocol/window/http.ts'
import { provinceOf, rankOf } from '#domain/window/catalogue/index.ts'
import { itemOf, listItems } from '../../live/api.ts'

type Named = { zh: string; en: string }
export type Department = { departmentId: string } & Named
export type Guide = { items: ItemBrief[]; departments: Department[] }

/** The catalogue changes by imports only; a page that stands open all day still sees a new one. */
const KEPT_MS = 5 * 60_000

let all: { at: number; guide: Promise<Guide> } | null = null
const single = new Map<string, { at: number; reply: Promise<{ item: ServiceItem; regions: Region[] }> }>()
const isFresh = (kept: { at: number } | null | undefined): boolean => kept !== null && kept !== undefined && Date.now() - kept.at < KEPT_MS

/** Every item in short, and the departments. @throws AppError, Unreachable */
export function loadGuide(): Promise<Guide> {
  if (!all || !isFresh(all)) {
    const guide = listItems()
    all = { at: Date.now(), guide }
    guide.catch(() => { all = null })
  }
  return all.guide
}

/** One item in full, and the places from which its office follows. @throws AppError unknownItem, Unreachable */
export function loadItem(itemCode: string): Promise<{ item: ServiceItem; regions: Region[] }> {
  const kept = single.get(itemCode)
  if (kept && isFresh(kept)) return kept.reply
  const reply = itemOf(itemCode)
  single.set(itemCode, { at: Date.now(), reply })
  reply.catch(() => single.delete(itemCode))
  return reply
}

/** The places a citizen chooses from, step by step: provinces, then what lies in them, county by county. */
export type Steps = { provinces: Region[]; prefectures: Region[]; counties: Region[] }

const byCode = (a: Region, b: Region): number => (a.code < b.code ? -1 : 1)

/** @param province, prefecture codes chosen so far, '' where none is */
export function placeSteps(regions: readonly Region[], province: string, prefecture: string): Steps {
  const sorted = [...regions].sort(byCode)
  return {
    provinces: sorted.filter(({ code }) => rankOf(code) === 'province'),
    prefectures: province === '' ? [] : sorted.filter(({ code }) => rankOf(code) === 'prefecture' && provinceOf(code) === province),
    counties: prefecture === '' ? [] : sorted.filter(({ code }) => rankOf(code) === 'county' && code.slice(0, 4) === prefecture.slice(0, 4)),
  }
}

/** The place as far as it has been said: '' until it is exact enough to find the office by. */
export function chosenPlace(steps: Steps, province: string, prefecture: string, county: string): string {
  if (county !== '') return county
  if (prefecture !== '' && steps.counties.length === 0) return prefecture
  return province !== '' && steps.prefectures.length === 0 ? province : ''
}
