import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AgreementFields, PaperContent, Signer, Strokes } from '#protocol/documents.ts'
import { decide, evolve, refusal, readContent, viewOf, type DocumentActor, type DocumentAct, type DocumentDeed, type DocumentState } from './index.ts'

const SHA = (n: number) => n.toString(16).padStart(64, '0')
const AT = (minute: number) => new Date(Date.UTC(2026, 10, 21, 3, minute)).toISOString()
const FIELDS: AgreementFields = {
  court: '某某人民法院', caseNo: '（2026）某0101民初1号', cause: '买卖合同纠纷', place: '在线法庭', facts: '事实。', clauses: ['条款。'], amountYuan: '', courtFee: '', copies: 3,
  applicants: [{ personId: 'p', name: '甲', identity: '', address: '' }], respondents: [{ personId: 'd', name: '乙', identity: '', address: '' }],
  agents: [{ personId: 'a', name: '律', of: 'd', title: '律师' }],
}
const CONTENT = (fields: AgreementFields = FIELDS): PaperContent => ({ template: 'settlementAgreement', fields })
const SIGNERS: Signer[] = [
  { personId: 'p', name: '甲', role: 'plaintiff', capacity: 'party' }, { personId: 'd', name: '乙', role: 'defendant', capacity: 'party' },
  { personId: 'a', name: '律', role: 'lawyer', capacity: 'agent' }, { personId: 'j', name: '法官', role: 'soleJudge', capacity: 'judge' },
]
const STROKES: Strokes = [[{ x: 0, y: 0.5, t: 0 }, { x: 0.5, y: 0.5, t: 100 }]]
const CLERK: DocumentActor = { personId: 'c', role: 'clerk' }
const who = (personId: string): DocumentActor => ({ personId, role: SIGNERS.find((one) => one.personId === personId)?.role ?? 'observer' })

/** A paper worked by hand; each step is one minute. */
class Paper {
  state: DocumentState | null = null
  minute = 0
  do(act: DocumentAct, actor: DocumentActor, commandId: string | null = null): string {
    const at = AT(++this.minute)
    const deed = made(act, this.state, this.minute)
    const decision = decide(this.state, deed, actor, at)
    expect(refusal(this.state, act, actor, at)).toEqual(decision.ok ? null : decision.error)
    if (!decision.ok) return decision.error.code
    for (const event of decision.events) {
      this.state = evolve(this.state, { seq: (this.state?.seq ?? 0) + 1, at, actor: { system: 'documents' }, commandId, event })
    }
    return this.state?.status ?? 'none'
  }
  get now(): DocumentState {
    if (!this.state) throw new Error('no paper yet')
    return this.state
  }
  draft(fields = FIELDS, signers = SIGNERS) { return this.do({ type: 'draft', documentId: 'x', matter: 'hearing', matterId: 'h', content: CONTENT(fields), signers }, CLERK) }
  confirm(personId: string) { return this.do({ type: 'confirm', version: this.now.version }, who(personId)) }
  freeze() { return this.do({ type: 'freeze', version: this.now.version }, CLERK) }
  sign(personId: string, over: Partial<Extract<DocumentAct, { type: 'sign' }>> = {}) {
    return this.do({ type: 'sign', revisionSha256: this.now.revisionSha256 ?? SHA(0), strokes: STROKES, shownToEndAt: AT(this.minute), identityVerified: true, ...over }, who(personId))
  }
  seal() { return this.do({ type: 'seal' }, 'system') }
  static frozen(): Paper {
    const paper = new Paper()
    paper.draft()
    paper.confirm('p')
    paper.confirm('d')
    expect(paper.freeze()).toBe('frozen')
    return paper
  }
}
function made(act: DocumentAct, state: DocumentState | null, n: number): DocumentDeed {
  const revision = { previousSha256: state?.revisionSha256 ?? SHA(0), sha256: SHA(n), bytes: 1, certificateSerial: String(n) }
  if (act.type === 'preview') return { ...act, made: { sha256: SHA(n), pages: 1, bytes: 1 } }
  if (act.type === 'freeze') return { ...act, made: { baseSha256: SHA(n), pages: 1, bytes: 1 } }
  if (act.type === 'sign') return { ...act, made: { ...revision, certificateSha256: SHA(n), strokesSha256: SHA(n) } }
  return act.type === 'seal' ? { ...act, made: revision } : act
}

describe('the paper', () => {
  test('D-1 only the court side and mediators draft', () => {
    for (const role of ['plaintiff', 'lawyer', 'witness', 'observer', 'layJudge'] as const) {
      expect(refusal(null, { type: 'draft', documentId: 'x', matter: 'hearing', matterId: 'h', content: CONTENT(), signers: SIGNERS }, { personId: 'q', role }, AT(0))?.code).toBe('notPermitted')
    }
    expect(new Paper().draft()).toBe('draft')
  })
  test('D-2 every party signs or its agent does; a judge or mediator signs; nobody twice; capacities fit', () => {
    const without = (personId: string) => SIGNERS.filter((one) => one.personId !== personId)
    expect(new Paper().draft(FIELDS, without('p'))).toBe('fieldInvalid')
    expect(new Paper().draft(FIELDS, without('d'))).toBe('draft')
    expect(new Paper().draft(FIELDS, without('j'))).toBe('fieldInvalid')
    expect(new Paper().draft(FIELDS, [...SIGNERS, SIGNERS[0] as Signer])).toBe('fieldInvalid')
    expect(new Paper().draft(FIELDS, SIGNERS.map((one) => (one.personId === 'p' ? { ...one, capacity: 'judge' } : one)))).toBe('fieldInvalid')
    expect(new Paper().draft(FIELDS, SIGNERS.map((one) => (one.personId === 'p' ? { ...one, name: '丙' } : one)))).toBe('fieldInvalid')
    expect(new Paper().draft(FIELDS, SIGNERS.map((one) => (one.personId === 'p' ? { ...one, name: '丙', role: 'legalRepresentative' } : one)))).toBe('draft')
  })
  test('D-3 what a form sends is read or refused by field; nothing throws', () => {
    expect(readContent(CONTENT())).toEqual({ ok: true, content: CONTENT() })
    fc.assert(fc.property(fc.anything(), fc.constantFrom(...Object.keys(FIELDS)), (value, key) => {
      const read = readContent({ template: 'settlementAgreement', fields: { ...FIELDS, [key]: value } })
      if (!read.ok) expect(read.error).toMatchObject({ code: 'fieldInvalid', details: { field: expect.stringMatching(/\S/), reason: expect.stringMatching(/\S/) } })
    }), { numRuns: 1000 })
  })
  test('D-4 a change makes the next version and clears confirmations', () => {
    const paper = new Paper()
    paper.draft()
    paper.confirm('p')
    expect(paper.do({ type: 'change', version: 1, content: CONTENT() }, CLERK)).toBe('draft')
    expect(paper.now.version).toBe(2)
    expect(paper.now.signers.some(({ confirmed }) => confirmed)).toBe(false)
    expect(paper.do({ type: 'change', version: 1, content: CONTENT() }, CLERK)).toBe('staleVersion')
    expect(paper.do({ type: 'confirm', version: 1 }, who('p'))).toBe('staleVersion')
  })
  test('D-5 D-6 freezing needs every party; an agent speaks for a party that does not sign itself', () => {
    const paper = new Paper()
    paper.draft()
    expect(paper.confirm('j')).toBe('notASigner')
    paper.confirm('p')
    paper.confirm('a')
    expect(paper.freeze()).toBe('stageNotComplete')
    paper.confirm('d')
    expect(paper.freeze()).toBe('frozen')
    expect(paper.freeze()).toBe('documentFrozen')
    expect(paper.do({ type: 'change', version: 1, content: CONTENT() }, CLERK)).toBe('documentFrozen')
    const byAgent = new Paper()
    byAgent.draft(FIELDS, SIGNERS.filter(({ personId }) => personId !== 'd'))
    byAgent.confirm('p')
    byAgent.confirm('a')
    expect(byAgent.freeze()).toBe('frozen')
  })
  test('D-7 a signature names the revision it is put on, and nobody signs twice', () => {
    const paper = Paper.frozen()
    const shown = paper.now.revisionSha256 ?? ''
    expect(paper.sign('p')).toBe('partlySigned')
    expect(paper.sign('d', { revisionSha256: shown })).toBe('revisionConflict')
    expect(paper.sign('p')).toBe('alreadySigned')
    expect(paper.sign('x')).toBe('notASigner')
    const deed: DocumentDeed = { type: 'sign', revisionSha256: paper.now.revisionSha256 ?? '', strokes: STROKES, shownToEndAt: AT(9), identityVerified: true,
      made: { previousSha256: shown, sha256: SHA(99), bytes: 1, certificateSerial: '1', certificateSha256: SHA(1), strokesSha256: SHA(1) } }
    expect(decide(paper.state, deed, who('d'), AT(9))).toMatchObject({ ok: false, error: { code: 'revisionConflict' } })
  })
  test('D-8 identity, reading to the end, ink', () => {
    const paper = Paper.frozen()
    expect(paper.sign('p', { identityVerified: false })).toBe('identityNotVerified')
    expect(paper.sign('p', { shownToEndAt: '2026-11-21T02:00:00.000Z' })).toBe('notReadToEnd')
    expect(paper.sign('p', { shownToEndAt: '2026-11-21T09:00:00.000Z' })).toBe('notReadToEnd')
    expect(paper.sign('p', { strokes: [[{ x: 0.5, y: 0.5, t: 0 }]] })).toBe('signatureEmpty')
    expect(paper.sign('p')).toBe('partlySigned')
  })
  test('D-9 D-10 D-11 the court signs last; effect at the last party; then the seal, once', () => {
    const paper = Paper.frozen()
    expect(paper.sign('j')).toBe('signingOrder')
    paper.sign('d')
    expect(paper.now.effectiveAt).toBeNull()
    paper.sign('p')
    const { effectiveAt } = paper.now
    expect(effectiveAt).toBe(paper.now.signers.find(({ personId }) => personId === 'p')?.signedAt)
    expect(paper.sign('j')).toBe('signingOrder')
    expect(paper.seal()).toBe('signingOrder')
    paper.sign('a')
    paper.sign('j')
    expect(paper.do({ type: 'seal' }, CLERK)).toBe('notPermitted')
    expect(paper.seal()).toBe('sealed')
    expect(paper.now.effectiveAt).toBe(effectiveAt)
    expect(paper.seal()).toBe('alreadyDone')
  })
  test('D-12 refusing and withdrawing', () => {
    const paper = Paper.frozen()
    expect(paper.do({ type: 'refuse', reason: '不同意' }, who('j'))).toBe('notASigner')
    expect(paper.do({ type: 'refuse', reason: '不同意' }, who('d'))).toBe('declined')
    expect(paper.now.signers.find(({ personId }) => personId === 'd')?.refusedReason).toBe('不同意')
    expect(paper.sign('p')).toBe('documentClosed')
    expect(paper.do({ type: 'void', reason: '再拟' }, CLERK)).toBe('documentClosed')
    const effective = Paper.frozen()
    effective.sign('p')
    effective.sign('d')
    expect(effective.do({ type: 'void', reason: '再拟' }, CLERK)).toBe('documentClosed')
    const draft = new Paper()
    draft.draft()
    expect(draft.do({ type: 'void', reason: '再拟' }, who('p'))).toBe('notPermitted')
    expect(draft.do({ type: 'void', reason: '再拟' }, CLERK)).toBe('void')
  })
  test('D-13 commands carried out are known by their id, and the view does not show them', () => {
    const paper = new Paper()
    paper.do({ type: 'draft', documentId: 'x', matter: 'hearing', matterId: 'h', content: CONTENT(), signers: SIGNERS }, CLERK, 'command-1')
    expect(paper.now.commandIds).toEqual(['command-1'])
    expect(viewOf(paper.now)).not.toHaveProperty('commandIds')
  })
  test('whatever is tried in whatever order: content fixed once frozen, no signature lost, effect never moves, sealed only when all signed', () => {
    const act = fc.constantFrom('confirm', 'freeze', 'sign', 'sign', 'sign', 'refuse', 'void', 'seal', 'change')
    fc.assert(fc.property(fc.array(fc.tuple(act, fc.constantFrom('p', 'd', 'a', 'j', 'c', 'x')), { maxLength: 60 }), (steps) => {
      const paper = new Paper()
      paper.draft()
      for (const [type, personId] of steps) {
        const before = paper.now
        const actor = personId === 'c' ? CLERK : who(personId)
        if (type === 'sign') paper.sign(personId)
        else if (type === 'seal') paper.seal()
        else if (type === 'refuse' || type === 'void') { if (personId === 'x') paper.do({ type, reason: '理由' }, actor) }
        else paper.do(type === 'change' ? { type, version: before.version, content: CONTENT({ ...FIELDS, copies: 4 }) } : { type: type as 'confirm' | 'freeze', version: before.version }, actor)
        const after = paper.now
        if (before.status !== 'draft') expect(after.content).toBe(before.content)
        if (before.effectiveAt) expect(after.effectiveAt).toBe(before.effectiveAt)
        expect(after.signers.filter(({ signedAt }) => signedAt).length).toBeGreaterThanOrEqual(before.signers.filter(({ signedAt }) => signedAt).length)
        if (after.status === 'sealed') expect(after.signers.every(({ signedAt }) => signedAt)).toBe(true)
      }
    }), { numRuns: 500 })
  })
})
