import { advance, widthOf } from '../typeset/fonts.ts'
import { formalDate } from '../templates/numbers.ts'
import { DATE_BELOW } from '../typeset/fields.ts'
import { EM, MM } from '../typeset/page-size.ts'
import { circle, n, outline, outlineText } from './vector.ts'

const RED = '0.80 0.06 0.09'
/** A people's court's seal is round, 42 mm across, with a star and the name along the upper arc. */
const RADIUS = 21 * MM
const BORDER = 1.2 * MM
const TEXT_RADIUS = RADIUS - BORDER - 3
/** The name takes at most so much of the circle, in radians. */
const WIDEST_ARC = (250 / 180) * Math.PI

/** What the court's field shows: the red seal over its printed name and, where the page has no date (`at` given), the day of sealing. */
export function sealAppearance(width: number, height: number, seal: { court: string; at: Date | null; testCa: boolean }): string {
  const drawing = `q 1 0 0 1 ${n(width / 2)} ${n(height / 2)} cm\n${drawSeal(seal.court, seal.testCa)}Q\n`
  if (!seal.at) return drawing
  const date = formalDate(seal.at)
  const size = Math.min(EM, width / widthOf(date, 'serif'))
  return `0 0 0 rg\n${outlineText(date, 'serif', size, (width - widthOf(date, 'serif') * size) / 2, height / 2 - DATE_BELOW).ops}${drawing}`
}

/**
 * 骑缝章: one strip of the seal at the edge of a page. Called page by page; the strips of one seal make up its width.
 * @returns a function that draws the next strip into a box of this size
 */
export function seamStrips(seal: { court: string; testCa: boolean }): (width: number, height: number) => string {
  const drawing = drawSeal(seal.court, seal.testCa)
  let drawn = 0
  return (width, height) => {
    if (drawn > 2 * RADIUS - 0.5) drawn = 0
    const x = RADIUS - drawn
    drawn += width
    return `q 1 0 0 1 ${n(x)} ${n(height / 2)} cm\n${drawing}Q\n`
  }
}

/** The seal around the origin. */
function drawSeal(court: string, testCa: boolean): string {
  const ring = `${RED} RG ${n(BORDER)} w ${circle(0, 0, RADIUS - BORDER / 2)}S\n`
  const mark = testCa ? line('测试', 8, -43) + line('TEST CA', 6.5, -51) : ''
  return `/GS gs\n${ring}${RED} rg\n${star(17)}${arc(court)}${mark}`
}

function star(r: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 === 0 ? r : r * 0.382
    const angle = Math.PI / 2 + (i * Math.PI) / 5
    return `${n(radius * Math.cos(angle))} ${n(radius * Math.sin(angle))} ${i === 0 ? 'm' : 'l'}`
  })
  return `${points.join(' ')} h f\n`
}

/** The name along the arc, its characters upright towards the centre; many characters become narrower. */
function arc(text: string): string {
  const characters = [...text]
  const step = Math.min((28 / 180) * Math.PI, WIDEST_ARC / Math.max(1, characters.length - 1))
  const size = Math.min(15, Math.max(7, step * (TEXT_RADIUS - 7) * 1.25))
  const narrow = Math.min(1, (step * (TEXT_RADIUS - size / 2)) / size)
  const start = Math.PI / 2 + (step * (characters.length - 1)) / 2
  const ops = characters.map((character, i) => {
    const angle = start - step * i
    const turn = angle - Math.PI / 2
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
    const bottom = TEXT_RADIUS - size * 0.88
    const half = (advance(character, 'serifBold') * size * narrow) / 2
    const x = bottom * Math.cos(angle) - half * cos
    const y = bottom * Math.sin(angle) - half * sin
    return outline(character, 'serifBold', size, [cos * narrow, sin * narrow, -sin, cos, x, y])
  })
  return `${ops.join('')}f\n`
}

const line = (text: string, size: number, y: number): string => outlineText(text, 'sans', size, (-widthOf(text, 'sans') * size) / 2, y).ops
