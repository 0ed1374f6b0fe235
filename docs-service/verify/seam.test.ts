import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPdf } from '../pdf/document.ts'
import { signRevision } from '../press/sign.ts'
import { openSigning } from '../sign/settings.ts'
import { verifyNow } from '../verify.ts'
import { FIELD_A, SEAL, signSmall, smallBase } from './testing/small-paper.ts'

/** A seal that shows over the seams of the pages too is one signature field, with a read-only button for each strip. */
type Signing = Awaited<ReturnType<typeof openSigning>>
let folder = ''
let signing: Signing
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seam-'))
  signing = await openSigning(join(folder, 'ca'), {})
})
afterAll(async () => {
  await signing.stop()
  await rm(folder, { recursive: true, force: true })
})

const strip = (left: number, name: string, flags = 65_537): string => `<</Type /Annot /Subtype /Widget /FT /Btn /Ff ${flags} /T (${name}) /F 4 /P 3 0 R /Rect [${left} 60 ${left + 50} 160]>>`
const signature = (name: string, left: number, lock: string): string => `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /F 4 /P 3 0 R /Rect [${left} 200 ${left + 100} 240] /Lock <</Type /SigFieldLock ${lock}>>>>`
const signer = signature(FIELD_A, 20, `/Action /Include /Fields [(${FIELD_A})]`)
const sealed = signature(SEAL, 140, '/Action /All')
const STRIPS = [strip(150, `${SEAL}-seam-1`), strip(220, `${SEAL}-seam-2`)]
const base = (fields: string[], annotations: number[]): Buffer => smallBase({ fields, annotations })
const seal = async (bytes: Buffer): Promise<Uint8Array> => {
  const first = await signSmall(bytes, signing, { field: FIELD_A, name: '王喆堃' })
  const subject = { commonName: '某某人民法院', organization: '某某人民法院' }
  return (await signRevision(signing, first, subject, () => ({ field: SEAL, reason: '法院盖章', appearance: (width, height) => `0 0 ${width} ${height} re f\n` }), new Date())).bytes
}

test('one seal with two strips is accepted, and covers them', async () => {
  const paper = await seal(base([signer, sealed, ...STRIPS], [7, 8, 9, 10]))
  expect(verifyNow(paper, { trustedRoots: signing.roots, complete: true })).toMatchObject({ ok: true, signatures: [{ field: FIELD_A }, { field: SEAL, capacity: 'court' }], unsigned: [] })
  const copy = Buffer.from(paper)
  const from = openPdf(copy).revisions[2]?.xrefAt ?? 0
  for (let at = openPdf(copy).revisions[1]?.end ?? 0; at < from; at += 131) {
    const changed = Buffer.from(copy)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(verifyNow(changed).ok, `byte ${at}`).toBe(false)
  }
})
test('a strip that belongs to nobody, to a signer, out of turn, to no page or that can be pressed is refused', () => {
  const code = (fields: string[], annotations = fields.map((_, i) => 7 + i)) => verifyNow(base(fields, annotations)).findings[0]?.code
  expect(code([signer, sealed, ...STRIPS])).toBe('noSignature')
  expect(code([signer, sealed, ...STRIPS], [7, 8, 9])).toBe('annotation')
  expect(code([signer, sealed, ...STRIPS], [7, 8, 9, 10, 10])).toBe('annotation')
  expect(code([signer, sealed, ...STRIPS.toReversed()])).toBe('annotation')
  expect(code([...STRIPS, signer, sealed])).toBe('annotation')
  expect(code([signer, strip(150, `${FIELD_A}-seam-1`), sealed])).toBe('annotation')
  expect(code([signer, sealed, strip(150, 'elsewhere')])).toBe('annotation')
  expect(code([signer, sealed, STRIPS[0] ?? '', STRIPS[0] ?? ''])).toBe('duplicate')
  expect(code([signer, sealed, strip(150, `${SEAL}-seam-1`, 65_536)])).toBe('notMade')
})
