import { problem } from '../problems.ts'
import type { CatalogueProblem } from '../problems.ts'

/** Bounds on a file from outside, in characters and numbers; far above a province's whole catalogue. */
export const LIMITS = { characters: 16_000_000, rows: 200_000, columns: 60, cell: 20_000 }

export type CsvRow = { /** Line its first character stands in, from 1. */ line: number; cells: string[] }
export type CsvText = { rows: CsvRow[]; problems: CatalogueProblem[] }

/**
 * Reads RFC 4180 strictly: commas, CRLF or LF, quotes only around whole cells and doubled inside. Line ends inside a
 * quoted cell become LF. Lines without any character are passed over. What breaks the rules is told with its line; the
 * text is then read on as far as that makes sense, so that one look shows all of it.
 */
export function parseCsv(table: string, text: string): CsvText {
  const rows: CsvRow[] = []
  const problems: CatalogueProblem[] = []
  const fail = (line: number, ...rest: [Parameters<typeof problem>[1], Parameters<typeof problem>[2]?]) =>
    void problems.push(problem({ table, row: line, column: null }, ...rest))
  if (text.length > LIMITS.characters) {
    problems.push(problem({ table, row: null, column: null }, 'tooLarge', { what: 'characters', limit: LIMITS.characters }))
    return { rows, problems }
  }
  let at = 0
  let line = 1
  while (at < text.length) {
    const row: CsvRow = { line, cells: [] }
    for (;;) {
      const cell = text[at] === '"' ? quoted() : plain()
      if (cell === null) return { rows, problems }
      if (cell.length > LIMITS.cell) fail(row.line, 'tooLarge', { what: 'cell', limit: LIMITS.cell })
      row.cells.push(cell)
      if (text[at] !== ',') break
      at++
      if (row.cells.length >= LIMITS.columns) {
        fail(row.line, 'tooLarge', { what: 'columns', limit: LIMITS.columns })
        return { rows, problems }
      }
    }
    lineEnd()
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row)
    if (rows.length > LIMITS.rows) {
      fail(row.line, 'tooLarge', { what: 'rows', limit: LIMITS.rows })
      return { rows, problems }
    }
  }
  return { rows, problems }

  function plain(): string {
    const start = at
    while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at++
    const cell = text.slice(start, at)
    if (cell.includes('"')) fail(line, 'bareQuote')
    return cell
  }

  /** Null when the quote is never closed, or not within bounds: what is behind it cannot be told apart. */
  function quoted(): string | null {
    const opened = line
    const pieces: string[] = []
    let start = ++at
    const limit = start + LIMITS.cell * 2
    for (;;) {
      if (start > limit) {
        fail(opened, 'tooLarge', { what: 'cell', limit: LIMITS.cell })
        return null
      }
      const end = text.indexOf('"', start)
      if (end < 0) {
        fail(opened, 'openQuote')
        return null
      }
      pieces.push(text.slice(start, end))
      at = end + 1
      if (text[at] !== '"') break
      pieces.push('"')
      start = at + 1
    }
    const cell = pieces.join('')
    for (const character of cell) if (character === '\n') line++
    if (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') {
      fail(line, 'textAfterQuote')
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') at++
    }
    const even = cell.replaceAll('\r\n', '\n')
    if (even.includes('\r')) fail(opened, 'bareReturn')
    return even
  }

  function lineEnd(): void {
    if (at >= text.length) return
    if (text[at] === '\r') {
      at++
      if (at < text.length && text[at] !== '\n') {
        fail(line, 'bareReturn')
        line++
        return
      }
    }
    at++
    line++
  }
}
