import { deflateSync } from 'node:zlib'
import { dictOf, openPdf, resolve, type PdfFile } from './document.ts'
import { appendRevision, pdfDate, plainObject, streamObject, type NewObject } from './increment.ts'
import { seamOf } from './seam.ts'
import { hexText, isRef, name, ref, textOf, write, type PdfDict, type PdfValue } from './objects.ts'

/** Bytes kept free for one CMS with its time stamp (about 3.8 KB are used). */
const CONTENTS_BYTES = 5120
/** Handwriting and outlines are text that compresses well at once: this takes a quarter of the time of level 6. */
const QUICK = { level: 1, memLevel: 8 }
const RANGE_PLACE = '[0 '.padEnd(36, '0') + ']'

export type RevisionPlan = {
  /** Name of a pre-created, still empty signature field. */
  field: string
  signer: string
  reason: string
  at: Date
  /**
   * Drawing operators of what the field shows, in a box of its own size, in points. `part` is 0 for the field
   * itself, 1 and up for the strips of a seal over the seams of the pages.
   */
  appearance: (width: number, height: number, part: number) => string
  /** Validation material for the last signature (DER), carried in its own revision so that the signature covers it. */
  dss?: { certificates: Uint8Array[]; crls: Uint8Array[] }
}
export type OpenRevision = {
  /** All bytes that the signature covers, in order. */
  covered: [Uint8Array, Uint8Array]
  /** Puts the CMS in its place. @throws Error when it does not fit */
  close(cms: Uint8Array): Uint8Array
}

/**
 * Appends a revision that signs one field and touches nothing else: the field gets /V and each of its places /AP, the
 * catalog /Perms with the first signature and /DSS with the last.
 * @throws Error when there is no such field or it is signed already
 */
export function openRevision(bytes: Uint8Array, plan: RevisionPlan): OpenRevision {
  const file = openPdf(bytes)
  const catalog = dictOf(file, ref(file.root))
  const field = findField(file, catalog, plan.field)
  const signatureNum = file.size
  let free = signatureNum + 1
  const first = !catalog.has('Perms')
  const { text, contentsAt } = signatureText(plan, file.root, first, dictOf(file, field.dict.get('Lock')))
  const signed: PdfDict = new Map([...field.dict, ['V', ref(signatureNum)]])
  const places = placesOf(file, catalog, plan.field, { num: field.num, dict: signed })
  const objects: NewObject[] = [{ num: signatureNum, body: Buffer.from(text, 'latin1') }]
  places.forEach(({ num, dict }, part) => {
    const [width, height] = sizeOf(dict)
    const drawing = deflateSync(Buffer.from(plan.appearance(width, height, part), 'latin1'), QUICK)
    objects.push(plainObject(num, new Map([...dict, ['AP', new Map([['N', ref(free)]])]])), streamObject(free++, formDict(width, height), drawing))
  })
  const changedCatalog: PdfDict = new Map(catalog)
  if (first) changedCatalog.set('Perms', new Map([['DocMDP', ref(signatureNum)]]))
  if (plan.dss) changedCatalog.set('DSS', addDss(plan.dss, free, objects))
  if (first || plan.dss) objects.push(plainObject(file.root, changedCatalog))
  const { bytes: whole, bodyAt } = appendRevision(file, objects)
  const start = (bodyAt.get(signatureNum) ?? 0) + contentsAt
  const end = start + CONTENTS_BYTES * 2 + 2
  const range = `[0 ${start} ${end} ${whole.length - end}`.padEnd(RANGE_PLACE.length - 1) + ']'
  whole.write(range, whole.indexOf(RANGE_PLACE, bodyAt.get(signatureNum)), 'latin1')
  return {
    covered: [whole.subarray(0, start), whole.subarray(end)],
    close: (cms) => {
      if (cms.length > CONTENTS_BYTES) throw new Error(`the signature needs ${cms.length} bytes, ${CONTENTS_BYTES} are kept`)
      whole.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1')
      return whole
    },
  }
}

function signatureText(plan: RevisionPlan, root: number, first: boolean, lock: PdfDict): { text: string; contentsAt: number } {
  const reference = (method: string, params: [string, PdfValue][]): PdfDict =>
    new Map<string, PdfValue>([
      ['Type', name('SigRef')], ['TransformMethod', name(method)],
      ['TransformParams', new Map<string, PdfValue>([['Type', name('TransformParams')], ...params, ['V', name('1.2')]])], ['Data', ref(root)],
    ])
  const locks: [string, PdfValue][] = [['Action', lock.get('Action') ?? name('All')], ...(lock.has('Fields') ? ([['Fields', lock.get('Fields') ?? []]] as [string, PdfValue][]) : [])]
  const references = [...(first ? [reference('DocMDP', [['P', 2]])] : []), reference('FieldMDP', locks)]
  const head = `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ${RANGE_PLACE} /Contents `
  const tail = ` /M ${pdfDate(plan.at)} /Name ${hexText(plan.signer)} /Reason ${hexText(plan.reason)} /Reference ${write(references)}>>`
  return { text: `${head}<${'0'.repeat(CONTENTS_BYTES * 2)}>${tail}`, contentsAt: head.length }
}

/** The field object and its number. */
function findField(file: PdfFile, catalog: PdfDict, wanted: string): { num: number; dict: PdfDict } {
  const fields = resolve(file, dictOf(file, catalog.get('AcroForm')).get('Fields'))
  for (const item of Array.isArray(fields) ? fields : []) {
    if (!isRef(item)) continue
    const dict = dictOf(file, item)
    if (textOf(dict.get('T')) !== wanted) continue
    if (dict.has('V')) throw new Error(`field ${wanted} is signed already`)
    return { num: item.num, dict }
  }
  throw new Error(`the paper has no signature field ${wanted}`)
}

/** Where a field shows: itself, and for a seal the strips over the seams, in their order. */
function placesOf(file: PdfFile, catalog: PdfDict, wanted: string, field: { num: number; dict: PdfDict }): { num: number; dict: PdfDict }[] {
  const fields = resolve(file, dictOf(file, catalog.get('AcroForm')).get('Fields'))
  const strips = (Array.isArray(fields) ? fields : []).flatMap((item) => {
    const dict = dictOf(file, item)
    const seam = seamOf(textOf(dict.get('T')))
    return isRef(item) && seam?.field === wanted ? [{ num: item.num, dict, number: seam.number }] : []
  })
  return [field, ...strips.sort((a, b) => a.number - b.number)]
}

function sizeOf(widget: PdfDict): [number, number] {
  const rect = widget.get('Rect')
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = Array.isArray(rect) ? rect.map(Number) : []
  return [x2 - x1, y2 - y1]
}

function formDict(width: number, height: number): PdfDict {
  const multiply: PdfDict = new Map([['GS', new Map<string, PdfValue>([['Type', name('ExtGState')], ['BM', name('Multiply')]])]])
  return new Map<string, PdfValue>([
    ['Type', name('XObject')], ['Subtype', name('Form')], ['BBox', [0, 0, Math.round(width * 100) / 100, Math.round(height * 100) / 100]],
    ['Resources', new Map([['ExtGState', multiply]])], ['Filter', name('FlateDecode')],
  ])
}

function addDss(dss: NonNullable<RevisionPlan['dss']>, firstNum: number, objects: NewObject[]): PdfDict {
  let num = firstNum
  const streams = (list: Uint8Array[]): PdfValue[] =>
    list.map((der) => {
      objects.push(streamObject(num, new Map<string, PdfValue>([['Filter', name('FlateDecode')]]), deflateSync(der)))
      return ref(num++)
    })
  return new Map<string, PdfValue>([['Type', name('DSS')], ['Certs', streams(dss.certificates)], ['CRLs', streams(dss.crls)]])
}
