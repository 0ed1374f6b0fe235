import { guarded, unguarded } from './guard.ts'

/** How a value stands in a cell. An empty cell is no value, or an empty list. */
export type CellKind = 'text' | 'id' | 'int' | 'yesNo' | 'ids' | 'ints' | 'spans' | 'day'
/** `path`: where the value lies in the row's object; `optional`: the column may be left out of the file. */
export type Column = { name: string; path: readonly string[]; kind: CellKind; optional: boolean }

/** "nameZh:text@name.zh" or "copies:int?": name, kind, where it lies if not under its name, ? if it may be left out. */
export function columns(...words: string[]): Column[] {
  return words.map((word) => {
    const [, name = '', kind = 'text', path, optional] = /^(\w+):(\w+)(?:@([\w.]+))?(\?)?$/.exec(word) ?? []
    return { name, kind: kind as CellKind, path: (path ?? name).split('.'), optional: optional === '?' }
  })
}

/** @param value of the type the catalogue has for this column */
export function toCell(kind: CellKind, value: unknown): string {
  if (value === undefined) return ''
  switch (kind) {
    case 'text':
    case 'id':
      return guarded(String(value))
    case 'int':
    case 'day':
      return String(value)
    case 'yesNo':
      return value === true ? 'yes' : 'no'
    case 'ids':
    case 'ints':
      return guarded((value as (string | number)[]).join(';'))
    case 'spans':
      return (value as { from: string; to: string }[]).map(({ from, to }) => `${from}-${to}`).join(';')
  }
}

/** What a cell says; what cannot be understood stays text, for the schema to refuse by name. */
export function fromCell(kind: CellKind, raw: string): unknown {
  if (kind === 'text') return raw === '' ? undefined : unguarded(raw)
  const cell = unguarded(raw.trim())
  switch (kind) {
    case 'ids':
      return parts(cell)
    case 'ints':
      return parts(cell).map(whole)
    case 'spans':
      return parts(cell).map(span)
  }
  if (cell === '') return undefined
  switch (kind) {
    case 'id':
      return cell
    case 'int':
      return whole(cell)
    case 'yesNo':
      return /^(?:yes|true|是)$/i.test(cell) ? true : /^(?:no|false|否)$/i.test(cell) ? false : cell
    case 'day':
      return day(cell)
  }
}

function parts(cell: string): string[] {
  return cell === '' ? [] : cell.split(/[;；]/).map((each) => each.trim())
}

function whole(cell: string): number | string {
  return /^\d{1,16}$/.test(cell) && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell
}

function span(part: string): { from: string; to: string } | string {
  const [, from, to] = /^(\d{1,2}:\d{2})\s*[-–—]\s*(\d{1,2}:\d{2})$/.exec(part) ?? []
  return from === undefined || to === undefined ? part : { from: from.padStart(5, '0'), to: to.padStart(5, '0') }
}

/** Spreadsheets save 2026-01-01 as 2026/1/1. */
function day(cell: string): string {
  const [, year = '', month = '', date = ''] = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(cell) ?? []
  return year === '' ? cell : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
}
