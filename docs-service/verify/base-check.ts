import { isDict, isName, isRef, isString, textOf, write, type PdfDict, type PdfValue } from '../pdf/objects.ts'
import type { PdfObject, StrictRevision } from '../pdf/strict.ts'
import { SEAM_FLAGS, seamOf } from '../pdf/seam.ts'
import { pageContent } from './operators.ts'
import { Problem } from './problem.ts'
import { anyName, dict, exactly, flag, list, mapOf, named, number, numbers, refuse, seen, stream, string, to, type Check, type Walk } from './schema.ts'

/** Largest content of one stream once unpacked, bytes: a whole CJK face is 10 MB, a page of text 60 KB. */
const MAX_FONT = 24 * 2 ** 20
const MAX_STREAM = 4 * 2 ** 20

/** A signature field and the places it shows in: itself, and for a seal the strips over the seams; as the base prepares them. */
export type Field = { name: string; num: number; dict: PdfDict; places: Place[] }
export type Place = { num: number; dict: PdfDict; page: number }

const FONT_PROGRAM = stream({ Length1: number }, {}, MAX_FONT, (data, walk, what, entries) => {
  if (entries.get('Length1') !== data.length) refuse(what, walk)
})
const TO_UNICODE = stream({}, {}, MAX_STREAM)
const FONT_DESCRIPTOR = to(dict(
  { Type: named('FontDescriptor'), FontName: anyName, Flags: number, FontBBox: numbers(4), ItalicAngle: number, Ascent: number, Descent: number, CapHeight: number, StemV: number, FontFile2: FONT_PROGRAM },
  { CIDSet: stream({}, {}, MAX_STREAM) },
))
const widths: Check = (value, walk, what) => {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'number' || (Array.isArray(one) && one.every((width) => typeof width === 'number')))) refuse(what, walk)
}
const DESCENDANT = to(dict({
  Type: named('Font'), Subtype: named('CIDFontType2'), BaseFont: anyName, CIDToGIDMap: named('Identity'), FontDescriptor: FONT_DESCRIPTOR, DW: number,
  CIDSystemInfo: dict({ Registry: string, Ordering: string, Supplement: number }), W: widths,
}))
const FONT = to(dict({
  Type: named('Font'), Subtype: named('Type0'), BaseFont: anyName, Encoding: named('Identity-H'), DescendantFonts: list(DESCENDANT), ToUnicode: TO_UNICODE,
}))
const EMPTY: Check = (value, walk, what) => void ((isDict(value) && value.size === 0) || refuse(what, walk))
const RESOURCES = dict({}, { Font: mapOf(FONT), XObject: EMPTY, ExtGState: EMPTY })
const CONTENT = stream({}, {}, MAX_STREAM, pageContent)
const annotations: Check = (value, walk, what) => list(seen)(value, walk, what)
const PAGE: Check = to((value, walk, what) => PAGE_SHAPE(value, walk, what))
const PAGE_SHAPE = dict(
  { Type: named('Page'), Parent: seen, Resources: RESOURCES, MediaBox: numbers(4), Contents: list(CONTENT) }, { Annots: annotations },
)
const PAGES = to(dict({ Type: named('Pages'), Kids: list(PAGE), Count: number }))
const LOCK = dict({ Type: named('SigFieldLock'), Action: named('All', 'Include') }, { Fields: list(string) })
const WIDGET = { Type: named('Annot'), Subtype: named('Widget'), F: exactly(4), P: seen, Rect: numbers(4) }
const SEAM = dict({ ...WIDGET, FT: named('Btn'), Ff: exactly(SEAM_FLAGS), T: string })
const SIGNATURE_FIELD = dict({ ...WIDGET, FT: named('Sig'), T: string, Lock: LOCK })
const FIELD: Check = (value, walk, what) => (isDict(value) && isName(value.get('FT'), 'Btn') ? SEAM : SIGNATURE_FIELD)(value, walk, what)
const FORM = to(dict({ Fields: list(to(FIELD)), SigFlags: exactly(3) }))
const COLOUR_PROFILE = stream({ N: number }, { Alternate: anyName }, MAX_STREAM)
const INTENT = dict({ Type: named('OutputIntent'), S: anyName, OutputConditionIdentifier: string, DestOutputProfile: COLOUR_PROFILE }, { Info: string, RegistryName: string, OutputCondition: string })
const intents: Check = list((value, walk, what) => (isRef(value) ? INTENT_OBJECT : INTENT)(value, walk, what))
const INTENT_OBJECT = to(INTENT)
const VIEWER = dict({ DisplayDocTitle: flag })
const CATALOG = to(dict(
  { Type: named('Catalog'), Pages: PAGES, AcroForm: FORM },
  { Lang: string, ViewerPreferences: (value, walk, what) => (isRef(value) ? VIEWER_OBJECT : VIEWER)(value, walk, what), OutputIntents: intents,
    Metadata: stream({ Type: named('Metadata'), Subtype: named('XML') }, {}, MAX_STREAM), MarkInfo: dict({ Marked: flag }) },
))
const VIEWER_OBJECT = to(VIEWER)
const INFO = to(dict({}, { Title: string, Producer: string, Creator: string, CreationDate: string, ModDate: string, Author: string, Subject: string, Keywords: string }))

/**
 * The paper before anybody signed: only what the press writes, nothing that runs, nothing hidden, no annotation but the
 * prepared signature fields and the strips of the seal, each empty and where it says.
 * @param shallow the streams have been looked into before. @throws Problem
 */
export function checkBase({ objects, trailer }: StrictRevision, shallow = false): Field[] {
  const walk: Walk = { get: (num) => objects.get(num), taken: new Map(), object: 0, shallow }
  for (const key of trailer.keys()) if (!['Size', 'Root', 'Info', 'ID'].includes(key)) throw new Problem('trailer', `/${key}`)
  CATALOG(trailer.get('Root') ?? null, walk, 'Catalog')
  if (trailer.has('Info')) INFO(trailer.get('Info') ?? null, walk, 'Info')
  if (trailer.get('Size') !== Math.max(0, ...objects.keys()) + 1) throw new Problem('trailer', '/Size')
  const hidden = [...objects.keys()].find((num) => !walk.taken.has(num))
  if (hidden !== undefined) throw new Problem('unreachable', '', { object: hidden, offset: objects.get(hidden)?.at ?? null })
  const pages = checkPages(objects, walk)
  const fields = fieldsOf(objects, trailer)
  checkPlaces(objects, pages, fields)
  return fields
}

/** Every page hangs in the one tree, and the tree counts right. @returns the pages' object numbers */
function checkPages(objects: Map<number, PdfObject>, walk: Walk): number[] {
  const [treeNum] = numbersOf(objects, (value) => isDict(value) && write(value.get('Type') ?? null) === '/Pages')
  const kids = entry(objects, treeNum, 'Kids')
  const pages = (Array.isArray(kids) ? kids : []).flatMap((kid) => (isRef(kid) ? [kid.num] : []))
  if (new Set(pages).size !== pages.length || entry(objects, treeNum, 'Count') !== pages.length || pages.length === 0) throw new Problem('notMade', 'Pages', { object: treeNum ?? null })
  for (const page of pages) if (write(entry(objects, page, 'Parent')) !== `${treeNum ?? 0} 0 R`) refuse('Page/Parent', { ...walk, object: page })
  return pages
}

/** The signature fields as the base prepares them. @throws Problem */
export function fieldsOf(objects: Map<number, PdfObject>, trailer: PdfDict): Field[] {
  const catalog = trailer.get('Root')
  const form = entry(objects, isRef(catalog) ? catalog.num : undefined, 'AcroForm')
  const list = entry(objects, isRef(form) ? form.num : undefined, 'Fields')
  const fields: Field[] = []
  const names = new Set<string>()
  for (const item of Array.isArray(list) ? list : []) {
    const num = isRef(item) ? item.num : 0
    const own = objects.get(num)?.value
    const dictionary: PdfDict = isDict(own) ? own : new Map()
    const page = dictionary.get('P')
    const name = textOf(dictionary.get('T'))
    if (!isRef(page)) throw new Problem('annotation', '', { object: num })
    if (name === '' || names.has(name)) throw new Problem('duplicate', '签名域')
    names.add(name)
    const place = { num, dict: dictionary, page: page.num }
    if (isName(dictionary.get('FT'), 'Btn')) stripOf(name, fields, num).places.push(place)
    else fields.push({ name, num, dict: dictionary, places: [place] })
  }
  for (const { dict: own, name, num } of fields) checkLock(own.get('Lock'), name, names, num)
  return fields
}

/** The field to which a strip over the seams belongs: that of the seal, which locks everything; its strips follow it, counted from 1. */
function stripOf(name: string, fields: Field[], num: number): Field {
  const seam = seamOf(name)
  const owner = fields.at(-1)
  const lock = owner?.dict.get('Lock')
  if (!owner || owner.name !== seam?.field || owner.places.length !== seam.number || !isDict(lock) || !isName(lock.get('Action'), 'All')) throw new Problem('annotation', '', { object: num })
  return owner
}

/** A field locks itself, or everything. */
function checkLock(lock: PdfValue | undefined, own: string, names: Set<string>, num: number): void {
  if (!isDict(lock)) throw new Problem('lock', '', { object: num })
  const fields = lock.get('Fields')
  if (write(lock.get('Action') ?? null) === '/All' ? fields === undefined : Array.isArray(fields) && fields.some((one) => textOf(one) === own) && fields.every((one) => isString(one) && names.has(textOf(one)))) return
  throw new Problem('lock', '', { object: num })
}

/** The annotations of the pages are the places of the fields, each once and on its own page. */
function checkPlaces(objects: Map<number, PdfObject>, pages: number[], fields: Field[]): void {
  const expected = new Map(fields.flatMap(({ places }) => places).map(({ num, page }) => [num, page]))
  const found = pages.flatMap((page) => {
    const annotations = entry(objects, page, 'Annots')
    return (Array.isArray(annotations) ? annotations : []).map((one) => ({ page, num: isRef(one) ? one.num : 0 }))
  })
  const stray = found.find(({ page, num }, i) => expected.get(num) !== page || found.findIndex((other) => other.num === num) !== i)
  if (stray || found.length !== expected.size) throw new Problem('annotation', '', { object: stray?.num ?? null })
}

const entry = (objects: Map<number, PdfObject>, num: number | undefined, key: string): PdfValue => {
  const value = objects.get(num ?? 0)?.value
  return isDict(value) ? (value.get(key) ?? null) : null
}
const numbersOf = (objects: Map<number, PdfObject>, is: (value: PdfValue) => boolean): number[] => [...objects.values()].filter(({ value }) => is(value)).map(({ num }) => num)
