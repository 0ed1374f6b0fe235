import { encode } from 'uqr'
import { widthOf } from './fonts.ts'
import { EM, MM, PAGE } from './page-size.ts'
import type { PaperPlan } from './blocks.ts'
import type { Code, Page, TextRun } from './page.ts'

/** 四号, as GB/T 9704 asks of page numbers. */
const NUMBER_SIZE = 14
const MARK_SIZE = 8.5
const FOOT_SIZE = 7.5
/** 14 mm: a telephone reads it from a hand's breadth. */
const CODE_SIZE = 14 * MM
const CODE_BOTTOM = 6.5 * MM
/** The page number's upper edge lies so far below the type area. */
const NUMBER_BELOW = 7 * MM

/** Page number — outside, between dashes —, number of the paper with its square code, and the test mark, on every page. @throws AppError glyphMissing */
export function drawMargins(plan: PaperPlan, pages: Page[]): void {
  const { data: modules } = encode(plan.code, { border: 0, ecc: 'M' })
  const foot = `${plan.footer} · 共${pages.length}页`
  const footWidth = widthOf(foot, 'sans') * FOOT_SIZE
  pages.forEach((page, i) => {
    // The code stands on the inner side, the number on the outer one: they never meet.
    const odd = i % 2 === 0
    const code: Code = { x: odd ? PAGE.left : PAGE.left + PAGE.typeWidth - CODE_SIZE, y: CODE_BOTTOM, size: CODE_SIZE, modules }
    page.texts.push(pageNumber(i + 1))
    page.texts.push({ x: odd ? code.x + CODE_SIZE + 6 : code.x - 6 - footWidth, y: CODE_BOTTOM + 3, size: FOOT_SIZE, face: 'sans', text: foot, spacing: 0, grey: 0.45 })
    if (plan.testMark) page.texts.push(testMark(plan.testMark))
    page.code = code
  })
}

function pageNumber(number: number): TextRun {
  const text = `— ${number} —`
  const odd = number % 2 === 1
  const x = odd ? PAGE.left + PAGE.typeWidth - EM - widthOf(text, 'serif') * NUMBER_SIZE : PAGE.left + EM
  return { x, y: PAGE.height - PAGE.top - PAGE.typeHeight - NUMBER_BELOW - NUMBER_SIZE * 0.8, size: NUMBER_SIZE, face: 'serif', text, spacing: 0 }
}

function testMark(text: string): TextRun {
  const width = widthOf(text, 'sans') * MARK_SIZE
  return { x: PAGE.left + (PAGE.typeWidth - width) / 2, y: PAGE.height - 20 * MM, size: MARK_SIZE, face: 'sans', text, spacing: 0, red: true }
}
