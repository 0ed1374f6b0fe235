import type { Catalogue, ServiceItem, ServiceMode } from '#protocol/window/catalogue.ts'
import { pinyinInitials } from './pinyin.ts'

export type ItemFilter = { department?: string; audience?: 'person' | 'company'; mode?: ServiceMode; limit?: number }
export type ItemSearch = (query: string, filter?: ItemFilter) => ServiceItem[]

/** What people say and what the item is called. */
const EVERYDAY: readonly (readonly [said: string, called: string])[] = [
  ['房子', '不动产'],
  ['房产', '不动产'],
  ['房屋', '不动产'],
  ['房本', '不动产权证书'],
  ['医疗保险', '医保'],
  ['医保', '基本医疗保险'],
  ['看病', '就医'],
  ['异地看病', '异地就医'],
  ['公积金', '住房公积金'],
  ['养老', '养老保险'],
  ['落户', '户口迁移'],
  ['迁户口', '户口迁移'],
  ['驾照', '驾驶证'],
  ['车牌', '号牌'],
  ['过户', '转移登记'],
  ['年检', '检验'],
  ['开公司', '设立登记'],
  ['执照', '营业执照'],
  ['领证', '结婚登记'],
  ['生孩子', '生育'],
  ['低保', '最低生活保障'],
  ['社保卡', '社会保障卡'],
  ['开店', '个体工商户'],
]

type Entry = {
  item: ServiceItem
  name: string
  english: string
  initials: string
  department: string
  around: string
  pairs: Set<string>
}

/**
 * Makes the search of one catalogue's items for kiosk, phone and desk (W-1.18): by name in Chinese or English, everyday
 * word, code, pinyin initials, department. Best first; of equals the order of the catalogue. An empty query lists all.
 */
export function itemSearch(catalogue: Catalogue): ItemSearch {
  const departments = new Map(catalogue.departments.map((each) => [each.departmentId, `${each.name.zh} ${each.name.en}`]))
  const entries = catalogue.items.map((item): Entry => {
    const name = folded(item.name.zh)
    return {
      item,
      name,
      english: folded(item.name.en),
      initials: pinyinInitials(name),
      department: folded(departments.get(item.department) ?? ''),
      around: folded([item.guide ?? '', ...item.materials.map((each) => each.name.zh)].join(' ')),
      pairs: pairsOf(name),
    }
  })
  return (query, filter = {}) => {
    const asked = folded(query).slice(0, 80)
    return entries
      .filter(({ item }) => fits(item, filter))
      .map((entry, place) => ({ item: entry.item, place, score: asked === '' ? 1 : score(entry, asked) }))
      .filter((each) => each.score > 0)
      .sort((a, b) => b.score - a.score || a.place - b.place)
      .slice(0, filter.limit ?? 50)
      .map((each) => each.item)
  }
}

function fits(item: ServiceItem, { department, audience, mode }: ItemFilter): boolean {
  return (
    (department === undefined || item.department === department) &&
    (audience === undefined || item.audience === 'both' || item.audience === audience) &&
    (mode === undefined || item.mode === mode)
  )
}

function score(entry: Entry, asked: string): number {
  const called = EVERYDAY.filter(([said]) => asked.includes(said)).map(([said, word]) => asked.replace(said, word))
  return Math.max(wordScore(entry, asked), ...called.map((each) => wordScore(entry, each) - 1))
}

function wordScore(entry: Entry, asked: string): number {
  const code = entry.item.itemCode.toLowerCase()
  if (code === asked || entry.name === asked) return 100
  if (asked.length >= 4 && code.startsWith(asked)) return 90
  if (entry.name.startsWith(asked)) return 80
  if (entry.name.includes(asked)) return 70
  if (/^[a-z]{2,}$/.test(asked) && entry.initials.includes(asked)) return entry.initials.startsWith(asked) ? 60 : 50
  const words = asked.split(' ').filter((word) => word !== '')
  if (words.every((word) => entry.name.includes(word) || entry.english.includes(word) || entry.department.includes(word)))
    return 45
  const pairs = pairsOf(asked)
  const shared = [...pairs].filter((pair) => entry.pairs.has(pair)).length
  if (pairs.size > 0 && shared * 2 >= pairs.size) return 10 + (30 * shared) / pairs.size
  return asked.length >= 2 && entry.around.includes(asked) ? 5 : 0
}

/** Width and case do not matter, spaces only between words of Latin letters. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim()
}

/** Neighbouring Chinese characters: 不动产 → 不动, 动产. */
function pairsOf(text: string): Set<string> {
  return new Set([...text.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map((match) => match[1] ?? ''))
}
