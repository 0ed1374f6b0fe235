import type { AgreementFields, Signer } from '#protocol/documents.ts'
import type { Block, PaperPlan } from '../typeset/blocks.ts'
import { chineseAmount, groupedAmount, ordinal } from './numbers.ts'
import { labelOf } from './roles.ts'

/** The court's seal field; it exists from the start and is signed last. */
export const SEAL_FIELD = 'court-seal'
/** The field of one signer: capacity, order of appearance, person. */
export const fieldOf = (signer: Signer, index: number): string => `${signer.capacity}-${index + 1}-${signer.personId}`

export const TEST_MARK = '【测试 TEST CA】本文书由内置测试证书签发，仅供演示与测试，不具有法律效力'

/** 调解协议: text and order of its blocks. Signers appear parties first, then agents, then the court's side. */
export function settlementAgreement(fields: AgreementFields, signers: readonly Signer[], context: { documentId: string; testCa: boolean }): PaperPlan {
  const paragraph = (text: string, keepWithNext = false): Block => ({ kind: 'paragraph', text, indent: 2, keepWithNext })
  const clauses = [...fields.clauses]
  if (fields.amountYuan !== '') {
    clauses.push(`本协议约定的给付金额合计人民币${groupedAmount(fields.amountYuan)}元（大写：人民币${chineseAmount(fields.amountYuan)}）。`)
  }
  if (fields.courtFee !== '') clauses.push(`诉讼费用：${sentence(fields.courtFee)}`)
  return {
    title: `调解协议 ${fields.caseNo}`,
    blocks: [
      { kind: 'title', text: fields.court, spread: 0.05 },
      { kind: 'title', text: '调解协议', spread: 0.5 },
      { kind: 'right', text: fields.caseNo },
      { kind: 'space', lines: 1 },
      ...partyParagraphs(fields, signers).map((text) => paragraph(text)),
      paragraph(`案由：${sentence(fields.cause)}`),
      paragraph(`调解地点：${sentence(fields.place)}`),
      paragraph(fields.facts),
      paragraph('经依法主持调解，各方当事人自愿达成如下协议：', true),
      ...clauses.map((clause, i) => paragraph(`${ordinal(i + 1)}、${clause}`)),
      paragraph('本协议系各方当事人真实意思表示，不违反法律、行政法规的禁止性规定，不损害国家利益、社会公共利益和他人合法权益。'),
      paragraph(`本协议自各方当事人全部签署之时起生效。本协议一式${ordinal(fields.copies)}份，各份具有同等效力，并以电子方式送达各方当事人。`),
      { kind: 'space', lines: 1 },
      ...signers.map((signer, i): Block => ({ kind: 'signature', field: fieldOf(signer, i), label: labelOf(signer), name: signer.name })),
      { kind: 'seal', field: SEAL_FIELD, court: fields.court },
    ],
    testMark: context.testCa ? TEST_MARK : null,
    footer: `电子文书编号 ${context.documentId}`,
  }
}

function partyParagraphs(fields: AgreementFields, signers: readonly Signer[]): string[] {
  const line = (kind: string) => (party: AgreementFields['applicants'][number]): string[] => {
    const signer = signers.find(({ personId, capacity }) => personId === party.personId && capacity === 'party')
    const label = signer ? labelOf(signer) : kind
    const details = [party.name, party.identity, party.address && `住${party.address.replace(/^住（址|所地）?[：:]?/, '')}`].filter(Boolean).join('，')
    const agents = fields.agents.filter(({ of }) => of === party.personId).map((agent) => sentence(`委托诉讼代理人：${agent.name}，${agent.title}`))
    return [sentence(`${label}：${details}`), ...agents]
  }
  return [...fields.applicants.flatMap(line('申请人')), ...fields.respondents.flatMap(line('被申请人'))]
}

const sentence = (text: string): string => (/[。.!?！？；;]$/.test(text.trim()) ? text.trim() : `${text.trim()}。`)
