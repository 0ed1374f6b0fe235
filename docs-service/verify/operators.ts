import { refuse, type Walk } from './schema.ts'

/** What the press draws with: paths, colours, clipping, text in fonts of the page. No marked or optional content, no inline images. */
const DRAWING = ['q', 'Q', 'cm', 'w', 'J', 'j', 'd', 'm', 'l', 'c', 'h', 're', 'S', 's', 'f', 'B', 'n', 'W', 'rg', 'RG', 'g', 'G', 'gs', 'f*', 'B*', 'b', 'b*', 'W*', 'v', 'y']
const TEXT = ['BT', 'ET', 'Tf', 'Tm', 'Td', 'Tc', 'Tw', 'Tz', 'Tj', 'TJ']
/** Operators have one or two letters; looked up as one number, since a page has thousands and a string for each would cost most. */
const tableOf = (operators: string[]): Uint8Array => {
  const table = new Uint8Array(2 ** 16)
  for (const operator of operators) table[operator.charCodeAt(0) * 256 + (operator.length > 1 ? operator.charCodeAt(1) : 0)] = 1
  return table
}
const PAGE_OPERATORS = tableOf([...DRAWING, ...TEXT])
const FORM_OPERATORS = tableOf(DRAWING)
const [SAVE, RESTORE] = ['q', 'Q'].map((operator) => operator.charCodeAt(0) * 256)

const MARK = { white: 1, number: 2, letter: 3, hex: 4, name: 5, bracket: 6, other: 0 } as const
const MARKS = new Uint8Array(256)
for (const character of ' \n\r\t') MARKS[character.charCodeAt(0)] = MARK.white
for (const character of '0123456789.-') MARKS[character.charCodeAt(0)] = MARK.number
for (let code = 65; code <= 90; code++) MARKS[code] = MARKS[code + 32] = MARK.letter
MARKS[0x2a] = MARK.letter
MARKS[0x3c] = MARK.hex
MARKS[0x2f] = MARK.name
MARKS[0x5b] = MARKS[0x5d] = MARK.bracket

export const pageContent = (data: Uint8Array, walk: Walk, what: string): void => scan(data, walk, what, PAGE_OPERATORS)
/** Appearances draw outlines only: no text, so no fonts, and nothing outside their own box (the form's /BBox clips). */
export const formContent = (data: Uint8Array, walk: Walk, what: string): void => scan(data, walk, what, FORM_OPERATORS)

/** Every token is a number, a name, a string in hexadecimal, an array's bracket, or an operator of the list. */
function scan(data: Uint8Array, walk: Walk, what: string, operators: Uint8Array): void {
  const text = Buffer.from(data.buffer, data.byteOffset, data.length)
  let open = 0
  for (let at = 0; at < text.length; ) {
    const mark = MARKS[text[at] as number]
    const start = at++
    if (mark === MARK.number) while (MARKS[text[at] as number] === MARK.number) at++
    else if (mark === MARK.letter) {
      while (MARKS[text[at] as number] === MARK.letter) at++
      const operator = (text[start] as number) * 256 + (at - start > 1 ? (text[start + 1] as number) : 0)
      if (at - start > 2 || operators[operator] !== 1) refuse(`${what} ${text.toString('latin1', start, Math.min(at, start + 8))}`, walk)
      if (operator === SAVE) open++
      if (operator === RESTORE && --open < 0) refuse(`${what} Q`, walk)
    } else if (mark === MARK.name) while (MARKS[text[at] as number] === MARK.letter || MARKS[text[at] as number] === MARK.number) at++
    else if (mark === MARK.hex) {
      at = text.indexOf(0x3e, at) + 1
      if (at === 0 || !/^[0-9a-fA-F]*$/.test(text.toString('latin1', start + 1, at - 1))) refuse(what, walk)
    } else if (mark !== MARK.white && mark !== MARK.bracket) refuse(what, walk)
  }
  if (open !== 0) refuse(`${what} q`, walk)
}
