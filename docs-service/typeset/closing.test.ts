import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PAPER_KINDS, type TemplateId } from '#protocol/papers/index.ts'
import { SAMPLES, SAMPLE_SIGNERS } from '#domain/document/testing/papers.ts'
import { planOf, type PaperContext } from '../templates/index.ts'
import { layOut } from './layout.ts'
import { widthOf } from './fonts.ts'
import { EM, PAGE } from './page-size.ts'
import type { Block, PaperPlan } from './blocks.ts'
import type { Layout } from './page.ts'

const CONTEXT: PaperContext = { documentId: 'doc-0123456789abcdef0123', testCa: true }
const tight = (text: string): string => text.replaceAll(/\s/g, '')
const textOf = ({ pages }: Layout, page: number): string => tight((pages[page]?.texts ?? []).map(({ text }) => text).join(''))

/** The end of the text before dates, signatures and seal. */
function endOfBody({ blocks }: PaperPlan): string {
  const last = blocks.findLast(({ kind }) => kind === 'paragraph' || kind === 'heading' || kind === 'table') as Extract<Block, { kind: 'paragraph' | 'heading' | 'table' }>
  return tight(last.kind === 'table' ? (last.rows.at(-1)?.at(-1) ?? '') : last.text).slice(-4)
}

/** Characters of `wanted` that `printed` does not have, each counted as often as it comes. */
function missing(wanted: string[], printed: string): string[] {
  const counts = new Map<string, number>()
  for (const character of printed) counts.set(character, (counts.get(character) ?? 0) + 1)
  return wanted.filter((character) => {
    const left = counts.get(character) ?? 0
    counts.set(character, left - 1)
    return left <= 0
  })
}

/** Nothing lies outside the type area but the margins' own; the closing begins on a page that also holds the end of the text. */
function isSound(plan: PaperPlan): Layout {
  const layout = layOut(plan)
  const [first] = layout.fields
  if (first) expect(textOf(layout, first.page)).toContain(endOfBody(plan))
  // Only where more sign than a page holds, the next one has no text of the paper, and says what is signed on it.
  for (const { page } of layout.fields) expect(page === first?.page || textOf(layout, page).startsWith(tight(`（接上页，${plan.title}）`)), `page ${page + 1}`).toBe(true)
  const seal = plan.blocks.at(-1)?.kind === 'seal' ? layout.fields.at(-1) : undefined
  if (seal) expect(seal.page).toBe(layout.pages.length - 1)
  if (seal && layout.fields.length > 1) expect(layout.fields.at(-2)?.page).toBe(seal.page)
  const bottom = PAGE.height - PAGE.top - PAGE.typeHeight
  for (const { texts, rules } of layout.pages) {
    for (const { x, y, size, text, face } of texts) {
      if (size === EM) expect(y).toBeGreaterThan(bottom)
      expect([x > PAGE.left - 1, x + widthOf(text, face) * size < PAGE.left + PAGE.typeWidth + 1.1 * EM], text).toEqual([true, true])
    }
    for (const { x, y, width, height = 0 } of rules) {
      expect([x > PAGE.left - 1, y > bottom - 1, x + width < PAGE.left + PAGE.typeWidth + 1, y + height < PAGE.height - PAGE.top + 1]).toEqual([true, true, true, true])
    }
  }
  for (const { rect: [left, low, right, high] } of layout.fields) {
    expect([left > PAGE.left - 1, low > bottom - 1, right < PAGE.left + PAGE.typeWidth + 1, high < PAGE.height - PAGE.top + 1]).toEqual([true, true, true, true])
  }
  for (const [i, a] of layout.fields.entries()) for (const b of layout.fields.slice(i + 1)) {
    if (a.page === b.page) expect(a.rect[0] >= b.rect[2] || b.rect[0] >= a.rect[2] || a.rect[1] >= b.rect[3] || b.rect[1] >= a.rect[3], `${a.field} and ${b.field}`).toBe(true)
  }
  return layout
}

describe('the closing of a paper', () => {
  test.each(Object.keys(PAPER_KINDS) as TemplateId[])('%s: no seal, signature or date on a page without text', (template) => {
    const plan = planOf(SAMPLES[template], SAMPLE_SIGNERS[template], CONTEXT)
    const { pages } = isSound(plan)
    // All that the paper says is on its pages, character for character.
    const printed = tight(pages.map(({ texts }) => texts.map(({ text }) => text).join('')).join(''))
    const said = plan.blocks.flatMap((block) => (block.kind === 'table' ? [...(block.head ?? []), ...block.rows.flat()] : 'text' in block ? [block.text] : block.kind === 'seal' ? [block.court, block.date] : block.kind === 'signature' ? [block.label, block.name] : []))
    expect(missing([...tight(said.join(''))], printed)).toEqual([])
  })

  test('a summons is one page', () => {
    expect(isSound(planOf(SAMPLES.summons, [], CONTEXT)).pages).toHaveLength(1)
  })

  test('whatever stands before it, and however many sign', () => {
    const lines = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 26 })
    const table = fc.array(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 120 }) }, { weight: 1, arbitrary: fc.integer({ min: 300, max: 1500 }) }), { minLength: 1, maxLength: 24 })
    fc.assert(fc.property(lines, table, fc.integer({ min: 0, max: 24 }), fc.boolean(), fc.boolean(), (lengths, cells, count, sealed, endsWithTable) => {
      if (count === 0 && !sealed) return
      const paragraphs = lengths.map((length): Block => ({ kind: 'paragraph', text: '国法院审判公正透明'.repeat(12).slice(0, length), indent: 2 }))
      const rows: Block = { kind: 'table', widths: [6, 22], labels: true, rows: cells.map((length, i) => [`第${i}项`, '证据材料与说明文字'.repeat(170).slice(0, length)]) }
      const body = endsWithTable ? [...paragraphs, rows] : [rows, ...paragraphs]
      const signatures = Array.from({ length: count }, (_, i): Block => ({ kind: 'signature', field: `party-${i + 1}-p${i}`, label: '委托诉讼代理人', name: '欧阳𬭎𫖯' }))
      const seal: Block[] = sealed ? [{ kind: 'seal', field: 'court-seal', court: '同庭示范人民法院', date: '二〇二六年十一月二十一日' }] : []
      isSound({ title: '试', blocks: [{ kind: 'title', text: '传票', spread: 1 }, ...body, { kind: 'space', lines: 1 }, ...signatures, ...seal], testMark: null, footer: '', code: 'x' })
    }), { numRuns: 400 })
  })
})
