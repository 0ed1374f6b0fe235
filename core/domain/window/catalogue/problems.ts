import { AppError } from '#protocol/errors.ts'
import { RULES } from './rules.ts'
import type { RuleId } from './rules.ts'

/** One thing wrong with a catalogue: where, by which rule, and the sentence in both languages. */
export type CatalogueProblem = {
  /** File name without ending for CSV ("materials"), list of the catalogue for JSON ("items"). */
  table: string
  /** Line of the CSV file, the head being line 1; for JSON the place in the list, counted from 1. Null: the whole table. */
  row: number | null
  /** Column of the CSV file; for JSON the path inside the row ("materials[1].name.zh"). Null: the whole row. */
  column: string | null
  rule: RuleId
  zh: string
  en: string
}

/** Where something stands, in the words of whoever wrote it (a line of a CSV file, a place in the JSON). */
export type Place = Pick<CatalogueProblem, 'table' | 'row' | 'column'>

export type ProblemDetails = Record<string, string | number>

export function problem(place: Place, rule: RuleId, details: ProblemDetails = {}): CatalogueProblem {
  return { ...place, rule, zh: fillIn(RULES[rule].zh, details), en: fillIn(RULES[rule].en, details) }
}

/** A catalogue that is not taken in; `problems` is the whole list, in the order of the tables (W-1.2). */
export class CatalogueError extends AppError {
  readonly problems: readonly CatalogueProblem[]
  constructor(problems: readonly CatalogueProblem[]) {
    const [first] = problems
    super('catalogueInvalid', {
      count: problems.length,
      table: first?.table ?? '',
      row: first?.row ?? '–',
      column: first?.column ?? '–',
      rule: first?.rule ?? '',
    })
    this.name = 'CatalogueError'
    this.problems = problems
  }
}

/** "materials.csv" line 12, column nameZh: … — one line for a log or a terminal. */
export function problemText(each: CatalogueProblem, language: 'zh' | 'en'): string {
  const row = each.row === null ? '' : language === 'zh' ? ` 第 ${each.row} 行` : ` row ${each.row}`
  const column = each.column === null ? '' : language === 'zh' ? ` ${each.column} 列` : ` column ${each.column}`
  return `${each.table}${row}${column}${language === 'zh' ? '：' : ': '}${each[language]}`
}

/** Hostile input may be quoted in a sentence only shortened and without what would break the line. */
function fillIn(sentence: string, details: ProblemDetails): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => shown(details[name] ?? ''))
}

function shown(value: string | number): string {
  const plain = String(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\u{fffd}')
  const letters = [...plain]
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : plain
}
