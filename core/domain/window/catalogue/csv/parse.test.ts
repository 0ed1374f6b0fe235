import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guarded, unguarded } from './guard.ts'
import { LIMITS, parseCsv } from './parse.ts'
import { csvText } from './write.ts'

const cells = (text: string) => parseCsv('t', text).rows.map((row) => row.cells)
const faults = (text: string) => parseCsv('t', text).problems.map(({ rule, row }) => [rule, row])

describe('reading CSV text', () => {
  it('W-1.12 reads quotes, commas and line ends inside them, CRLF and LF', () => {
    expect(cells('a,b\r\n"x, ""y""","1\r\n2"\nlast,')).toEqual([
      ['a', 'b'],
      ['x, "y"', '1\n2'],
      ['last', ''],
    ])
    expect(faults('a,b\r\n"x","1\r\n2"\nlast,')).toEqual([])
  })

  it('W-1.12 counts lines as an editor does, those inside quotes too', () => {
    expect(parseCsv('t', 'h\n"1\n2\n3"\nb"ad\n').problems).toMatchObject([{ table: 't', row: 5, rule: 'bareQuote' }])
  })

  it.each([
    ['a quote inside a plain cell', 'a,b"c\n', [['bareQuote', 1]]],
    ['something after the closing quote', 'h\n"a"b,c\n', [['textAfterQuote', 2]]],
    ['a quote that is never closed', 'h\nx\n"a,b\nc\n', [['openQuote', 3]]],
    ['a lone carriage return between rows', 'a\rb\n', [['bareReturn', 1]]],
    ['a lone carriage return inside quotes', '"a\rb"\n', [['bareReturn', 1]]],
    ['a cell without end', `h\n${'x'.repeat(LIMITS.cell + 1)}\n`, [['tooLarge', 2]]],
    ['a quoted cell without end', `h\n"${'""'.repeat(LIMITS.cell + 10)}`, [['tooLarge', 2]]],
    ['columns without end', `${','.repeat(LIMITS.columns + 5)}\n`, [['tooLarge', 1]]],
    ['a text without end', 'x'.repeat(LIMITS.characters + 1), [['tooLarge', null]]],
    ['rows without end', 'x\n'.repeat(LIMITS.rows + 5), [['tooLarge', LIMITS.rows + 1]]],
  ])('W-1.12 refuses %s', (_, text, expected) => {
    expect(faults(text)).toEqual(expected)
  })

  it('W-1.12 goes on after a fault and tells the next one too', () => {
    expect(faults('h\na"\nok\n"b"c\n')).toEqual([
      ['bareQuote', 2],
      ['textAfterQuote', 4],
    ])
  })

  it('W-1.12 any text ends in rows or named faults, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('"', ',', '\r', '\n', '\r\n', 'a', '""', '名', '=', "'", '\0', ' '))
          .map((parts) => parts.join('')),
        (text) => {
          const { rows, problems } = parseCsv('t', text)
          expect(rows.every(({ cells: each }) => each.length > 0) && problems.every(({ row }) => row !== null && row >= 1)).toBe(
            true,
          )
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('W-1.14 what is written is read back exactly', () => {
    const cell = fc.string({
      unit: fc.constantFrom('"', ',', '\n', '\t', 'a', '名', '䶮', ' ', '=', "'", '\u{feff}', '\u{2028}'),
    })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const text = csvText(rows)
        expect(text.startsWith('\u{feff}')).toBe(true)
        expect(cells(text.slice(1))).toEqual(rows)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('cells in a spreadsheet', () => {
  it.each([
    '=1+1',
    '+86',
    '-3',
    '@sum(a1)',
    '\t=x',
    '＝cmd',
    "'=1",
    "''=1",
    '000715001001',
    '0573',
    '1/2',
    '2026-01-01',
    '3-2',
    '1e5',
    '123456789012345',
    'TRUE',
    'false',
    '08:30',
  ])('W-1.13 guards %j', (value) => {
    expect(guarded(value)).toBe(`'${value}`)
    expect(unguarded(guarded(value))).toBe(value)
  })

  it.each(['realEstate', '不动产', "it's", "'tis", '12', '320826', '身份证-正面', '', 'a=b'])(
    'W-1.13 leaves %j alone',
    (value) => {
      expect(guarded(value)).toBe(value)
      expect(unguarded(value)).toBe(value)
    },
  )

  it('W-1.13 a guard is taken off exactly where it was put on', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '0', '1', 'e', '/', 'a', '名', '\t', '.') }),
        (value) => unguarded(guarded(value)) === value,
      ),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(fc.string(), (value) => unguarded(guarded(value)) === value && !/^[=+\-@\t\r]/.test(guarded(value))),
      { numRuns: 2000 },
    )
  })
})
