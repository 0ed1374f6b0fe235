import type { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import type { DocumentView } from '#protocol/documents.ts'
import type { GATEWAY_CALLS } from '#protocol/gateway.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import type { Caller } from '../gateway/connection.ts'
import type { Hosts } from '../hosts/hosts.ts'
import { identityVerified, maySeePapers, mayWrite, signersOf } from './rules.ts'
import type { Papers } from './papers.ts'

type Params<N extends keyof typeof GATEWAY_CALLS> = z.output<(typeof GATEWAY_CALLS)[N]['params']>

/** The socket's calls about papers: the caller's part in the hearing is checked, then docs-service does the work. */
export function createDocumentCalls(hosts: Hosts, papers: Papers) {
  async function enter(caller: Caller): Promise<{ state: HearingState; person: Person }> {
    const { state } = await hosts.get(caller.hearingId)
    const person = state.people[caller.personId]
    if (person === undefined) throw new AppError('notInHearing')
    if (!maySeePapers(person)) throw new AppError('notPermitted')
    return { state, person }
  }
  async function write(caller: Caller): Promise<{ state: HearingState; person: Person }> {
    const entered = await enter(caller)
    if (!mayWrite(entered.person)) throw new AppError('notPermitted')
    return entered
  }
  async function sign(caller: Caller, documentId: string): Promise<{ state: HearingState; person: Person }> {
    const entered = await enter(caller)
    await papers.load(caller.hearingId)
    const { signers } = papers.find(caller.hearingId, documentId)
    if (!signers.some(({ personId }) => personId === caller.personId)) throw new AppError('notASigner')
    return entered
  }
  async function own(caller: Caller, documentId: string): Promise<void> {
    await papers.load(caller.hearingId)
    papers.find(caller.hearingId, documentId)
  }
  const by = (caller: Caller, person: Person) => ({ hearingId: caller.hearingId, actor: caller.personId, actorRole: person.role })

  return {
    async draftDocument(caller: Caller, params: Params<'draftDocument'>): Promise<DocumentView> {
      const { state, person } = await write(caller)
      const signers = signersOf(state, params.fields)
      if (signers.length < 2) throw new AppError('fieldInvalid', { field: 'signers', reason: String(signers.length) })
      return papers.call('draft', { ...by(caller, person), ...params, signers })
    },
    async changeDocument(caller: Caller, params: Params<'changeDocument'>): Promise<DocumentView> {
      const { person } = await write(caller)
      await own(caller, params.documentId)
      return papers.call('change', { ...by(caller, person), ...params })
    },
    async freezeDocument(caller: Caller, params: Params<'freezeDocument'>): Promise<DocumentView> {
      const { person } = await write(caller)
      await own(caller, params.documentId)
      return papers.call('freeze', { ...by(caller, person), ...params })
    },
    async confirmDocument(caller: Caller, params: Params<'confirmDocument'>): Promise<DocumentView> {
      const { person } = await sign(caller, params.documentId)
      return papers.call('confirm', { ...by(caller, person), ...params })
    },
    async signDocument(caller: Caller, params: Params<'signDocument'>): Promise<DocumentView> {
      const { person } = await sign(caller, params.documentId)
      if (!identityVerified(person)) throw new AppError('identityNotVerified')
      const identity = person.identityHmac === undefined ? {} : { identityHmac: person.identityHmac }
      return papers.call('sign', { ...by(caller, person), ...params, identityVerified: true, ...identity })
    },
    async refuseDocument(caller: Caller, params: Params<'refuseDocument'>): Promise<DocumentView> {
      const { person } = await sign(caller, params.documentId)
      return papers.call('refuse', { ...by(caller, person), ...params })
    },
  }
}
