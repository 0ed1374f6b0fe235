import { problem } from '../problems.ts'
import type { CatalogueProblem } from '../problems.ts'
import { decodeCsv } from './decode.ts'
import { unguarded } from './guard.ts'
import { parseCsv } from './parse.ts'
import type { Table } from './tables.ts'

/** `cells` by column name, as written; `keys` in the table's order. */
export type TableRow = { line: number; keys: string[]; cells: ReadonlyMap<string, string> }

/** The rows of one file under its head; columns may stand in any order, unknown ones are refused. */
export function readTable(table: Table, file: string | Uint8Array): { rows: TableRow[]; problems: CatalogueProblem[] } {
  const whole = { table: table.name, row: null, column: null }
  const decoded = decodeCsv(table.name, file)
  if ('problem' in decoded) return { rows: [], problems: [decoded.problem] }
  const {
    rows: [head, ...body],
    problems,
  } = parseCsv(table.name, decoded.text)
  if (!head) return { rows: [], problems: problems.length > 0 ? problems : [problem(whole, 'emptyFile')] }
  const names = head.cells.map((cell) => cell.trim())
  const wrong = headProblems(table, names, head.line)
  if (wrong.length > 0) return { rows: [], problems: [...problems, ...wrong] }

  const rows: TableRow[] = []
  for (const { line, cells } of body) {
    if (cells.every((cell) => cell === '')) continue
    if (cells.length !== names.length) {
      problems.push(
        problem({ table: table.name, row: line, column: null }, 'columnCount', { got: cells.length, expected: names.length }),
      )
      continue
    }
    const byName = new Map(names.map((name, at) => [name, cells[at] ?? '']))
    rows.push({ line, keys: table.keys.map((key) => unguarded((byName.get(key) ?? '').trim())), cells: byName })
  }
  if (table.single && rows.length !== 1) problems.push(problem({ ...whole, row: rows[1]?.line ?? null }, 'oneRowOnly'))
  return { rows, problems }
}

function headProblems(table: Table, names: readonly string[], line: number): CatalogueProblem[] {
  const head = { table: table.name, row: line, column: null }
  if (names.length === 1 && /[;\t；，]/.test(names[0] ?? '')) return [problem(head, 'wrongSeparator')]
  const known = new Set([...table.keys, ...table.columns.map((column) => column.name)])
  const needed = [...table.keys, ...table.columns.filter((column) => !column.optional).map((column) => column.name)]
  return [
    ...names.filter((name) => !known.has(name)).map((name) => problem(head, 'unknownColumn', { name })),
    ...names
      .filter((name, at) => known.has(name) && names.indexOf(name) !== at)
      .map((name) => problem(head, 'doubleColumn', { name })),
    ...needed.filter((name) => !names.includes(name)).map((name) => problem(head, 'missingColumn', { name })),
  ]
}
