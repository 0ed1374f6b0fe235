import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font, type Glyph } from '@cantoo/fontkit'
import { AppError } from '#protocol/errors.ts'
import { openTrueType, type TrueTypeFace } from '../pdf/truetype-subset.ts'

const require = createRequire(import.meta.url)
/** Faces in the order in which a character missing from the wanted one is looked for. */
const FILES = {
  serif: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  serifBold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  sans: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
} as const
export type FaceId = keyof typeof FILES
export const FACE_IDS = Object.keys(FILES) as FaceId[]
export type Face = { id: FaceId; font: Font; outlines: TrueTypeFace; postscriptName: string }

const faces = new Map<FaceId, Face>()

/** A face, read and parsed once in the life of the process (48 → 17 ms a paper). */
export function faceOf(id: FaceId): Face {
  const known = faces.get(id)
  if (known) return known
  const file = new Uint8Array(readFileSync(require.resolve(FILES[id])))
  const font = create(file)
  if (!('glyphForCodePoint' in font)) throw new Error(`${FILES[id]} is a collection, not one font`)
  const face = { id, font, outlines: openTrueType(file), postscriptName: font.postscriptName ?? id }
  faces.set(id, face)
  return face
}

type Drawn = { face: FaceId; glyph: number; advance: number }
/** Papers use the same few thousand characters over and over; bounded, since anybody may type any character. */
const MAX_KNOWN = 50_000
const known = new Map<string, Drawn>()

/**
 * What draws this character: the wanted face, or the first other that has it. A missing glyph would be a silent
 * blank — a name would vanish — so it is an error. @throws AppError glyphMissing
 */
function drawn(character: string, wanted: FaceId): Drawn {
  const key = wanted + character
  const before = known.get(key)
  if (before) return before
  const code = character.codePointAt(0) ?? 0
  const id = [wanted, ...FACE_IDS].find((one) => faceOf(one).font.hasGlyphForCodePoint(code))
  const glyph = id && faceOf(id).font.glyphForCodePoint(code)
  if (!id || !glyph) throw new AppError('glyphMissing', { character: `${character} (U+${code.toString(16).toUpperCase().padStart(4, '0')})` })
  const found = { face: id, glyph: glyph.id, advance: glyph.advanceWidth / faceOf(id).font.unitsPerEm }
  if (known.size < MAX_KNOWN) known.set(key, found)
  return found
}

export const faceFor = (character: string, wanted: FaceId): FaceId => drawn(character, wanted).face

export function glyphOf(character: string, wanted: FaceId): { face: Face; glyph: Glyph } {
  const { face, glyph: id } = drawn(character, wanted)
  const glyph = faceOf(face).font.getGlyph(id)
  if (!glyph) throw new AppError('glyphMissing', { character })
  return { face: faceOf(face), glyph }
}

/** Glyph numbers of one face's own characters. */
export const glyphIdOf = (id: FaceId) => (character: string): number => drawn(character, id).glyph

/** Advance of one character in em. */
export const advance = (character: string, wanted: FaceId): number => drawn(character, wanted).advance

export function widthOf(text: string, wanted: FaceId): number {
  let sum = 0
  for (const character of text) sum += advance(character, wanted)
  return sum
}
