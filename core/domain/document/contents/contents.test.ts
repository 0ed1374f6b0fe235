import { beforeAll, describe, expect, test } from 'vitest'
import { PAPER_KINDS, type PaperContent, type PaperFields } from '#protocol/papers/index.ts'
import { MANY_PARTIES, PEOPLE } from '../../hearing/testing/sample.ts'
import { openCourt, reach } from '../../hearing/testing/course.ts'
import { Trial } from '../../hearing/testing/trial.ts'
import { readContent, signerProblem, signersFor } from '../index.ts'
import { ABOUT_ONE, HEARING_TEMPLATES, contentsOf, type Case, type HearingTemplate } from './index.ts'

/** What only people know: put in by hand over what the case says. */
const BY_HAND: Partial<Record<HearingTemplate, Record<string, unknown>>> = {
  settlementAgreement: { facts: '货款争议。', clauses: ['被告支付货款。'] }, civilMediationPaper: { facts: '货款争议。', clauses: ['被告支付货款。'] },
  mediationRecord: { outcome: '调解不成。' }, correctionNotice: { items: [{ material: '起诉状', problem: '缺被告住址', requirement: '补充' }] },
  serviceCertificate: { papers: [{ name: '传票' }] }, serviceAddressConfirmation: { mailAddress: '成都市', phone: '13800000000' },
}
const caseOf = (trial: Trial, about = 'plaintiff'): Case => ({ state: trial.state, facts: trial.facts, papers: [], now: '2026-11-20T16:30:00.000Z', about: trial.state.people[about] })

let trial: Trial
beforeAll(() => {
  trial = new Trial('panel3', MANY_PARTIES)
  openCourt(trial)
  reach(trial, 'adduce')
  trial.by('plaintiff', { type: 'adduceExhibit', title: '买卖合同', purpose: '证明合同关系' })
  trial.by('clerk', { type: 'addRecordLine', speaker: 'plaintiff', text: '请求支付货款。' })
  reach(trial, 'crossExamine')
  const exhibitId = trial.state.exhibits[0]?.exhibitId ?? ''
  trial.by('defendant', { type: 'examineExhibit', exhibitId, authenticity: true, legality: true, relevance: false, opinion: '与本案无关。' })
  trial.by('thirdParty', { type: 'examineExhibit', exhibitId, authenticity: true, legality: true, relevance: true, opinion: '' })
  trial.by('judge', { type: 'beginRecess', reason: 'rest', note: '' })
  trial.by('judge', { type: 'endRecess' })
  trial.drop('defendantLawyer', 'lineLost')
  reach(trial, 'deliberation')
  // The rules allow no line now; even one that stood in the log would stay out of the record.
  trial.add({ personId: 'clerk' }, { type: 'recordLineAdded', lineId: 'secret', speaker: null, text: '评议内容不入庭审笔录。' })
  reach(trial, 'signRecord')
})

describe('contents from the case and the log', () => {
  test.each(HEARING_TEMPLATES)('%s: with what only people know put in by hand it is right, and its signers too', (template) => {
    const fields = { ...contentsOf(template, caseOf(trial)), ...BY_HAND[template] }
    const read = readContent({ template, fields })
    expect(read).toMatchObject({ ok: true })
    if (!read.ok) return
    expect(signerProblem(read.content, signersFor(read.content, trial.state))).toBeNull()
    if (ABOUT_ONE.has(template)) expect(JSON.stringify(fields)).toContain('王强')
  })
  test('what only people know stays empty and is told by name', () => {
    expect(readContent({ template: 'settlementAgreement', fields: contentsOf('settlementAgreement', caseOf(trial)) })).toMatchObject({ ok: false, error: { details: { field: '案件事实' } } })
    expect(readContent({ template: 'summons', fields: contentsOf('summons', { ...caseOf(trial), about: undefined }) })).toMatchObject({ ok: false, error: { details: { field: '受送达人' } } })
  })
  test('the record: stages, exhibits and opinions, recess, the broken line, the clerk\'s lines; nothing of the deliberation (R1 34)', () => {
    const { entries = [], bench, attendance } = contentsOf('hearingRecord', caseOf(trial))
    const texts = entries.map(({ text }) => text)
    expect(texts).toEqual(expect.arrayContaining(['宣布开庭', '提交证据《买卖合同》，证明目的：证明合同关系', '请求支付货款。', '质证《买卖合同》：对真实性、合法性无异议，对关联性有异议。与本案无关。', '休庭：休息', '继续开庭']))
    expect(texts).toContain('被告方委托诉讼代理人周涛网络中断')
    expect(texts.join()).not.toContain('评议内容')
    expect(entries.every(({ at }) => /^\d\d:\d\d:\d\d$/.test(at))).toBe(true)
    expect(entries.find(({ text }) => text === '请求支付货款。')).toMatchObject({ kind: 'speech', speaker: '原告王强' })
    expect(bench?.[0]).toEqual({ title: '审判长', name: '钱法官' })
    expect(attendance?.find(({ personId }) => personId === 'plaintiff')).toMatchObject({ present: true, note: '身份已核对' })
    expect(attendance?.map(({ standing }) => standing)).not.toContain('旁听人员')
  })
  test('the record is signed by everybody who came, then the bench and the clerk; not by a witness', () => {
    const content: PaperContent = { template: 'hearingRecord', fields: readFields('hearingRecord') }
    const signers = signersFor(content, trial.state)
    expect(signers.map(({ personId }) => personId)).toEqual(expect.arrayContaining(['plaintiff', 'plaintiffLawyer', 'defendant', 'judge', 'lay1', 'lay2', 'clerk']))
    expect(signers.map(({ role }) => role)).not.toContain('witness')
    expect(signers.at(-1)).toMatchObject({ capacity: 'clerk' })
  })
  test('days are those of the court: half past midnight in China is already the next day', () => {
    expect(contentsOf('summons', caseOf(trial)).issuedOn).toBe('2026-11-21')
    expect(contentsOf('correctionNotice', caseOf(trial)).dueOn).toBe('2026-11-28')
    expect(contentsOf('summons', caseOf(trial)).appearAt).toBe('2026-11-21T09:00')
  })
  test('a certificate of service tells every delivery and the earliest as the time of service (R1 31)', () => {
    const content: PaperContent = { template: 'summons', fields: readFields('summons') }
    const paper = {
      documentId: 'x', matter: 'hearing' as const, matterId: 'h1', seq: 5, status: 'sealed' as const, version: 1, content, signers: [], preview: null, revisionSha256: 'a'.repeat(64), pages: 1, effectiveAt: '2026-11-21T01:00:00.000Z',
      services: [
        { personId: 'plaintiff', channel: 'platform' as const, basis: 'opened' as const, servedAt: '2026-11-21T03:00:00.000Z' }, { personId: 'plaintiff', channel: 'platform' as const, basis: 'arrived' as const, servedAt: '2026-11-21T01:00:00.000Z' },
        { personId: 'defendant', channel: 'platform' as const, basis: 'arrived' as const, servedAt: '2026-11-20T01:00:00.000Z' },
      ],
    }
    const { papers, deliveries, servedAt } = contentsOf('serviceCertificate', { ...caseOf(trial), paper })
    expect(papers).toEqual([{ name: '传票', copies: 1, sha256: 'a'.repeat(64) }])
    expect(deliveries?.map(({ at, basis }) => [at, basis])).toEqual([['2026-11-21T09:00', 'arrived'], ['2026-11-21T11:00', 'opened']])
    expect(servedAt).toBe('2026-11-21T09:00')
  })
  test('a mediation: its record names the mediators and leaves the caucus out (R2 18)', () => {
    const talks = new Trial('mediation', PEOPLE['mediation'] ?? [])
    openCourt(talks)
    reach(talks, 'caucus')
    talks.by('clerk', { type: 'addRecordLine', speaker: null, text: '一方底线。' })
    const record = contentsOf('mediationRecord', caseOf(talks))
    expect(record.mediators).toEqual([{ title: '调解员', name: '许调解' }, { title: '特邀调解员', name: '何调解' }])
    expect(JSON.stringify(record.entries)).not.toContain('底线')
    expect(record.agreedFacts).toEqual([])
  })
  test('every kind that a hearing can fill in belongs to a hearing', () => {
    expect(HEARING_TEMPLATES.every((template) => PAPER_KINDS[template].matter === 'hearing')).toBe(true)
    expect(HEARING_TEMPLATES).toHaveLength(13)
  })
})

function readFields<T extends 'hearingRecord' | 'summons'>(template: T): PaperFields<T> {
  const read = readContent({ template, fields: contentsOf(template, caseOf(trial)) })
  if (!read.ok) throw new Error('not read')
  return read.content.fields as PaperFields<T>
}
