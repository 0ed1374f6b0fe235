/** What a template yields: a paper as a list of blocks, without any measure of pages. */
export type Block =
  /** Centred, 二号 bold; `spread` in em between the characters. */
  | { kind: 'title'; text: string; spread: number }
  /** At the right edge, `inset` em from it. */
  | { kind: 'right'; text: string; inset?: number }
  | { kind: 'space'; lines: number }
  /** Body text. Line ends in `text` begin new paragraphs. `lead`: the beginning of `text` that is set in bold. */
  | { kind: 'paragraph'; text: string; indent: number; lead?: string; keepWithNext?: boolean }
  /** A bold line of its own that stays with what follows. */
  | { kind: 'heading'; text: string; indent: number }
  /**
   * Ruled cells. `widths` in any unit; a row with fewer cells lets its last one take the rest; `labels`: every other column
   * names the next; `centre`: columns whose text is centred.
   */
  | { kind: 'table'; widths: number[]; head?: string[]; rows: string[][]; labels?: boolean; centre?: number[] }
  | { kind: 'signature'; field: string; label: string; name: string }
  /** Where the court's seal goes, over its printed name and, where the paper has one, the date in words. */
  | { kind: 'seal'; field: string; court: string; date: string }

export type PaperPlan = {
  title: string
  blocks: Block[]
  /** Printed in the top margin of every page while signatures come from a test authority; null otherwise. */
  testMark: string | null
  /** Printed small at the foot of every page. */
  footer: string
  /** What the square code at the foot of every page says; by it anybody has the paper verified. */
  code: string
}
