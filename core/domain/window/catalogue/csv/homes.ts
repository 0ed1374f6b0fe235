import type { ProblemDetails } from '../problems.ts'
import type { RuleId } from '../rules.ts'
import type { Table, TableName } from './tables.ts'

type Row = Record<string, unknown>
type Missing = { problem: RuleId; column: string; details: ProblemDetails }
type Found = { path: (string | number)[] } | Missing
type Home = { list: unknown[]; path: (string | number)[] }

/** The lists a row brings with it for the rows of other files. */
const LISTS: Partial<Record<TableName, readonly string[]>> = { offices: ['hours'], items: ['materials', 'form', 'parts'] }
const ID: Partial<Record<TableName, string>> = { offices: 'officeId', items: 'itemCode' }

/** The catalogue as it grows together from its files: each row is put where it belongs. */
export class Homes {
  readonly root: Row = {
    departments: [],
    regions: [],
    offices: [],
    centers: [],
    windows: [],
    staff: [],
    items: [],
    calendar: { holidays: [], workdays: [] },
  }
  /** Offices and items, "items 0001…" → place; form fields, "0001… purpose" → place. The first of a name counts. */
  readonly #owners = new Map<string, Home & { row: Row }>()

  add(table: Table, keys: readonly string[], row: Row): Found {
    if (table.name === 'catalogue') {
      const { calendar, ...rest } = row
      Object.assign(this.root, rest)
      Object.assign(this.root['calendar'] as Row, calendar)
      return { path: [] }
    }
    const home = this.#home(table.name as TableName, keys)
    if ('problem' in home) return home
    const path = [...home.path, home.list.length]
    for (const list of LISTS[table.name as TableName] ?? []) row[list] = []
    home.list.push(row)
    this.#remember(table.name as TableName, keys, row, path)
    return { path }
  }

  #remember(table: TableName, keys: readonly string[], row: Row, path: (string | number)[]): void {
    const id = ID[table]
    const name = table === 'fields' ? `field ${keys[0]} ${row['fieldId']}` : id === undefined ? null : `${table} ${row[id]}`
    if (name !== null && !this.#owners.has(name)) this.#owners.set(name, { list: [], path, row })
  }

  #home(table: TableName, keys: readonly string[]): Home | Missing {
    const [first = '', second = ''] = keys
    switch (table) {
      case 'hours':
        return this.#under('offices', first, 'hours', { problem: 'unknownOffice', column: 'officeId', details: { id: first } })
      case 'materials':
      case 'parts':
        return this.#under('items', first, table, { problem: 'unknownItem', column: 'itemCode', details: { id: first } })
      case 'fields':
        return this.#under('items', first, 'form', { problem: 'unknownItem', column: 'itemCode', details: { id: first } })
      case 'choices': {
        const field = this.#owners.get(`field ${first} ${second}`)
        if (!field) return { problem: 'unknownField', column: 'fieldId', details: { item: first, id: second } }
        return { list: (field.row['choices'] ??= []) as unknown[], path: [...field.path, 'choices'] }
      }
      case 'holidays': {
        const list = first === 'holiday' ? 'holidays' : first === 'workday' ? 'workdays' : null
        if (list === null) return { problem: 'badValue', column: 'kind', details: { value: first, allowed: 'holiday, workday' } }
        return { list: (this.root['calendar'] as Row)[list] as unknown[], path: ['calendar', list] }
      }
      default:
        return { list: this.root[table] as unknown[], path: [table] }
    }
  }

  #under(table: 'offices' | 'items', id: string, list: string, missing: Missing): Home | Missing {
    const owner = this.#owners.get(`${table} ${id}`)
    return owner ? { list: owner.row[list] as unknown[], path: [...owner.path, list] } : missing
  }
}
