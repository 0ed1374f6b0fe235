import type { Script } from './cast.ts'
import { say } from '../labels/text.ts'
import { DISCIPLINE } from './discipline.ts'
import { trialScript } from './trial.ts'

/** Words of a procuratorate hearing, in the order of R14 15. */
export const procuratorateScript: Script = {
  preTrial: (c) => [say(`${c.caseNo}案听证会即将开始，请检查设备。`, `The hearing on ${c.caseNo} is about to begin; please check your devices.`)],
  attendanceCheck: () => [say('现在查明听证参加人到场情况。', 'I now check who attends.')],
  announceDiscipline: () => [...DISCIPLINE],
  openCourt: (c) => [say(`现在就${c.caseNo}案${c.open ? '公开' : '不公开'}举行听证，由${c.presiding.zh}主持。`, `The hearing on ${c.caseNo} opens, led by ${c.presiding.en}.`)],
  verifyIdentity: () => [say('现在核对参加人身份。', 'I now check identities.')],
  informRights: (c) => [say(`本次听证的听证员为${c.officers.zh},${c.clerk.zh}担任记录。参加人有权陈述、举证、发表意见，应当如实陈述、遵守秩序。请确认。`, `The hearing officers are ${c.officers.en}; ${c.clerk.en} keeps the record. You may state, prove and comment, and must tell the truth. Please confirm.`)],
  introduceCase: () => [say('由承办检察官介绍案件情况和需要听证的问题。', 'The prosecutor in charge presents the case and the questions to be heard.')],
  partiesExplain: () => [say('由当事人及其他参加人就需要听证的问题分别说明情况。', 'The parties and others explain in turn.')],
  officersAsk: () => [say('由听证员向当事人及其他参加人提问。', 'The hearing officers ask their questions.')],
  adjournToDiscuss: () => [say('现在休会，听证员就听证事项进行讨论。', 'The hearing adjourns while the hearing officers discuss.')],
  resumeOpinion: () => [say('现在复会，由听证员或者听证员代表发表意见。', 'The hearing resumes; the officers or their spokesperson give their opinion.')],
  finalStatement: () => [say('由当事人发表最后陈述意见。', 'The parties make their last statements.')],
  summary: () => [say('现在由主持人对听证会进行总结。', 'The one who presides sums up.')],
  reviewRecord: trialScript.reviewRecord!,
  signRecord: trialScript.signRecord!,
  closeCourt: () => [say('听证会到此结束。', 'The hearing is closed.')],
}
