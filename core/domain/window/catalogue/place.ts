import type { Place } from './problems.ts'

export type Path = readonly (string | number)[]
/** Says where something of the catalogue was written; the default speaks of the JSON, CSV import of its files. */
export type Where = (path: Path) => Place

/** ['items', 3, 'materials', 1, 'name', 'zh'] → items, 4, materials[1].name.zh */
export const inJson: Where = (path) => {
  const [table, index, ...rest] = path[0] === 'calendar' && typeof path[2] === 'number' ? path.slice(1) : path
  if (table === undefined) return { table: 'catalogue', row: null, column: null }
  if (typeof index !== 'number')
    return index === undefined && isList(table)
      ? { table: String(table), row: null, column: null }
      : { table: 'catalogue', row: null, column: columnOf(path) }
  return { table: String(table), row: index + 1, column: rest.length === 0 ? null : columnOf(rest) }
}

function isList(table: string | number): boolean {
  return !['version', 'title', 'calendar'].includes(String(table))
}

function columnOf(path: Path): string {
  return path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('')
}
