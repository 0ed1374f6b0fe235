import { problem } from '../problems.ts'
import type { CatalogueProblem } from '../problems.ts'

const BOM = '\u{feff}'

/** The text of a file, or why its bytes are no UTF-8; a byte-order mark at the head is left out. */
export function decodeCsv(table: string, file: string | Uint8Array): { text: string } | { problem: CatalogueProblem } {
  if (typeof file === 'string') return { text: file.startsWith(BOM) ? file.slice(1) : file }
  if ((file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff)) {
    return { problem: problem({ table, row: 1, column: null }, 'utf16') }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(file) }
  } catch {
    return { problem: problem({ table, row: firstBadLine(file), column: null }, 'notUtf8') }
  }
}

/** Neither UTF-8 nor GBK uses 0x0A inside a character, so lines can be tried one by one. */
function firstBadLine(file: Uint8Array): number {
  const strict = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for (let start = 0; start < file.length; line++) {
    const end = file.indexOf(0x0a, start)
    const stop = end < 0 ? file.length : end + 1
    try {
      strict.decode(file.subarray(start, stop))
    } catch {
      return line
    }
    start = stop
  }
  return line
}
