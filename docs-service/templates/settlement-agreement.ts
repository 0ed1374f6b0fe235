import type { Template } from './template.ts'
import { chineseAmount, groupedAmount, ordinal } from './numbers.ts'
import { agentLine, clauses, head, paragraph, personLine, seal, sentence, signatures } from './parts.ts'
import { labelOf } from './roles.ts'

/** 调解协议 (R2 19). Signers appear parties first, then agents, then the court's side. */
export const settlementAgreement: Template<'settlementAgreement'> = (fields, signers, say) => {
  const terms = [...fields.clauses]
  if (fields.amountYuan !== '') terms.push(say('amount', { amount: groupedAmount(fields.amountYuan), words: chineseAmount(fields.amountYuan) }))
  if (fields.courtFee !== '') terms.push(say('fee', { fee: sentence(fields.courtFee) }))
  const parties = [...fields.applicants.map((party) => [party, '申请人'] as const), ...fields.respondents.map((party) => [party, '被申请人'] as const)]
  return [
    ...head(fields.court, say('title'), fields.caseNo),
    ...parties.flatMap(([party, kind]) => {
      const signer = signers.find(({ personId, capacity }) => personId === party.personId && capacity === 'party')
      return [personLine({ ...party, standing: signer ? labelOf(signer) : kind }), ...fields.agents.filter(({ of }) => of === party.personId).map(agentLine)]
    }).map((text) => paragraph(text)),
    paragraph(`案由：${sentence(fields.cause)}`),
    paragraph(`调解地点：${sentence(fields.place)}`),
    paragraph(fields.facts),
    paragraph(say('intro'), true),
    ...clauses(terms),
    paragraph(say('voluntary')),
    paragraph(say('effect', { copies: ordinal(fields.copies) })),
    ...signatures(signers),
    ...seal(fields.court),
  ]
}
