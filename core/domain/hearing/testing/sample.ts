import type { CaseFile, Participant, RoleId, SideId } from '#protocol/people.ts'

export const sampleCase: CaseFile = {
  caseNo: '（2026）沪0105民初1024号', cause: '买卖合同纠纷', court: '上海市长宁区人民法院', courtroom: '第一在线法庭',
  publicity: 'open', scheduledAt: '2026-11-21T01:00:00.000Z', claim: '请求判令被告支付货款120000元。',
}

const person = (personId: string, name: string, role: RoleId, side: SideId, more: Partial<Participant> = {}): Participant =>
  ({ personId, name, role, side, represents: [], ...more })

const secret = (digit: string) => ({ identityTail: `00${digit}X`, identityHmac: digit.repeat(64) })

/** Both sides with an agent each, a clerk, a witness and an observer: what every civil sample shares. */
const civilPeople: Participant[] = [
  person('clerk', '赵敏', 'clerk', 'court'),
  person('plaintiff', '王强', 'plaintiff', 'plaintiff', secret('1')),
  person('plaintiffLawyer', '李晓', 'lawyer', 'plaintiff', { represents: ['plaintiff'], ...secret('2') }),
  person('defendant', '陈芳', 'defendant', 'defendant', secret('3')),
  person('defendantLawyer', '周涛', 'lawyer', 'defendant', { represents: ['defendant'] }),
  person('witness', '孙立', 'witness', 'neutral', secret('4')),
  person('observer', '吴悦', 'observer', 'public', secret('5')),
]

const layJudges = ['一', '二', '三', '四'].map((n, index) => person(`lay${index + 1}`, `陪审员${n}`, 'layJudge', 'bench'))
const presiding = person('judge', '钱法官', 'presidingJudge', 'bench')

/** People for every kind of sitting, by its id. */
export const PEOPLE: Readonly<Record<string, Participant[]>> = {
  soleJudge: [person('judge', '钱法官', 'soleJudge', 'bench'), ...civilPeople],
  panel3: [presiding, ...layJudges.slice(0, 2), ...civilPeople],
  panel7: [presiding, person('judge2', '郑法官', 'judge', 'bench'), person('judge3', '冯法官', 'judge', 'bench'), ...layJudges, ...civilPeople],
  mediation: [
    person('judge', '许调解', 'mediator', 'bench'), person('mediator2', '何调解', 'specialMediator', 'bench'),
    ...civilPeople.filter((one) => one.role !== 'witness' && one.role !== 'observer'),
  ],
  procuratorateHearing: [
    person('judge', '沈检察官', 'prosecutor', 'bench'), person('handler', '韩检察官', 'prosecutor', 'bench'),
    ...['甲', '乙', '丙'].map((n, index) => person(`officer${index + 1}`, `听证员${n}`, 'hearingOfficer', 'bench')),
    ...civilPeople,
  ],
}
/** A panel with two plaintiffs, a third party and one agent for both plaintiffs. */
export const MANY_PARTIES: Participant[] = [
  presiding, ...layJudges.slice(0, 2), ...civilPeople,
  person('plaintiff2', '蒋平', 'plaintiff', 'plaintiff'),
  person('sharedAgent', '朱文', 'litigationAgent', 'plaintiff', { represents: ['plaintiff', 'plaintiff2'] }),
  person('thirdParty', '秦岭', 'thirdParty', 'thirdParty'),
  person('witness2', '尤佳', 'witness', 'neutral'),
  person('assistant', '何助理', 'judgeAssistant', 'court'),
  person('interpreter', '吕译', 'interpreter', 'neutral'),
  person('expert', '施鉴', 'appraiser', 'neutral'),
]
