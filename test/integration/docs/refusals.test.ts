import { afterAll, beforeAll, expect, test } from 'vitest'
import { ERRORS, type ErrorCode } from '#protocol/errors.ts'
import type { EventStore } from '#platform/ports.ts'
import { verifyPdf } from '../../../docs-service/verify.ts'
import { openOffice, type Office } from './office.ts'
import { AGREEMENT, FIELDS, SIGNERS, STROKES } from '../../../docs-service/testing/samples.ts'

/** Everything a person can get wrong, and failures in the middle: a named error, nothing half-signed, nothing lost. */
let office: Office
beforeAll(async () => { office = await openOffice() }, 120_000)
afterAll(() => office.close())

const refused = (promise: Promise<unknown>, code: ErrorCode, details: Record<string, unknown> = {}) =>
  expect(promise, code).rejects.toMatchObject({ name: 'AppError', code, details: expect.objectContaining(details) })

test('wrong fields are named, with the reason, in Chinese', async () => {
  const wrong: [Record<string, unknown>, string, string][] = [
    [{ amountYuan: '12万' }, '给付金额', '不是有效的金额'], [{ amountYuan: '1.234' }, '给付金额', '不是有效的金额'], [{ amountYuan: '0012' }, '给付金额', '多余的0'],
    [{ amountYuan: '0.00' }, '给付金额', '大于0'], [{ cause: '' }, '案由', '不能为空'], [{ cause: '长'.repeat(81) }, '案由', '不得超过80个字'],
    [{ clauses: [] }, '协议条款', '至少应有1项'], [{ clauses: ['一', '长'.repeat(1001)] }, '协议条款第2项', '不得超过1000个字'],
    [{ clauses: ['应于2026年2月30日前付清。'] }, '协议条款第1项', '2026年2月30日”不存在'], [{ facts: '正常\u202e文字' }, '案件事实', '不可见'],
    [{ caseNo: '（2026）\n沪' }, '案号', '不允许的字符'], [{ copies: 0 }, '份数', '不得小于1'], [{ extra: 1 }, '文书内容', '多出未知内容'],
    [{ applicants: [{ personId: 'p1', name: '' }] }, '申请人第1项姓名或名称', '不能为空'], [{ court: '院'.repeat(65) }, '法院名称', '64'],
  ]
  for (const [over, field, reason] of wrong) {
    await refused(office.draft({ ...FIELDS, ...over }), 'fieldInvalid', { field, reason: expect.stringContaining(reason) })
  }
  const { signers } = { signers: SIGNERS }
  await refused(office.draft(FIELDS, signers.filter(({ personId }) => personId !== 'd2')), 'fieldInvalid', { field: '签署人', reason: '缺少欧阳𬭎𫖯或其代理人' })
  await refused(office.draft(FIELDS, signers.filter(({ capacity }) => capacity !== 'judge')), 'fieldInvalid', { reason: '缺少法官或调解员' })
  await refused(office.draft(FIELDS, 5), 'badMessage')
  await refused(office.call('draft', {}), 'badMessage')
  expect(ERRORS.fieldInvalid.status).toBe(422)
})

test('a character no font has is refused when the paper is made, and the draft can be corrected', async () => {
  const named = (name: string) => ({ ...FIELDS, applicants: FIELDS.applicants.map((one) => ({ ...one, name })) })
  const view = await office.draft(named('王𠮷'), SIGNERS.map((one) => (one.personId === 'p1' ? { ...one, name: '王𠮷' } : one)))
  const { documentId } = view
  for (const [personId, role] of [['p1', 'plaintiff'], ['d1', 'defendant'], ['d2', 'defendant']] as const) await office.call('confirm', { ...office.by(personId, role), documentId, version: 1 })
  await refused(office.call('freeze', { ...office.by('clerk', 'clerk'), documentId, version: 1 }), 'glyphMissing', { character: '𠮷 (U+20BB7)' })
  expect((await office.view(documentId)).status).toBe('draft')
})

test('drafting and confirming', async () => {
  const commandId = 'draft-twice-1'
  const order = { ...office.by('clerk', 'clerk', commandId), content: AGREEMENT, signers: SIGNERS }
  const [one, two] = await Promise.all([office.call('draft', order), office.call('draft', order)])
  expect(two).toEqual(one)
  const { documentId } = one
  await refused(office.call('draft', { ...order, ...office.by('p1', 'plaintiff') }), 'notPermitted')
  await office.call('confirm', { ...office.by('p1', 'plaintiff'), documentId, version: 1 })
  await refused(office.call('freeze', { ...office.by('clerk', 'clerk'), documentId, version: 1 }), 'stageNotComplete', { missing: '李䶮、欧阳𬭎𫖯尚未确认' })
  const changed = await office.call('change', { ...office.by('clerk', 'clerk'), documentId, version: 1, content: { template: 'settlementAgreement', fields: { ...FIELDS, copies: 5 } } })
  expect(changed).toMatchObject({ version: 2, content: { fields: { copies: 5 } } })
  expect(changed.signers.every(({ confirmed }) => !confirmed)).toBe(true)
  await refused(office.call('confirm', { ...office.by('d1', 'defendant'), documentId, version: 1 }), 'staleVersion')
  await refused(office.call('change', { ...office.by('clerk', 'clerk'), documentId, version: 1, content: AGREEMENT }), 'staleVersion')
  await refused(office.call('confirm', { ...office.by('stranger', 'observer'), documentId, version: 2 }), 'notASigner')
  await refused(office.call('file', { documentId }), 'documentNotFrozen')
  await refused(office.call('file', { documentId: 'doc-nowhere' }), 'notFound')
  await refused(office.call('confirm', { ...office.by('d1', 'defendant'), matterId: 'another', documentId, version: 2 }), 'notFound')
  await refused(office.sign(changed, 'p1', { revisionSha256: '0'.repeat(64) }), 'documentNotFrozen')
})

test('signing', async () => {
  const view = await office.frozen()
  const { documentId } = view
  await refused(office.call('change', { ...office.by('clerk', 'clerk'), documentId, version: 1, content: AGREEMENT }), 'documentFrozen')
  await refused(office.sign(view, 'stranger'), 'notASigner')
  await refused(office.sign(view, 'j1'), 'signingOrder')
  await refused(office.sign(view, 'p1', { identityVerified: false }), 'identityNotVerified')
  await refused(office.sign(view, 'p1', { shownToEndAt: '2020-01-01T00:00:00.000Z' }), 'notReadToEnd')
  await refused(office.sign(view, 'p1', { strokes: [[{ x: 0.5, y: 0.5, t: 0 }]] }), 'signatureEmpty')
  await refused(office.sign(view, 'p1', { strokes: [] }), 'signatureEmpty')
  await refused(office.sign(view, 'p1', { revisionSha256: '0'.repeat(64) }), 'revisionConflict')
  const commandId = 'sign-once-1'
  const signed = await office.sign(view, 'p1', { commandId })
  expect(await office.sign(view, 'p1', { commandId })).toEqual(signed)
  await refused(office.sign(signed, 'p1'), 'alreadySigned')

  // Two signers at the same instant on the same revision: one signs, the other looks again and signs then.
  const both = await Promise.allSettled([office.sign(signed, 'd1'), office.sign(signed, 'd2')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'revisionConflict' } })
  const file = await verifyPdf(await office.bytes(documentId))
  expect(file).toMatchObject({ ok: true })
  expect(file.signatures).toHaveLength(2)

  const refusal = await office.call('refuse', { ...office.by('a1', 'lawyer'), documentId, reason: '当事人改变了主意' })
  expect(refusal).toMatchObject({ status: 'declined' })
  await refused(office.sign(await office.view(documentId), 'd2'), 'documentClosed')
  const other = await office.frozen()
  expect(await office.call('void', { ...office.by('clerk', 'clerk'), documentId: other.documentId, reason: '案号有误' })).toMatchObject({ status: 'void' })
})

test('a failure in the middle of signing leaves the paper as it was, or signed, never between', async () => {
  const view = await office.frozen()
  let failing: 'before' | 'after' | null = 'before'
  const breaking = (store: EventStore): EventStore => ({
    ...store,
    append: async (stream, expectedSeq, events, fence) => {
      const concerned = events.some(({ event }) => (event as { type: string }).type === 'documentSigned')
      if (concerned && failing === 'before') throw new Error('the machine stopped before the event')
      const stored = await store.append(stream, expectedSeq, events, fence)
      if (concerned && failing === 'after') throw new Error('the machine stopped after the event')
      return stored
    },
  })
  await office.restart({ store: breaking })
  await refused(office.sign(view, 'p1'), 'internal')
  expect(await office.view(view.documentId)).toEqual(view)
  failing = 'after'
  await refused(office.sign(view, 'p1', { commandId: 'sign-lost-answer' }), 'internal')
  failing = null
  const again = await office.sign(view, 'p1', { commandId: 'sign-lost-answer' })
  expect(again.signers.filter(({ signedAt }) => signedAt !== null)).toHaveLength(1)
  expect((await verifyPdf(await office.bytes(view.documentId))).signatures).toHaveLength(1)
})

test('a paper that all have signed is sealed after a restart', async () => {
  let view = await office.frozen()
  await office.restart({
    store: (store) => ({
      ...store,
      append: async (stream, expectedSeq, events, fence) => {
        if (events.some(({ event }) => (event as { type: string }).type === 'documentSealed')) throw new Error('no seal today')
        return store.append(stream, expectedSeq, events, fence)
      },
    }),
  })
  for (const { personId } of SIGNERS) view = await office.sign(view, personId, { strokes: STROKES })
  expect((await office.view(view.documentId)).status).toBe('partlySigned')
  await office.restart()
  expect(await office.sealed(view.documentId)).toMatchObject({ status: 'sealed', effectiveAt: view.effectiveAt })
  expect((await verifyPdf(await office.bytes(view.documentId))).signatures).toHaveLength(6)
})
