import { breakLines } from './lines.ts'
import { baseline, EM, lineTop, PAGE, PITCH, TITLE_SIZE } from './page-size.ts'
import { widthOf, type FaceId } from './fonts.ts'
import type { Block, FieldPlace, PaperPlan } from './blocks.ts'

/** One run of text at its place; `spacing` is added after every character (points). */
export type TextRun = { x: number; y: number; size: number; face: FaceId; text: string; spacing: number; grey?: number; red?: boolean }
export type Rule = { x: number; y: number; width: number }
export type Page = { texts: TextRun[]; rules: Rule[] }
export type Layout = { pages: Page[]; fields: FieldPlace[] }

/** Heights in lines of the grid; a signature with its seal stays on one page. */
const SIGNATURE_LINES = 3
const SEAL_LINES = 6
const SMALL = 8.5
const FOOT = 7.5

/** Sets a paper on pages. @throws AppError glyphMissing */
export function layOut(plan: PaperPlan): Layout {
  const pages: Page[] = []
  const fields: FieldPlace[] = []
  let line: number = PAGE.lines
  const page = (): Page => pages.at(-1) ?? { texts: [], rules: [] }
  const room = (lines: number): void => {
    if (line + lines <= PAGE.lines) return
    pages.push({ texts: [], rules: [] })
    line = 0
  }
  const { blocks } = plan
  blocks.forEach((block, i) => {
    switch (block.kind) {
      case 'space':
        if (line < PAGE.lines) line += block.lines
        return
      case 'title':
        for (const text of breakTitle(block.text, block.spread)) {
          room(1.4)
          const width = widthOf(text, 'serifBold') * TITLE_SIZE + block.spread * TITLE_SIZE * ([...text].length - 1)
          page().texts.push({
            x: PAGE.left + (PAGE.typeWidth - width) / 2, y: baseline(line + 0.2, TITLE_SIZE), size: TITLE_SIZE, face: 'serifBold', text,
            spacing: block.spread * TITLE_SIZE,
          })
          line += 1.4
        }
        line = Math.ceil(line)
        return
      case 'right':
        room(1)
        page().texts.push({ x: PAGE.left + PAGE.typeWidth - widthOf(block.text, 'serif') * EM, y: baseline(line, EM), size: EM, face: 'serif', text: block.text, spacing: 0 })
        line += 1
        return
      case 'paragraph': {
        const lines = block.text.split('\n').flatMap((text) => breakLines(text, 'serif', PAGE.columns, block.indent))
        lines.forEach((one, n) => {
          // A single line of a longer paragraph is not left alone at the foot of a page.
          const alone = n === 0 && lines.length > 1 ? 2 : 1
          room(block.keepWithNext && n === lines.length - 1 ? alone + heightOf(blocks[i + 1], blocks[i + 2]) : alone)
          page().texts.push(...bodyLine(one, line))
          line += 1
        })
        return
      }
      case 'signature':
        room(heightOf(block, blocks[i + 1]))
        drawSignature(block, line, page(), pages.length - 1, fields)
        line += SIGNATURE_LINES
        return
      case 'seal':
        room(SEAL_LINES)
        drawSeal(block, line, page(), pages.length - 1, fields)
        line += SEAL_LINES
    }
  })
  pages.forEach((one, i) => one.texts.push(...margins(plan, i + 1, pages.length)))
  return { pages, fields }
}

/** Lines a block needs together with what must not be parted from it. */
function heightOf(block: Block | undefined, next: Block | undefined): number {
  if (block?.kind === 'seal') return SEAL_LINES
  if (block?.kind !== 'signature') return 0
  return next?.kind === 'seal' ? SIGNATURE_LINES + SEAL_LINES : SIGNATURE_LINES
}

function bodyLine(line: ReturnType<typeof breakLines>[number], at: number): TextRun[] {
  const { text, hanging, natural, indent, last } = line
  const gaps = [...text].length - 1
  const slack = PAGE.columns - indent - natural
  // Stretched evenly, but never so far that a short line looks like separate words.
  const spacing = last || gaps < 1 || slack / gaps > 0.4 ? 0 : (slack / gaps) * EM
  const y = baseline(at, EM)
  const x = PAGE.left + indent * EM
  const runs: TextRun[] = [{ x, y, size: EM, face: 'serif', text, spacing }]
  if (hanging) runs.push({ x: x + natural * EM + spacing * gaps, y, size: EM, face: 'serif', text: hanging, spacing: 0 })
  return runs
}

function drawSignature(block: Extract<Block, { kind: 'signature' }>, line: number, page: Page, index: number, fields: FieldPlace[]): void {
  const top = lineTop(line)
  const boxLeft = PAGE.left + 11 * EM
  const boxWidth = PAGE.typeWidth - 11 * EM
  const bottom = top - 2.7 * PITCH
  page.texts.push({ x: PAGE.left, y: bottom + 1.45 * PITCH, size: 12, face: 'sans', text: block.label, spacing: 0, grey: 0.25 })
  const size = Math.min(EM, (10.5 * EM) / widthOf(block.name, 'serif'))
  page.texts.push({ x: PAGE.left, y: bottom + 0.45 * PITCH, size, face: 'serif', text: block.name, spacing: 0 })
  page.texts.push({ x: boxLeft, y: bottom - 9, size: FOOT, face: 'sans', text: '电子签名 · 手写笔迹与数字证书', spacing: 0, grey: 0.55 })
  page.rules.push({ x: boxLeft, y: bottom, width: boxWidth })
  fields.push({ field: block.field, page: index, rect: [boxLeft, bottom + 1, boxLeft + boxWidth, top - 0.1 * PITCH] })
}

function drawSeal(block: Extract<Block, { kind: 'seal' }>, line: number, page: Page, index: number, fields: FieldPlace[]): void {
  const top = lineTop(line)
  const height = (SEAL_LINES - 0.4) * PITCH
  const size = Math.min(EM, (22 * EM) / widthOf(block.court, 'serif'))
  const width = widthOf(block.court, 'serif') * size
  const centre = PAGE.left + PAGE.typeWidth - Math.max(width / 2, 5 * EM) - EM
  page.texts.push({ x: centre - width / 2, y: top - height / 2 + 0.2 * PITCH, size, face: 'serif', text: block.court, spacing: 0 })
  const half = Math.max(width / 2, 65)
  fields.push({ field: block.field, page: index, rect: [centre - half, top - height, centre + half, top] })
}

/** Page number — outside, 四号 between dashes —, the test mark and the footer. */
function margins(plan: PaperPlan, number: number, total: number): TextRun[] {
  const text = `— ${number} —`
  const size = 14
  const width = widthOf(text, 'serif') * size
  const odd = number % 2 === 1
  const y = PAGE.height - PAGE.top - PAGE.typeHeight - 7 * (72 / 25.4) - size * 0.8
  const runs: TextRun[] = [
    { x: odd ? PAGE.left + PAGE.typeWidth - EM - width : PAGE.left + EM, y, size, face: 'serif', text, spacing: 0 },
    { x: PAGE.left, y: y - 24, size: FOOT, face: 'sans', text: `${plan.footer} · 共${total}页`, spacing: 0, grey: 0.55 },
  ]
  if (plan.testMark) {
    const markWidth = widthOf(plan.testMark, 'sans') * SMALL
    runs.push({ x: PAGE.left + (PAGE.typeWidth - markWidth) / 2, y: PAGE.height - 20 * (72 / 25.4), size: SMALL, face: 'sans', text: plan.testMark, spacing: 0, red: true })
  }
  return runs
}

/** A title wider than the type area goes on several lines of about the same length. */
function breakTitle(text: string, spread: number): string[] {
  const width = (widthOf(text, 'serifBold') + spread * [...text].length) * TITLE_SIZE
  const count = Math.ceil(width / PAGE.typeWidth)
  const characters = [...text]
  const each = Math.ceil(characters.length / count)
  return Array.from({ length: count }, (_, i) => characters.slice(i * each, (i + 1) * each).join('')).filter(Boolean)
}
