import { widthOf } from './fonts.ts'
import { EM, MM, PAGE, PITCH, lineTop } from './page-size.ts'
import type { Block } from './blocks.ts'
import type { FieldPlace, Page, Rect } from './page.ts'

/** Heights in lines of the grid. */
export const SIGNATURE_LINES = 3
export const SEAL_LINES = 5
/** Half of the longest date in words, 二〇二六年十二月二十一日, and a little. */
const HALF_DATE = 6.2 * EM
/** The seal's date stands so far below the middle of its field; page and appearance agree on it. Points. */
export const DATE_BELOW = 1.05 * PITCH
/** A seal's diameter, and the most pages that share one. */
const SEAL_WIDTH = 42 * MM
const MOST_SHARING = 10

/** From so many on, signatures that follow each other stand two in a row. */
const TWO_IN_A_ROW = 4
export type Column = 'whole' | 'left' | 'right'

/** Where the signature at `index` stands among those around it. */
export function columnOf(blocks: readonly Block[], index: number): Column {
  let first = index
  while (blocks[first - 1]?.kind === 'signature') first--
  let end = index
  while (blocks[end]?.kind === 'signature') end++
  return end - first < TWO_IN_A_ROW ? 'whole' : (index - first) % 2 === 0 ? 'left' : 'right'
}

/** Who signs, on the left; the field for the handwriting on the right. @returns the field, top at `line` */
export function drawSignature(block: Extract<Block, { kind: 'signature' }>, line: number, page: Page, index: number, column: Column): FieldPlace {
  if (column !== 'whole') return drawHalf(block, line, page, index, column)
  const top = lineTop(line)
  const boxLeft = PAGE.left + 11 * EM
  const boxWidth = PAGE.typeWidth - 11 * EM
  const bottom = top - 2.7 * PITCH
  const size = Math.min(EM, (10.5 * EM) / widthOf(block.name, 'serif'))
  page.texts.push(
    { x: PAGE.left, y: bottom + 1.45 * PITCH, size: 12, face: 'sans', text: block.label, spacing: 0, grey: 0.25 },
    { x: PAGE.left, y: bottom + 0.45 * PITCH, size, face: 'serif', text: block.name, spacing: 0 },
    { x: boxLeft, y: bottom - 9, size: 7.5, face: 'sans', text: '电子签名 · 手写笔迹与数字证书', spacing: 0, grey: 0.55 },
  )
  page.rules.push({ x: boxLeft, y: bottom, width: boxWidth })
  return { field: block.field, page: index, rect: [boxLeft, bottom + 1, boxLeft + boxWidth, top - 0.1 * PITCH] }
}

/** Half a line's width: who signs above, the field below. */
function drawHalf(block: Extract<Block, { kind: 'signature' }>, line: number, page: Page, index: number, column: Column): FieldPlace {
  const top = lineTop(line)
  const width = PAGE.typeWidth / 2 - 0.5 * EM
  const left = PAGE.left + (column === 'left' ? 0 : width + EM)
  const bottom = top - 2.5 * PITCH
  const room = width - widthOf(block.label, 'sans') * 10.5 - 6
  const size = Math.min(12, room / widthOf(block.name, 'serif'))
  page.texts.push(
    { x: left, y: top - 0.5 * PITCH, size: 10.5, face: 'sans', text: block.label, spacing: 0, grey: 0.25 },
    { x: left + width - room, y: top - 0.5 * PITCH, size, face: 'serif', text: block.name, spacing: 0 },
    { x: left, y: bottom - 8, size: 6.5, face: 'sans', text: '电子签名 · 手写笔迹与数字证书', spacing: 0, grey: 0.55 },
  )
  page.rules.push({ x: left, y: bottom, width })
  return { field: block.field, page: index, rect: [left, bottom + 1, left + width, top - 0.65 * PITCH] }
}

/** 落款: the court's name and the date, over which the seal is put. */
export function drawSeal(block: Extract<Block, { kind: 'seal' }>, line: number, page: Page, index: number): FieldPlace {
  const top = lineTop(line)
  const height = (SEAL_LINES - 0.3) * PITCH
  const size = Math.min(EM, (22 * EM) / widthOf(block.court, 'serif'))
  const width = widthOf(block.court, 'serif') * size
  const half = Math.max(width / 2, HALF_DATE)
  const centre = PAGE.left + PAGE.typeWidth - half - EM
  page.texts.push({ x: centre - width / 2, y: top - height / 2 + 0.2 * PITCH, size, face: 'serif', text: block.court, spacing: 0 })
  if (block.date !== '') page.texts.push({ x: centre - (widthOf(block.date, 'serif') * EM) / 2, y: top - height / 2 - DATE_BELOW, size: EM, face: 'serif', text: block.date, spacing: 0 })
  return { field: block.field, page: index, rect: [centre - half, top - height, centre + half, top] }
}

/** 骑缝章: a strip of the seal at the outer edge of each page; laid on each other the pages show it whole. Long papers share several. */
export function seams(pages: number): { page: number; rect: Rect }[] {
  const groups = Math.ceil(pages / MOST_SHARING)
  const low = PAGE.height / 2 - SEAL_WIDTH / 2
  return Array.from({ length: groups }, (_, g) => {
    const first = Math.floor((g * pages) / groups)
    const count = Math.floor(((g + 1) * pages) / groups) - first
    return Array.from({ length: count }, (__, i) => ({ page: first + i, rect: [PAGE.width - SEAL_WIDTH / count, low, PAGE.width, low + SEAL_WIDTH] satisfies Rect }))
  }).flat()
}
