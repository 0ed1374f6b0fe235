import { endianness } from 'node:os'
import { piece, zlibOf, type Piece } from './pieces.ts'

/**
 * Subsets of TrueType faces made by copying outlines as they are, without decoding them: a whole paper's worth takes well
 * under a millisecond. Slots are numbered by the caller, one for each character, so that two characters drawn by one glyph
 * stay two when the text is read back.
 */
export type TrueTypeFace = {
  unitsPerEm: number
  /** In font units. */
  ascent: number
  descent: number
  /** xMin, yMin, xMax, yMax in font units. */
  bbox: [number, number, number, number]
  /** Advance width of a glyph in font units. */
  advance(glyph: number): number
  /** A font file whose glyph i is `glyphs[i]` of this face; parts of composite glyphs follow behind. */
  subset(glyphs: readonly number[]): { length: number; /** As /FlateDecode wants it. */ compressed: Buffer }
}
/** An outline padded to four bytes, with its checksum as a font's table counts it. */
type Outline = Piece & { sum: number }

const LITTLE_ENDIAN = endianness() === 'LE'
const COPIED = ['cvt ', 'fpgm', 'prep']
/** Flags of a composite glyph's part (OpenType, table glyf). */
const WORDS = 0x0001
const SCALE = 0x0008
const MORE = 0x0020
const XY_SCALE = 0x0040
const TWO_BY_TWO = 0x0080

/** @throws Error when the file is no TrueType font with outlines in `glyf` */
export function openTrueType(file: Uint8Array): TrueTypeFace {
  const data = Buffer.from(file.buffer, file.byteOffset, file.length)
  const tables = directory(data)
  const table = (tag: string): Buffer => {
    const found = tables.get(tag)
    if (!found) throw new Error(`the font has no table ${tag}`)
    return found
  }
  const [head, hhea, hmtx, loca, glyf, maxp] = [table('head'), table('hhea'), table('hmtx'), table('loca'), table('glyf'), table('maxp')]
  const long = head.readInt16BE(50) === 1
  const metrics = hhea.readUInt16BE(34)
  const count = maxp.readUInt16BE(4)
  const offset = (glyph: number): number => (long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2)
  const outline = (glyph: number): Buffer => {
    if (glyph >= count) throw new Error(`the font has no glyph ${glyph}`)
    return glyf.subarray(offset(glyph), offset(glyph + 1))
  }
  const advance = (glyph: number): number => hmtx.readUInt16BE(Math.min(glyph, metrics - 1) * 4)
  const bearing = (glyph: number): number => (glyph < metrics ? hmtx.readInt16BE(glyph * 4 + 2) : hmtx.readInt16BE(metrics * 4 + (glyph - metrics) * 2))
  const copied = COPIED.flatMap((tag): [string, Buffer][] => (tables.has(tag) ? [[tag, table(tag)]] : []))
  const known = new Map<number, Outline>()
  /** Outlines of single glyphs are the same in every subset: compressed once. Bounded by the face. */
  const single = (glyph: number, original: Buffer): Outline => {
    const before = known.get(glyph)
    if (before) return before
    const made = outlineOf(padded(original))
    known.set(glyph, made)
    return made
  }
  return {
    unitsPerEm: head.readUInt16BE(18),
    ascent: hhea.readInt16BE(4), descent: hhea.readInt16BE(6),
    bbox: [head.readInt16BE(36), head.readInt16BE(38), head.readInt16BE(40), head.readInt16BE(42)],
    advance,
    subset: (glyphs) => {
      const { all, outlines } = withParts(glyphs, outline, single)
      const newHead = Buffer.from(head)
      newHead.writeUInt32BE(0, 8)
      newHead.writeInt16BE(1, 50)
      const newHhea = Buffer.from(hhea)
      newHhea.writeUInt16BE(all.length, 34)
      const newMaxp = Buffer.from(maxp)
      newMaxp.writeUInt16BE(all.length, 4)
      const newHmtx = Buffer.alloc(all.length * 4)
      all.forEach((glyph, i) => {
        newHmtx.writeUInt16BE(advance(glyph), i * 4)
        newHmtx.writeInt16BE(bearing(glyph), i * 4 + 2)
      })
      const newLoca = Buffer.alloc(all.length * 4 + 4)
      let at = 0
      outlines.forEach((one, i) => newLoca.writeUInt32BE((at += one.raw.length), i * 4 + 4))
      return assemble([...copied, ['head', newHead], ['hhea', newHhea], ['hmtx', newHmtx], ['loca', newLoca], ['maxp', newMaxp]], outlines)
    },
  }
}

function directory(data: Buffer): Map<string, Buffer> {
  if (data.readUInt32BE(0) !== 0x00010000) throw new Error('not a TrueType font')
  return new Map(Array.from({ length: data.readUInt16BE(4) }, (_, i) => {
    const at = 12 + i * 16
    const start = data.readUInt32BE(at + 8)
    return [data.toString('latin1', at, at + 4), data.subarray(start, start + data.readUInt32BE(at + 12))]
  }))
}

/** The wanted glyphs and those that composite ones are put together from, renumbered. */
function withParts(glyphs: readonly number[], outline: (glyph: number) => Buffer, single: (glyph: number, original: Buffer) => Outline): { all: number[]; outlines: Outline[] } {
  const all = [...glyphs]
  const outlines: Outline[] = []
  const slots = new Map<number, number>()
  glyphs.forEach((glyph, slot) => { if (!slots.has(glyph)) slots.set(glyph, slot) })
  const slotOf = (glyph: number): number => {
    const known = slots.get(glyph)
    if (known !== undefined) return known
    slots.set(glyph, all.push(glyph) - 1)
    return all.length - 1
  }
  for (let i = 0; i < all.length; i++) {
    const glyph = all[i] ?? 0
    const original = outline(glyph)
    if (original.length === 0 || original.readInt16BE(0) >= 0) {
      outlines.push(single(glyph, original))
      continue
    }
    const composite = padded(original)
    renumber(composite, slotOf)
    outlines.push(outlineOf(composite))
  }
  return { all, outlines }
}

const outlineOf = (raw: Buffer): Outline => ({ ...piece(raw), sum: checksum(raw) })

function padded(bytes: Buffer): Buffer {
  const out = Buffer.alloc((bytes.length + 3) & ~3)
  bytes.copy(out)
  return out
}

function renumber(composite: Buffer, slotOf: (glyph: number) => number): void {
  for (let at = 10; ; ) {
    const flags = composite.readUInt16BE(at)
    composite.writeUInt16BE(slotOf(composite.readUInt16BE(at + 2)), at + 2)
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & XY_SCALE ? 4 : flags & TWO_BY_TWO ? 8 : 0)
    if (!(flags & MORE)) return
  }
}

/** Puts tables together, in the order of their tags, with the checksums that font checkers look for. */
function assemble(others: [string, Buffer][], outlines: Outline[]): { length: number; compressed: Buffer } {
  const glyfLength = outlines.reduce((sum, { raw }) => sum + raw.length, 0)
  const tables = others.map(([tag, table]) => ({ tag, table: padded(table), length: table.length }))
  const sorted = [...tables, { tag: 'glyf', table: null, length: glyfLength }].sort((a, b) => (a.tag < b.tag ? -1 : 1))
  const power = 2 ** Math.floor(Math.log2(sorted.length))
  const head = Buffer.alloc(12 + sorted.length * 16)
  head.writeUInt32BE(0x00010000, 0)
  head.writeUInt16BE(sorted.length, 4)
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((sorted.length - power) * 16, 10)
  let at = head.length
  let total = 0
  sorted.forEach(({ tag, table, length }, i) => {
    const sum = table ? checksum(table) : outlines.reduce((all, one) => (all + one.sum) >>> 0, 0)
    const entry = 12 + i * 16
    head.write(tag, entry, 'latin1')
    head.writeUInt32BE(sum, entry + 4)
    head.writeUInt32BE(at, entry + 8)
    head.writeUInt32BE(length, entry + 12)
    total = (total + sum) >>> 0
    at += table ? table.length : glyfLength
  })
  const adjustment = (0xb1b0afba - ((total + checksum(head)) >>> 0)) >>> 0
  tables.find(({ tag }) => tag === 'head')?.table.writeUInt32BE(adjustment, 8)
  const glyf = sorted.findIndex(({ table }) => table === null)
  const part = (from: number, to: number): Buffer[] => sorted.slice(from, to).flatMap(({ table }) => (table ? [table] : []))
  const compressed = zlibOf([piece(Buffer.concat([head, ...part(0, glyf)])), ...outlines, piece(Buffer.concat(part(glyf + 1, sorted.length)))])
  return { length: at, compressed }
}

/** Sum of big-endian 32-bit words; a copy swapped at once adds up much quicker than words read one by one. */
function checksum(bytes: Buffer): number {
  const swapped = new Uint8Array(bytes.length & ~3)
  swapped.set(bytes.subarray(0, swapped.length))
  const words = new Int32Array(swapped.buffer)
  if (LITTLE_ENDIAN) Buffer.from(swapped.buffer).swap32()
  let sum = 0
  for (let i = 0; i < words.length; i++) sum = (sum + (words[i] ?? 0)) | 0
  return sum >>> 0
}
