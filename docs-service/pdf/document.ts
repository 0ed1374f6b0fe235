import { PdfParser } from './parse.ts'
import { isDict, isRef, type PdfDict, type PdfValue } from './objects.ts'

export type Revision = { xrefAt: number; trailer: PdfDict; entries: Map<number, number>; /** offset after this revision's %%EOF and line end */ end: number }

/** A PDF with classic cross-reference tables, oldest revision first. */
export type PdfFile = { bytes: Uint8Array; revisions: Revision[]; root: number; size: number }

const MAX_REVISIONS = 64

/** Opens a file by its cross-reference tables. @throws Error when it is not a plain, classic PDF (streams, repairs, gaps) */
export function openPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (text.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('PDF: the header is not at the first byte')
  const tail = /startxref\r?\n(\d{1,10})\r?\n%%EOF\r?\n?$/.exec(text.subarray(-64).toString('latin1'))
  if (!tail) throw new Error('PDF: something follows the end, or the end is missing')
  const revisions: Revision[] = []
  let end = bytes.length
  for (let at: number | null = Number(tail[1]); at !== null; ) {
    if (revisions.length >= MAX_REVISIONS) throw new Error('PDF: too many revisions')
    const revision: Revision = { ...readTable(bytes, at), xrefAt: at, end }
    revisions.unshift(revision)
    const previous = revision.trailer.get('Prev')
    if (previous === undefined) break
    if (typeof previous !== 'number' || previous >= at || previous <= 0) throw new Error('PDF: /Prev does not point backwards')
    at = previous
    end = endOfRevision(text, previous, revision.xrefAt)
  }
  const newest = revisions.at(-1)
  const root = newest?.trailer.get('Root')
  const size = newest?.trailer.get('Size')
  if (!isRef(root) || typeof size !== 'number') throw new Error('PDF: the trailer is incomplete')
  return { bytes, revisions, root: root.num, size }
}

/** The object as of revision `upTo` (index into revisions; default the newest). References are followed once. */
export function objectOf(file: PdfFile, num: number, upTo = file.revisions.length - 1): PdfValue {
  for (let i = upTo; i >= 0; i--) {
    const at = file.revisions[i]?.entries.get(num)
    if (at === undefined) continue
    const object = new PdfParser(file.bytes, at).indirectObject()
    if (object.num !== num) throw new Error(`PDF: object ${num} is not where the table says`)
    return object.value
  }
  return null
}

export const resolve = (file: PdfFile, value: PdfValue | undefined, upTo?: number): PdfValue =>
  isRef(value) ? objectOf(file, value.num, upTo) : (value ?? null)

export function dictOf(file: PdfFile, value: PdfValue | undefined, upTo?: number): PdfDict {
  const found = resolve(file, value, upTo)
  if (!isDict(found)) throw new Error('PDF: a dictionary is missing')
  return found
}

function readTable(bytes: Uint8Array, at: number): { trailer: PdfDict; entries: Map<number, number> } {
  const parser = new PdfParser(bytes, at)
  if (parser.word() !== 'xref') throw new Error(`PDF: no classic cross-reference table at ${at}`)
  const entries = new Map<number, number>()
  for (let word = parser.word(); word !== 'trailer'; word = parser.word()) {
    const first = Number(word)
    const count = Number(parser.word())
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || count > 100_000) throw new Error('PDF: the table is damaged')
    for (let i = 0; i < count; i++) {
      const offset = Number(parser.word())
      const generation = parser.word()
      const kind = parser.word()
      if (kind !== 'n' && kind !== 'f') throw new Error('PDF: the table is damaged')
      if (kind === 'n' && (Number(generation) !== 0 || offset >= bytes.length || entries.has(first + i))) throw new Error('PDF: the table is damaged')
      if (kind === 'n') entries.set(first + i, offset)
    }
  }
  const trailer = parser.value()
  if (!isDict(trailer) || trailer.has('XRefStm') || trailer.has('Encrypt')) throw new Error('PDF: the trailer is not plain')
  return { trailer, entries }
}

/** Where the revision whose table is at `xrefAt` ends: after the %%EOF that follows its own startxref. */
function endOfRevision(text: Buffer, xrefAt: number, before: number): number {
  const mark = text.indexOf('%%EOF', xrefAt)
  if (mark < 0 || mark > before) throw new Error('PDF: a revision does not end')
  const after = text.subarray(mark + 5, mark + 7).toString('latin1')
  return mark + 5 + (after === '\r\n' ? 2 : after.startsWith('\n') || after.startsWith('\r') ? 1 : 0)
}
