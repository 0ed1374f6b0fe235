/** What a template yields: a paper as a list of blocks, without any measure of pages. */
export type Block =
  /** Centred, 二号 bold; `spread` in em between the characters. */
  | { kind: 'title'; text: string; spread: number }
  | { kind: 'right'; text: string }
  | { kind: 'space'; lines: number }
  /** Body text; `lead` is set in bold before it on the first line. Line ends in `text` begin new paragraphs. */
  | { kind: 'paragraph'; text: string; indent: number; keepWithNext?: boolean }
  | { kind: 'signature'; field: string; label: string; name: string }
  /** Where the court's seal goes, over its printed name. */
  | { kind: 'seal'; field: string; court: string }

export type PaperPlan = {
  title: string
  blocks: Block[]
  /** Printed in the top margin of every page while signatures come from a test authority; null otherwise. */
  testMark: string | null
  /** Printed small at the foot of every page. */
  footer: string
}

/** A place for a signature, as laid out; rectangle in points from the page's lower left corner. */
export type FieldPlace = { field: string; page: number; rect: [number, number, number, number] }
