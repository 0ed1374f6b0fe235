import { describe, expect, it } from 'vitest'
import { CatalogueError } from '../problems.ts'
import { readCatalogue } from '../read.ts'
import { smallCatalogue } from '../testing/small.ts'
import type { CsvFiles } from './from-csv.ts'
import { readCatalogueCsv } from './from-csv.ts'
import { toCsv } from './to-csv.ts'

const SMALL = readCatalogue(smallCatalogue())
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function files(
  change: (
    files: Map<string, string | Uint8Array>,
    edit: (name: string, from: string | RegExp, to: string) => void,
  ) => void = () => {},
): CsvFiles {
  const all = new Map<string, string | Uint8Array>(toCsv(SMALL))
  change(all, (name, from, to) => {
    const before = String(all.get(name))
    const after = before.replace(from, to)
    expect(after, `${name} holds ${from}`).not.toBe(before)
    all.set(name, after)
  })
  return all
}

function faults(given: CsvFiles): [string, number | null, string | null, string][] {
  try {
    readCatalogueCsv(given)
    return []
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error
    return error.problems.map(({ table, row, column, rule }) => [table, row, column, rule])
  }
}

describe('a catalogue as CSV', () => {
  it('W-1.14 comes back as it was', () => {
    expect(readCatalogueCsv(files())).toEqual(SMALL)
    expect(readCatalogueCsv(new Map([...files()].map(([name, text]) => [`export/${name}`, bytes(String(text))])))).toEqual(SMALL)
  })

  it('W-1.12 columns may stand in any order and those with a default be left out', () => {
    const turned = files((_, edit) => {
      edit(
        'regions.csv',
        /[^]*/,
        'name,code\n江苏省,320000\n淮安市,320800\n涟水县,320826\n浙江省,330000\n嘉兴市,330400\n平湖市,330482\n',
      )
      edit('materials.csv', /[^]*/, 'form,nameEn,nameZh,materialId,itemCode\noriginal,Paper,材料,paper,mortgage\n')
    })
    const catalogue = readCatalogueCsv(turned)
    expect(catalogue.regions).toEqual(SMALL.regions)
    expect(catalogue.items[0]?.materials).toEqual([
      {
        materialId: 'paper',
        name: { zh: '材料', en: 'Paper' },
        form: 'original',
        copies: 1,
        required: true,
        deferrable: false,
        knownFromData: false,
      },
    ])
  })

  it('W-1.12 takes what a spreadsheet makes of a file', () => {
    const saved = files((all, edit) => {
      edit('holidays.csv', '2026-10-01', '2026/10/1')
      edit('hours.csv', '08:30-12:00', '8:30-12:00')
      edit('materials.csv', /yes/g, 'TRUE')
      edit('staff.csv', 'zh-CN;wuu', 'zh-CN； wuu')
      edit('windows.csv', /$/, ',,\r\n\r\n')
      all.set('regions.csv', `${String(all.get('regions.csv')).replaceAll('\r\n', '\n')}`)
    })
    expect(readCatalogueCsv(saved)).toEqual(SMALL)
  })

  it.each<
    [
      string,
      (all: Map<string, string | Uint8Array>, edit: (name: string, from: string | RegExp, to: string) => void) => void,
      [string, number | null, string | null, string],
    ]
  >([
    [
      'bytes in GBK, with their line',
      (all) =>
        void all.set(
          'regions.csv',
          new Uint8Array([...bytes('code,name\r\n320000,Jiangsu\r\n330000,'), 0xd5, 0xe3, 0xbd, 0xad, 0x0d, 0x0a]),
        ),
      ['regions', 3, null, 'notUtf8'],
    ],
    ['UTF-16', (all) => void all.set('regions.csv', new Uint8Array([0xff, 0xfe, 0x63, 0x00])), ['regions', 1, null, 'utf16']],
    ['a missing file', (all) => void all.delete('parts.csv'), ['parts', null, null, 'missingFile']],
    ['a file nobody knows', (all) => void all.set('../../etc/passwd', 'root:x'), ['passwd', null, null, 'unknownFile']],
    ['a file that is there twice', (all) => void all.set('old/items.csv', 'x'), ['items.csv', null, null, 'doubleFile']],
    ['an empty file', (all) => void all.set('staff.csv', '\u{feff}'), ['staff', null, null, 'emptyFile']],
    [
      'semicolons for commas',
      (all) => void all.set('windows.csv', 'windowId;officeId;name\nw;pinghu;1'),
      ['windows', 1, null, 'wrongSeparator'],
    ],
    ['an unknown column', (_, edit) => edit('centers.csv', 'counters', 'Counters'), ['centers', 1, null, 'unknownColumn']],
    ['a missing column', (_, edit) => edit('centers.csv', 'counters', 'Counters'), ['centers', 1, null, 'missingColumn']],
    [
      'a column that is there twice',
      (_, edit) => edit('windows.csv', 'officeId', 'windowId'),
      ['windows', 1, null, 'doubleColumn'],
    ],
    [
      'a line with a column too many',
      (_, edit) => edit('windows.csv', '虚拟窗口1号', '虚拟窗口,1号'),
      ['windows', 2, null, 'columnCount'],
    ],
    ['a bare quote', (_, edit) => edit('windows.csv', '虚拟窗口1号', '虚拟"窗口1号'), ['windows', 2, null, 'bareQuote']],
    [
      'two rows where there is one',
      (_, edit) => edit('catalogue.csv', /$/, '2,另一个,2026\n'),
      ['catalogue', 3, null, 'oneRowOnly'],
    ],
    [
      'material of an item that does not exist',
      (_, edit) => edit('materials.csv', 'mortgage,contract', 'mortage,contract'),
      ['materials', 4, 'itemCode', 'unknownItem'],
    ],
    [
      'hours of an office that does not exist',
      (_, edit) => edit('hours.csv', 'jiaxing', 'jiaxin'),
      ['hours', 3, 'officeId', 'unknownOffice'],
    ],
    [
      'a choice of no field',
      (_, edit) => edit('choices.csv', 'kind,maximum', 'king,maximum'),
      ['choices', 3, 'fieldId', 'unknownField'],
    ],
    [
      'a choice of a field without choices',
      (_, edit) => edit('choices.csv', 'kind,maximum', 'amount,maximum'),
      ['fields', 2, 'choices', 'unknownKey'],
    ],
    [
      'a day that is neither holiday nor workday',
      (_, edit) => edit('holidays.csv', 'workday', 'maybe'),
      ['holidays', 4, 'kind', 'badValue'],
    ],
    ['a number that is none', (_, edit) => edit('items.csv', ',30,1,', ',thirty,1,'), ['items', 2, 'legalDays', 'notNumber']],
    [
      'a yes or no that is neither',
      (_, edit) => edit('materials.csv', 'yes,yes,no', 'yes,perhaps,no'),
      ['materials', 4, 'deferrable', 'notYesNo'],
    ],
    [
      'a day that does not exist',
      (_, edit) => edit('holidays.csv', '2026-10-02', '2026-02-30'),
      ['holidays', 3, 'day', 'badFormat'],
    ],
    [
      'one bad identifier among several, by its cell',
      (_, edit) => edit('offices.csv', 'realEstate;medical', 'realEstate;navy'),
      ['offices', 2, 'departments', 'unknownDepartment'],
    ],
    ['a clock time that does not exist', (_, edit) => edit('hours.csv', '17:30', '25:30'), ['hours', 2, 'spans', 'badFormat']],
    ['an office without hours', (_, edit) => edit('hours.csv', /jiaxing.*\r\n/, ''), ['offices', 3, 'hours', 'tooSmall']],
    [
      'a year the calendar does not cover',
      (_, edit) => edit('catalogue.csv', ',2026', ',2025'),
      ['holidays', 2, 'day', 'yearNotCovered'],
    ],
    ['a title that is missing', (_, edit) => edit('catalogue.csv', '小目录', ''), ['catalogue', 2, 'title', 'missing']],
    [
      'a control character',
      (_, edit) => edit('windows.csv', '虚拟窗口1号', '虚拟\u{7}窗口'),
      ['windows', 2, 'name', 'badFormat'],
    ],
    [
      'an item named like a prototype',
      (_, edit) => edit('materials.csv', 'mortgage,contract', '__proto__,contract'),
      ['materials', 4, 'itemCode', 'unknownItem'],
    ],
  ])('W-1.12 refuses %s', (_, change, expected) => {
    expect(faults(files(change))).toContainEqual(expected)
  })

  it('W-1.12 tells faults of several files and of single cells together, but holds no lost row against others', () => {
    const broken = files((_, edit) => {
      edit('offices.csv', '淮安市政务服务中心,', '淮安市政务服务中心,,')
      edit('centers.csv', ',4', ',many')
      edit('staff.csv', '张桂兰', '张"桂兰')
    })
    expect(faults(broken)).toEqual([
      ['offices', 2, null, 'columnCount'],
      ['hours', 2, 'officeId', 'unknownOffice'],
      ['staff', 3, null, 'bareQuote'],
      ['centers', 2, 'counters', 'notNumber'],
    ])
  })
})
