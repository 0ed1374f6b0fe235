import { deflateSync } from 'node:zlib'
import { PDFRawStream, PDFString, type PDFDocument, type PDFRef } from 'pdf-lib'
import type { TrueTypeFace } from './truetype-subset.ts'

/** Fixed-pitch 1, serif 2, symbolic 4 (PDF 32000-1, table 123): a subset has its own encoding and counts as symbolic. */
const SYMBOLIC = 4
/** A ToUnicode block holds at most so many entries (PDF 32000-1, 9.10.3). */
const BLOCK = 100
/** Compressing is the largest part of making a paper: this takes half the time of level 6 and costs four per cent of the size. */
const QUICK = { level: 1, memLevel: 8 } as const

export type EmbeddedFace = {
  ref: PDFRef
  /** Text as the hex digits of a string for Tj; each character becomes part of the subset. */
  encode(text: string): string
  /** Writes the font; afterwards nothing can be encoded any more. */
  close(): void
}

/**
 * A face of which only the characters used are put into the paper (Type0, CIDFontType2, Identity-H, ToUnicode). Every
 * character has a code of its own, so the text read back is exactly the text written.
 * @param glyphOf glyph of a character, which the face must have
 * @param name with the six-letter mark of a subset, e.g. ABCDEF+NotoSerifSC
 */
export function embedFace(pdf: PDFDocument, face: TrueTypeFace, name: string, glyphOf: (character: string) => number): EmbeddedFace {
  const { context } = pdf
  const ref = context.nextRef()
  const codes = new Map<string, string>()
  const glyphs = [0]
  let closed = false
  return {
    ref,
    encode: (text) => {
      if (closed) throw new Error('the font is written already')
      let out = ''
      for (const character of text) {
        let code = codes.get(character)
        if (code === undefined) {
          code = hex4(glyphs.push(glyphOf(character)) - 1)
          codes.set(character, code)
        }
        out += code
      }
      return out
    },
    close: () => {
      closed = true
      const scale = 1000 / face.unitsPerEm
      const per1000 = (value: number): number => Math.round(value * scale)
      const { length, compressed } = face.subset(glyphs)
      const fontFile = context.register(PDFRawStream.of(context.obj({ Filter: 'FlateDecode', Length1: length }), compressed))
      const descriptor = context.register(context.obj({
        Type: 'FontDescriptor', FontName: name, Flags: SYMBOLIC, FontBBox: face.bbox.map(per1000), ItalicAngle: 0,
        Ascent: per1000(face.ascent), Descent: per1000(face.descent), CapHeight: per1000(face.ascent), StemV: 80, FontFile2: fontFile,
      }))
      const descendant = context.register(context.obj({
        Type: 'Font', Subtype: 'CIDFontType2', BaseFont: name, CIDToGIDMap: 'Identity', FontDescriptor: descriptor, DW: 1000,
        CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
        W: [0, glyphs.map((glyph) => per1000(face.advance(glyph)))],
      }))
      context.assign(ref, context.obj({
        Type: 'Font', Subtype: 'Type0', BaseFont: name, Encoding: 'Identity-H', DescendantFonts: [descendant],
        ToUnicode: stream(pdf, Buffer.from(toUnicode(codes), 'latin1')),
      }))
    },
  }
}

/** A compressed stream, e.g. a page's operators, as a new object of the document. */
export function stream(pdf: PDFDocument, data: Uint8Array): PDFRef {
  const { context } = pdf
  const dict = context.obj({ Filter: 'FlateDecode' })
  return context.register(PDFRawStream.of(dict, deflateSync(data, QUICK)))
}

/** Which character a code stands for, read by copy and search (PDF 32000-1, 9.10.3). */
function toUnicode(codes: Map<string, string>): string {
  const entries = [...codes].map(([character, code]) => `<${code}> <${Buffer.from(character, 'utf16le').swap16().toString('hex')}>`)
  let blocks = ''
  for (let i = 0; i < entries.length; i += BLOCK) {
    const block = entries.slice(i, i + BLOCK)
    blocks += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}

const hex4 = (value: number): string => value.toString(16).padStart(4, '0')
