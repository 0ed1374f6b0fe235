import type { RoleId } from '#protocol/people.ts'
import type { Signer } from '#protocol/documents.ts'

/** How papers call who signs, by role and, where the role does not say it, by capacity. */
export function labelOf(signer: Signer): string {
  // An agent signs as one whatever else they are; at a window, or receiving something, nobody is a party.
  if (signer.capacity === 'agent' || signer.capacity === 'recipient' || signer.capacity === 'officer') return BY_CAPACITY[signer.capacity]
  return BY_ROLE[signer.role] ?? BY_CAPACITY[signer.capacity]
}
const BY_ROLE: Partial<Record<RoleId, string>> = {
  plaintiff: '原告', defendant: '被告', thirdParty: '第三人', legalRepresentative: '法定代表人', guardianAgent: '法定代理人',
  presidingJudge: '审判长', soleJudge: '审判员', judge: '审判员', layJudge: '人民陪审员', judgeAssistant: '法官助理', clerk: '书记员',
  mediator: '调解员', specialMediator: '特邀调解员', witness: '证人', appraiser: '鉴定人', expertAssistant: '有专门知识的人', interpreter: '翻译人员',
}
const BY_CAPACITY: Record<Signer['capacity'], string> = { party: '当事人', agent: '委托诉讼代理人', judge: '审判员', mediator: '调解员', clerk: '书记员', participant: '诉讼参与人', recipient: '签收人', officer: '经办人' }
