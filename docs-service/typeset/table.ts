import { breakLines, type Line } from './lines.ts'
import { DESCENT_EM, PAGE, PITCH, lineTop } from './page-size.ts'
import type { FaceId } from './fonts.ts'
import type { Block } from './blocks.ts'
import type { Page, TextRun } from './page.ts'

export type TableBlock = Extract<Block, { kind: 'table' }>

const PAD_X = 5
/** Lines are stretched to the cell's width up to so much between two characters, in em. */
const MOST_STRETCH = 0.12
/** Size of the text, distance of its lines, and of text from the rules above and below; points. */
export type Spacing = { size: number; leading: number; pad: number }
/** 小四 in tables: a cell of a third of the line still holds a name and an address. */
const ROOMY: Spacing = { size: 12, leading: 18, pad: 5 }
/** For a form that would otherwise need another page for very little; the closest is 五号. */
export const SPACINGS: readonly Spacing[] = [ROOMY, { size: 12, leading: 15.5, pad: 3.5 }, { size: 10.5, leading: 13.5, pad: 2.5 }]

type Cell = { lines: Line[]; face: FaceId; centre: boolean; /** Left edge and width of the text, points. */ left: number; width: number }
export type TableRow = { cells: Cell[]; head: boolean; spacing: Spacing }

/** Breaks every cell; a text too long for one line goes on as many as it needs. @throws AppError glyphMissing */
export function tableRows(block: TableBlock, spacing: Spacing): TableRow[] {
  const edges = edgesOf(block.widths)
  const row = (texts: readonly string[], head: boolean): TableRow => ({
    head, spacing,
    cells: texts.map((text, i) => {
      const label = head || (block.labels === true && i % 2 === 0)
      const face: FaceId = label ? 'serifBold' : 'serif'
      const left = edges[i] ?? 0
      const right = (i === texts.length - 1 ? edges.at(-1) : edges[i + 1]) ?? 0
      const width = right - left - 2 * PAD_X
      const lines = label ? evenLines(text, face, width / spacing.size) : text.split('\n').flatMap((part) => breakLines(part, face, width / spacing.size, 0, { hang: false }))
      return { face, lines, left: left + PAD_X, width, centre: label || (block.centre?.includes(i) ?? false) }
    }),
  })
  return [...(block.head ? [row(block.head, true)] : []), ...block.rows.map((texts) => row(texts, false))]
}

const linesOf = ({ cells }: TableRow): number => Math.max(1, ...cells.map(({ lines }) => lines.length))
/** In lines of the page's grid. */
export const heightOfRow = (row: TableRow): number => (linesOf(row) * row.spacing.leading + 2 * row.spacing.pad) / PITCH

/** A row higher than what is left of the page (in lines of the grid): what goes on this page, what on the next, two lines each at least; null when that cannot be. */
export function cutRow(row: TableRow, room: number): [TableRow, TableRow] | null {
  const count = Math.min(Math.floor((room * PITCH - 2 * row.spacing.pad) / row.spacing.leading), linesOf(row) - 2)
  if (count < 2) return null
  const part = (from: number, to?: number): TableRow => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, lines: cell.lines.slice(from, to) })) })
  return [part(0, count), part(count)]
}

/** Draws one row whose top is at `line` of the grid. */
export function drawRow(row: TableRow, line: number): Page {
  const top = lineTop(line)
  const height = heightOfRow(row) * PITCH
  const most = linesOf(row)
  const { size, leading, pad } = row.spacing
  const texts = row.cells.flatMap(({ lines, face, left, width, centre }) => lines.map((one, n): TextRun => {
    const slack = width - one.natural * size
    const gaps = [...one.text].length - 1
    const stretch = centre || one.last || gaps < 1 || slack / gaps > MOST_STRETCH * size ? 0 : slack / gaps
    return { x: left + (centre ? slack / 2 : 0), y: top - pad - (n + (most - lines.length) / 2) * leading - (leading - size) / 2 - size * (1 - DESCENT_EM), size, face, text: one.text, spacing: stretch }
  }).filter(({ text }) => text !== ''))
  const uprights = [...row.cells.map(({ left }) => left - PAD_X), PAGE.left + PAGE.typeWidth]
  return {
    texts,
    rules: [
      { x: PAGE.left, y: top, width: PAGE.typeWidth }, { x: PAGE.left, y: top - height, width: PAGE.typeWidth },
      ...uprights.map((x) => ({ x, y: top - height, width: 0, height })),
    ],
  }
}

/** A label too long for its cell goes on lines of about the same length. */
function evenLines(text: string, face: FaceId, width: number): Line[] {
  const lines = breakLines(text, face, width, 0, { hang: false })
  const each = Math.ceil(lines.reduce((sum, line) => sum + line.natural, 0) / lines.length)
  const even = breakLines(text, face, Math.min(width, each), 0, { hang: false })
  return even.length === lines.length ? even : lines
}

/** Points of each column's left edge, and the right edge of the last. */
function edgesOf(widths: readonly number[]): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0)
  let x: number = PAGE.left
  return [x, ...widths.map((width) => (x += (width / total) * PAGE.typeWidth))]
}
