import { describe, expect, it } from 'vitest'
import { PAPER_FIELDS } from '#protocol/papers/index.ts'
import { CASE_LIMITS } from '#protocol/window/case.ts'
import { clocksOf, dueWarnings, dutiesOf, namesFrom, paperDue, papersDue } from './index.ts'
import type { PaperContext } from './index.ts'
import { CALENDAR } from '../clock/testing/calendars.ts'
import { CITIZEN, CLERK, HELPER, LOCAL, Matter, itemOf } from './testing/matter.ts'

const nameOf = namesFrom({ staff: [{ personId: 'local', name: '朱敏', role: 'localClerk', at: 'lianshui', skills: [], languages: ['zh-CN'] }, { personId: 'clerk', name: '陆一舟', role: 'remoteClerk', at: 'pinghu', skills: [], languages: ['zh-CN'] }] })
const CONTEXT: PaperContext = { nameOf, query: '扫描回执二维码查询' }
const due = (matter: Matter) => papersDue(matter.state, CONTEXT)
/** Made by docs-service and linked, the oldest first. */
function link(matter: Matter): string {
  const paper = paperDue(matter.state, CONTEXT)!
  PAPER_FIELDS[paper.template].parse(paper.fields)
  matter.system({ type: 'linkPaper', documentId: `d-${paper.owedBy}`, kind: paper.template, owedBy: paper.owedBy })
  return paper.template
}

describe('W-4.21 the papers of a case', () => {
  it('W-4.21 a receipt at once, with everything that was taken in', () => {
    const matter = new Matter()
    expect(paperDue(matter.state, CONTEXT)).toBeNull()
    matter.gather()
    matter.by(LOCAL, { type: 'receive' })
    const paper = paperDue(matter.state, CONTEXT)
    expect(paper).toMatchObject({
      template: 'materialsReceipt',
      fields: {
        office: '平湖市不动产登记服务中心', caseNo: '330482-20261116-000001-1', item: '不动产抵押登记', window: '涟水县政务服务大厅', officer: '朱敏', receivedAt: '2026-11-16T09:00', issuedOn: '2026-11-16',
        applicant: { name: '王喆堃', standing: '申请人', identity: '证件号码末四位0112' }, contact: '涟水县政务服务大厅 0517-00020826',
        materials: [{ name: '申请表' }, { name: '不动产权证书', pages: 2 }, { name: '抵押合同' }, { name: '授权委托书' }], note: '以下材料已由数据核验，免于提交：营业执照。',
      },
    })
    expect(PAPER_FIELDS.materialsReceipt.safeParse(paper!.fields).success).toBe(true)
  })
  it('W-4.21 somebody who brought nothing has a receipt for the application', () => {
    const matter = new Matter('fullOnline', { item: itemOf('fullOnline', { materials: [], form: [] }) })
    matter.by(CLERK, { type: 'receive' })
    expect(due(matter)[0]!.fields).toMatchObject({ materials: [{ name: '申请表' }], officer: '陆一舟', window: '虚拟窗口1号' })
  })
  it('W-4.21 each step owes its paper until it is linked, each once, also after the end', () => {
    const matter = new Matter()
    matter.gather()
    matter.by(LOCAL, { type: 'receive' })
    matter.approve('deed', LOCAL)
    matter.approve('mandate', LOCAL)
    matter.reject('contract', LOCAL)
    matter.by(LOCAL, matter.correctionOf('contract'))
    matter.hand('contract', 'contract-2')
    matter.by(HELPER, { type: 'handInCorrection' })
    matter.approve('contract', LOCAL)
    matter.toAccepting()
    matter.by(CLERK, { type: 'accept', withGaps: false })
    matter.toCompleted()
    matter.by(CLERK, { type: 'deliver', way: { kind: 'electronic' } })
    expect(due(matter).map(({ template }) => template)).toEqual(['materialsReceipt', 'windowCorrection', 'materialsReceipt', 'windowReceipt', 'completionNotice'])
    for (const paper of due(matter)) expect(PAPER_FIELDS[paper.template].safeParse(paper.fields).error, paper.template).toBeUndefined()
    const [, notice, second, receipt, completion] = due(matter)
    expect(notice!.fields).toMatchObject({ office: '平湖市不动产登记服务中心', items: [{ material: '抵押合同', problem: '不符合要求' }], dueOn: '2026-11-30', submitTo: '涟水县政务服务大厅，或者在线提交' })
    expect(second!.fields).toMatchObject({ materials: [{ name: '抵押合同', note: '第2次提交' }] })
    expect(receipt!.fields).toMatchObject({ decision: 'accepted', promisedDays: 5, legalDays: 30, dueOn: matter.state.accepted!.dueOn, officer: '陆一舟', query: CONTEXT.query })
    expect(completion!.fields).toMatchObject({ result: '准予登记', results: ['不动产登记证明'], delivery: '电子送达' })
    expect(matter.state.status).toBe('closed')
    expect(dutiesOf(matter.state)).toHaveLength(5)
    while (due(matter).length > 0) link(matter)
    expect(dutiesOf(matter.state)).toEqual([])
    expect(matter.state.papers).toHaveLength(5)
    const { documentId, kind, owedBy } = matter.state.papers[0]!
    expect(matter.refusal(null, { type: 'linkPaper', documentId, kind, owedBy })).toBe('alreadyDone')
    expect(matter.refusal(null, { type: 'linkPaper', documentId, kind, owedBy: 999 })).toBe('notFound')
  })
  it('W-4.21 with gaps, declined, withdrawn and lapsed: the paper says so', () => {
    const gaps = new Matter()
    gaps.toReview(['mandate'])
    gaps.by(CITIZEN, { type: 'promiseGaps', materialIds: ['mandate'], by: '2026-11-20' })
    gaps.toExamining(['mandate'])
    expect(due(gaps).at(-1)!.fields).toMatchObject({ decision: 'acceptedWithGaps', reason: '容缺受理，请于2026-11-20前补齐：授权委托书。' })
    gaps.goTo('2026-11-23')
    gaps.system({ type: 'noteLapsed' })
    expect(due(gaps).at(-1)!.fields).toMatchObject({ result: '逾期未补齐容缺材料，视为撤回申请', completedOn: '2026-11-23' })
    const declined = new Matter()
    declined.toAccepting()
    declined.by(CLERK, { type: 'notAccept', ground: 'notCompetent', reason: '不动产不在本市。', goTo: '嘉兴市' })
    expect(due(declined).at(-1)!.fields).toMatchObject({ decision: 'declined', reason: '不动产不在本市。可向嘉兴市申请。', dueOn: '' })
    const withdrawn = new Matter()
    withdrawn.by(CITIZEN, { type: 'withdraw', reason: '' })
    expect(due(withdrawn)).toEqual([])
  })
})

describe('W-5 the clocks of a case', () => {
  const names = (matter: Matter) => clocksOf(matter.state, CALENDAR, matter.settings, matter.now).map(({ clock }) => clock)
  it('W-5.8 each step has its clock and its holder; those of the whole matter run from the acceptance until it is completed', () => {
    const matter = new Matter('jointHandling')
    expect(names(matter)).toEqual([])
    matter.toReview()
    expect(names(matter)).toEqual(['review'])
    matter.by(LOCAL, { type: 'passReview' })
    expect(names(matter)).toEqual(['forward'])
    matter.by(LOCAL, { type: 'forward', way: { kind: 'post', courier: '中国邮政', number: 'EA1' } })
    expect(clocksOf(matter.state, CALENDAR, matter.settings, matter.now)).toMatchObject([{ clock: 'takeOver', dueOn: '2026-11-23', holder: { id: 'pinghu' } }])
    matter.by(CLERK, { type: 'takeOver' })
    expect(names(matter)).toEqual(['accept'])
    matter.by(CLERK, { type: 'accept', withGaps: false })
    expect(clocksOf(matter.state, CALENDAR, matter.settings, matter.now)).toMatchObject([
      { clock: 'promised', dueOn: '2026-11-23', days: 5 }, { clock: 'legal', dueOn: '2026-12-28', days: 30 },
      { clock: 'part', partId: 'verify', dueOn: '2026-11-17', holder: { kind: 'centre', id: 'lianshui' } }, { clock: 'part', partId: 'tax', dueOn: '2026-11-18', holder: { id: 'pinghu-tax' } },
    ])
    matter.toCompleted()
    expect(names(matter)).toEqual(['deliver'])
    matter.by(CLERK, { type: 'deliver', way: { kind: 'electronic' } })
    expect(names(matter)).toEqual([])
  })
  it('W-5.9 each warning is given once, and again only when the end has moved', () => {
    const matter = new Matter()
    matter.toExamining()
    matter.goTo('2026-11-19')
    const warnings = () => dueWarnings(matter.state, CALENDAR, matter.settings, matter.now)
    expect(warnings()).toMatchObject([{ clock: 'promised', level: 'soon', dueOn: '2026-11-23', holder: { id: 'pinghu' } }])
    expect(matter.refusal(null, { type: 'noteWarning', clock: 'promised', partId: null, level: 'overdue' })).toBe('notFound')
    matter.system({ type: 'noteWarning', clock: 'promised', partId: null, level: 'soon' })
    expect(warnings()).toEqual([])
    expect(matter.refusal(null, { type: 'noteWarning', clock: 'promised', partId: null, level: 'soon' })).toBe('notFound')
    matter.reject('contract', CLERK)
    matter.by(CLERK, matter.correctionOf('contract'))
    matter.goTo('2026-11-24')
    expect(warnings().map(({ clock }) => clock)).toEqual([])
    matter.hand('contract', 'contract-2')
    matter.by(HELPER, { type: 'handInCorrection' })
    expect(warnings()).toMatchObject([{ clock: 'promised', level: 'soon', dueOn: '2026-11-27' }])
    matter.goTo('2026-11-28')
    expect(warnings()).toMatchObject([{ clock: 'promised', level: 'overdue' }])
  })
  it('W-4.7 budgets hold', () => {
    const matter = new Matter()
    for (let n = 1; n <= CASE_LIMITS.versionsPerMaterial; n++) matter.hand('contract', `c${n}`)
    expect(() => matter.hand('contract', 'one more')).toThrow('tooLarge')
  })
})
