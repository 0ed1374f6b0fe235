import { describe, expect, it } from 'vitest'
import { accessNote, exportFor, lensOf, personalStores, redact, retainUntil, viewOf, withoutPersonal } from './index.ts'
import { CENTRE, CITIZEN, CLERK, HELPER, LEAD, LOCAL, Matter, NUMBER, STRANGERS, TAXER, markOf } from './testing/matter.ts'

const closed = (): Matter => {
  const matter = new Matter()
  matter.toCompleted()
  matter.by(CLERK, { type: 'deliver', way: { kind: 'post', courier: '中国邮政', number: 'EB-7788' } })
  matter.by(CITIZEN, { type: 'confirmDelivery', note: '王喆堃已签收' })
  return matter
}

describe('W-7 privacy of cases', () => {
  it('W-7.1 the citizen their own, the centre its own citizens’, the office its own, a part’s place from the acceptance on, nobody else', () => {
    const matter = new Matter('jointHandling')
    matter.toAccepting()
    expect([CITIZEN, LOCAL, HELPER, CLERK, LEAD, TAXER].map((hand) => lensOf(matter.state, hand))).toEqual(['own', 'centre', 'centre', 'office', 'office', 'none'])
    for (const stranger of STRANGERS) expect(viewOf(matter.state, stranger), JSON.stringify(stranger)).toBeNull()
    matter.by(CLERK, { type: 'accept', withGaps: false })
    matter.by(CLERK, { type: 'examine', opinion: 'grant', note: '无异议' })
    expect(lensOf(matter.state, TAXER)).toBe('part')
    expect(viewOf(matter.state, TAXER)).toMatchObject({ identity: null, citizen: { phone: '' }, signing: [], examination: null })
    expect(viewOf(matter.state, CITIZEN)!.examination).toBeNull()
    expect(viewOf(matter.state, LOCAL)!.examination).toBeNull()
    expect(viewOf(matter.state, CLERK)!.examination).toMatchObject({ note: '无异议' })
  })
  it('W-7.4 nobody but the platform sees the mark of a number or where it is kept', () => {
    const matter = new Matter()
    matter.toAccepting()
    const { hmac, vaultId } = markOf(NUMBER)
    for (const hand of [CITIZEN, LOCAL, HELPER, CLERK, LEAD]) {
      const seen = JSON.stringify(viewOf(matter.state, hand))
      expect(seen).not.toContain(hmac)
      expect(seen).not.toContain(vaultId)
      expect(seen).toContain('0112')
    }
    expect(viewOf(matter.state, { system: 'windows' })).toBe(matter.state)
  })
  it('W-7.2 W-7.3 looking is bound to a purpose that belongs to one’s work, and leaves a line', () => {
    const matter = closed()
    const at = matter.now
    const open = new Matter()
    open.toAccepting()
    expect(accessNote(open.state, CLERK, 'handling', at)).toEqual({
      ok: true, note: { at, caseId: 'k1', citizen: 'citizen', by: 'clerk', role: 'remoteClerk', place: 'pinghu', purpose: 'handling', lens: 'office' },
    })
    const refused = (code: string) => ({ ok: false, error: { code, details: {} } })
    expect(accessNote(open.state, CLERK, 'supervision', at)).toEqual(refused('purposeNotAllowed'))
    expect(accessNote(open.state, LEAD, 'supervision', at).ok).toBe(true)
    expect(accessNote(open.state, LEAD, 'archive', at)).toEqual(refused('purposeNotAllowed'))
    expect(accessNote(matter.state, LEAD, 'archive', at).ok).toBe(true)
    expect(accessNote(open.state, CITIZEN, 'ownMatter', at).ok).toBe(true)
    expect(accessNote(open.state, CITIZEN, 'handling', at)).toEqual(refused('purposeNotAllowed'))
    for (const stranger of STRANGERS) expect(accessNote(open.state, stranger, 'handling', at)).toEqual(refused('notFound'))
    expect(accessNote(open.state, { system: 'windows' }, 'handling', at)).toEqual(refused('notPermitted'))
  })
  it('W-7.3 the centre looks at a case until all of it is done', () => {
    const matter = closed()
    expect(accessNote(matter.state, LOCAL, 'handling', matter.now).ok).toBe(true)
    for (const { kind, owedBy } of matter.state.owed) matter.system({ type: 'linkPaper', documentId: `d-${owedBy}`, kind, owedBy })
    expect(accessNote(matter.state, LOCAL, 'handling', matter.now).ok).toBe(false)
    expect(accessNote(matter.state, CLERK, 'handling', matter.now).ok).toBe(true)
  })
  it('W-7.5 the citizen gets everything held about them as plain JSON, and nobody else', () => {
    const matter = closed()
    expect(exportFor(matter.state, 'other', matter.settings)).toBeNull()
    const all = exportFor(matter.state, 'citizen', matter.settings)!
    expect(JSON.parse(JSON.stringify(all))).toEqual(all)
    expect(all).toMatchObject({
      caseNo: '330482-20261116-000001-1', citizen: { name: '王喆堃' }, identity: { lastFour: '0112' }, centre: CENTRE.name, keptUntil: '2036-11-16',
      form: [{ field: '抵押人', value: '王喆堃', filledBy: 'helper' }, { field: '抵押人证件号码', value: '0112', onlyLastFour: true }], handledBy: ['local', 'clerk'],
    })
    expect(JSON.stringify(all)).not.toContain(markOf(NUMBER).hmac)
  })
  it('W-7.6 a case is kept as long as the settings say, by its outcome', () => {
    const matter = closed()
    expect(retainUntil(matter.state, matter.settings)).toBe('2036-11-16')
    const leap = { closed: { outcome: 'withdrawn' as const, reason: '', at: '2028-02-28T17:00:00.000Z' } }
    expect(retainUntil(leap, matter.settings)).toBe('2030-02-28')
    expect(retainUntil({ closed: null }, matter.settings)).toBeNull()
    expect(matter.refusalDetails(null, { type: 'erase' })).toEqual({ until: '2036-11-16' })
    expect(matter.refusal(CITIZEN, { type: 'askErasure' })).toBe('retentionRuns')
    matter.goTo('2036-11-16')
    expect(matter.refusal(CITIZEN, { type: 'askErasure' })).toBe('retentionRuns')
    matter.goTo('2036-11-17')
    matter.by(CITIZEN, { type: 'askErasure' })
    expect(matter.state.erased).toMatchObject({ basis: 'citizenAsked' })
    expect(matter.refusal(null, { type: 'erase' })).toBe('alreadyDone')
  })
  it('W-7.7 erasing leaves no name, number, value, file or word of anybody; digests, dates and outcome stay', () => {
    const matter = closed()
    expect(personalStores(matter.state)).toEqual({ fileIds: ['f-deed-1', 'f-contract-1', 'f-mandate-1'], vaultIds: [markOf(NUMBER).vaultId] })
    const left = redact(matter.state)
    const text = JSON.stringify(left)
    for (const personal of ['王喆堃', '13800138000', '0112', markOf(NUMBER).hmac, 'f-deed-1', 'EB-7788', 'q-1', 'p-1']) expect(text, personal).not.toContain(personal)
    expect(left).toMatchObject({ caseNo: matter.state.caseNo, closed: { outcome: 'granted', at: matter.state.closed!.at }, decision: { outcome: 'granted' } })
    expect(left.materials['deed']!.versions[0]!.file.sha256).toBe(matter.state.materials['deed']!.versions[0]!.file.sha256)
    expect(personalStores(left)).toEqual({ fileIds: [], vaultIds: [] })
    expect(JSON.stringify(matter.facts.map(({ event }) => withoutPersonal(event)))).not.toContain('王喆堃')
  })
})
