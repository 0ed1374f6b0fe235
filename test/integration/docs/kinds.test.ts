import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentView, Signer } from '#protocol/documents.ts'
import { PAPER_KINDS, type PaperContent, type TemplateId } from '#protocol/papers/index.ts'
import { isComplete, recipientsOf, waitsFor } from '#domain/document/index.ts'
import { SAMPLES, SAMPLE_SIGNERS } from '#domain/document/testing/papers.ts'
import { verifyPdf } from '../../../docs-service/verify.ts'
import { STROKES } from '../../../docs-service/testing/samples.ts'
import { openOffice, type Office } from './office.ts'

/** Every kind of paper through the real service: previewed, frozen as previewed, signed in order, sealed, served. */
let office: Office
beforeAll(async () => { office = await openOffice() }, 120_000)
afterAll(() => office.close())

const clerk = () => office.by('c1', 'clerk')
const draft = (content: PaperContent, signers: Signer[]) =>
  office.call('draft', { ...clerk(), matter: PAPER_KINDS[content.template].matter, content, signers })
const sign = (view: DocumentView, { personId, role }: Signer) =>
  office.call('sign', { ...office.by(personId, role), documentId: view.documentId, revisionSha256: view.revisionSha256, strokes: STROKES, shownToEndAt: new Date().toISOString(), identityVerified: true })
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
async function until(documentId: string, holds: (view: DocumentView) => boolean): Promise<DocumentView> {
  let view = await office.view(documentId)
  await expect.poll(async () => holds(view = await office.view(documentId)), { timeout: 20_000, interval: 30 }).toBe(true)
  return view
}
/** Frozen as previewed; parties confirm where the kind asks for it. */
async function frozen(template: TemplateId): Promise<DocumentView> {
  const { documentId } = await draft(SAMPLES[template], SAMPLE_SIGNERS[template])
  if (PAPER_KINDS[template].confirmed) for (const { personId, role, capacity } of SAMPLE_SIGNERS[template]) if (capacity === 'party') await office.call('confirm', { ...office.by(personId, role), documentId, version: 1 })
  const { preview } = await office.call('preview', { ...clerk(), documentId, version: 1 })
  const seen = await office.call('file', { documentId, sha256: preview?.sha256 })
  expect(sha256(Buffer.from(seen.base64, 'base64'))).toBe(preview?.sha256)
  expect((await office.call('preview', { ...clerk(), documentId, version: 1 })).preview).toEqual(preview)
  const view = await office.call('freeze', { ...clerk(), documentId, version: 1, previewSha256: preview?.sha256 })
  expect(view.revisionSha256 === preview?.sha256 || view.signers.length === 0).toBe(true)
  expect(view.pages).toBe(preview?.pages)
  return view
}

test.each(Object.keys(PAPER_KINDS) as TemplateId[])('%s', async (template) => {
  let view = await frozen(template)
  for (let left = [...view.signers]; left.length > 0;) {
    const next = left.find(({ capacity }) => waitsFor(view, capacity).length === 0)
    if (!next) throw new Error('nobody may sign')
    view = await sign(view, next)
    left = left.filter((one) => one !== next)
  }
  view = await until(view.documentId, (one) => isComplete(one) && recipientsOf(one.content).every((personId) => one.services.some((service) => service.personId === personId)))
  const { seal } = PAPER_KINDS[template]
  expect(view.status).toBe(seal === 'none' ? 'signed' : 'sealed')
  expect(view.effectiveAt).not.toBeNull()
  const bytes = await office.bytes(view.documentId)
  expect(sha256(bytes)).toBe(view.revisionSha256)
  expect(await verifyPdf(bytes)).toMatchObject({ ok: true, signatures: { length: view.signers.length + (seal === 'none' ? 0 : 1) } })
  const [recipient] = recipientsOf(view.content)
  if (recipient === undefined) return
  const by = office.by(recipient, 'plaintiff')
  const opened = await office.call('noteOpened', { ...by, documentId: view.documentId })
  expect(opened.services.filter(({ personId }) => personId === recipient).map(({ basis }) => basis)).toEqual(['arrived', 'opened'])
  expect(await office.call('noteOpened', { ...by, documentId: view.documentId })).toEqual(opened)
}, 60_000)

test('a stale preview freezes nothing and gives no bytes', async () => {
  const { documentId } = await draft(SAMPLES.summons, [])
  const { preview } = await office.call('preview', { ...clerk(), documentId, version: 1 })
  await office.call('change', { ...clerk(), documentId, version: 1, content: SAMPLES.summons })
  await expect(office.call('freeze', { ...clerk(), documentId, version: 2, previewSha256: preview?.sha256 })).rejects.toMatchObject({ code: 'stalePreview' })
  await expect(office.call('file', { documentId, sha256: preview?.sha256 })).rejects.toMatchObject({ code: 'stalePreview' })
  expect(await office.view(documentId)).toMatchObject({ status: 'draft', version: 2, revisionSha256: null })
})

test('a refusal to sign the record is noted with the next signature of the court, and the record is sealed without it', async () => {
  let view = await frozen('hearingRecord')
  const { documentId } = view
  await office.call('refuse', { ...office.by('d1', 'defendant'), documentId, reason: '不同意记载' })
  view = await office.call('refuse', { ...clerk(), documentId, personId: 'a1', reason: '中途退庭' })
  for (const signer of SAMPLE_SIGNERS.hearingRecord.filter(({ personId }) => personId !== 'd1' && personId !== 'a1')) view = await sign(view, signer)
  await until(documentId, isComplete)
  const { signatures, ok } = await verifyPdf(await office.bytes(documentId))
  expect([ok, signatures.length]).toEqual([true, 4])
  const text = (await office.bytes(documentId)).toString('latin1')
  // /Reason is UTF-16BE in hexadecimal: 李䶮拒绝签名.
  expect(text.toLowerCase()).toContain(Buffer.from('李䶮拒绝签名：不同意记载', 'utf16le').swap16().toString('hex'))
})

test('what a crash left undelivered is delivered at the next start, once', async () => {
  const { documentId } = await draft(SAMPLES.summons, [])
  await office.restart({
    store: (store) => ({
      ...store,
      append: async (stream, expectedSeq, events, fence) => {
        if (events.some(({ event }) => (event as { type: string }).type === 'documentServed')) throw new Error('no delivery today')
        return store.append(stream, expectedSeq, events, fence)
      },
    }),
  })
  await office.call('freeze', { ...clerk(), documentId, version: 1 })
  await until(documentId, isComplete)
  expect((await office.view(documentId)).services).toEqual([])
  await office.restart()
  const view = await until(documentId, ({ services }) => services.length > 0)
  expect(view.services).toMatchObject([{ personId: 'p1', channel: 'platform', basis: 'arrived' }])
})
