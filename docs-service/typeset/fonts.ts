import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font, type Glyph } from '@cantoo/fontkit'
import { AppError } from '#protocol/errors.ts'

const require = createRequire(import.meta.url)
/** Faces in the order in which a character missing from the wanted one is looked for. */
const FILES = {
  serif: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  serifBold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  sans: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
} as const
export type FaceId = keyof typeof FILES
export const FACE_IDS = Object.keys(FILES) as FaceId[]
export type Face = { id: FaceId; file: Uint8Array; font: Font; postscriptName: string }

const faces = new Map<FaceId, Face>()

/** A face, read and parsed once in the life of the process (48 → 17 ms a paper). */
export function faceOf(id: FaceId): Face {
  const known = faces.get(id)
  if (known) return known
  const file = new Uint8Array(readFileSync(require.resolve(FILES[id])))
  const font = create(file)
  if (!('glyphForCodePoint' in font)) throw new Error(`${FILES[id]} is a collection, not one font`)
  const face = { id, file, font, postscriptName: font.postscriptName ?? id }
  faces.set(id, face)
  return face
}

/**
 * The face that draws this character: the wanted one, or the first other that has it. A missing glyph would be a silent
 * blank — a name would vanish — so it is an error. @throws AppError glyphMissing
 */
export function faceFor(character: string, wanted: FaceId): FaceId {
  const code = character.codePointAt(0) ?? 0
  if (faceOf(wanted).font.hasGlyphForCodePoint(code)) return wanted
  const other = FACE_IDS.find((id) => id !== wanted && faceOf(id).font.hasGlyphForCodePoint(code))
  if (other) return other
  throw new AppError('glyphMissing', { character: `${character} (U+${code.toString(16).toUpperCase().padStart(4, '0')})` })
}

export function glyphOf(character: string, wanted: FaceId): { face: Face; glyph: Glyph } {
  const face = faceOf(faceFor(character, wanted))
  const glyph = face.font.glyphForCodePoint(character.codePointAt(0) ?? 0)
  if (!glyph) throw new AppError('glyphMissing', { character })
  return { face, glyph }
}

/** Advance of one character in em. */
export function advance(character: string, wanted: FaceId): number {
  const { face, glyph } = glyphOf(character, wanted)
  return glyph.advanceWidth / face.font.unitsPerEm
}

export const widthOf = (text: string, wanted: FaceId): number => [...text].reduce((sum, character) => sum + advance(character, wanted), 0)
