import { drawMargins } from './margins.ts'
import { SEAL_LINES, SIGNATURE_LINES, columnOf, drawSeal, drawSignature, seams } from './fields.ts'
import { breakLines, type Line } from './lines.ts'
import { baseline, EM, PAGE, TITLE_SIZE } from './page-size.ts'
import { widthOf, type FaceId } from './fonts.ts'
import { SPACINGS, cutRow, drawRow, heightOfRow, tableRows, type Spacing, type TableRow } from './table.ts'
import type { Block, PaperPlan } from './blocks.ts'
import type { FieldPlace, Layout, Page, TextRun } from './page.ts'

const TITLE_LINES = 1.4
/** Between a line of text and the table below it. */
const ABOVE_TABLE = 0.2
/** Rows up to so high are kept whole. */
const WHOLE_ROW = 8
/** A closing (dates, signatures, seal) up to so high is kept whole with the end of the text before it. */
const WHOLE_CLOSING = 19
/** Room that a paper's beginning of a table must find below the line that announces it, at most. */
const MOST_KEPT = 10

/** Sets a paper on pages; its tables closer where that saves a page. @throws AppError glyphMissing */
export function layOut(plan: PaperPlan): Layout {
  const [roomy, ...closer] = SPACINGS.map((spacing) => () => new Flow(plan, spacing)) as [() => Flow, ...(() => Flow)[]]
  let flow = roomy()
  if (flow.pages.length > 1 && plan.blocks.some(({ kind }) => kind === 'table')) {
    for (const set of closer) {
      const other = set()
      if (other.pages.length < flow.pages.length) flow = other
    }
  }
  const { pages, fields } = flow
  drawMargins(plan, pages)
  const sealed = fields.at(-1)
  if (plan.blocks.at(-1)?.kind === 'seal' && sealed && pages.length > 1) sealed.seams = seams(pages.length)
  return { pages, fields }
}

/** Blocks flowing down the grid of 22 lines, page after page. */
class Flow {
  readonly pages: Page[] = []
  readonly fields: FieldPlace[] = []
  readonly #title: string
  readonly #blocks: readonly Block[]
  readonly #spacing: Spacing
  readonly #rows = new Map<Block, TableRow[]>()
  /** Height of all that comes after the last block of text or table. */
  readonly #closing: number
  /** The last block of text or table; what comes after it (dates, signatures, seal) never stands on a page of its own. */
  readonly #lastBody: number
  /** The next free line of the page; halves and less are tables'. */
  #line: number = PAGE.lines

  constructor({ title, blocks }: PaperPlan, spacing: Spacing) {
    this.#title = title
    this.#blocks = blocks
    this.#spacing = spacing
    this.#lastBody = blocks.findLastIndex(({ kind }) => kind === 'paragraph' || kind === 'heading' || kind === 'table')
    this.#closing = blocks.slice(this.#lastBody + 1).reduce((sum, block, i) => sum + closingHeight(block, blocks, this.#lastBody + 1 + i), 0)
    blocks.forEach((block, i) => this.#set(block, i))
  }

  #set(block: Block, index: number): void {
    switch (block.kind) {
      case 'space':
        if (this.#line > 0 && this.#line < PAGE.lines) this.#line += block.lines
        return
      case 'title':
        return this.#headline(block)
      case 'right':
        return this.#right(block)
      case 'paragraph':
        return this.#paragraph(block, index)
      case 'heading': {
        const lines = breakLines(block.text, 'serifBold', PAGE.columns, block.indent)
        this.#room(lines.length + this.#least(index + 1))
        for (const line of lines) this.#add(bodyLine(line, this.#line, 'serifBold'))
        return
      }
      case 'table':
        return this.#table(block, index)
      case 'signature':
        return this.#signature(block, index)
      case 'seal':
        this.#room(SEAL_LINES)
        this.fields.push(drawSeal(block, this.#line, this.#page, this.pages.length - 1))
        this.#line += SEAL_LINES
    }
  }

  get #page(): Page {
    const page = this.pages.at(-1)
    if (!page) throw new Error('nothing is set before there is a page')
    return page
  }

  /** So many lines stand together, on this page or the next. */
  #room(lines: number): void {
    if (this.#line + lines > PAGE.lines + 1e-6) this.#turn()
  }

  #turn(): void {
    this.pages.push({ texts: [], rules: [] })
    this.#line = 0
  }

  #add(texts: TextRun[], lines = 1): void {
    this.#page.texts.push(...texts)
    this.#line += lines
  }

  #headline({ text, spread }: Extract<Block, { kind: 'title' }>): void {
    for (const part of breakTitle(text, spread)) {
      this.#room(TITLE_LINES)
      const width = (widthOf(part, 'serifBold') + spread * ([...part].length - 1)) * TITLE_SIZE
      this.#add([{
        x: PAGE.left + (PAGE.typeWidth - width) / 2, y: baseline(this.#line + 0.2, TITLE_SIZE), size: TITLE_SIZE, face: 'serifBold', text: part, spacing: spread * TITLE_SIZE,
      }], TITLE_LINES)
    }
    this.#line = Math.ceil(this.#line)
  }

  #right({ text, inset = 0 }: Extract<Block, { kind: 'right' }>): void {
    for (const { text: part, natural } of breakLines(text, 'serif', PAGE.columns - inset, 0, { hang: false })) {
      this.#room(1)
      this.#add([{ x: PAGE.left + (PAGE.columns - inset - natural) * EM, y: baseline(this.#line, EM), size: EM, face: 'serif', text: part, spacing: 0 }])
    }
  }

  #paragraph(block: Extract<Block, { kind: 'paragraph' }>, index: number): void {
    const paragraphs = block.text.split('\n').map((text) => breakLines(text, 'serif', PAGE.columns, block.indent))
    paragraphs.forEach((lines, p) => lines.forEach((line, n) => {
      const left = lines.length - n
      // No page begins with a paragraph's last line nor ends with its first.
      const together = n === 0 ? (left <= 3 ? left : 2) : left === 2 ? 2 : 1
      const kept = p === paragraphs.length - 1 && left <= together && this.#staysWithNext(index) ? this.#least(index + 1) : 0
      this.#room(together + kept)
      this.#add(bodyLine(line, this.#line, 'serif', p === 0 && n === 0 ? block.lead : undefined))
    }))
  }

  /** Many signatures stand two in a row. */
  #signature(block: Extract<Block, { kind: 'signature' }>, index: number): void {
    const column = columnOf(this.#blocks, index)
    const pages = this.pages.length
    if (column !== 'right') this.#room(this.#least(index))
    if (this.pages.length > pages) this.#continued()
    this.fields.push(drawSignature(block, this.#line, this.#page, this.pages.length - 1, column))
    // The next one stands beside it.
    if (column !== 'left' || this.#blocks[index + 1]?.kind !== 'signature') this.#line += SIGNATURE_LINES
  }

  /** So many sign that no page holds them all with text: the next one says what is signed on it. */
  #continued(): void {
    const text = `（接上页，${this.#title}）`
    const size = Math.min(EM, PAGE.typeWidth / widthOf(text, 'serif'))
    this.#add([{ x: PAGE.left, y: baseline(this.#line, size), size, face: 'serif', text, spacing: 0 }], 1.5)
  }

  /** Whether the end of this paragraph goes with what follows it; of a closing line of its own also the paragraph before. */
  #staysWithNext(index: number): boolean {
    const block = this.#blocks[index]
    if (block?.kind === 'paragraph' && block.keepWithNext) return true
    return index === this.#lastBody || (index === this.#lastBody - 1 && this.#blocks[this.#lastBody]?.kind === 'paragraph' && this.#isOneLine(this.#lastBody))
  }

  #isOneLine(index: number): boolean {
    const block = this.#blocks[index]
    return block?.kind === 'paragraph' && !block.text.includes('\n') && widthOf(block.text, 'serif') + block.indent <= PAGE.columns
  }

  #table(block: Extract<Block, { kind: 'table' }>, index: number): void {
    if (this.#line > 0 && ['paragraph', 'heading'].includes(this.#blocks[index - 1]?.kind ?? '')) this.#line += ABOVE_TABLE
    const rows = this.#rowsOf(block)
    const last = rows.at(-1)
    // Seal or signatures alone on a page would belong to nothing: the last row goes with them.
    const closings = index === this.#lastBody ? [this.#least(index + 1), this.#least(index + 1, 'begun')] : []
    const head = rows.find((row) => row.head)
    const onFreshPage = (height: number): number => belowTable((head ? heightOfRow(head) : 0) + height)
    const draw = (row: TableRow): void => {
      const { texts, rules } = drawRow(row, this.#line)
      this.#page.rules.push(...rules)
      this.#add(texts, heightOfRow(row))
    }
    const turn = (): void => {
      this.#turn()
      if (head) draw(head)
    }
    if (head) this.#room(this.#heightOfStart(rows))
    if (head) draw(head)
    for (const row of rows) {
      if (row.head) continue
      let rest: TableRow | null = row
      while (rest) {
        const room = PAGE.lines - this.#line
        const height = heightOfRow(rest)
        const cut: [TableRow, TableRow] | null = height <= WHOLE_ROW ? null : cutRow(rest, room)
        const whole = Math.min(height, WHOLE_ROW)
        const along: number = row === last ? (closings.find((lines) => onFreshPage(whole) + lines <= PAGE.lines) ?? 0) : 0
        const under = along > 0 ? belowTable(this.#line + height) - this.#line + along : height
        if (under <= room + 1e-6) {
          draw(rest)
          rest = null
        } else if (cut) {
          draw(cut[0])
          rest = cut[1]
          turn()
        } else turn()
      }
    }
    this.#line = Math.min(PAGE.lines, belowTable(this.#line))
  }

  #rowsOf(block: Extract<Block, { kind: 'table' }>): TableRow[] {
    const known = this.#rows.get(block) ?? tableRows(block, this.#spacing)
    this.#rows.set(block, known)
    return known
  }

  #heightOfStart(rows: readonly TableRow[]): number {
    const first = rows.slice(0, rows[0]?.head ? 2 : 1).reduce((sum, row) => sum + heightOfRow(row), 0)
    return Math.min(first, MOST_KEPT)
  }

  /** The least of a block, in lines, that must stand on the same page as what announces it. */
  #least(index: number, closing: 'whole' | 'begun' = 'whole'): number {
    const block = this.#blocks[index]
    if (closing === 'whole' && index === this.#lastBody + 1 && this.#closing <= WHOLE_CLOSING) return this.#closing
    switch (block?.kind) {
      case undefined: return 0
      case 'space': return block.lines + this.#least(index + 1)
      case 'title': return TITLE_LINES
      case 'right': return 1 + (index > this.#lastBody ? this.#least(index + 1) : 0)
      case 'paragraph': return this.#isOneLine(index) ? 1 + (this.#staysWithNext(index) ? this.#least(index + 1) : 0) : 2
      case 'heading': return 1 + this.#least(index + 1)
      case 'table': return this.#heightOfStart(this.#rowsOf(block))
      case 'seal': return SEAL_LINES
      // The seal stands with the last signature.
      case 'signature': {
        const after = columnOf(this.#blocks, index) === 'left' && this.#blocks[index + 1]?.kind === 'signature' ? index + 2 : index + 1
        return SIGNATURE_LINES + (this.#blocks[after]?.kind === 'seal' ? SEAL_LINES : 0)
      }
    }
  }
}

/** The line of the grid on which what follows a table begins, at least a third of a line below it. */
const belowTable = (line: number): number => Math.ceil(line + 0.3)

/** Lines that a block of the closing takes; of two signatures in a row the first counts. */
function closingHeight(block: Block, blocks: readonly Block[], index: number): number {
  switch (block.kind) {
    case 'space': return block.lines
    case 'seal': return SEAL_LINES
    case 'signature': return columnOf(blocks, index) === 'right' ? 0 : SIGNATURE_LINES
    default: return 1
  }
}

function bodyLine({ text, hanging, natural, indent, last }: Line, at: number, face: FaceId, lead = ''): TextRun[] {
  const gaps = [...text].length - 1
  const slack = PAGE.columns - indent - natural
  // Stretched evenly, but never so far that a short line looks like separate words.
  const spacing = last || gaps < 1 || slack / gaps > 0.4 ? 0 : (slack / gaps) * EM
  const y = baseline(at, EM)
  const x = PAGE.left + indent * EM
  const run = (from: number, part: string, drawn: FaceId): TextRun => ({ x: from, y, size: EM, face: drawn, text: part, spacing })
  // Only where bold is as wide as the text it was broken as; Latin letters are not.
  const bold = lead !== '' && text.startsWith(lead) && Math.abs(widthOf(lead, 'serifBold') - widthOf(lead, face)) < 1e-6 ? lead : ''
  const rest = text.slice(bold.length)
  const runs = [
    ...(bold === '' ? [] : [run(x, bold, 'serifBold')]),
    ...(rest === '' ? [] : [run(x + widthOf(bold, face) * EM + spacing * [...bold].length, rest, face)]),
  ]
  if (hanging) runs.push({ ...run(x + natural * EM + spacing * gaps, hanging, face), spacing: 0 })
  return runs
}

/** A title wider than the type area goes on several lines of about the same length. */
function breakTitle(text: string, spread: number): string[] {
  const characters = [...text]
  const width = (widthOf(text, 'serifBold') + spread * characters.length) * TITLE_SIZE
  const each = Math.ceil(characters.length / Math.ceil(width / PAGE.typeWidth))
  return Array.from({ length: Math.ceil(characters.length / each) }, (_, i) => characters.slice(i * each, (i + 1) * each).join(''))
}
