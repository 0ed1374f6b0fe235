import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIELDS, SIGNERS } from '../testing/samples.ts'
import { planOf } from '../templates/index.ts'
import { faceFor } from './fonts.ts'
import { layOut } from './layout.ts'
import { breakLines } from './lines.ts'
import { EM, PAGE } from './page-size.ts'

const HAN = [...'的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴跑']
const paragraph = fc.array(fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...HAN) }, { weight: 3, arbitrary: fc.constantFrom(...'，。、；：？！）》”（《“') },
  { weight: 1, arbitrary: fc.constantFrom('120,000.00', '2026', 'ABC', ' ', '3.45%') }), { minLength: 1, maxLength: 300 }).map((parts) => parts.join(''))

test('lines lose nothing, fit, and 避头尾 holds wherever a choice was left', () => {
  fc.assert(fc.property(paragraph, (text) => {
    const lines = breakLines(text, 'serif', 28, 2)
    expect(lines.map((line) => line.text + line.hanging).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    lines.forEach((line, i) => {
      expect(line.indent + line.natural).toBeLessThanOrEqual(28.0001)
      expect(line.last).toBe(i === lines.length - 1)
      const shorter = [...line.text].some((character) => /[\p{Script=Han}0-9A-Z]/u.test(character))
      if (i > 0 && shorter) {
        const before = lines[i - 1]
        if (before && /[\p{Script=Han}]/u.test(before.text.slice(0, -1))) expect('，。、；：？！）》”').not.toContain(line.text[0] ?? '　')
      }
    })
  }), { numRuns: 300 })
})

test('a line of 28 characters fills the type area; rare characters have a face; a missing one is an error', () => {
  expect(breakLines('国'.repeat(28), 'serif', 28, 0)).toHaveLength(1)
  expect(EM * 28).toBeCloseTo(PAGE.typeWidth)
  for (const character of '䶮㛃𬭎𫖯喆堃') expect(faceFor(character, 'serif')).toBe('serif')
  expect(() => breakLines('王𠮷', 'serif', 28, 2)).toThrow(expect.objectContaining({ code: 'glyphMissing', details: { character: '𠮷 (U+20BB7)' } }))
})

test('every page keeps inside its area, every signer has a place, the seal stands with the last signature', () => {
  for (let clauses = 1; clauses <= 30; clauses++) {
    const fields = { ...FIELDS, clauses: Array.from({ length: clauses }, (_, i) => FIELDS.clauses[i % FIELDS.clauses.length] ?? '') }
    const { pages, fields: places } = layOut(planOf({ template: 'settlementAgreement', fields }, SIGNERS, { documentId: 'doc-1', testCa: true }))
    expect(places).toHaveLength(SIGNERS.length + 1)
    expect(places.at(-1)?.page).toBe(places.at(-2)?.page)
    for (const { page, rect: [x1, y1, x2, y2] } of places) {
      expect(page).toBeLessThan(pages.length)
      expect(x1).toBeGreaterThanOrEqual(PAGE.left - 1)
      expect(x2).toBeLessThanOrEqual(PAGE.left + PAGE.typeWidth + 1)
      expect(y1).toBeGreaterThanOrEqual(PAGE.height - PAGE.top - PAGE.typeHeight - 1)
      expect(y2).toBeLessThanOrEqual(PAGE.height - PAGE.top + 1)
    }
    for (const page of pages) for (const run of page.texts) if (run.size === EM) expect(run.y).toBeGreaterThan(PAGE.height - PAGE.top - PAGE.typeHeight)
  }
})
