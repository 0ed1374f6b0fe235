import { PdfParser, PdfSyntaxError } from './parse.ts'
import { isDict, isRef, type PdfDict, type PdfValue } from './objects.ts'

export type Revision = { xrefAt: number; trailer: PdfDict; entries: Map<number, number>; /** offset after this revision's %%EOF and line end */ end: number }

/** A PDF with classic cross-reference tables, oldest revision first. */
export type PdfFile = { bytes: Uint8Array; revisions: Revision[]; root: number; size: number }

const MAX_REVISIONS = 64
const MAX_OBJECTS = 20_000

/**
 * Opens a file by its cross-reference tables; each must end with its own place and %%EOF, and /Prev must fall.
 * @throws PdfSyntaxError when it is not a plain, classic PDF (streams, repairs, gaps)
 */
export function openPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (text.toString('latin1', 0, 5) !== '%PDF-') throw new PdfSyntaxError('the header is not at the first byte', 0, 'notPdf')
  const tail = /startxref\n(\d{1,10})\n%%EOF\n?$/.exec(text.toString('latin1', Math.max(0, text.length - 64)))
  if (!tail) throw new PdfSyntaxError('something follows the end, or the end is missing', text.length, 'afterEnd')
  const revisions: Revision[] = []
  let before = bytes.length
  for (let at: number | null = Number(tail[1]); at !== null; ) {
    if (revisions.length >= MAX_REVISIONS) throw new PdfSyntaxError('too many revisions', at)
    const revision: Revision = { ...readTable(bytes, at), xrefAt: at }
    if (revisions.length === 0 ? revision.end !== bytes.length : revision.end > before) throw new PdfSyntaxError('a revision does not end where the next begins', at, 'strayBytes')
    revisions.unshift(revision)
    before = at
    const previous = revision.trailer.get('Prev')
    if (previous === undefined) break
    if (typeof previous !== 'number' || previous >= at || previous <= 0) throw new PdfSyntaxError('/Prev does not point backwards', at, 'trailer')
    at = previous
  }
  const newest = revisions.at(-1)
  const root = newest?.trailer.get('Root')
  const size = newest?.trailer.get('Size')
  if (!isRef(root) || typeof size !== 'number') throw new PdfSyntaxError('the trailer is incomplete', before, 'trailer')
  return { bytes, revisions, root: root.num, size }
}

/** The object as of revision `upTo` (index into revisions; default the newest). References are followed once. */
export function objectOf(file: PdfFile, num: number, upTo = file.revisions.length - 1): PdfValue {
  for (let i = upTo; i >= 0; i--) {
    const at = file.revisions[i]?.entries.get(num)
    if (at === undefined) continue
    const object = new PdfParser(file.bytes, at).indirectObject()
    if (object.num !== num) throw new PdfSyntaxError(`object ${num} is not where the table says`, at, 'table')
    return object.value
  }
  return null
}

export const resolve = (file: PdfFile, value: PdfValue | undefined, upTo?: number): PdfValue =>
  isRef(value) ? objectOf(file, value.num, upTo) : (value ?? null)

export function dictOf(file: PdfFile, value: PdfValue | undefined, upTo?: number): PdfDict {
  const found = resolve(file, value, upTo)
  if (!isDict(found)) throw new PdfSyntaxError('a dictionary is missing', 0)
  return found
}

/** A table of lines of exactly 20 bytes, its trailer, its own place and %%EOF. */
function readTable(bytes: Uint8Array, at: number): { trailer: PdfDict; entries: Map<number, number>; end: number } {
  const parser = new PdfParser(bytes, at)
  const { text } = parser
  if (text.toString('latin1', at, at + 5) !== 'xref\n') throw new PdfSyntaxError('no classic cross-reference table', at, 'notClassic')
  const entries = new Map<number, number>()
  parser.at = at + 5
  let next = 0
  while (text[parser.at] !== 0x74 && text[parser.at] !== 0x0a) {
    const head = /^(0|[1-9]\d{0,6}) ([1-9]\d{0,6})\n/.exec(text.toString('latin1', parser.at, parser.at + 20))
    if (!head) throw parser.error('the table is damaged', 'table')
    const first = Number(head[1])
    const count = Number(head[2])
    if (first < next || count > MAX_OBJECTS) throw parser.error('the table is damaged', 'table')
    parser.at += head[0].length
    for (let i = 0; i < count; i++, parser.at += 20) {
      const line = /^(\d{10}) (\d{5}) ([nf])(?: \n|\r\n| \r)$/.exec(text.toString('latin1', parser.at, parser.at + 20))
      // Only object 0 is free: nothing is ever deleted from a paper.
      if (!line || (line[3] === 'n' ? line[2] !== '00000' || first + i === 0 : first + i !== 0)) throw parser.error('the table is damaged', 'table')
      if (line[3] === 'n') entries.set(first + i, Number(line[1]))
    }
    next = first + count
  }
  if (parser.word() !== 'trailer') throw parser.error('the trailer is missing', 'trailer')
  const trailer = parser.value()
  if (!isDict(trailer) || trailer.has('XRefStm') || trailer.has('Encrypt')) throw new PdfSyntaxError('the trailer is not plain', at, 'notClassic')
  const close = /^\n{1,2}startxref\n(\d{1,10})\n%%EOF\n?/.exec(text.toString('latin1', parser.at, parser.at + 40))
  if (!close || Number(close[1]) !== at) throw parser.error('a revision does not end with its own place', 'trailer')
  return { trailer, entries, end: parser.at + close[0].length }
}
