import { describe, expect, test } from 'vitest'
import { DocumentEvent, type Signer, type Strokes } from '#protocol/documents.ts'
import { PAPER_KINDS, type PaperContent, type TemplateId } from '#protocol/papers/index.ts'
import { decide, evolve, readContent, refusal, servedAt, signerProblem, type DocumentAct, type DocumentActor, type DocumentDeed, type DocumentState } from './index.ts'
import { CLERK_ACTOR, SAMPLES, SAMPLE_SIGNERS } from './testing/papers.ts'

const SHA = (n: number) => n.toString(16).padStart(64, '0')
const AT = (minute: number) => new Date(Date.UTC(2026, 10, 21, 3, minute)).toISOString()
const STROKES: Strokes = [[{ x: 0, y: 0.5, t: 0 }, { x: 0.5, y: 0.5, t: 100 }]]

/** One paper worked by hand; each step is one minute. */
class Paper {
  state: DocumentState | null = null
  minute = 0
  readonly signers: Signer[]
  constructor(content: PaperContent, signers: Signer[] = SAMPLE_SIGNERS[content.template]) {
    this.signers = signers
    expect(this.do({ type: 'draft', documentId: 'x', matter: 'hearing', matterId: 'h', content, signers }, CLERK_ACTOR)).toBe('draft')
  }
  do(act: DocumentAct, actor: DocumentActor): string {
    const at = AT(++this.minute)
    const decision = decide(this.state, made(act, this.state, this.minute), actor, at)
    expect(refusal(this.state, act, actor, at)).toEqual(decision.ok ? null : decision.error)
    if (!decision.ok) return decision.error.code
    for (const event of decision.events) this.state = evolve(this.state, { seq: (this.state?.seq ?? 0) + 1, at, actor: { system: 'documents' }, commandId: null, event: DocumentEvent.parse(event) })
    return this.now.status
  }
  get now(): DocumentState {
    if (!this.state) throw new Error('no paper yet')
    return this.state
  }
  who(personId: string): DocumentActor {
    return { personId, role: this.signers.find((one) => one.personId === personId)?.role ?? 'observer' }
  }
  freeze(previewSha256?: string) { return this.do({ type: 'freeze', version: this.now.version, previewSha256 }, CLERK_ACTOR) }
  sign(personId: string) {
    return this.do({ type: 'sign', revisionSha256: this.now.revisionSha256 ?? SHA(0), strokes: STROKES, shownToEndAt: AT(this.minute), identityVerified: true }, this.who(personId))
  }
}
function made(act: DocumentAct, state: DocumentState | null, n: number): DocumentDeed {
  const revision = { previousSha256: state?.revisionSha256 ?? SHA(0), sha256: SHA(n), bytes: 1, certificateSerial: String(n) }
  if (act.type === 'preview') return { ...act, made: { sha256: SHA(n), pages: 1, bytes: 1 } }
  if (act.type === 'freeze') return { ...act, made: { baseSha256: SHA(n), pages: 1, bytes: 1 } }
  if (act.type === 'sign') return { ...act, made: { ...revision, certificateSha256: SHA(n), strokesSha256: SHA(n) } }
  return act.type === 'seal' ? { ...act, made: revision } : act
}
const TEMPLATES = Object.keys(PAPER_KINDS) as TemplateId[]

describe('every kind of paper', () => {
  test.each(TEMPLATES)('D-2 D-3 %s: the sample is right, and so are its signers', (template) => {
    expect(readContent(SAMPLES[template])).toEqual({ ok: true, content: SAMPLES[template] })
    expect(signerProblem(SAMPLES[template], SAMPLE_SIGNERS[template])).toBeNull()
  })
  test.each(TEMPLATES)('D-3 %s: a text too long, an unknown field and a hidden character are told by name', (template) => {
    const { fields } = SAMPLES[template]
    expect(readContent({ template, fields: { ...fields, caseNo: '号'.repeat(81) } })).toMatchObject({ ok: false, error: { code: 'fieldInvalid', details: { reason: '不得超过80个字' } } })
    expect(readContent({ template, fields: { ...fields, extra: 1 } })).toMatchObject({ ok: false, error: { details: { reason: expect.stringContaining('未知内容') } } })
    expect(readContent({ template, fields: { ...fields, caseNo: '案\u202e号' } })).toMatchObject({ ok: false, error: { details: { reason: expect.stringContaining('不可见') } } })
  })
  test('D-3 days that do not exist, amounts that are none, times the wrong way round', () => {
    const wrong: [TemplateId, Record<string, unknown>, string, string][] = [
      ['summons', { appearAt: '2026-02-30T09:00' }, '应到时间', '日期不存在'], ['summons', { appearAt: '明天' }, '应到时间', '不是有效的日期或时间'],
      ['summons', { appearAt: '2026-11-30T25:00' }, '应到时间', '不是有效的日期或时间'], ['summons', { appearAt: '2026-11-01T09:00' }, '应到时间', '不得早于落款日期'],
      ['acceptanceNotice', { feeYuan: '一千' }, '应交诉讼费用', '不是有效的金额'], ['acceptanceNotice', { feeYuan: '0' }, '应交诉讼费用', '大于0'],
      ['acceptanceNotice', { feeDueOn: '2026-13-01' }, '交费期限', '日期不存在'], ['correctionNotice', { items: [] }, '需补正的内容', '至少应有1项'],
      ['hearingRecord', { endedAt: '2026-11-21T08:00' }, '结束时间', '不得早于开始时间'], ['serviceAddressConfirmation', { postcode: '12' }, '邮政编码', '格式不正确'],
      ['serviceCertificate', { deliveries: [{ channel: 'pigeon', address: '', at: '2026-11-21T09:00', basis: 'arrived', note: '' }] }, '送达过程第1项送达方式', '不是可选的内容'],
      ['windowReceipt', { office: '局'.repeat(65) }, '办理机关', '64'],
    ]
    for (const [template, over, field, reason] of wrong) {
      expect([template, readContent({ template, fields: { ...SAMPLES[template].fields, ...over } })]).toMatchObject([template, { ok: false, error: { code: 'fieldInvalid', details: { field, reason: expect.stringContaining(reason) } } }])
    }
    expect(readContent({ template: 'novel', fields: {} })).toMatchObject({ ok: false, error: { details: { reason: '没有此种文书' } } })
    expect(readContent(null)).toMatchObject({ ok: false })
  })
  test('D-2 nobody signs a paper of the seal alone; a missing signer is named', () => {
    const [judge] = SAMPLE_SIGNERS.recordingStatement
    expect(signerProblem(SAMPLES.summons, judge ? [judge] : [])).toMatchObject({ code: 'fieldInvalid', details: { field: '签署人' } })
    expect(signerProblem(SAMPLES.onlineConsent, [])).toMatchObject({ details: { reason: '缺少王喆堃或其代理人' } })
    expect(signerProblem(SAMPLES.hearingRecord, SAMPLE_SIGNERS.hearingRecord.filter(({ capacity }) => capacity === 'party'))).toMatchObject({ details: { reason: '缺少法官或书记员' } })
  })
})

describe('the envelope of other papers than the agreement', () => {
  test('D-11 D-16 a summons: final, sealed, effective with the seal, served on its addressee once', () => {
    const paper = new Paper(SAMPLES.summons)
    expect(paper.freeze()).toBe('frozen')
    expect(paper.do({ type: 'serve' }, 'system')).toBe('alreadyDone')
    expect(paper.do({ type: 'seal' }, 'system')).toBe('sealed')
    expect(paper.now.effectiveAt).toBe(AT(paper.minute))
    expect(paper.do({ type: 'serve' }, CLERK_ACTOR)).toBe('notPermitted')
    expect(paper.do({ type: 'serve' }, 'system')).toBe('sealed')
    expect(paper.now.services).toEqual([{ personId: 'p1', channel: 'platform', basis: 'arrived', servedAt: AT(paper.minute) }])
    expect(paper.do({ type: 'serve' }, 'system')).toBe('alreadyDone')
  })
  test('D-17 opening is noted once, and the earliest delivery is the time of service (R1 31)', () => {
    const paper = new Paper(SAMPLES.summons)
    paper.freeze()
    expect(paper.do({ type: 'noteOpened' }, { personId: 'p1', role: 'plaintiff' })).toBe('documentNotFrozen')
    paper.do({ type: 'seal' }, 'system')
    paper.do({ type: 'serve' }, 'system')
    const served = AT(paper.minute)
    expect(paper.do({ type: 'noteOpened' }, { personId: 'd1', role: 'defendant' })).toBe('notPermitted')
    expect(paper.do({ type: 'noteOpened' }, { personId: 'p1', role: 'plaintiff' })).toBe('sealed')
    expect(paper.do({ type: 'noteOpened' }, { personId: 'p1', role: 'plaintiff' })).toBe('alreadyDone')
    expect(servedAt(paper.now, 'p1')).toBe(served)
    expect(servedAt(paper.now, 'd1')).toBeNull()
  })
  test('D-12 a refusal to sign the record is noted, by the person or by the clerk, and the record stands (R6 150)', () => {
    const paper = new Paper(SAMPLES.hearingRecord)
    paper.freeze()
    expect(paper.sign('j1')).toBe('signingOrder')
    expect(paper.sign('p1')).toBe('partlySigned')
    expect(paper.do({ type: 'refuse', reason: '不同意记载内容' }, paper.who('d1'))).toBe('partlySigned')
    expect(paper.sign('d1')).toBe('alreadyDone')
    expect(paper.do({ type: 'refuse', personId: 'a1', reason: '中途退庭' }, { personId: 'd1', role: 'defendant' })).toBe('notPermitted')
    expect(paper.do({ type: 'refuse', personId: 'a1', reason: '中途退庭' }, CLERK_ACTOR)).toBe('partlySigned')
    expect(paper.do({ type: 'refuse', personId: 'j1', reason: '无' }, CLERK_ACTOR)).toBe('notASigner')
    expect(paper.now.effectiveAt).toBeNull()
    expect(paper.sign('j1')).toBe('partlySigned')
    expect(paper.do({ type: 'seal' }, 'system')).toBe('signingOrder')
    expect(paper.sign('c1')).toBe('partlySigned')
    expect(paper.now.effectiveAt).toBe(AT(paper.minute))
    expect(paper.do({ type: 'seal' }, 'system')).toBe('sealed')
    expect(paper.now.signers.filter(({ signedAt }) => signedAt).map(({ personId }) => personId)).toEqual(['p1', 'j1', 'c1'])
    expect(paper.now.signers.find(({ personId }) => personId === 'd1')?.refusedReason).toBe('不同意记载内容')
  })
  test('D-9 the bench and the clerk sign a mediation paper first; it takes effect when both parties have received it (R6 100)', () => {
    const paper = new Paper(SAMPLES.civilMediationPaper)
    paper.freeze()
    expect(paper.sign('p1')).toBe('signingOrder')
    paper.sign('j1')
    expect(paper.sign('p1')).toBe('signingOrder')
    paper.sign('c1')
    paper.sign('p1')
    expect(paper.now.effectiveAt).toBeNull()
    paper.sign('d1')
    expect(paper.now.effectiveAt).toBe(AT(paper.minute))
    paper.do({ type: 'seal' }, 'system')
    paper.do({ type: 'serve' }, 'system')
    expect(paper.now.services.map(({ personId }) => personId)).toEqual(['p1', 'd1'])
    const refused = new Paper(SAMPLES.civilMediationPaper)
    refused.freeze()
    refused.sign('j1')
    expect(refused.do({ type: 'refuse', reason: '反悔' }, refused.who('d1'))).toBe('declined')
  })
  test('D-1 D-11 a party draws up and signs its own consent; without a seal it is complete with the signature', () => {
    const own: DocumentActor = { personId: 'p1', role: 'plaintiff' }
    const act: DocumentAct = { type: 'draft', documentId: 'x', matter: 'hearing', matterId: 'h', content: SAMPLES.onlineConsent, signers: SAMPLE_SIGNERS.onlineConsent }
    expect(refusal(null, act, own, AT(0))).toBeNull()
    expect(refusal(null, act, { personId: 'd1', role: 'defendant' }, AT(0))?.code).toBe('notPermitted')
    const paper = new Paper(SAMPLES.onlineConsent)
    expect(paper.do({ type: 'freeze', version: 1 }, own)).toBe('frozen')
    expect(paper.sign('p1')).toBe('signed')
    expect(paper.now.effectiveAt).toBe(AT(paper.minute))
    expect(paper.do({ type: 'seal' }, 'system')).toBe('alreadyDone')
    expect(paper.do({ type: 'void', reason: '再拟' }, CLERK_ACTOR)).toBe('documentClosed')
  })
  test('D-15 what is frozen is the preview that was looked at; after a change it is stale', () => {
    const paper = new Paper(SAMPLES.summons)
    expect(paper.freeze(SHA(7))).toBe('stalePreview')
    expect(paper.do({ type: 'preview', version: 1 }, { personId: 'x', role: 'observer' })).toBe('notPermitted')
    paper.do({ type: 'preview', version: 1 }, CLERK_ACTOR)
    const seen = paper.now.preview?.sha256 ?? ''
    paper.do({ type: 'change', version: 1, content: SAMPLES.summons }, CLERK_ACTOR)
    expect(paper.now.preview).toBeNull()
    expect(paper.do({ type: 'freeze', version: 1, previewSha256: seen }, CLERK_ACTOR)).toBe('stalePreview')
    expect(paper.freeze(seen)).toBe('stalePreview')
    expect(paper.do({ type: 'preview', version: 1 }, CLERK_ACTOR)).toBe('staleVersion')
    paper.do({ type: 'preview', version: 2 }, CLERK_ACTOR)
    expect(paper.freeze(paper.now.preview?.sha256)).toBe('frozen')
  })
  test('D-4 a change may change who signs, never what kind of paper it is', () => {
    const paper = new Paper(SAMPLES.hearingRecord)
    const fewer = SAMPLE_SIGNERS.hearingRecord.filter(({ personId }) => personId !== 'a1')
    expect(paper.do({ type: 'change', version: 1, content: SAMPLES.hearingRecord, signers: fewer }, CLERK_ACTOR)).toBe('draft')
    expect(paper.now.signers).toHaveLength(fewer.length)
    expect(paper.do({ type: 'change', version: 2, content: SAMPLES.summons, signers: [] }, CLERK_ACTOR)).toBe('fieldInvalid')
  })
})

test('events stored before there were other papers than the agreement are read as events of today', () => {
  const { fields } = SAMPLES.settlementAgreement
  const drafted = { type: 'documentDrafted', documentId: 'x', hearingId: 'h', template: 'settlementAgreement', fields, signers: SAMPLE_SIGNERS.settlementAgreement }
  expect(DocumentEvent.parse(drafted)).toEqual({
    type: 'documentDrafted', documentId: 'x', matter: 'hearing', matterId: 'h', content: { template: 'settlementAgreement', fields }, signers: SAMPLE_SIGNERS.settlementAgreement,
  })
  expect(DocumentEvent.parse({ type: 'draftChanged', version: 2, fields })).toEqual({ type: 'draftChanged', version: 2, content: { template: 'settlementAgreement', fields } })
  expect(DocumentEvent.safeParse({ type: 'draftChanged', version: 2 }).success).toBe(false)
  expect(DocumentEvent.safeParse('no event').success).toBe(false)
})
