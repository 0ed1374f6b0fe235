import { inflateSync } from 'node:zlib'
import { create } from '@cantoo/fontkit'
import { expect, test } from 'vitest'
import { FACE_IDS, faceOf, glyphIdOf } from '../typeset/fonts.ts'
import { openTrueType } from './truetype-subset.ts'

const TEXT = '王喆堃李䶮欧阳𬭎𫖯㛃，。（2026）沪0105民初1234号ÀéÅ'

function fileOf({ length, compressed }: { length: number; compressed: Buffer }): Buffer {
  const file = inflateSync(compressed)
  expect(file.length).toBe(length)
  return file
}

test.each(FACE_IDS)('outlines and widths of a subset of %s are those of the face', (id) => {
  const { font, outlines } = faceOf(id)
  const characters = [...TEXT].filter((character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))
  expect(characters.length).toBeGreaterThan(30)
  const glyphs = [0, ...characters.map(glyphIdOf(id))]
  const subset = create(new Uint8Array(fileOf(outlines.subset(glyphs))))
  if (!('getGlyph' in subset)) throw new Error('not one font')
  expect(subset.unitsPerEm).toBe(font.unitsPerEm)
  glyphs.forEach((glyph, slot) => {
    const [ours, theirs] = [subset.getGlyph(slot), font.getGlyph(glyph)]
    expect(ours?.path.toSVG(), `slot ${slot}`).toBe(theirs?.path.toSVG())
    expect(ours?.advanceWidth).toBe(theirs?.advanceWidth)
    expect(outlines.advance(glyph)).toBe(theirs?.advanceWidth)
  })
})

test('a glyph wanted twice has two slots; one that the face does not have is an error', () => {
  const { outlines } = faceOf('serif')
  const one = glyphIdOf('serif')('王')
  expect(outlines.subset([0, one, one]).length).toBeGreaterThan(outlines.subset([0, one]).length)
  expect(() => outlines.subset([65_535])).toThrow('no glyph 65535')
})

test('checksums are as the format asks: each table\'s, and of the whole file with the adjustment', () => {
  const file = fileOf(faceOf('sans').outlines.subset([0, ...[...TEXT].slice(0, 3).map(glyphIdOf('sans'))]))
  const sum = (bytes: Buffer): number => {
    let total = 0
    for (let at = 0; at < bytes.length; at += 4) total = (total + bytes.readUInt32BE(at)) >>> 0
    return total
  }
  expect(sum(file)).toBe(0xb1b0afba)
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const [tag, wanted, at, length] = [file.toString('latin1', 12 + i * 16, 16 + i * 16), ...[4, 8, 12].map((part) => file.readUInt32BE(12 + i * 16 + part))] as [string, number, number, number]
    const table = Buffer.from(file.subarray(at, (at + length + 3) & ~3))
    if (tag === 'head') table.writeUInt32BE(0, 8)
    expect(sum(table), tag).toBe(wanted)
  }
})

test('something else is refused', () => {
  expect(() => openTrueType(Buffer.from('OTTO\0\0\0\0\0\0\0\0'))).toThrow('not a TrueType font')
})
