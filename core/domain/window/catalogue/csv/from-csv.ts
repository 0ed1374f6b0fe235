import type { Catalogue } from '#protocol/window/catalogue.ts'
import { inJson } from '../place.ts'
import type { Path, Where } from '../place.ts'
import { CatalogueError, problem } from '../problems.ts'
import type { CatalogueProblem, Place } from '../problems.ts'
import { readCatalogue } from '../read.ts'
import { fromCell } from './columns.ts'
import { Homes } from './homes.ts'
import { readTable } from './table.ts'
import type { TableRow } from './table.ts'
import { TABLES, fileNameOf } from './tables.ts'
import type { Table } from './tables.ts'

export type CsvFiles = ReadonlyMap<string, string | Uint8Array>
/** What the files say, for `readCatalogue`; `where` leads back to file, line and column. */
export type CsvCatalogue = { data: unknown; where: Where; problems: CatalogueProblem[] }

/**
 * A catalogue from its CSV files (docs/catalogue.md).
 * @param files by name ("items.csv"), as bytes or text; folders in a name are not looked at
 * @throws CatalogueError with every problem: those of the files, and those of what could be read of them
 */
export function readCatalogueCsv(files: CsvFiles): Catalogue {
  const { data, where, problems } = fromCsv(files)
  if (problems.length === 0) return readCatalogue(data, where)
  throw new CatalogueError([...problems, ...ownProblems(data, where)])
}

/** While files are broken, what refers to lost rows is not held against them: only single cells are. */
function ownProblems(data: unknown, where: Where): CatalogueProblem[] {
  try {
    readCatalogue(data, where)
    return []
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error
    return error.problems.filter((each) => CELL_RULES.has(each.rule) && each.row !== null && isColumn(each))
  }
}

const CELL_RULES: ReadonlySet<string> = new Set([
  'wrongType',
  'notNumber',
  'notYesNo',
  'missing',
  'badFormat',
  'badValue',
  'tooSmall',
  'tooBig',
])

function isColumn({ table, column }: Place): boolean {
  return TABLES.some((each) => each.name === table && each.columns.some(({ name }) => name === column))
}

/** Puts the rows of all files together again. Nothing is judged here but what keeps a row from finding its place. */
export function fromCsv(files: CsvFiles): CsvCatalogue {
  const { byName, problems } = plainNames(files)
  const homes = new Homes()
  const sources = new Map<string, { table: Table; line: number }>()
  for (const table of TABLES as readonly Table[]) {
    const file = byName.get(fileNameOf(table.name))
    if (file === undefined) {
      problems.push(problem({ table: table.name, row: null, column: null }, 'missingFile', { file: fileNameOf(table.name) }))
      continue
    }
    const read = readTable(table, file)
    problems.push(...read.problems)
    for (const row of read.rows) place(table, row)
  }
  return { data: homes.root, where: whereIn(sources), problems }

  function place(table: Table, row: TableRow): void {
    const found = homes.add(table, row.keys, objectOf(table, row))
    if ('problem' in found)
      problems.push(problem({ table: table.name, row: row.line, column: found.column }, found.problem, found.details))
    else sources.set(found.path.join('.'), { table, line: row.line })
  }
}

/** The files by their bare names; what is none of the tables, or there twice, is a problem and not looked into. */
function plainNames(files: CsvFiles): { byName: Map<string, string | Uint8Array>; problems: CatalogueProblem[] } {
  const byName = new Map<string, string | Uint8Array>()
  const problems: CatalogueProblem[] = []
  const known = new Set<string>(TABLES.map((table) => fileNameOf(table.name)))
  for (const [path, file] of files) {
    const name = path.replace(/^.*[/\\]/s, '')
    const rule = byName.has(name) ? 'doubleFile' : known.has(name) ? null : 'unknownFile'
    if (rule === null) byName.set(name, file)
    else problems.push(problem({ table: name, row: null, column: null }, rule, { file: name }))
  }
  return { byName, problems }
}

function objectOf(table: Table, row: TableRow): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const column of table.columns) {
    const cell = row.cells.get(column.name)
    const value = cell === undefined ? undefined : fromCell(column.kind, cell)
    if (value === undefined) continue
    let inner = object
    for (const step of column.path.slice(0, -1)) inner = (inner[step] ??= {}) as Record<string, unknown>
    inner[column.path.at(-1) ?? ''] = value
  }
  return object
}

function whereIn(sources: ReadonlyMap<string, { table: Table; line: number }>): Where {
  return (path: Path) => {
    for (let length = path.length; length >= 0; length--) {
      const source = sources.get(path.slice(0, length).join('.'))
      if (!source) continue
      if (length === 0 && path.length > 0 && !columnFor(source.table, path)) return inJson(path)
      return {
        table: source.table.name,
        row: source.line,
        column: columnFor(source.table, path.slice(length)) ?? (path.slice(length).join('.') || null),
      }
    }
    return inJson(path)
  }
}

/** The column that holds a path, or a part of it (one of several identifiers in a cell). */
function columnFor(table: Table, path: Path): string | undefined {
  return (
    table.columns.find((column) => column.path.every((step, at) => path[at] === step))?.name ??
    table.keys.find((key) => path.length === 1 && path[0] === key)
  )
}
