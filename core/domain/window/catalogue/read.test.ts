import { describe, expect, it } from 'vitest'
import { coverageGaps } from './routing.ts'
import { CatalogueError, problemText } from './problems.ts'
import type { CatalogueProblem } from './problems.ts'
import { readCatalogue } from './read.ts'
import { RULES } from './rules.ts'
import type { RuleId } from './rules.ts'
import { smallCatalogue } from './testing/small.ts'
import type { RawCatalogue } from './testing/small.ts'

function problemsOf(data: unknown): readonly CatalogueProblem[] {
  try {
    readCatalogue(data)
    return []
  } catch (error) {
    if (error instanceof CatalogueError) return error.problems
    throw error
  }
}

const WEDDING = { zh: '结婚', en: 'Marriage' }
type Case = [rule: RuleId, spoil: (c: RawCatalogue) => void, table: string, row: number | null, column: string | null]

const item = (c: RawCatalogue, at = 0) => c.items[at]!
const office = (c: RawCatalogue, at = 0) => c.offices[at]!

/** One spoiled catalogue for each rule that a catalogue itself can break (those of files: csv/from-csv.test.ts). */
const BROKEN: Record<string, Case[]> = {
  'W-1.2 every value keeps to its shape': [
    ['missing', (c) => void Reflect.deleteProperty(c, 'title'), 'catalogue', null, 'title'],
    ['missing', (c) => void (office(c, 1).name = ''), 'offices', 2, 'name'],
    ['missing', (c) => void Reflect.deleteProperty(c, 'items'), 'items', null, null],
    ['notNumber', (c) => void Object.assign(item(c), { legalDays: '三十' }), 'items', 1, 'legalDays'],
    ['notYesNo', (c) => void Object.assign(item(c), { signs: 'perhaps' }), 'items', 1, 'signs'],
    ['wrongType', (c) => void Object.assign(office(c), { phone: ['110'] }), 'offices', 1, 'phone'],
    ['badFormat', (c) => void (c.regions[2]!.code = '32082'), 'regions', 3, 'code'],
    ['badFormat', (c) => void (c.calendar.holidays[0]!.day = '2026-02-30'), 'holidays', 1, 'day'],
    ['badValue', (c) => void Object.assign(item(c), { mode: 'byPigeon' }), 'items', 1, 'mode'],
    ['badValue', (c) => void Object.assign(item(c).form[1]!, { kind: 'drawing' }), 'items', 1, 'form[1].kind'],
    ['tooSmall', (c) => void (c.centers[0]!.counters = 0), 'centers', 1, 'counters'],
    ['tooBig', (c) => void (item(c).materials[1]!.copies = 21), 'items', 1, 'materials[1].copies'],
    ['unknownKey', (c) => void Object.assign(c.windows[0]!, { colour: 'red' }), 'windows', 1, 'colour'],
  ],
  'W-1.3 an identifier names one thing': [
    ['notUnique', (c) => void c.departments.push({ departmentId: 'medical', name: WEDDING }), 'departments', 3, 'departmentId'],
    ['notUnique', (c) => void c.regions.push({ code: '330482', name: '平湖' }), 'regions', 7, 'code'],
    ['notUnique', (c) => void (item(c, 1).itemCode = 'transfer'), 'items', 3, 'itemCode'],
    ['notUnique', (c) => void (c.staff[1]!.personId = 'lu'), 'staff', 2, 'personId'],
    ['notUnique', (c) => void (item(c).materials[1]!.materialId = 'identityCard'), 'items', 1, 'materials[1].materialId'],
    ['notUnique', (c) => void (item(c).form[1]!.fieldId = 'amount'), 'items', 1, 'form[1].fieldId'],
    ['notUnique', (c) => void (item(c, 2).parts![1]!.partId = 'apply'), 'items', 3, 'parts[1].partId'],
    [
      'notUnique',
      (c) => {
        const [, kind] = item(c).form
        if (kind?.kind === 'choice') kind.choices[1]!.value = 'general'
      },
      'items',
      1,
      'form[1].choices[1].value',
    ],
    ['twiceInList', (c) => void office(c).departments.push('medical'), 'offices', 1, 'departments[2]'],
    ['twiceInList', (c) => void c.staff[0]!.languages.push('wuu'), 'staff', 1, 'languages[2]'],
    ['ambiguousId', (c) => void ((c.centers[0]!.centerId = c.staff[1]!.at = 'huaian'), c.staff.pop()), 'centers', 1, 'centerId'],
    ['ambiguousId', (c) => void (item(c, 1).itemCode = 'medical'), 'items', 2, 'itemCode'],
  ],
  'W-1.4 places lie in regions of the catalogue': [
    ['unknownRegion', (c) => void (office(c).region = '320900'), 'offices', 1, 'region'],
    ['unknownRegion', (c) => void (c.centers[0]!.region = '320803'), 'centers', 1, 'region'],
    ['noProvince', (c) => void c.regions.push({ code: '340104', name: '蜀山区' }), 'regions', 7, 'code'],
  ],
  'W-1.5 an office keeps known departments, alone in its region': [
    ['unknownDepartment', (c) => void office(c).departments.push('navy'), 'offices', 1, 'departments[2]'],
    [
      'doubleCompetence',
      (c) => void ((office(c, 2).region = '330400'), (office(c, 2).standIns = [])),
      'offices',
      3,
      'departments[0]',
    ],
    ['unknownOffice', (c) => void (c.windows[0]!.officeId = 'moon'), 'windows', 1, 'officeId'],
  ],
  'W-1.6 stand-ins are other offices of the same rank with a department in common': [
    ['standsInForSelf', (c) => void (office(c).standIns = ['huaian']), 'offices', 1, 'standIns[0]'],
    ['unknownOffice', (c) => void (office(c).standIns = ['moon']), 'offices', 1, 'standIns[0]'],
    ['standInRank', (c) => void (office(c).standIns = ['pinghu']), 'offices', 1, 'standIns[0]'],
    [
      'standInIdle',
      (c) => void ((office(c).departments = ['medical']), (office(c, 1).departments = ['realEstate'])),
      'offices',
      1,
      'standIns[0]',
    ],
  ],
  'W-1.7 staff work where their role belongs and know what is done there': [
    ['unknownAt', (c) => void (c.staff[0]!.at = 'moon'), 'staff', 1, 'at'],
    ['wrongPlaceForRole', (c) => void (c.staff[1]!.at = 'huaian'), 'staff', 2, 'at'],
    ['wrongPlaceForRole', (c) => void (c.staff[1]!.role = 'supervisor'), 'staff', 2, 'at'],
    ['unknownSkill', (c) => void c.staff[0]!.skills!.push('juggling'), 'staff', 1, 'skills[2]'],
    ['skillNotAtOffice', (c) => void c.staff[0]!.skills!.push('medical'), 'staff', 1, 'skills[2]'],
    ['skillNotAtOffice', (c) => void c.staff[0]!.skills!.push('transfer'), 'staff', 1, 'skills[2]'],
  ],
  'W-1.8 an item has a department that somebody keeps': [
    ['unknownDepartment', (c) => void (item(c, 1).department = 'navy'), 'items', 2, 'department'],
    [
      'itemWithoutOffice',
      (c) => void (c.departments.push({ departmentId: 'wedding', name: WEDDING }), (item(c, 1).department = 'wedding')),
      'items',
      2,
      'department',
    ],
  ],
  'W-1.9 times, gaps and parts of an item fit together': [
    ['promisedOverLegal', (c) => void (item(c, 1).promisedDays = 6), 'items', 2, 'promisedDays'],
    ['partOverLegal', (c) => void (item(c, 2).parts![0]!.days = 21), 'items', 3, 'parts[0].days'],
    ['partsMissing', (c) => void item(c, 2).parts!.pop(), 'items', 3, 'parts'],
    ['partsUnexpected', (c) => void (item(c, 1).parts = item(c, 2).parts), 'items', 2, 'parts'],
    ['unknownDepartment', (c) => void (item(c, 2).parts![1]!.department = 'navy'), 'items', 3, 'parts[1].department'],
    ['gapNotRequired', (c) => void (item(c).materials[1]!.required = false), 'items', 1, 'materials[1].deferrable'],
  ],
  'W-1.10 opening hours run forward and name each weekday once': [
    ['spanOrder', (c) => void (office(c).hours[0]!.spans[1]!.to = '13:30'), 'offices', 1, 'hours[0].spans[1]'],
    ['spanOverlap', (c) => void (office(c).hours[0]!.spans[1]!.from = '11:59'), 'offices', 1, 'hours[0].spans[1]'],
    ['weekdayTwice', (c) => void office(c, 2).hours[1]!.weekdays.push(5), 'offices', 3, 'hours[1].weekdays[1]'],
  ],
  'W-1.11 the calendar says one thing of each day': [
    ['workdayNotWeekend', (c) => void (c.calendar.workdays[0]!.day = '2026-10-09'), 'workdays', 1, 'day'],
    ['notUnique', (c) => void (c.calendar.holidays[1]!.day = '2026-10-01'), 'holidays', 2, 'day'],
    ['holidayAndWorkday', (c) => void (c.calendar.holidays[1]!.day = '2026-10-10'), 'workdays', 1, 'day'],
    ['yearNotCovered', (c) => void (c.calendar.holidays[1]!.day = '2027-01-01'), 'holidays', 2, 'day'],
    ['twiceInList', (c) => void c.calendar.years.push(2026), 'years', 2, null],
  ],
}

describe('reading a catalogue', () => {
  it('W-1.1 takes in a whole catalogue with its defaults', () => {
    const catalogue = readCatalogue(smallCatalogue())
    expect(catalogue.offices[2]?.standIns).toEqual([])
    expect(catalogue.items[0]?.materials[0]).toMatchObject({ required: true, copies: 1, knownFromData: false })
  })

  for (const [rule, cases] of Object.entries(BROKEN)) {
    it.each(cases)(`${rule}: %s %#`, (id, spoil, table, row, column) => {
      const catalogue = smallCatalogue()
      spoil(catalogue)
      const problems = problemsOf(catalogue)
      expect(problems.map((each) => [each.rule, each.table, each.row, each.column])).toContainEqual([id, table, row, column])
      for (const each of problems) {
        expect(each.zh).not.toMatch(/[{}]/)
        expect(each.en).not.toMatch(/[{}]/)
      }
    })
  }

  it('W-1.10 spans may touch', () => {
    const catalogue = smallCatalogue()
    catalogue.offices[0]!.hours[0]!.spans[1]!.from = '12:00'
    expect(problemsOf(catalogue)).toEqual([])
  })

  it('W-1.1 tells all problems at once, in the words of both languages, and takes in nothing', () => {
    const catalogue = smallCatalogue()
    catalogue.items[0]!.promisedDays = 31
    catalogue.items[0]!.fee.basis = ''
    catalogue.windows[0]!.officeId = 'moon'
    catalogue.centers[0]!.region = '999'
    const problems = problemsOf(catalogue)
    expect(problems.map((each) => each.rule).sort()).toEqual(['badFormat', 'missing', 'promisedOverLegal', 'unknownOffice'])
    expect(problems.map((each) => problemText(each, 'zh'))).toContain('windows 第 1 行 officeId 列：机构“moon”不在 offices 表中')
    expect(problems.map((each) => problemText(each, 'en'))).toContain(
      'items row 1 column promisedDays: The promised 31 working days exceed the legal 30',
    )
    expect(() => readCatalogue(catalogue)).toThrow(/4 problems/)
  })

  it.each([null, undefined, 7, 'catalogue', [], {}, { items: 'all', offices: null, calendar: 3 }])(
    'W-1.1 refuses by name what is no catalogue: %j',
    (data) => {
      expect(problemsOf(data).length).toBeGreaterThan(0)
    },
  )

  it('W-1.1 does not let a value break the line it is told in', () => {
    const catalogue = smallCatalogue()
    catalogue.windows[0]!.officeId = `x\n\u{202e}${'y'.repeat(500)}`
    const [first] = problemsOf(catalogue)
    expect(first?.zh.length).toBeLessThan(120)
    expect(first?.zh).not.toMatch(/[\n\u{202e}]/u)
  })

  it('W-1.16 where an item would find nobody is shown to whoever imports, and refuses nothing', () => {
    const catalogue = smallCatalogue()
    catalogue.offices[0]!.departments = ['medical']
    expect(coverageGaps(readCatalogue(catalogue))).toEqual(
      ['320000', '320800', '320826', '330000']
        .map((region) => ({ department: 'realEstate', region }))
        .concat([
          { department: 'medical', region: '320000' },
          { department: 'medical', region: '330000' },
        ]),
    )
  })

  it('each rule of a catalogue has an example that breaks it', () => {
    const shown = new Set(Object.values(BROKEN).flatMap((cases) => cases.map(([rule]) => rule)))
    const ofFiles: RuleId[] = [
      'notUtf8',
      'utf16',
      'tooLarge',
      'missingFile',
      'unknownFile',
      'doubleFile',
      'emptyFile',
      'wrongSeparator',
      'unknownColumn',
      'missingColumn',
      'doubleColumn',
      'columnCount',
      'bareQuote',
      'textAfterQuote',
      'openQuote',
      'bareReturn',
      'oneRowOnly',
      'unknownItem',
      'unknownField',
    ]
    expect((Object.keys(RULES) as RuleId[]).filter((rule) => !shown.has(rule) && !ofFiles.includes(rule))).toEqual([])
  })
})
