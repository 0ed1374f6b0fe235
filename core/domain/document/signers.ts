import type { Signer } from '#protocol/documents.ts'
import type { WireError } from '#protocol/errors.ts'
import { PAPER_KINDS, type Capacity, type PaperContent } from '#protocol/papers/index.ts'
import { capacityFits, namedIn, partyVoices } from './people.ts'

const WHO: Record<Capacity, string> = {
  party: '当事人', agent: '诉讼代理人', judge: '法官', mediator: '调解员', clerk: '书记员', participant: '其他诉讼参与人', recipient: '签收人', officer: '经办人',
}

/** D-2: whether these people, in these capacities, are who signs such a paper: nobody twice, nobody missing, names as in the paper. */
export function signerProblem(content: PaperContent, signers: readonly Signer[]): WireError | null {
  const { must, may, most } = PAPER_KINDS[content.template].signing
  const twice = signers.find((signer, i) => signers.findIndex((other) => other.personId === signer.personId) !== i)
  if (twice) return bad(`${twice.name}重复`)
  const misplaced = signers.find((signer) => !capacityFits(signer) || !may.includes(signer.capacity))
  if (misplaced) return bad(`${misplaced.name}不能以此身份签署`)
  if (most !== undefined && signers.length > most) return bad(most === 0 ? '本文书无需签署' : `签署人不得超过${most}人`)
  const hidden = signers.find((signer) => /[\p{Cf}\p{Co}\p{Cn}]/u.test(signer.name))
  if (hidden) return bad('姓名含有不可见字符')
  const named = namedIn(content)
  for (const signer of signers) {
    const listed = named.find((one) => one.personId === signer.personId)
    // A company's name stands in the paper; the natural person who represents it signs.
    if (listed && listed.name !== signer.name && signer.role !== 'legalRepresentative') return bad(`${signer.name}与文书所列姓名${listed.name}不一致`)
    if (!listed && mustBeNamed(content, signer)) return bad(`${signer.name}未列入文书的当事人或代理人`)
  }
  for (const demand of must) {
    if (demand === 'everyParty') {
      const voiceless = partyVoices(content, signers).find(({ voices }) => voices.length === 0)
      if (voiceless) return bad(`缺少${voiceless.name}或其代理人`)
    } else if (!signers.some(({ capacity }) => demand.includes(capacity))) return bad(`缺少${demand.map((capacity) => WHO[capacity]).join('或')}`)
  }
  return null
}

/** An agent who signs a paper of one party need not be named in it: the power of attorney is in the file. */
function mustBeNamed(content: PaperContent, signer: Signer): boolean {
  if (signer.capacity === 'agent') return PAPER_KINDS[content.template].drafters === 'court'
  return signer.capacity === 'party' || signer.capacity === 'participant'
}

const bad = (reason: string): WireError => ({ code: 'fieldInvalid', details: { field: '签署人', reason } })
