/**
 * PDF objects as read from our own papers: names keep their written form (without the slash), strings their bytes.
 * Streams are not needed to sign or to verify and are kept as their dictionary only.
 */
export type PdfRef = { kind: 'ref'; num: number }
export type PdfName = { kind: 'name'; name: string }
export type PdfString = { kind: 'string'; bytes: Uint8Array; hex: boolean; start: number; end: number }
export type PdfDict = Map<string, PdfValue>
export type PdfValue = null | boolean | number | PdfRef | PdfName | PdfString | PdfValue[] | PdfDict

export const ref = (num: number): PdfRef => ({ kind: 'ref', num })
export const name = (text: string): PdfName => ({ kind: 'name', name: text })
export const isDict = (value: PdfValue | undefined): value is PdfDict => value instanceof Map
export const isRef = (value: PdfValue | undefined): value is PdfRef => kindOf(value) === 'ref'
export const isName = (value: PdfValue | undefined, text?: string): value is PdfName =>
  kindOf(value) === 'name' && (text === undefined || (value as PdfName).name === text)
export const isString = (value: PdfValue | undefined): value is PdfString => kindOf(value) === 'string'

function kindOf(value: PdfValue | undefined): string | null {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null
}

/** Text of a string: UTF-16 with a byte-order mark, else one byte a character. */
export function textOf(value: PdfValue | undefined): string {
  if (!isString(value)) return ''
  const bytes = Buffer.from(value.bytes)
  return bytes[0] === 0xfe && bytes[1] === 0xff ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le') : bytes.toString('latin1')
}

/** The written form of text in a string: always UTF-16 in hex, so that no character needs escaping. */
export function hexText(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
}

/** Writes an object as PDF syntax, in Latin-1. */
export function write(value: PdfValue): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map(write).join(' ')}]`
  if (isDict(value)) return `<<${[...value].map(([key, item]) => `/${key} ${write(item)}`).join(' ')}>>`
  if (value.kind === 'ref') return `${value.num} 0 R`
  return value.kind === 'name' ? `/${value.name}` : `<${Buffer.from(value.bytes).toString('hex')}>`
}
