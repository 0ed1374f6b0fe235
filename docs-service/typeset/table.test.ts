import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOut } from './layout.ts'
import { PAGE, PITCH, lineTop } from './page-size.ts'
import { SPACINGS, cutRow, heightOfRow, tableRows, type TableRow } from './table.ts'
import type { Block } from './blocks.ts'
import type { Layout } from './page.ts'

const HEAD = ['序号', '材料名称', '说明']
const table = (texts: readonly string[]): Extract<Block, { kind: 'table' }> => ({
  kind: 'table', widths: [3, 7, 18], centre: [0], head: HEAD, rows: texts.map((text, i) => [String(i + 1), `材料${i + 1}`, text]),
})
const set = (texts: readonly string[]): Layout => layOut({ title: '清单', blocks: [table(texts)], testMark: null, footer: '', code: 'x' })
const rowsOf = (texts: readonly string[], spacing = SPACINGS[0]): TableRow[] => (spacing ? tableRows(table(texts), spacing) : [])
const cellText = (row: TableRow | undefined, cell: number): string => (row?.cells[cell]?.lines ?? []).map(({ text }) => text).join('')
/** A text no two of whose lines are alike. */
const text = (length: number): string => Array.from({ length }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 37) % 6000))).join('')

test('every page begins with the head row, and no row is lost, doubled or out of order', () => {
  const lengths = fc.array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 200 }) }, { weight: 1, arbitrary: fc.integer({ min: 200, max: 2500 }) }), { minLength: 1, maxLength: 40 })
  fc.assert(fc.property(lengths, (all) => {
    const { pages } = set(all.map(text))
    const columns = pages.map(({ texts }) => {
      expect(texts.slice(0, 3).map((run) => run.text)).toEqual(HEAD)
      return texts.slice(3)
    })
    const runs = columns.flat()
    const numbers = runs.filter((run) => /^材料\d+$/.test(run.text)).map((run) => Number(run.text.slice(2)))
    expect(numbers).toEqual(all.map((_, i) => i + 1))
    // The third column, read page by page, is every row's text one after the other.
    const third = PAGE.left + (10 / 28) * PAGE.typeWidth
    expect(runs.filter(({ x, text: part }) => x > third && !/^— \d+ —$|^ · 共/.test(part)).map((run) => run.text).join('')).toBe(all.map(text).join(''))
  }), { numRuns: 120 })
})

test('rows stand inside the type area, one below the other, and a low one is never broken', () => {
  const { pages } = set(Array.from({ length: 60 }, (_, i) => text(1 + ((i * 53) % 140))))
  expect(pages.length).toBeGreaterThan(2)
  for (const { rules, texts } of pages) {
    const levels = [...new Set(rules.filter(({ height }) => height === undefined).map(({ y }) => Math.round(y * 10) / 10))]
    expect(levels.every((y, i) => i === 0 || y < (levels[i - 1] ?? 0))).toBe(true)
    expect(Math.max(...levels)).toBeLessThanOrEqual(lineTop(0) + 0.1)
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(lineTop(PAGE.lines) - 0.1)
    // One number in each row: no row of this size goes on to the next page.
    expect(texts.filter(({ text: part }) => /^\d+$/.test(part))).toHaveLength(levels.length - 2)
  }
})

test('a row higher than a page is broken between its lines, two of them on either side at least', () => {
  const [, row] = rowsOf([text(3000)])
  if (!row) throw new Error('no row')
  expect(heightOfRow(row)).toBeGreaterThan(PAGE.lines)
  fc.assert(fc.property(fc.double({ min: 0, max: 60, noNaN: true }), (room) => {
    const cut = cutRow(row, room)
    if (!cut) {
      expect(Math.floor((room * PITCH - 10) / 18)).toBeLessThan(2)
      return
    }
    const [above, below] = cut
    expect(heightOfRow(above)).toBeLessThanOrEqual(room + 1e-9)
    expect([above, below].map((part) => (part.cells[2]?.lines.length ?? 0) >= 2)).toEqual([true, true])
    for (const cell of [0, 1, 2]) expect(cellText(above, cell) + cellText(below, cell)).toBe(cellText(row, cell))
  }))
  expect(set([text(3000)]).pages.length).toBeGreaterThanOrEqual(3)
})

test('a table is set closer only where that saves a page', () => {
  const sizes = ({ pages }: Layout): number[] => [...new Set(pages.flatMap(({ texts }) => texts.filter(({ text: part }) => part === HEAD[1]).map(({ size }) => size)))]
  const rows = Array.from({ length: 60 }, () => text(20)).map((part, i) => `${i}${part}`)
  const lines = (spacing: (typeof SPACINGS)[number]): number => rowsOf(rows.slice(0, 1), spacing).reduce((sum, row) => sum + heightOfRow(row), 0)
  const most = SPACINGS.map((spacing) => Math.floor((PAGE.lines - lines(spacing) / 2) / (lines(spacing) / 2)))
  expect(most).toEqual([...most].sort((a, b) => a - b))
  const [roomy = 0, , closest = 0] = most
  const one = set(rows.slice(0, roomy))
  expect([one.pages.length, sizes(one)]).toEqual([1, [12]])
  const closer = set(rows.slice(0, closest))
  expect([closer.pages.length, sizes(closer)]).toEqual([1, [10.5]])
  expect(set(rows.slice(0, closest + 1)).pages).toHaveLength(2)
})
