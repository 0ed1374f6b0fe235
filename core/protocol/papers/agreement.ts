import { z } from 'zod'
import { PersonId, line, text } from '../ids.ts'
import { AmountYuan, PaperPerson, agents, bench, caseNo, cause, clerk, copies, court, issuedOn, named, optionalText, personId, personName } from './parts.ts'

const partyField = z.strictObject({
  personId, name: personName,
  identity: named('身份信息', 'Particulars', z.string().max(200).default('')), address: named('住址', 'Address', z.string().max(200).default('')),
})

/** 调解协议 (R2 19): what the clerk fills in. */
export const AgreementFields = z.strictObject({
  court, caseNo, cause, place: named('调解地点', 'Place', line(80).default('在线法庭')),
  applicants: named('申请人', 'Applicants', z.array(partyField).min(1).max(10)),
  respondents: named('被申请人', 'Respondents', z.array(partyField).min(1).max(10)),
  agents: named('诉讼代理人', 'Agents', z.array(z.strictObject({
    personId, name: personName, of: named('被代理人', 'Acts for', PersonId), title: named('代理人身份', 'Title of the agent', line(80)),
  })).max(20).default([])),
  facts: named('案件事实', 'Facts', text(4000)),
  clauses: named('协议条款', 'Clauses', z.array(text(1000)).min(1).max(30)),
  amountYuan: named('给付金额', 'Amount in yuan', AmountYuan),
  courtFee: named('诉讼费用负担', 'Court fee', z.string().max(200).default('')),
  copies,
})
export type AgreementFields = z.infer<typeof AgreementFields>

/** 民事调解书 (R6 100): claim, facts, what was agreed, signed by the bench and the clerk, sealed, received by the parties. */
export const CivilMediationFields = z.strictObject({
  court, caseNo, cause,
  parties: named('当事人', 'Parties', z.array(PaperPerson).min(2).max(20)), agents,
  claim: named('诉讼请求', 'Claim', optionalText(4000)),
  facts: named('案件事实', 'Facts', text(4000)),
  clauses: named('协议内容', 'Clauses', z.array(text(1000)).min(1).max(30)),
  courtFee: named('诉讼费用负担', 'Court fee', optionalText(200)),
  bench, clerk, issuedOn,
})
