import { widthOf, type FaceId } from './fonts.ts'

/** Marks that must not begin a line, and those that must not end one (避头尾). */
const NOT_FIRST = new Set('，。、；：？！）》〉】」』”’…—·％%℃)]}〕〗.,;:!?'.split(''))
const NOT_LAST = new Set('（《〈【「『“‘([{〔〖￥¥$'.split(''))
/** Marks that may hang out of the right margin by their own width (标点悬挂). */
const MAY_HANG = new Set('，。、；：'.split(''))
/** Numbers, amounts and Latin words stay whole up to this width, in em. */
const UNBREAKABLE_EM = 14
const EPSILON = 1e-6

export type Line = {
  text: string
  /** A mark set outside the type area, drawn after `text`. */
  hanging: string
  /** Natural width of `text` in em. */
  natural: number
  /** From the left edge, in em. */
  indent: number
  /** Last line of its paragraph: not stretched. */
  last: boolean
}

/**
 * Breaks one paragraph into lines.
 * @param width of the type area in em; @param indent of the first line in em
 * @param hang whether marks may stand outside the type area; a cell has a rule there
 * @throws AppError glyphMissing
 */
export function breakLines(paragraph: string, face: FaceId, width: number, indent: number, { hang = true } = {}): Line[] {
  const tokens = tokensOf(paragraph, face, Math.min(UNBREAKABLE_EM, width))
  const lines: Line[] = []
  let line: Token[] = []
  let left = indent
  const close = (last: boolean, hanging = ''): void => {
    while (line.at(-1)?.text === ' ') line.pop()
    lines.push({ text: line.map(({ text }) => text).join(''), hanging, natural: sum(line), indent: left, last })
    line = []
    left = 0
  }
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token || (line.length === 0 && token.text === ' ' && lines.length > 0)) continue
    if (left + sum(line) + token.width <= width + EPSILON || line.length === 0) {
      line.push(token)
      continue
    }
    const next = tokens[i + 1]
    if (hang && MAY_HANG.has(token.text) && !(next && NOT_FIRST.has(next.text))) {
      close(i === tokens.length - 1, token.text)
      continue
    }
    const carried: Token[] = []
    while (line.length > 1 && (NOT_FIRST.has((carried[0] ?? token).text) || NOT_LAST.has(line.at(-1)?.text ?? ''))) {
      const moved = line.pop()
      if (moved) carried.unshift(moved)
    }
    close(false)
    line = carried
    i-- // the token is tried again on the new line
  }
  if (line.length > 0 || lines.length === 0) close(true)
  const end = lines.at(-1)
  if (end) end.last = true
  return lines
}

type Token = { text: string; width: number }
const sum = (tokens: Token[]): number => tokens.reduce((total, { width }) => total + width, 0)

function tokensOf(text: string, face: FaceId, most: number): Token[] {
  const tokens: Token[] = []
  // A pasted no-break space shares its glyph with the plain one and would be read back as either.
  for (const part of text.replaceAll(/[\t\u00a0]/g, ' ').match(/[A-Za-z0-9][A-Za-z0-9.,:'%+\-_/@#&=]*[A-Za-z0-9%]|./gsu) ?? []) {
    const width = widthOf(part, face)
    if (width <= most) tokens.push({ text: part, width })
    else for (const character of part) tokens.push({ text: character, width: widthOf(character, face) })
  }
  return tokens
}
