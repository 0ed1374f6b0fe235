import type { Catalogue, WorkCalendar } from '#protocol/window/catalogue.ts'
import { columns } from './columns.ts'
import type { Column } from './columns.ts'

/** One file of the catalogue. Rows that belong to something else begin with its identifiers (`keys`). */
export type Table = {
  name: string
  keys: readonly string[]
  columns: readonly Column[]
  /** Holds one row, no more and no less. */
  single?: true
  /** Every row with the identifiers of what it belongs to. */
  rows: (catalogue: Catalogue) => [keys: string[], row: object][]
}

const own =
  (rows: (catalogue: Catalogue) => object[]): Table['rows'] =>
  (catalogue) =>
    rows(catalogue).map((row) => [[], row])

/** In the order they are read: what others belong to comes first. */
export const TABLES = [
  {
    name: 'catalogue',
    keys: [],
    single: true,
    columns: columns('version:int', 'title:text', 'years:ints@calendar.years'),
    rows: own((c) => [c]),
  },
  {
    name: 'departments',
    keys: [],
    columns: columns('departmentId:id', 'nameZh:text@name.zh', 'nameEn:text@name.en'),
    rows: own((c) => c.departments),
  },
  { name: 'regions', keys: [], columns: columns('code:id', 'name:text'), rows: own((c) => c.regions) },
  {
    name: 'offices',
    keys: [],
    columns: columns('officeId:id', 'name:text', 'region:id', 'departments:ids', 'phone:text', 'address:text', 'standIns:ids?'),
    rows: own((c) => c.offices),
  },
  {
    name: 'hours',
    keys: ['officeId'],
    columns: columns('weekdays:ints', 'spans:spans'),
    rows: (c) => c.offices.flatMap((office) => office.hours.map((each): [string[], object] => [[office.officeId], each])),
  },
  {
    name: 'centers',
    keys: [],
    columns: columns('centerId:id', 'name:text', 'region:id', 'address:text', 'phone:text', 'counters:int'),
    rows: own((c) => c.centers),
  },
  { name: 'windows', keys: [], columns: columns('windowId:id', 'officeId:id', 'name:text'), rows: own((c) => c.windows) },
  {
    name: 'staff',
    keys: [],
    columns: columns('personId:id', 'name:text', 'role:id', 'at:id', 'skills:ids?', 'languages:ids'),
    rows: own((c) => c.staff),
  },
  {
    name: 'items',
    keys: [],
    columns: columns(
      'itemCode:id',
      'nameZh:text@name.zh',
      'nameEn:text@name.en',
      'department:id',
      'mode:id',
      'basis:id@jurisdiction.basis',
      'questionZh:text@jurisdiction.question.zh',
      'questionEn:text@jurisdiction.question.en',
      'audience:id',
      'legalDays:int',
      'promisedDays:int',
      'feeFen:int@fee.fen',
      'feeBasis:text@fee.basis',
      'minutes:int?',
      'signs:yesNo?',
      'paperOnly:yesNo?',
      'guide:text?',
    ),
    rows: own((c) => c.items),
  },
  {
    name: 'materials',
    keys: ['itemCode'],
    columns: columns(
      'materialId:id',
      'nameZh:text@name.zh',
      'nameEn:text@name.en',
      'form:id',
      'copies:int?',
      'required:yesNo?',
      'deferrable:yesNo?',
      'knownFromData:yesNo?',
      'note:text?',
    ),
    rows: (c) => c.items.flatMap((item) => item.materials.map((each): [string[], object] => [[item.itemCode], each])),
  },
  {
    name: 'fields',
    keys: ['itemCode'],
    columns: columns('fieldId:id', 'kind:id', 'labelZh:text@label.zh', 'labelEn:text@label.en', 'required:yesNo?', 'max:int?'),
    rows: (c) => c.items.flatMap((item) => item.form.map((each): [string[], object] => [[item.itemCode], each])),
  },
  {
    name: 'choices',
    keys: ['itemCode', 'fieldId'],
    columns: columns('value:id', 'labelZh:text@label.zh', 'labelEn:text@label.en'),
    rows: (c) =>
      c.items.flatMap((item) =>
        item.form.flatMap((field) =>
          field.kind === 'choice' ? field.choices.map((each): [string[], object] => [[item.itemCode, field.fieldId], each]) : [],
        ),
      ),
  },
  {
    name: 'parts',
    keys: ['itemCode'],
    columns: columns('partId:id', 'titleZh:text@title.zh', 'titleEn:text@title.en', 'department:id', 'place:id', 'days:int'),
    rows: (c) => c.items.flatMap((item) => item.parts.map((each): [string[], object] => [[item.itemCode], each])),
  },
  {
    name: 'holidays',
    keys: ['kind'],
    columns: columns('day:day', 'name:text'),
    rows: (c) => [...dated(c.calendar, 'holidays', 'holiday'), ...dated(c.calendar, 'workdays', 'workday')],
  },
] as const satisfies readonly Table[]

export type TableName = (typeof TABLES)[number]['name']

function dated(calendar: WorkCalendar, list: 'holidays' | 'workdays', kind: string): [string[], object][] {
  return calendar[list].map((each) => [[kind], each])
}

export function fileNameOf(table: string): string {
  return `${table}.csv`
}
