import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { dictOf, openPdf } from '../../pdf/document.ts'
import { appendRevision, pdfDate, plainObject, streamObject, type NewObject } from '../../pdf/increment.ts'
import { hexText, isRef, name, ref, textOf, write, type PdfDict, type PdfValue } from '../../pdf/objects.ts'
import { makeSignedData, signedAttributes, type SignedDataPlan } from '../../sign/cms.ts'
import { OID } from '../../sign/oids.ts'
import type { CertificateAuthority, Timestamper } from '../../sign/ports.ts'

/**
 * Papers of a few kilobytes, and a signer with valid certificates who may be made to do anything: the attacks on the
 * verifier need revisions that the press would never write but whose signatures are right.
 */
export type Ports = { authority: CertificateAuthority; timestamper: Timestamper }

/** Room for one CMS: every byte of the small paper is flipped once, so there is no more than needed. */
const CONTENTS_BYTES = 4700

export type BaseParts = { catalog?: string; page?: string; content?: string; info?: string; form?: string; fields?: string[]; more?: string[]; /** Object numbers of the page's annotations; as the fields stand without it. */ annotations?: number[]; trailer?: string }
export const FIELD_A = 'party-1-p'
export const FIELD_B = 'party-2-d'
export const SEAL = 'court-seal'
const CONTENT = 'q 0 0 1 rg 10 10 50 20 re f Q'
const widget = (field: string, top: number, lock: string): string =>
  `<</Type /Annot /Subtype /Widget /FT /Sig /T (${field}) /F 4 /P 3 0 R /Rect [20 ${top} 120 ${top + 40}] /Lock ${lock}>>`
const own = (field: string): string => `<</Type /SigFieldLock /Action /Include /Fields [(${field})]>>`

/**
 * A base of one page, by hand: 1 catalog, 2 pages, 3 page, 4 content, 5 information, 6 form, 7 8 9 the fields, then
 * `more`. Every part may be replaced by what an attacker would put there.
 */
export function smallBase(parts: BaseParts = {}): Buffer {
  const content = parts.content ?? CONTENT
  const fields = parts.fields ?? [widget(FIELD_A, 200, own(FIELD_A)), widget(FIELD_B, 140, own(FIELD_B)), widget(SEAL, 60, '<</Type /SigFieldLock /Action /All>>')]
  const objects = [
    `<</Type /Catalog /Pages 2 0 R /AcroForm 6 0 R${parts.catalog ?? ''}>>`,
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    `<</Type /Page /Parent 2 0 R /Resources <<>> /MediaBox [0 0 300 400] /Annots [${(parts.annotations ?? fields.map((_, i) => i + 7)).map((num) => `${num} 0 R`).join(' ')}] /Contents [4 0 R]${parts.page ?? ''}>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    `<</Producer (Tongting)${parts.info ?? ''}>>`,
    `<</Fields [${fields.map((_, i) => `${i + 7} 0 R`).join(' ')}] /SigFlags 3${parts.form ?? ''}>>`,
    ...fields, ...(parts.more ?? []),
  ]
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((body, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const xref = text.length
  const lines = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const id = '<00112233445566778899aabbccddeeff>'
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer\n<</Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R /ID [${id} ${id}]${parts.trailer ?? ''}>>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

export type Deed = {
  field: string
  /** CN of the certificate and, unless `written` says otherwise, /Name. */
  name: string
  written?: string
  at?: Date
  /** /M, when it shall differ from the time stamp. */
  claimed?: Date
  /** What else the revision writes; object numbers from `free` on are unused. */
  extra?: (free: number, dictAt: (num: number) => PdfDict) => NewObject[]
  /** Entries of the signature dictionary to be replaced (null: left out) or added. */
  entries?: Record<string, string | null>
  /** Entries added to the catalog. */
  catalog?: Record<string, PdfValue>
  certify?: { P: number } | null
  lock?: string
  drawing?: string
  formEntries?: Record<string, PdfValue>
  /** Changes the ByteRange, given as it should be. */
  range?: (range: number[]) => number[]
  cms?: (plan: SignedDataPlan) => SignedDataPlan
  der?: (cms: Buffer) => Buffer
  hex?: (hex: string) => string
  certificate?: { certificate: Uint8Array; key: ReturnType<typeof newKey> }
  dss?: { certificates: Uint8Array[]; crls: Uint8Array[] }
  /** Bytes kept for the CMS. */
  room?: number
}

export const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** Signs one field as the press does, except for what the deed says. */
export async function signSmall(bytes: Uint8Array, { authority, timestamper }: Ports, deed: Deed): Promise<Buffer> {
  const file = openPdf(bytes)
  const at = deed.at ?? new Date()
  const dictAt = (num: number): PdfDict => dictOf(file, ref(num))
  const catalog = dictAt(file.root)
  const first = !catalog.has('Perms')
  const fieldNum = fieldsOf(bytes).get(deed.field) ?? 0
  const field = dictAt(fieldNum)
  const [signatureNum, formNum] = [file.size, file.size + 1]
  const certify = deed.certify === undefined ? (first ? { P: 2 } : null) : deed.certify
  const drawing = Buffer.from(deed.drawing ?? '0 0 10 10 re f')
  const form: PdfDict = new Map<string, PdfValue>([
    ['Type', name('XObject')], ['Subtype', name('Form')], ['BBox', [0, 0, 100, 40]], ['Resources', new Map()], ...Object.entries(deed.formEntries ?? {}),
  ])
  const extra = deed.extra?.(file.size + 2, dictAt) ?? []
  const replaced = new Set(extra.map(({ num }) => num))
  const dss = deed.dss ? [...deed.dss.certificates, ...deed.dss.crls].map((der, i) => streamObject(file.size + 20 + i, new Map(), der)) : []
  const dssEntry: PdfDict = new Map<string, PdfValue>([
    ['Type', name('DSS')], ['Certs', (deed.dss?.certificates ?? []).map((_, i) => ref(file.size + 20 + i))],
    ['CRLs', (deed.dss?.crls ?? []).map((_, i) => ref(file.size + 20 + (deed.dss?.certificates.length ?? 0) + i))],
  ])
  const newCatalog: PdfDict = new Map([
    ...catalog, ...(first && certify ? [['Perms', new Map([['DocMDP', ref(signatureNum)]])] as [string, PdfValue]] : []), ...Object.entries(deed.catalog ?? {}),
    ...(deed.dss ? [['DSS', dssEntry] as [string, PdfValue]] : []),
  ])
  const objects = [
    plainObject(fieldNum, new Map([...field, ['V', ref(signatureNum)], ['AP', new Map([['N', ref(formNum)]])]])),
    { num: signatureNum, body: Buffer.from(signatureText(deed, at, write(field.get('Lock') ?? null), certify, file.root), 'latin1') },
    streamObject(formNum, form, drawing), plainObject(file.root, newCatalog), ...dss,
  ].filter(({ num }) => !replaced.has(num) && (num !== file.root || write(newCatalog) !== write(catalog)))
  const { bytes: whole, bodyAt } = appendRevision(file, [...objects, ...extra])
  const start = whole.indexOf('/Contents <', bodyAt.get(signatureNum)) + '/Contents '.length
  const room = (deed.room ?? CONTENTS_BYTES) * 2
  const end = start + room + 2
  const proper = [0, start, end, whole.length - end]
  const range = deed.range?.(proper) ?? proper
  const place = whole.indexOf('[0 0000', bodyAt.get(signatureNum))
  if (place >= 0) whole.write(`[${range.join(' ')}`.padEnd(35) + ']', place, 'latin1')
  const [a = 0, b = 0, c = 0, d = 0] = range
  const digest = createHash('sha256').update(whole.subarray(a, a + b)).update(whole.subarray(c, c + d)).digest()
  const cms = await makeCms(digest, { authority, timestamper }, deed, at)
  const hex = cms.toString('hex').padEnd(room, '0')
  if (hex.length > room) throw new Error(`the CMS needs ${cms.length} bytes`)
  whole.write(deed.hex?.(hex) ?? hex, start + 1, 'latin1')
  return whole
}

async function makeCms(digest: Uint8Array, { authority, timestamper }: Ports, deed: Deed, at: Date): Promise<Buffer> {
  const key = deed.certificate?.key ?? newKey()
  const certificate = deed.certificate?.certificate ?? (await authority.issue({
    subject: { commonName: deed.name, title: '原告' }, spki: key.publicKey.export({ type: 'spki', format: 'der' }), at,
  })).certificate
  const attributes = signedAttributes(OID.data, digest, certificate)
  const signature = sign('sha256', attributes, key.privateKey)
  const timestampToken = await timestamper.timestamp(createHash('sha256').update(signature).digest(), at)
  const plan: SignedDataPlan = { contentType: OID.data, content: null, certificate, chain: authority.chain(), attributes, signature, timestampToken }
  const cms = Buffer.from(makeSignedData(deed.cms?.(plan) ?? plan))
  return deed.der?.(cms) ?? cms
}

function signatureText(deed: Deed, at: Date, lock: string, certify: { P: number } | null, root: number): string {
  const reference = (method: string, params: string): string => `<</Type /SigRef /TransformMethod /${method} /TransformParams <</Type /TransformParams ${params} /V /1.2>> /Data ${root} 0 R>>`
  const locked = (deed.lock ?? lock).replace(/^<<\/Type \/SigFieldLock /, '').replace(/>>$/, '')
  const references = [...(certify ? [reference('DocMDP', `/P ${certify.P}`)] : []), reference('FieldMDP', locked)]
  const entries: Record<string, string | null> = {
    Type: '/Sig', Filter: '/Adobe.PPKLite', SubFilter: '/ETSI.CAdES.detached', ByteRange: `${'[0 '.padEnd(35, '0')}]`, Contents: `<${'0'.repeat((deed.room ?? CONTENTS_BYTES) * 2)}>`,
    M: pdfDate(deed.claimed ?? at), Name: hexText(deed.written ?? deed.name), Reason: hexText('签署'), Reference: `[${references.join(' ')}]`, ...deed.entries,
  }
  return `<<${Object.entries(entries).flatMap(([key, value]) => (value === null ? [] : [`/${key} ${value}`])).join(' ')}>>`
}

/** Object numbers of the fields by their names. */
export function fieldsOf(bytes: Uint8Array): Map<string, number> {
  const file = openPdf(bytes)
  const fields = dictOf(file, dictOf(file, ref(file.root)).get('AcroForm')).get('Fields')
  return new Map((Array.isArray(fields) ? fields : []).flatMap((item) => (isRef(item) ? [[textOf(dictOf(file, item).get('T')), item.num] as const] : [])))
}

/** A whole small paper: two parties and the seal. */
export async function smallPaper(ports: Ports): Promise<Buffer> {
  const one = await signSmall(smallBase(), ports, { field: FIELD_A, name: '王喆堃' })
  const two = await signSmall(one, ports, { field: FIELD_B, name: '李䶮' })
  return signSmall(two, ports, { field: SEAL, name: '某某人民法院', dss: { certificates: [...ports.authority.chain(), ...ports.timestamper.certificates()], crls: await ports.authority.crls(new Date()) } })
}
