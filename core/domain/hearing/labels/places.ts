import type { RoomId, StageId } from '#protocol/places.ts'
import type { Text } from './text.ts'
import { say } from './text.ts'

export const STAGE_LABELS: Readonly<Record<StageId, Text>> = {
  preTrial: say('庭前准备', 'Pre-hearing preparation'),
  attendanceCheck: say('查明到庭情况', 'Attendance check'),
  announceDiscipline: say('宣布法庭纪律', 'Court discipline'),
  openCourt: say('宣布开庭', 'Court in session'),
  verifyIdentity: say('核对身份', 'Identity check'),
  announceCause: say('宣布案由', 'Cause of action'),
  announcePanel: say('宣布审判人员', 'Panel announced'),
  informRights: say('告知权利义务', 'Rights and duties'),
  askRecusal: say('询问是否申请回避', 'Recusal'),
  statements: say('当事人陈述', 'Statements'),
  issueSummary: say('归纳争议焦点', 'Issues in dispute'),
  adduce: say('举证', 'Adducing evidence'),
  crossExamine: say('质证', 'Examination of evidence'),
  witnessTestimony: say('证人作证', 'Witness testimony'),
  debate: say('法庭辩论', 'Court debate'),
  finalStatement: say('最后陈述', 'Final statement'),
  courtMediation: say('法庭调解', 'Court mediation'),
  deliberation: say('合议庭评议', 'Deliberation'),
  judgment: say('宣判', 'Judgment'),
  reviewRecord: say('核对笔录', 'Review the record'),
  signRecord: say('签署笔录', 'Sign the record'),
  closeCourt: say('闭庭', 'Court closed'),
  disclose: say('披露利害关系', 'Disclosure of interests'),
  jointSession: say('共同调解', 'Joint session'),
  caucus: say('背对背调解', 'Caucus'),
  draftAgreement: say('起草协议', 'Drafting the agreement'),
  signAgreement: say('签署协议', 'Signing the agreement'),
  introduceCase: say('介绍案情', 'Case introduced'),
  partiesExplain: say('当事人说明情况', 'Parties explain'),
  officersAsk: say('听证员提问', 'Questions by hearing officers'),
  adjournToDiscuss: say('休会讨论', 'Discussion apart'),
  resumeOpinion: say('复会发表意见', 'Opinions on resuming'),
  summary: say('主持人总结', 'Summary'),
}

const ROOM_LABELS: Readonly<Record<string, Text>> = {
  outside: say('未进入', 'Outside'),
  waitingRoom: say('候审室', 'Waiting room'),
  courtroom: say('在线法庭', 'Courtroom'),
  deliberationRoom: say('合议室', 'Deliberation room'),
  'consultation:plaintiff': say('原告方商谈室', "Plaintiff's consultation room"),
  'consultation:defendant': say('被告方商谈室', "Defendant's consultation room"),
  'consultation:thirdParty': say('第三人方商谈室', "Third party's consultation room"),
}
const WITNESS_ROOM = say('在线作证室', 'Online witness room')

export const roomLabel = (room: RoomId): Text => ROOM_LABELS[room] ?? WITNESS_ROOM
