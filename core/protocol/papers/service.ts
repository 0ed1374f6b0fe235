import { z } from 'zod'
import { Sha256, line } from '../ids.ts'
import { CourtTime, PaperPerson, caseNo, cause, contact, court, issuedOn, named, optionalLine, optionalTime } from './parts.ts'

/** How a paper reached somebody (R1 29–32). */
export const ServiceChannel = z.enum(['platform', 'sms', 'email', 'messenger', 'mail', 'inPerson'])
export type ServiceChannel = z.infer<typeof ServiceChannel>
/** Why it counts as served (R1 31): it reached a confirmed address, it was opened, the addressee answered or acted upon it. */
export const ServiceBasis = z.enum(['arrived', 'opened', 'answered'])
export type ServiceBasis = z.infer<typeof ServiceBasis>

/** 送达回证 / 电子送达凭证 (R1 31): the whole trace; the earliest valid instant is the time of service. */
export const ServiceCertificateFields = z.strictObject({
  court, caseNo, cause, addressee: named('受送达人', 'Addressee', PaperPerson),
  papers: named('送达文书', 'Papers served', z.array(z.strictObject({
    name: named('文书名称', 'Paper', line(80)), copies: named('份数', 'Copies', z.int().min(1).max(99).default(1)),
    sha256: named('校验值', 'SHA-256', Sha256.or(z.literal('')).default('')),
  })).min(1).max(20)),
  deliveries: named('送达过程', 'Deliveries', z.array(z.strictObject({
    channel: named('送达方式', 'Channel', ServiceChannel), address: named('送达地址', 'Address', optionalLine(200)),
    at: named('时间', 'At', CourtTime), basis: named('送达依据', 'Basis', ServiceBasis), note: named('备注', 'Note', optionalLine(200)),
  })).max(30).default([])),
  servedAt: named('送达时间', 'Served at', optionalTime),
  receiver: named('签收人', 'Received by', optionalLine(60)),
  substitute: named('代收人及代收理由', 'Substitute and reason', optionalLine(200)),
  server: named('送达人', 'Served by', line(60)),
  note: named('备注', 'Note', optionalLine(300)),
  issuedOn,
})

/** 送达地址确认书 (R1 30, R2 17): consent to electronic service, address, scope, effect, change. */
export const ServiceAddressFields = z.strictObject({
  court, caseNo, cause, party: named('当事人', 'Party', PaperPerson),
  agrees: named('是否同意电子送达', 'Agrees to electronic service', z.boolean().default(true)),
  channels: named('电子送达方式', 'Electronic channels', z.array(z.strictObject({ channel: named('方式', 'Channel', ServiceChannel), address: named('地址', 'Address', line(120)) })).max(6).default([])),
  scope: named('适用范围', 'Scope', line(200).default('本案各审级及执行程序中的诉讼文书')),
  mailAddress: named('邮寄送达地址', 'Postal address', line(200)), postcode: named('邮政编码', 'Postcode', z.string().regex(/^\d{6}$/).or(z.literal('')).default('')),
  receiver: named('收件人', 'Receiver', line(60)), phone: named('联系电话', 'Phone', line(40)),
  substitute: named('代收人', 'Substitute', optionalLine(120)),
  contact, issuedOn,
})

/** 在线诉讼同意书 (R1 4): consent per stage, after form, rights and consequences were explained. */
export const OnlineConsentFields = z.strictObject({
  court, caseNo, cause, party: named('当事人', 'Party', PaperPerson),
  stages: named('同意在线进行的诉讼环节', 'Stages', z.array(line(60)).min(1).max(20)),
  agrees: named('是否同意', 'Agrees', z.boolean().default(true)),
  conditions: named('设备与环境', 'Equipment and surroundings', optionalLine(300)),
  phone: named('联系电话', 'Phone', optionalLine(40)),
  issuedOn,
})

/** 证据目录 (R6 66–68). `pages` e.g. "1–3". */
export const EvidenceListFields = z.strictObject({
  court, caseNo, cause, party: named('提交人', 'Submitted by', PaperPerson),
  items: named('证据', 'Exhibits', z.array(z.strictObject({
    name: named('证据名称', 'Exhibit', line(120)), type: named('证据种类', 'Kind', optionalLine(30)), source: named('证据来源', 'Source', optionalLine(80)),
    form: named('原件或复制件', 'Original or copy', optionalLine(30)), purpose: named('证明目的', 'Purpose', line(500)), pages: named('页码', 'Pages', optionalLine(20)),
  })).min(1).max(100)),
  issuedOn: named('提交日期', 'Submitted on', issuedOn),
})
