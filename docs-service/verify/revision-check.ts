import { isDict, isRef, isString, textOf, write, type PdfDict, type PdfString, type PdfValue } from '../pdf/objects.ts'
import type { PdfObject, StrictFile, StrictRevision } from '../pdf/strict.ts'
import type { Field, Place } from './base-check.ts'
import { formContent } from './operators.ts'
import { Problem } from './problem.ts'
import { dict, list, named, number, numbers, refuse, stream, string, to, type Check, type Walk } from './schema.ts'

const MAX_FORM = 4 * 2 ** 20
const MAX_DER = 2 ** 20

/** One signing revision that changes only what it may. */
export type SigningRevision = {
  index: number
  field: Field
  signature: PdfDict
  contents: PdfString
  /** Validation material (DER) that came with this revision. */
  dss: { certificates: Uint8Array[]; crls: Uint8Array[] } | null
}

/** What earlier revisions left behind. */
export type PaperState = {
  objects: Map<number, PdfObject>
  fields: Field[]
  signed: Set<string>
  /** Names that may not be signed any more; null: nothing may. */
  locked: Set<string> | null
  certified: boolean
  dss: boolean
}

const box: Check = (value, walk, what) => {
  numbers(4)(value, walk, what)
  if (Array.isArray(value) && (value[0] !== 0 || value[1] !== 0)) refuse(what, walk)
}
const BLEND = dict({ GS: dict({ Type: named('ExtGState'), BM: named('Multiply', 'Normal') }) })
const APPEARANCE = stream(
  { Type: named('XObject'), Subtype: named('Form'), BBox: box, Resources: dict({}, { ExtGState: BLEND }) }, {}, MAX_FORM, formContent,
)
const TRANSFORM = dict({ Type: named('TransformParams'), V: named('1.2') }, { P: number, Action: named('All', 'Include'), Fields: list(string) })
/** That it is the catalog is checked with the locks. */
const catalogRef: Check = (value, walk, what) => void (isRef(value) || refuse(what, walk))
const SIGNATURE = to(dict({
  Type: named('Sig'), Filter: named('Adobe.PPKLite'), SubFilter: named('ETSI.CAdES.detached'), ByteRange: numbers(4), Contents: string, M: string, Name: string, Reason: string,
  Reference: list(dict({ Type: named('SigRef'), TransformMethod: named('DocMDP', 'FieldMDP'), TransformParams: TRANSFORM, Data: catalogRef })),
}))

/**
 * What a signing revision may do: give one empty field its signature and each of its places an appearance, add /Perms to
 * the catalog with the first signature and /DSS once. Everything else must be new and hang on these. @throws Problem
 */
export function checkRevision(file: StrictFile, index: number, state: PaperState, shallow = false): SigningRevision {
  const revision = file.revisions[index]
  const before = file.revisions[index - 1]
  if (!revision || !before) throw new Problem('unsignedRevision')
  checkTrailer(revision, before)
  const rootNum = file.file.root
  const field = signedField(revision, state)
  const walk: Walk = { get: (num) => revision.objects.get(num), taken: new Map(), object: field.num, shallow }
  const places = new Map(field.places.map((place) => [place.num, place]))
  const size = before.trailer.get('Size')
  for (const [num, object] of revision.objects) {
    if (typeof size === 'number' && num >= size) continue
    if (num !== field.num && num !== rootNum && !places.has(num)) throw new Problem('changed', changedName(state, num), { object: num, offset: object.at })
  }
  const now = added(revision, state, field.num, ['V', 'AP'])
  checkForm(now.get('V') ?? null, walk)
  for (const place of field.places) checkAppearance(place, place.num === field.num ? now : added(revision, state, place.num, ['AP']), walk, revision)
  const { dss } = checkCatalog(revision, state, rootNum, now.get('V') ?? null, walk)
  for (const [num, object] of revision.objects) {
    if (typeof size === 'number' && num >= size && !walk.taken.has(num)) throw new Problem('unreachable', '', { object: num, offset: object.at })
  }
  const signatureNum = now.get('V')
  const signature = isRef(signatureNum) ? revision.objects.get(signatureNum.num)?.value : null
  const contents = isDict(signature) ? signature.get('Contents') : null
  if (!isDict(signature) || !isString(contents)) throw new Problem('signatureForm', 'Contents')
  checkLocks(signature, field, state, rootNum)
  for (const [num, object] of revision.objects) state.objects.set(num, object)
  state.signed.add(field.name)
  return { index, field, signature, contents, dss }
}

function checkTrailer({ trailer, objects }: StrictRevision, before: StrictRevision): void {
  for (const key of trailer.keys()) if (!['Size', 'Root', 'Prev', 'Info', 'ID'].includes(key)) throw new Problem('trailer', `/${key}`)
  const old = before.trailer
  const same = (key: string): boolean => write(trailer.get(key) ?? null) === write(old.get(key) ?? null)
  if (!same('Root') || !same('Info')) throw new Problem('trailer', '/Root')
  if (trailer.get('Prev') !== before.xrefAt) throw new Problem('trailer', '/Prev')
  if (trailer.get('Size') !== Math.max(Number(old.get('Size')), ...[...objects.keys()].map((num) => num + 1))) throw new Problem('trailer', '/Size')
  const [id, oldId] = [trailer.get('ID'), old.get('ID')]
  const [first, changing] = Array.isArray(id) ? id : []
  const [oldFirst] = Array.isArray(oldId) ? oldId : []
  if (Array.isArray(id) !== Array.isArray(oldId) || write(first ?? null) !== write(oldFirst ?? null)) throw new Problem('trailer', '/ID')
  if (Array.isArray(id) && (id.length !== 2 || !isString(changing) || changing.bytes.length !== 16)) throw new Problem('trailer', '/ID')
}

/** The one field that this revision signs. */
function signedField(revision: StrictRevision, state: PaperState): Field {
  const signed = state.fields.filter(({ num }) => {
    const value = revision.objects.get(num)?.value
    return isDict(value) && value.has('V') && !isDict(value.get('V') ?? null)
  })
  const fresh = signed.filter(({ name }) => !state.signed.has(name))
  const [field] = fresh
  if (!field) throw new Problem(signed.length > 0 ? 'changed' : 'unsignedRevision', '已签署的签名域')
  if (fresh.length > 1 || signed.length > 1) throw new Problem('changed', '一次修订签了几个签名域', { object: field.num })
  return field
}

/** The dictionary as this revision writes it, which may differ from before only by these entries. */
function added(revision: StrictRevision, state: PaperState, num: number, keys: string[]): PdfDict {
  const object = revision.objects.get(num)
  const old = state.objects.get(num)?.value
  const now = object?.value
  if (!object || !isDict(old) || !isDict(now) || object.data) throw new Problem('changed', '签名域', { object: num })
  if (keys.some((key) => old.has(key)) || write(without(now, keys)) !== write(old)) throw new Problem('changed', '签名域', { object: num, offset: object.at })
  return now
}

function checkForm(signature: PdfValue, walk: Walk): void {
  try {
    SIGNATURE(signature, walk, 'Sig')
  } catch (error) {
    throw error instanceof Problem && error.code === 'notMade' ? new Problem('signatureForm', error.what, error.place) : error
  }
}

/** The drawing fits its place exactly: a larger box would be squeezed into it by the viewer. */
function checkAppearance({ num, dict: place }: Place, now: PdfDict, walk: Walk, revision: StrictRevision): void {
  walk.object = num
  const appearance = now.get('AP')
  const normal = isDict(appearance) && appearance.size === 1 ? appearance.get('N') : null
  APPEARANCE(normal ?? null, walk, 'AP')
  const form = isRef(normal) ? revision.objects.get(normal.num)?.value : null
  const bounds = isDict(form) ? form.get('BBox') : null
  const rect = place.get('Rect')
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = Array.isArray(rect) ? rect.map(Number) : []
  const [, , width = 0, height = 0] = Array.isArray(bounds) ? bounds.map(Number) : []
  if (Math.abs(width - (x2 - x1)) > 0.02 || Math.abs(height - (y2 - y1)) > 0.02) throw new Problem('changed', '签名外观的尺寸', { object: num })
}

function checkCatalog(revision: StrictRevision, state: PaperState, root: number, signature: PdfValue, walk: Walk): { dss: SigningRevision['dss'] } {
  const object = revision.objects.get(root)
  if (!object) {
    if (!state.certified) throw new Problem('permissions')
    return { dss: null }
  }
  walk.object = root
  const old = state.objects.get(root)?.value
  const now = object.value
  if (!isDict(old) || !isDict(now)) throw new Problem('changed', '文档目录', { object: root })
  const fresh = [...now.keys()].filter((key) => !old.has(key))
  const allowed = [...(state.certified ? [] : ['Perms']), ...(state.dss ? [] : ['DSS'])]
  if (fresh.some((key) => !allowed.includes(key)) || write(without(now, fresh)) !== write(old)) throw new Problem('changed', '文档目录', { object: root, offset: object.at })
  if (!state.certified) {
    if (write(now.get('Perms') ?? null) !== `<</DocMDP ${write(signature)}>>`) throw new Problem('permissions', '', { object: root })
    state.certified = true
  }
  if (!fresh.includes('DSS')) return { dss: null }
  const dss: SigningRevision['dss'] = { certificates: [], crls: [] }
  const into = (target: Uint8Array[]): Check => stream({}, {}, MAX_DER, (data) => void target.push(data), true)
  dict({ Type: named('DSS'), Certs: list(into(dss.certificates)), CRLs: list(into(dss.crls)) })(now.get('DSS') ?? null, walk, 'DSS')
  state.dss = true
  return { dss }
}

/** DocMDP 2 with the first signature only; FieldMDP as the field's own lock says; nothing after everything was locked. */
function checkLocks(signature: PdfDict, field: Field, state: PaperState, root: number): void {
  const place = { object: field.num, field: field.name }
  if (state.locked === null || state.locked.has(field.name)) throw new Problem('locked', '', place)
  const references = signature.get('Reference')
  const found = new Map((Array.isArray(references) ? references : []).map((one) => [isDict(one) ? write(one.get('TransformMethod') ?? null) : '', one]))
  const first = state.signed.size === 0
  if (!Array.isArray(references) || references.length !== found.size || found.has('/DocMDP') !== first || !found.has('/FieldMDP')) throw new Problem(first ? 'permissions' : 'signatureForm', 'Reference', place)
  for (const one of found.values()) if (isDict(one) && write(one.get('Data') ?? null) !== `${root} 0 R`) throw new Problem('signatureForm', 'Reference', place)
  const params = (method: string): PdfDict => {
    const one = found.get(method)
    const value = isDict(one) ? one.get('TransformParams') : null
    return isDict(value) ? value : new Map()
  }
  if (first && (params('/DocMDP').get('P') !== 2 || params('/DocMDP').size !== 3)) throw new Problem('permissions', '', place)
  const lock = field.dict.get('Lock')
  const wanted = isDict(lock) ? lock : new Map<string, PdfValue>()
  const given = params('/FieldMDP')
  if (given.has('P') || ['Action', 'Fields'].some((key) => write(given.get(key) ?? null) !== write(wanted.get(key) ?? null))) throw new Problem('lock', '', place)
  const fields = wanted.get('Fields')
  if (write(wanted.get('Action') ?? null) === '/All') state.locked = null
  else for (const one of Array.isArray(fields) ? fields : []) state.locked.add(textOf(one))
}

/** How a report names what was changed. */
function changedName(state: PaperState, num: number): string {
  const value = state.objects.get(num)?.value
  const type = isDict(value) ? write(value.get('Type') ?? null).slice(1) : ''
  if (state.fields.some((field) => field.num === num || field.places.some((place) => place.num === num))) return '其他签名域'
  return { Page: '页面', Pages: '页面', Font: '字体', FontDescriptor: '字体', Sig: '已有的签名' }[type] ?? `对象 ${num}`
}

const without = (source: PdfDict, keys: string[]): PdfDict => new Map([...source].filter(([key]) => !keys.includes(key)))
