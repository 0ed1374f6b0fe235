import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFolderBlobs } from '#platform/blobs/folder.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { systemClock } from '#platform/clock.ts'
import { createEventStore } from '#platform/event-store.ts'
import { createLeases } from '#platform/leases.ts'
import { createLog } from '#platform/log.ts'
import type { AgreementFields, DocumentView } from '#protocol/documents.ts'
import { ABOUT_ONE, HEARING_TEMPLATES } from '#domain/document/contents/index.ts'
import { startDocs } from '../../../docs-service/index.ts'
import { STROKES } from '../docs/samples.ts'
import { Browser, tokenFor } from './browser.ts'
import { openTestDatabase, startTestCourt, trial, type TestCourt, type TestDatabase } from './court.ts'

let database: TestDatabase
let court: TestCourt
let codes: Record<string, string>
let dataDir: string
let stopDocs: () => Promise<void>
const HEARING = 'papers-trial'
const FIELDS: AgreementFields = {
  court: '同庭示范人民法院', caseNo: '（2026）同庭01民初1号', cause: '买卖合同纠纷', place: '在线法庭',
  applicants: [{ personId: 'plaintiff', name: '王喆堃', identity: '', address: '' }],
  respondents: [{ personId: 'defendant', name: '李䶮', identity: '', address: '' }],
  agents: [{ personId: 'plaintiffLawyer', name: '陈思齐', of: 'plaintiff', title: '律师' }],
  facts: '双方就货款支付发生争议。', clauses: ['被告于2026年12月31日前支付原告人民币120000元。', '原告放弃其他诉讼请求。'],
  amountYuan: '120000.00', courtFee: '', copies: 3,
}

beforeAll(async () => {
  const log = createLog('silent')
  const bus = createMemoryBus(log)
  database = await openTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-papers-'))
  const leases = createLeases(database)
  const docs = await startDocs({
    bus, store: createEventStore(database, systemClock), leases, blobs: createFolderBlobs(join(dataDir, 'blobs')), windowBlobs: createFolderBlobs(join(dataDir, 'window-files')), clock: systemClock, log, dataDir,
  })
  stopDocs = async () => {
    await docs.stop()
    await leases.close()
  }
  court = await startTestCourt(database, { bus, limits: { silentForMs: 120_000 } })
  codes = await court.signaling.seedHearing(trial(HEARING))
}, 60_000)
afterAll(async () => {
  await court.stop()
  await stopDocs()
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
})

const browsers: Record<string, Browser> = {}
const of = (personId: string): Browser => {
  const browser = browsers[personId]
  if (browser === undefined) throw new Error(`${personId} is not here`)
  return browser
}
const act = (personId: string, command: Parameters<Browser['command']>[0]) =>
  court.signaling.inside.hosts.submit(HEARING, { command: command as never, actor: { personId }, commandId: crypto.randomUUID() })
const state = async () => (await court.signaling.inside.hosts.get(HEARING)).state
const newestAt = (personId: string): DocumentView | undefined => {
  const last = of(personId).notices.findLast((notice) => notice.name === 'document')
  return last?.name === 'document' ? last.params : undefined
}
const id = () => crypto.randomUUID()
async function signAs(personId: string): Promise<DocumentView> {
  const [view] = court.signaling.inside.papers.list(HEARING)
  return of(personId).call('signDocument', { commandId: id(), documentId: view?.documentId ?? '', revisionSha256: view?.revisionSha256 ?? '', strokes: STROKES, shownToEndAt: new Date().toISOString() })
}
async function file(personId: string): Promise<Response> {
  const token = await tokenFor(court.url, codes[personId] ?? '')
  const documentId = court.signaling.inside.papers.list(HEARING)[0]?.documentId
  return fetch(`${court.url}/api/hearings/${HEARING}/documents/${documentId}/file`, { headers: { authorization: `Bearer ${token}` } })
}

test('the clerk drafts; bench and parties see it live, witness and observers do not', async () => {
  for (const personId of ['judge', 'juror1', 'juror2', 'clerk', 'plaintiff', 'plaintiffLawyer', 'defendant', 'witness', 'observer1']) {
    const browser = await new Browser(court.socketUrl).open()
    await browser.hello(await tokenFor(court.url, codes[personId] ?? ''), HEARING)
    browsers[personId] = browser
  }
  for (const personId of ['plaintiff', 'plaintiffLawyer', 'defendant', 'observer1']) await act('clerk', { type: 'admit', personId })
  const draft = { commandId: id(), content: { template: 'settlementAgreement' as const, fields: FIELDS } }
  for (const personId of ['plaintiff', 'juror1', 'witness', 'observer1']) await expect(of(personId).call('draftDocument', draft)).rejects.toMatchObject({ code: 'notPermitted' })
  const view = await of('clerk').call('draftDocument', draft)
  expect(view.signers.map(({ personId, capacity }) => [personId, capacity])).toEqual([['plaintiff', 'party'], ['defendant', 'party'], ['plaintiffLawyer', 'agent'], ['judge', 'judge']])
  for (const personId of ['judge', 'juror1', 'clerk', 'plaintiff', 'plaintiffLawyer', 'defendant']) {
    await of(personId).until('the draft', () => newestAt(personId)?.documentId === view.documentId)
  }
  for (const personId of ['witness', 'observer1']) {
    await of(personId).call('ping', {})
    expect(newestAt(personId)).toBeUndefined()
  }
})

test('confirmed by the parties and frozen: the hearing takes note', async () => {
  const { documentId, version } = court.signaling.inside.papers.list(HEARING)[0] ?? { documentId: '', version: 0 }
  await expect(of('observer1').call('confirmDocument', { commandId: id(), documentId, version })).rejects.toMatchObject({ code: 'notPermitted' })
  await expect(of('juror1').call('confirmDocument', { commandId: id(), documentId, version })).rejects.toMatchObject({ code: 'notASigner' })
  for (const personId of ['plaintiff', 'defendant']) await of(personId).call('confirmDocument', { commandId: id(), documentId, version })
  await expect(of('plaintiff').call('freezeDocument', { commandId: id(), documentId, version })).rejects.toMatchObject({ code: 'notPermitted' })
  await of('clerk').call('freezeDocument', { commandId: id(), documentId, version })
  await expect.poll(async () => (await state()).agreement).toMatchObject({ documentId, status: 'prepared' })
})

test('nobody signs before the judge has confirmed who they are', async () => {
  await expect(signAs('plaintiff')).rejects.toMatchObject({ code: 'identityNotVerified' })
})

test('all sign, the court seals, the agreement is effective, and the file is theirs alone', async () => {
  await act('clerk', { type: 'advanceStage', expected: 'preTrial' })
  for (const personId of ['judge', 'juror1', 'juror2', 'plaintiff', 'plaintiffLawyer', 'defendant', 'witness']) await act('clerk', { type: 'recordAttendance', personId, present: true })
  await act('clerk', { type: 'advanceStage', expected: 'attendanceCheck' })
  await act('clerk', { type: 'advanceStage', expected: 'announceDiscipline' })
  await act('judge', { type: 'advanceStage', expected: 'openCourt' })
  for (const personId of ['plaintiff', 'plaintiffLawyer', 'defendant']) await act('judge', { type: 'confirmIdentity', personId, outcome: 'confirmed' })
  for (const personId of ['plaintiff', 'plaintiffLawyer', 'defendant', 'judge']) await signAs(personId)
  await expect.poll(async () => (await state()).agreement, { timeout: 15_000 }).toMatchObject({ status: 'effective' })
  const { agreement } = await state()
  await of('defendant').until('the sealed paper', () => newestAt('defendant')?.status === 'sealed')
  const reply = await file('defendant')
  expect(reply.headers.get('content-type')).toBe('application/pdf')
  expect(reply.headers.get('etag')).toBe(`"${agreement?.sha256}"`)
  expect(Buffer.from(await reply.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await file('witness')).status).toBe(403)
}, 60_000)

test('a browser that comes later is given the papers with its hello', async () => {
  const late = await new Browser(court.socketUrl).open()
  const hello = await late.hello(await tokenFor(court.url, codes.defendant ?? ''), HEARING)
  expect(hello.documents.map(({ status }) => status)).toEqual(['sealed'])
  browsers['defendant'] = late
  const observer = await new Browser(court.socketUrl).open()
  expect((await observer.hello(await tokenFor(court.url, codes.observer2 ?? ''), HEARING)).documents).toEqual([])
})

test('every paper that a hearing can fill in is composed for the clerk; a party composes its own alone; wrong content is told by field', async () => {
  for (const template of HEARING_TEMPLATES) {
    const sketch = await of('clerk').call('composePaper', { template, ...(ABOUT_ONE.has(template) ? { personId: 'plaintiff' } : {}) })
    expect(sketch).toMatchObject({ template, fields: { court: '同庭示范人民法院' } })
  }
  await expect(of('plaintiff').call('composePaper', { template: 'summons', personId: 'plaintiff' })).rejects.toMatchObject({ code: 'notPermitted' })
  await expect(of('plaintiff').call('composePaper', { template: 'onlineConsent', personId: 'defendant' })).rejects.toMatchObject({ code: 'notPermitted' })
  await expect(of('observer1').call('composePaper', { template: 'onlineConsent', personId: 'observer1' })).rejects.toMatchObject({ code: 'notPermitted' })
  await expect(of('clerk').call('composePaper', { template: 'windowReceipt' })).rejects.toMatchObject({ code: 'notFound' })
  await expect(of('clerk').call('composePaper', { template: 'summons', personId: 'nobody' })).rejects.toMatchObject({ code: 'unknownPerson' })
  const { fields } = await of('clerk').call('composePaper', { template: 'summons', personId: 'plaintiff' })
  const draft = (over: Record<string, string>) => of('clerk').call('draftDocument', { commandId: id(), content: { template: 'summons', fields: { ...fields, ...over } } })
  await expect(draft({ appearAt: '2026-02-30T09:00' })).rejects.toMatchObject({ code: 'fieldInvalid', details: { field: '应到时间', reason: '日期不存在' } })
})

test('one person\'s paper is theirs and the court\'s: the other side neither sees nor fetches it', async () => {
  const { fields } = await of('plaintiffLawyer').call('composePaper', { template: 'onlineConsent', personId: 'plaintiff' })
  const view = await of('plaintiff').call('draftDocument', { commandId: id(), content: { template: 'onlineConsent', fields } })
  expect(view.signers).toMatchObject([{ personId: 'plaintiff', capacity: 'party' }])
  await expect(of('defendant').call('draftDocument', { commandId: id(), content: { template: 'onlineConsent', fields } })).rejects.toMatchObject({ code: 'notPermitted' })
  await expect(of('defendant').call('previewDocument', { commandId: id(), documentId: view.documentId, version: 1 })).rejects.toMatchObject({ code: 'notPermitted' })
  await of('clerk').until('the consent', () => newestAt('clerk')?.documentId === view.documentId)
  await of('defendant').call('ping', {})
  expect(of('defendant').notices.some((notice) => notice.name === 'document' && notice.params.documentId === view.documentId)).toBe(false)
  const changed = await of('plaintiff').call('changeDocument', { commandId: id(), documentId: view.documentId, version: 1, content: { template: 'onlineConsent', fields: { ...fields, phone: '13800000000' } } })
  expect(changed.version).toBe(2)
  expect(await of('plaintiff').call('voidDocument', { commandId: id(), documentId: view.documentId, reason: '另行填写' })).toMatchObject({ status: 'void' })
})
