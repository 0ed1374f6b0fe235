import type { Catalogue } from '#protocol/window/catalogue.ts'
import { isRecord } from '../loose.ts'
import { toCell } from './columns.ts'
import { guarded } from './guard.ts'
import { TABLES, fileNameOf } from './tables.ts'
import type { Table } from './tables.ts'
import { csvText } from './write.ts'

/** A catalogue as one CSV text per table, by file name; `readCatalogueCsv` gives exactly this catalogue back (W-1.14). */
export function toCsv(catalogue: Catalogue): Map<string, string> {
  return new Map(TABLES.map((table: Table) => [fileNameOf(table.name), tableText(table, catalogue)]))
}

function tableText(table: Table, catalogue: Catalogue): string {
  const head = [...table.keys, ...table.columns.map((column) => column.name)]
  const rows = table
    .rows(catalogue)
    .map(([keys, row]) => [...keys.map(guarded), ...table.columns.map((column) => toCell(column.kind, at(row, column.path)))])
  return csvText([head, ...rows])
}

function at(row: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), row)
}
