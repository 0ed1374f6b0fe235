import { inflateSync, type InputType, type Zlib } from 'node:zlib'
import { isDict, isName, isRef, isString, type PdfDict, type PdfValue } from '../pdf/objects.ts'
import type { PdfObject } from '../pdf/strict.ts'
import { Problem } from './problem.ts'

/** A walk over objects by what each is expected to be: what nothing expects is refused, what nobody reaches is hidden. */
export type Walk = {
  get(num: number): PdfObject | undefined
  /** What each object was taken for; the same object may not be two things. */
  taken: Map<number, Check>
  /** The object being read, for reports. */
  object: number
  /** True: this very process has looked into the streams before; only their dictionaries are read again. */
  shallow: boolean
}
export type Check = (value: PdfValue, walk: Walk, what: string) => void

/** Entries through which a viewer would run, open or fetch something. */
const ACTIVE = new Set(['AA', 'A', 'OpenAction', 'JS', 'JavaScript', 'Launch', 'URI', 'Names', 'EmbeddedFiles', 'AF', 'XFA', 'RichMedia', 'Dests', 'GoToR', 'GoToE', 'SubmitForm', 'OCProperties', 'OC', 'Collection', 'EF', 'FS', 'PieceInfo'])

export function refuse(what: string, walk: Walk): never {
  const [last = '', before] = what.split('/').reverse()
  throw new Problem(ACTIVE.has(last) ? 'activeContent' : 'notMade', before === undefined ? last : `${before}/${last}`, { object: walk.object })
}

/** A dictionary with exactly these entries, those in `optional` besides. */
export function dict(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  const checks = new Map(Object.entries({ ...required, ...optional }))
  const needed = Object.keys(required)
  return (value, walk, what) => {
    if (!isDict(value)) refuse(what, walk)
    for (const [key, item] of value) {
      const check = checks.get(key)
      if (!check) refuse(`${what}/${key}`, walk)
      check(item, walk, `${what}/${key}`)
    }
    for (const key of needed) if (!value.has(key)) refuse(`${what}/${key}`, walk)
  }
}
export const named = (...names: string[]): Check => (value, walk, what) => {
  if (!names.some((one) => isName(value, one))) refuse(what, walk)
}
export const anyName: Check = (value, walk, what) => void (isName(value) || refuse(what, walk))
export const string: Check = (value, walk, what) => void (isString(value) || refuse(what, walk))
export const number: Check = (value, walk, what) => void (typeof value === 'number' || refuse(what, walk))
export const flag: Check = (value, walk, what) => void (typeof value === 'boolean' || refuse(what, walk))
export const exactly = (wanted: number): Check => (value, walk, what) => void (value === wanted || refuse(what, walk))
export const numbers = (count: number): Check => (value, walk, what) => {
  if (!Array.isArray(value) || value.length !== count || value.some((one) => typeof one !== 'number')) refuse(what, walk)
}
export const list = (check: Check): Check => (value, walk, what) => {
  if (!Array.isArray(value)) refuse(what, walk)
  for (const item of value) check(item, walk, what)
}
/** Any names as keys, each value of one kind. */
export const mapOf = (check: Check): Check => (value, walk, what) => {
  if (!isDict(value)) refuse(what, walk)
  for (const [key, item] of value) check(item, walk, `${what}/${key}`)
}

/** A reference to an object that is this, and is nothing else. */
export function to(check: Check, kind: 'stream' | 'plain' = 'plain'): Check {
  return (value, walk, what) => {
    if (!isRef(value)) refuse(what, walk)
    const object = walk.get(value.num)
    if (!object || (object.data !== null) !== (kind === 'stream')) refuse(what, walk)
    const before = walk.taken.get(value.num)
    if (before === check) return
    if (before) refuse(what, walk)
    walk.taken.set(value.num, check)
    const outer = walk.object
    walk.object = value.num
    check(object.value, walk, what)
    walk.object = outer
  }
}
/** A reference to an object that something else must reach, e.g. a page from its widget. */
export const seen: Check = (value, walk, what) => {
  if (!isRef(value) || !walk.get(value.num)) refuse(what, walk)
}
type Read = (data: Uint8Array, walk: Walk, what: string, dict: PdfDict) => void
/** A stream with this dictionary, compressed by Flate or not at all; `read` gets its content, `always` also in a shallow walk. */
export function stream(required: Record<string, Check>, optional: Record<string, Check>, limit: number, read?: Read, always = false): Check {
  const shape = dict({ ...required, Length: number }, { ...optional, Filter: named('FlateDecode') })
  return to((value, walk, what) => {
    shape(value, walk, what)
    const data = walk.get(walk.object)?.data
    if (!data || !isDict(value)) refuse(what, walk)
    if (walk.shallow && !always) return
    const content = contentOf(value, data, limit, walk, what)
    read?.(content, walk, what, value)
  }, 'stream')
}

function contentOf(value: PdfDict, data: Uint8Array, limit: number, walk: Walk, what: string): Uint8Array {
  if (!value.has('Filter')) return data
  try {
    const { buffer, engine } = inflateSync(data as InputType, { maxOutputLength: limit, info: true }) as unknown as { buffer: Buffer; engine: Zlib }
    // Bytes after the compressed data would be shown by nobody and could be anything.
    if (engine.bytesWritten === data.length) return buffer
  } catch { /* damaged or larger than it may be: the same refusal */ }
  return refuse(what, walk)
}
