import type { RoleId, SideId } from '#protocol/people.ts'
import type { Text } from './text.ts'
import { say } from './text.ts'

export const ROLE_LABELS: Readonly<Record<RoleId, Text>> = {
  presidingJudge: say('审判长', 'Presiding judge'),
  soleJudge: say('独任审判员', 'Sole judge'),
  judge: say('审判员', 'Judge'),
  layJudge: say('人民陪审员', 'Lay judge'),
  judgeAssistant: say('法官助理', "Judge's assistant"),
  clerk: say('书记员', 'Court clerk'),
  bailiff: say('司法警察', 'Court police'),
  courtTech: say('技术人员', 'Technical officer'),
  plaintiff: say('原告', 'Plaintiff'),
  defendant: say('被告', 'Defendant'),
  thirdParty: say('第三人', 'Third party'),
  legalRepresentative: say('法定代表人', 'Legal representative'),
  guardianAgent: say('法定代理人', 'Statutory agent'),
  litigationAgent: say('委托诉讼代理人', 'Litigation agent'),
  lawyer: say('律师', 'Lawyer'),
  witness: say('证人', 'Witness'),
  appraiser: say('鉴定人', 'Forensic appraiser'),
  expertAssistant: say('有专门知识的人', 'Person with special knowledge'),
  interpreter: say('翻译人员', 'Interpreter'),
  mediator: say('调解员', 'Mediator'),
  specialMediator: say('特邀调解员', 'Invited mediator'),
  prosecutor: say('检察官', 'Prosecutor'),
  hearingOfficer: say('听证员', 'Hearing officer'),
  peoplesSupervisor: say('人民监督员', "People's supervisor"),
  observer: say('旁听人员', 'Observer'),
}

export const SIDE_LABELS: Readonly<Record<SideId, Text>> = {
  bench: say('审判席', 'Bench'),
  court: say('法庭工作人员', 'Court staff'),
  plaintiff: say('原告方', "Plaintiff's side"),
  defendant: say('被告方', "Defendant's side"),
  thirdParty: say('第三人方', "Third party's side"),
  neutral: say('其他诉讼参与人', 'Other participants'),
  public: say('旁听', 'Public'),
}
