import type { Block } from '../typeset/blocks.ts'
import type { Template } from './template.ts'
import { agentLine, clauses, head, open, paragraph, personLine, seal, sentence, signatures } from './parts.ts'

/** 民事调解书 (R6 100): the bench and the clerk put their names to it; the parties sign for having received it. */
export const civilMediationPaper: Template<'civilMediationPaper'> = (fields, signers, say) => {
  const plaintiffs = fields.parties.filter(({ standing }) => /^(原告|申请人|反诉原告)/.test(standing))
  // Officers who sign have a field with their name; the others are named at the right, as in print.
  const unsigned = [...fields.bench, ...(fields.clerk === '' ? [] : [{ title: '书记员', name: fields.clerk }])]
    .filter(({ name }) => !signers.some((signer) => signer.name === name))
  return [
    ...head(fields.court, say('title'), fields.caseNo),
    ...fields.parties.flatMap((party) => [personLine(party), ...fields.agents.filter(({ of }) => of === party.personId).map(agentLine)]).map((text) => paragraph(text)),
    paragraph(say('opening', { parties: joined(fields.parties), cause: fields.cause })),
    ...(fields.claim === '' ? [] : [paragraph(say('claim', { plaintiff: plaintiffs.map(({ name }) => name).join('、') || '原告', claim: sentence(fields.claim) }))]),
    paragraph(fields.facts),
    paragraph(say('intro'), true),
    ...clauses(fields.clauses),
    ...(fields.courtFee === '' ? [] : [paragraph(say('fee', { fee: sentence(open(fields.courtFee).replace(/^案件受理费/, '')) }))]),
    paragraph(say('confirmed')),
    paragraph(say('effect')),
    ...unsigned.map(({ title, name }): Block => ({ kind: 'right', text: `${title}\u3000${name}` })),
    ...signatures(signers),
    ...seal(fields.court, fields.issuedOn),
  ]
}

/** 原告张三、李四与被告王五 */
function joined(parties: readonly { name: string; standing: string }[]): string {
  const standings = [...new Set(parties.map(({ standing }) => standing))]
  return standings.map((standing) => standing + parties.filter((party) => party.standing === standing).map(({ name }) => name).join('、')).join('与')
}
