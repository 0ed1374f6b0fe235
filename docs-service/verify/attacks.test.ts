import { createHash, createPrivateKey, sign } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FindingCode } from '#protocol/verification.ts'
import { openPdf } from '../pdf/document.ts'
import { appendRevision, plainObject, streamObject } from '../pdf/increment.ts'
import { name, ref, type PdfValue } from '../pdf/objects.ts'
import { bits, int, seq, time } from '../sign/der.ts'
import { ECDSA_SHA256 } from '../sign/oids.ts'
import { openTestAuthority, type TestAuthority } from '../sign/test-authority.ts'
import { verifyNow } from '../verify.ts'
import { readCertificate } from './certificate.ts'
import { FIELD_A, FIELD_B, SEAL, fieldsOf, newKey, signSmall, smallBase, smallPaper, type BaseParts, type Deed } from './testing/small-paper.ts'

let folder = ''
let ports: TestAuthority
let one: Buffer
let paper: Buffer
let roots: Uint8Array[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attacks-'))
  ports = await openTestAuthority(join(folder, 'ca'))
  roots = ports.authority.chain().slice(-1)
  one = await signSmall(smallBase(), ports, { field: FIELD_A, name: '王喆堃' })
  paper = await smallPaper(ports)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const codeOf = (bytes: Uint8Array): FindingCode | 'ok' => verifyNow(bytes, { trustedRoots: roots }).findings[0]?.code ?? 'ok'
const signs = async (deed: Partial<Deed>, on: Buffer = one): Promise<FindingCode | 'ok'> => codeOf(await signSmall(on, ports, { field: FIELD_B, name: '李䶮', ...deed }))
/** A base whose first signature is right in every way. */
const signedBase = async (parts: BaseParts): Promise<FindingCode | 'ok'> => codeOf(await signSmall(smallBase(parts), ports, { field: FIELD_A, name: '王喆堃' }))

test('the paper that all attacks start from is in order, and so is each of its revisions', () => {
  const whole = verifyNow(paper, { trustedRoots: roots, complete: true })
  expect(whole).toMatchObject({ ok: true, findings: [], unsigned: [], trusted: true })
  expect(whole.signatures.map(({ signer, capacity, test }) => [signer, capacity, test])).toEqual([['王喆堃', 'party', true], ['李䶮', 'party', true], ['某某人民法院', 'court', true]])
  for (const { end } of openPdf(paper).revisions.slice(1)) expect(codeOf(paper.subarray(0, end))).toBe('ok')
  expect(verifyNow(one, { complete: true }).findings.map(({ code, field }) => [code, field])).toEqual([['missing', FIELD_B], ['missing', SEAL]])
  expect(codeOf(smallBase())).toBe('noSignature')
})

describe('incremental saving', () => {
  const append = (objects: Parameters<typeof appendRevision>[1], on: Buffer = paper): Buffer => appendRevision(openPdf(on), objects).bytes
  test.each([
    ['an empty revision', (on: Buffer) => append([plainObject(999, null)], on)],
    ['a changed page', (on: Buffer) => append([streamObject(4, new Map(), Buffer.from('q Q'))], on)],
    ['another catalog', (on: Buffer) => append([plainObject(1, new Map<string, PdfValue>([['Type', name('Catalog')], ['Pages', ref(2)]]))], on)],
    ['a field cleared', (on: Buffer) => append([plainObject(7, new Map<string, PdfValue>([['Type', name('Annot')]]))], on)],
    ['spaces after the end', (on: Buffer) => Buffer.concat([on, Buffer.from('  \n')])],
    ['a second end', (on: Buffer) => Buffer.concat([on, Buffer.from('%%EOF\n')])],
    ['a comment before the end', (on: Buffer) => Buffer.concat([on.subarray(0, on.lastIndexOf('startxref')), Buffer.from('% x\n'), on.subarray(on.lastIndexOf('startxref'))])],
    ['something before the header', (on: Buffer) => Buffer.concat([Buffer.from('\n'), on])],
  ])('%s', (_, attack) => {
    expect(codeOf(attack(paper))).not.toBe('ok')
    expect(codeOf(attack(one))).not.toBe('ok')
  })
})

describe('wrapping and forgery of the signature itself', () => {
  test.each<[string, Partial<Deed>, FindingCode]>([
    ['a range that leaves out more than the signature', { range: ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c + 20, d - 20] }, 'range'],
    ['a range that begins later', { range: ([, b = 0, c = 0, d = 0]) => [10, b - 10, c, d] }, 'range'],
    ['a range that ends earlier', { range: ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d - 1] }, 'range'],
    ['a range of three parts', { range: ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d - 10, 0, 0] }, 'signatureForm'],
    ['a negative range', { range: ([a = 0, b = 0, c = 0]) => [a, b, c, -1] }, 'range'],
    ['no range', { entries: { ByteRange: null } }, 'signatureForm'],
    ['a range that is null', { entries: { ByteRange: 'null' } }, 'signatureForm'],
    ['two contents', { entries: { contents: '<00>' } }, 'signatureForm'],
    ['another handler', { entries: { SubFilter: '/adbe.pkcs7.detached' } }, 'signatureForm'],
    ['another type', { entries: { Type: '/DocTimeStamp' } }, 'signatureForm'],
    ['an unknown entry', { entries: { Prop_Build: '<<>>' } }, 'signatureForm'],
    ['contents in capitals', { hex: (hex) => hex.toUpperCase() }, 'signatureForm'],
    ['padding that is not zero', { hex: (hex) => `${hex.slice(0, -2)}01` }, 'cms'],
    ['no contents at all', { hex: (hex) => ''.padEnd(hex.length, '0') }, 'cms'],
    ['contents of another revision', { hex: () => '' }, 'cms'],
  ])('%s', async (_, deed, code) => expect(await signs(deed)).toBe(code))

  test('the classic wrapping: signed parts moved apart, other objects put between', () => {
    const file = openPdf(one)
    const at = one.indexOf('/Contents <', file.revisions[0]?.end) + '/Contents '.length
    const end = one.indexOf('>', at) + 1
    const between = Buffer.from('\n4 0 obj\n<</Length 3>>\nstream\nq Q\nendstream\nendobj\n')
    const moved = Buffer.concat([one.subarray(0, end), between, one.subarray(end)])
    const range = Buffer.from(`[0 ${at} ${end + between.length} ${one.length - end}`.padEnd(35) + ']')
    range.copy(moved, moved.indexOf('/ByteRange ') + '/ByteRange '.length)
    expect(codeOf(moved)).not.toBe('ok')
  })
})

describe('a valid signer who changes more than the own field', () => {
  const into = (num: number, key: string, value: PdfValue): Deed['extra'] => (_, dictAt) => [plainObject(num, new Map([...dictAt(num), [key, value]]))]
  test.each<[string, Partial<Deed>, FindingCode]>([
    ['edits the page', { extra: () => [streamObject(4, new Map(), Buffer.from('1 0 0 rg 0 0 300 400 re f'))] }, 'changed'],
    ['enlarges the page', { extra: into(3, 'MediaBox', [0, 0, 600, 400]) }, 'changed'],
    ['adds an annotation', {
      extra: (free, dictAt) => [plainObject(3, new Map([...dictAt(3), ['Annots', [...(dictAt(3).get('Annots') as PdfValue[]), ref(free)]]])),
        plainObject(free, new Map<string, PdfValue>([['Type', name('Annot')], ['Subtype', name('FreeText')], ['Rect', [0, 0, 300, 400]]]))],
    }, 'changed'],
    ['adds a field that covers the text', {
      extra: (free, dictAt) => [plainObject(6, new Map([...dictAt(6), ['Fields', [...(dictAt(6).get('Fields') as PdfValue[]), ref(free)]]])),
        plainObject(free, new Map<string, PdfValue>([['Type', name('Annot')], ['Subtype', name('Widget')], ['FT', name('Tx')], ['Rect', [0, 0, 300, 400]]]))],
    }, 'changed'],
    ['moves the own field over the text', { extra: (free, dictAt) => [plainObject(8, new Map<string, PdfValue>([...dictAt(8), ['Rect', [0, 0, 300, 400]], ['V', ref(free - 2)], ['AP', new Map([['N', ref(free - 1)]])]]))] }, 'changed'],
    ['gives the own field an action', { extra: (free, dictAt) => [plainObject(8, new Map<string, PdfValue>([...dictAt(8), ['V', ref(free - 2)], ['AP', new Map([['N', ref(free - 1)]])], ['AA', new Map()]]))] }, 'changed'],
    ['draws larger than the field', { formEntries: { BBox: [0, 0, 300, 400] } }, 'changed'],
    ['turns the drawing', { formEntries: { Matrix: [3, 0, 0, 9, 0, 0] } }, 'notMade'],
    ['writes text into the drawing', { drawing: 'BT (12,000) Tj ET' }, 'notMade'],
    ['brings a picture', { drawing: '/Im0 Do' }, 'notMade'],
    ['brings fonts', { formEntries: { Resources: new Map([['Font', new Map()]]) } }, 'notMade'],
    ['changes another signature field', { extra: into(9, 'F', 6) }, 'changed'],
    ['clears an earlier signature', { extra: (_, dictAt) => [plainObject(7, new Map([...dictAt(7)].filter(([key]) => key !== 'V')))] }, 'changed'],
    ['changes an earlier drawing', { extra: () => [streamObject(11, new Map<string, PdfValue>([['Type', name('XObject')], ['Subtype', name('Form')], ['BBox', [0, 0, 100, 40]]]), Buffer.from('q Q'))] }, 'changed'],
    ['changes the title', { extra: into(5, 'Title', name('x')) }, 'changed'],
    ['makes the paper run a script', { catalog: { OpenAction: new Map<string, PdfValue>([['S', name('JavaScript')], ['JS', name('x')]]) } }, 'changed'],
    ['switches a layer', { catalog: { OCProperties: new Map() } }, 'changed'],
    ['puts another page tree', { catalog: { Pages: ref(4) } }, 'changed'],
    ['hides an object for later', { extra: (free) => [plainObject(free, new Map<string, PdfValue>([['Type', name('Page')]]))] }, 'unreachable'],
    ['brings foreign validation material', { dss: { certificates: [Buffer.from('3003020100', 'hex')], crls: [] } }, 'dss'],
  ])('%s', async (_, deed, code) => expect(await signs(deed)).toBe(code))

  test('shows a hidden object: nothing hidden is in the base to begin with', async () => {
    const hidden = '1 0 0 rg 0 0 300 400 re f'
    expect(await signedBase({ more: [`<</Length ${hidden.length}>>\nstream\n${hidden}\nendstream`] })).toBe('unreachable')
    expect(await signedBase({ more: ['<</Type /Page /Parent 2 0 R>>'] })).toBe('unreachable')
  })
})

describe('what no paper of ours contains', () => {
  test.each<[string, BaseParts, FindingCode]>([
    ['a script at opening', { catalog: ' /OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>' }, 'activeContent'],
    ['an escaped name', { catalog: ' /#4fpenAction <</S /J#61vaScript>>' }, 'syntax'],
    ['scripts by name', { catalog: ' /Names <</JavaScript <</Names []>>>>' }, 'activeContent'],
    ['actions of the document', { catalog: ' /AA <<>>' }, 'activeContent'],
    ['layers', { catalog: ' /OCProperties <<>>' }, 'activeContent'],
    ['actions of a page', { page: ' /AA <</O <</S /JavaScript>>>>' }, 'activeContent'],
    ['an XFA form', { form: ' /XFA []' }, 'activeContent'],
    ['appearances on demand', { form: ' /NeedAppearances true' }, 'notMade'],
    ['permissions of its own', { catalog: ' /Perms <<>>' }, 'notMade'],
    ['a text field', { fields: ['<</Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4 /P 3 0 R /Rect [0 0 9 9] /Lock <</Type /SigFieldLock /Action /All>>>>'] }, 'notMade'],
    ['a link', { fields: ['<</Type /Annot /Subtype /Link /Rect [0 0 9 9]>>'] }, 'notMade'],
    ['a field that shows something already', { fields: ['<</Type /Annot /Subtype /Widget /FT /Sig /T (party-1-p) /F 4 /P 3 0 R /Rect [0 0 9 9] /Lock <</Type /SigFieldLock /Action /All>> /AP <<>>>>'] }, 'notMade'],
    ['a hidden field', { fields: ['<</Type /Annot /Subtype /Widget /FT /Sig /T (party-1-p) /F 2 /P 3 0 R /Rect [0 0 9 9] /Lock <</Type /SigFieldLock /Action /All>>>>'] }, 'notMade'],
    ['invisible text', { content: 'BT 3 Tr <00> Tj ET' }, 'notMade'],
    ['an inline picture', { content: 'BI /W 1 ID x EI' }, 'notMade'],
    ['optional content', { content: '/OC /L BDC EMC' }, 'notMade'],
    ['a dictionary key twice', { page: ' /MediaBox [0 0 600 800]' }, 'duplicate'],
    ['encryption', { trailer: ' /Encrypt <<>>' }, 'notClassic'],
    ['a second table', { trailer: ' /XRefStm 15' }, 'notClassic'],
    ['an unknown trailer entry', { trailer: ' /Tongting 1' }, 'trailer'],
    ['an object stream', { more: ['<</Type /ObjStm /N 0 /First 0 /Length 0>>\nstream\n\nendstream'] }, 'unreachable'],
    ['information in the wrong place', { info: ' /JS (x)' }, 'activeContent'],
  ])('%s', async (_, parts, code) => {
    const base = smallBase(parts)
    expect(codeOf(base)).toBe(code)
    // Signing it does not make it better; where even signing fails there is nothing to accept.
    expect(await signedBase(parts).catch(() => 'not signable')).not.toBe('ok')
  })

  test('the same object twice', () => {
    const second = Buffer.from('4 0 obj\n<</Length 3>>\nstream\nq Q\nendstream\nendobj\n')
    const base = smallBase()
    const at = base.indexOf('xref\n0 ')
    const text = Buffer.concat([base.subarray(0, at), second, base.subarray(at)]).toString('latin1').replace(/startxref\n\d+/, `startxref\n${at + second.length}`)
    expect(codeOf(Buffer.from(text, 'latin1'))).toBe('strayBytes')
    const twice = base.toString('latin1').replace(/xref\n0 10\n(.*\n)(.*\n)/, 'xref\n0 1\n$11 1\n$21 9\n$2')
    expect(codeOf(Buffer.from(twice, 'latin1'))).not.toBe('ok')
  })
})

describe('certificates, names, permissions, locks', () => {
  test.each<[string, Partial<Deed>, FindingCode]>([
    ['a name unlike the certificate', { written: '王五' }, 'nameMismatch'],
    ['a certification in the second signature', { certify: { P: 2 } }, 'signatureForm'],
    ['another lock than the field asks for', { lock: '<</Type /SigFieldLock /Action /All>>' }, 'lock'],
    ['a lock on somebody else', { lock: `<</Type /SigFieldLock /Action /Include /Fields [(${SEAL})]>>` }, 'lock'],
    ['a claimed time far from the time stamp', { claimed: new Date(Date.now() - 3_600_000) }, 'timestamp'],
    ['no time stamp', { cms: (plan) => ({ ...plan, timestampToken: null }) }, 'timestampMissing'],
    ['a certificate too many', { cms: (plan) => ({ ...plan, chain: [...plan.chain, ...ports.timestamper.certificates()] }), room: 5600 }, 'surplus'],
    ['no issuer', { cms: (plan) => ({ ...plan, chain: [] }) }, 'chain'],
    ['something after the CMS', { der: (cms) => Buffer.concat([cms, Buffer.from([0, 1])]) }, 'cms'],
    ['a length written longer than needed', { der: (cms) => Buffer.concat([Buffer.from([0x30, 0x83, 0]), cms.subarray(2)]) }, 'cms'],
  ])('%s', async (_, deed, code) => expect(await signs(deed)).toBe(code))

  test('a signature before the one it follows, and one before its authority existed', async () => {
    const later = await signSmall(smallBase(), ports, { field: FIELD_A, name: '王喆堃', at: new Date(Date.now() + 60_000) })
    expect(await signs({}, later)).toBe('timeOrder')
    expect(await signs({ at: new Date(Date.now() - 60_000) })).toBe('expired')
  })
  test('a certificate that its authority had revoked before', async () => {
    const { certificate, key, crl } = await revokedSigner()
    const deed: Partial<Deed> = { field: SEAL, name: '某某人民法院', certificate: { certificate, key }, dss: { certificates: [], crls: [crl] }, room: 5600 }
    expect(await signs(deed)).toBe('revoked')
    expect(await signs({ ...deed, dss: { certificates: [], crls: await ports.authority.crls(new Date()) } })).toBe('ok')
  })

  test('P=1: certified so that nothing may follow, then signed', async () => {
    expect(await signs({ certify: { P: 1 }, field: FIELD_A }, smallBase())).toBe('permissions')
    expect(await signs({ certify: { P: 3 }, field: FIELD_A }, smallBase())).toBe('permissions')
    expect(await signs({ certify: null, field: FIELD_A }, smallBase())).toBe('permissions')
    const certified = await signSmall(smallBase(), ports, { field: FIELD_A, name: '王喆堃', certify: { P: 1 } })
    expect(await signs({}, certified)).toBe('permissions')
  })
  test('signed after the seal locked everything', async () => {
    const sealed = await signSmall(one, ports, { field: SEAL, name: '某某人民法院' })
    expect(codeOf(sealed)).toBe('ok')
    expect(await signs({}, sealed)).toBe('locked')
  })
  test('an authority that only has the same names', async () => {
    const foreign = await openTestAuthority(join(folder, 'foreign'))
    const paperOf = (by: TestAuthority) => signSmall(smallBase(), by, { field: FIELD_A, name: '王喆堃' })
    expect(codeOf(await paperOf(foreign))).toBe('untrusted')
    // Our certificates in the chain, their key on the signer's.
    const mixed = { ...foreign, authority: { ...foreign.authority, chain: () => ports.authority.chain() } }
    expect(codeOf(await paperOf(mixed))).toBe('chain')
    const theirStamp = { ...ports, timestamper: foreign.timestamper }
    expect(codeOf(await paperOf(theirStamp))).toBe('untrusted')
  })
  test('one certificate for two signatures; a certificate of an authority; a time before it was valid', async () => {
    const key = newKey()
    const { certificate } = await ports.authority.issue({ subject: { commonName: '王喆堃' }, spki: key.publicKey.export({ type: 'spki', format: 'der' }), at: new Date() })
    const first = await signSmall(smallBase(), ports, { field: FIELD_A, name: '王喆堃', certificate: { certificate, key } })
    expect(codeOf(first)).toBe('ok')
    expect(await signs({ name: '王喆堃', certificate: { certificate, key } }, first)).toBe('reused')
    const later = new Date(Date.now() + 3_600_000)
    expect(await signs({ name: '王喆堃', certificate: { certificate, key }, at: later }, one)).toBe('keyPeriod')
    expect(await signs({ name: '王喆堃', certificate: { certificate, key: newKey() } }, one)).toBe('value')
    const [issuing = new Uint8Array()] = ports.authority.chain()
    expect(await signs({ certificate: { certificate: issuing, key } }, one)).not.toBe('ok')
  })
})

/** A certificate, and a list of its authority that names it. */
async function revokedSigner() {
  const key = newKey()
  const { certificate, serial } = await ports.authority.issue({ subject: { commonName: '某某人民法院' }, spki: key.publicKey.export({ type: 'spki', format: 'der' }), at: new Date() })
  const issuingKey = createPrivateKey(await readFile(join(folder, 'ca/issuing.key.pem')))
  const [issuing = new Uint8Array()] = ports.authority.chain()
  const at = new Date(Date.now() - 1000)
  const body = seq(int(1), ECDSA_SHA256, readCertificate(issuing).subject, time(at), time(new Date(Date.now() + 86_400_000)), seq(seq(int(Buffer.from(serial, 'hex')), time(at))))
  return { certificate, key, crl: seq(body, ECDSA_SHA256, bits(sign('sha256', body, issuingKey))) }
}

describe('against the court\'s record', () => {
  test('known and newest, known and older, unknown, of somebody else, by another certificate', async () => {
    const { signatures, sha256 } = verifyNow(paper)
    const record = {
      baseSha256: createHash('sha256').update(smallBase()).digest('hex'), due: [],
      revisions: signatures.map(({ revisionSha256, certificateSerial, field, signer }) => ({ sha256: revisionSha256 ?? '', serial: certificateSerial ?? '', field, name: signer })),
    }
    expect(verifyNow(paper, { record }).record).toEqual({ known: true, newest: true, revision: 3, revisions: 4 })
    const older = paper.subarray(0, openPdf(paper).revisions[2]?.end)
    expect(verifyNow(older, { record })).toMatchObject({ ok: true, record: { known: true, newest: false, revision: 2 } })
    expect(record.revisions.at(-1)?.sha256).toBe(sha256)
    const again = await smallPaper(ports)
    expect(verifyNow(again, { record }).findings[0]).toMatchObject({ code: 'unknownRevision', revision: 1 })
    const [a, b, c] = record.revisions
    if (!a || !b || !c) throw new Error('three revisions')
    expect(verifyNow(paper, { record: { ...record, revisions: [{ ...a, name: '张三' }, b, c] } }).findings[0]).toMatchObject({ code: 'recordMismatch', field: FIELD_A })
    expect(verifyNow(paper, { record: { ...record, revisions: [{ ...a, serial: '01' }, b, c] } }).findings[0]).toMatchObject({ code: 'recordMismatch' })
    expect(verifyNow(one, { record: { ...record, revisions: [], due: [{ field: FIELD_B, name: '李䶮' }] }, complete: true }).findings.map(({ code }) => code)).toContain('missing')
  })
  test('what this process has verified is not computed again, what follows is', () => {
    const end = openPdf(paper).revisions[2]?.end ?? 0
    const proven = verifyNow(paper).signatures[1]?.revisionSha256 ?? ''
    expect(verifyNow(paper, { provenSha256: proven }).ok).toBe(true)
    const changed = Buffer.from(paper)
    changed.write('7', changed.indexOf('/Contents <', end) + 200)
    expect(verifyNow(changed, { provenSha256: proven }).ok).toBe(false)
    const before = Buffer.from(paper)
    before.write('3', before.indexOf('10 10 50 20 re'))
    expect(verifyNow(before, { provenSha256: proven }).ok).toBe(false)
    expect(fieldsOf(paper).size).toBe(3)
  })
})
