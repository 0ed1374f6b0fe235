import { openPdf, type PdfFile } from './document.ts'
import { PdfParser, PdfSyntaxError } from './parse.ts'
import { isDict, type PdfDict, type PdfValue } from './objects.ts'

/** One object as it lies in the file; `data` are a stream's bytes as stored. */
export type PdfObject = { num: number; value: PdfValue; at: number; data: Uint8Array | null }
export type StrictRevision = { start: number; end: number; xrefAt: number; trailer: PdfDict; objects: Map<number, PdfObject> }
/** A file of which every byte belongs to the header, to one object, to a table, to a trailer, or is white space between them. */
export type StrictFile = { file: PdfFile; revisions: StrictRevision[] }

/** pdf-lib's header: version, and a comment of four high bytes that tells mailers not to touch the file. */
const HEADER = /^%PDF-1\.7\n%[\x80-\xff]{4}\n/

/** @throws PdfSyntaxError when a byte belongs to nothing, or an object is not exactly where its table says */
export function readStrict(bytes: Uint8Array): StrictFile {
  const file = openPdf(bytes)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const header = HEADER.exec(text.toString('latin1', 0, 16))
  if (!header) throw new PdfSyntaxError('the header is not ours', 0, 'notPdf')
  let start = header[0].length
  const revisions = file.revisions.map((revision): StrictRevision => {
    const objects = readObjects(text, start, revision.xrefAt, revision.entries)
    const strict = { start, end: revision.end, xrefAt: revision.xrefAt, trailer: revision.trailer, objects }
    start = revision.end
    return strict
  })
  return { file, revisions }
}

function readObjects(text: Buffer, from: number, to: number, entries: Map<number, number>): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>()
  const parser = new PdfParser(text, from)
  for (parser.skipWhite(); parser.at < to; parser.skipWhite()) {
    const at = parser.at
    const { num, value, stream } = parser.indirectObject()
    if (entries.get(num) !== at) throw new PdfSyntaxError(`object ${num} is not in the table`, at, 'strayBytes')
    // Of two places for one object the table knows only one, so a second was refused above.
    objects.set(num, { num, value, at, data: stream ? readData(parser, value) : null })
  }
  if (parser.at !== to) throw new PdfSyntaxError('an object runs into the table', to, 'table')
  if (objects.size !== entries.size) throw new PdfSyntaxError('the table names an object that is not there', to, 'table')
  return objects
}

/** The bytes of a stream, and over its end. The length stands in the dictionary itself, so nothing can shift it. */
function readData(parser: PdfParser, value: PdfValue): Uint8Array {
  const length = isDict(value) ? value.get('Length') : null
  const { text } = parser
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || text[parser.at] !== 0x0a) throw parser.error('a stream has no plain length')
  const start = parser.at + 1
  const end = start + length
  if (end > text.length || !/^\n?endstream\nendobj/.test(text.toString('latin1', end, end + 18))) throw new PdfSyntaxError('a stream does not end', start)
  parser.at = end
  parser.word()
  parser.word()
  return text.subarray(start, end)
}
