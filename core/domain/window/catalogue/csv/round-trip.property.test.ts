import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Id } from '#protocol/ids.ts'
import { Language, MaterialForm, StaffRole } from '#protocol/window/catalogue.ts'
import type { FormField } from '#protocol/window/catalogue.ts'
import { readCatalogue } from '../read.ts'
import { smallCatalogue } from '../testing/small.ts'
import type { RawCatalogue } from '../testing/small.ts'
import { readCatalogueCsv } from './from-csv.ts'
import { toCsv } from './to-csv.ts'

const RISKY_UNITS = [
  "'",
  '"',
  ',',
  ';',
  '=',
  '+',
  '-',
  '@',
  '0',
  '1',
  'e',
  '/',
  ' ',
  '喆',
  '䶮',
  'a',
  '\u{2028}',
  '\u{feff}',
  '＝',
]
const words = (max: number) => fc.string({ unit: fc.constantFrom(...RISKY_UNITS), minLength: 1, maxLength: max })
const lines = (max: number) => fc.string({ unit: fc.constantFrom(...RISKY_UNITS, '\n', '\t'), minLength: 1, maxLength: max })
const id = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/),
  fc.constantFrom('000715001', '-x', 'TRUE', '1-2', '1e9', '0', '__proto', 'Constructor'),
).filter((each) => Id.safeParse(each).success)
const wording = fc.record({ zh: words(20), en: words(20) })
const uniqueIds = (max: number) => fc.uniqueArray(id, { maxLength: max })

const material = fc.record({
  materialId: id,
  name: wording,
  form: fc.constantFrom(...MaterialForm.options),
  copies: fc.integer({ min: 1, max: 20 }),
  required: fc.constant(true),
  deferrable: fc.boolean(),
  knownFromData: fc.boolean(),
  note: fc.option(lines(30), { nil: undefined }),
})
const field: fc.Arbitrary<FormField> = fc.oneof(
  fc.record({
    kind: fc.constant('line' as const),
    fieldId: id,
    label: wording,
    required: fc.boolean(),
    max: fc.integer({ min: 1, max: 500 }),
  }),
  fc.record({
    kind: fc.constant('text' as const),
    fieldId: id,
    label: wording,
    required: fc.boolean(),
    max: fc.integer({ min: 1, max: 4000 }),
  }),
  fc.record({
    kind: fc.constantFrom('date' as const, 'amount' as const, 'idNumber' as const, 'phone' as const),
    fieldId: id,
    label: wording,
    required: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    fieldId: id,
    label: wording,
    required: fc.boolean(),
    choices: fc.uniqueArray(fc.record({ value: id, label: wording }), {
      minLength: 2,
      maxLength: 4,
      selector: (each) => each.value,
    }),
  }),
)

/** Catalogues that keep to all rules, with the values a spreadsheet or a parser would spoil. */
const catalogue = fc
  .record({
    title: words(20),
    codes: fc.uniqueArray(id, { minLength: 3, maxLength: 3, selector: (each) => each }),
    materials: fc.uniqueArray(material, { maxLength: 4, selector: (each) => each.materialId }),
    form: fc.uniqueArray(field, { maxLength: 4, selector: (each) => each.fieldId }),
    guide: fc.option(lines(60), { nil: undefined }),
    signs: fc.boolean(),
    paperOnly: fc.boolean(),
    office: words(20),
    languages: fc.uniqueArray(fc.constantFrom(...Language.options), { minLength: 1 }),
    people: uniqueIds(4),
    role: fc.constantFrom(...StaffRole.options.filter((each) => each !== 'helper' && each !== 'localClerk')),
    fen: fc.nat(),
  })
  .filter(({ codes }) => !codes.some((code) => ['realEstate', 'medical'].includes(code)))
  .map((drawn): RawCatalogue => {
    const small = smallCatalogue()
    small.title = drawn.title
    for (const [at, item] of small.items.entries()) {
      item.itemCode = drawn.codes[at] ?? 'none'
      item.fee.fen = drawn.fen
      Object.assign(
        item,
        { signs: drawn.signs, paperOnly: drawn.paperOnly },
        drawn.guide === undefined ? {} : { guide: drawn.guide },
      )
    }
    Object.assign(small.items[0]!, {
      materials: drawn.materials.map(({ note, ...rest }) => (note === undefined ? rest : { ...rest, note })),
      form: drawn.form,
    })
    small.offices[0]!.name = drawn.office
    small.staff = drawn.people.map((personId) => ({
      personId,
      name: drawn.office,
      role: drawn.role,
      at: 'pinghu',
      skills: [drawn.codes[0] ?? 'none'],
      languages: drawn.languages,
    }))
    return small
  })

it('W-1.14 JSON → CSV → JSON gives exactly the same catalogue', () => {
  fc.assert(
    fc.property(catalogue, (raw) => {
      const read = readCatalogue(raw)
      const back = readCatalogueCsv(toCsv(read))
      expect(back).toEqual(read)
      expect(toCsv(back)).toEqual(toCsv(read))
    }),
    { numRuns: 1000 },
  )
})
