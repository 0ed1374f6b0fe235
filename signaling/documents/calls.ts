import type { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import type { DocumentView } from '#protocol/documents.ts'
import { PAPER_KINDS, type PaperContent } from '#protocol/papers/index.ts'
import type { GATEWAY_CALLS, PaperSketch } from '#protocol/gateway.ts'
import { HearingEvent } from '#protocol/hearing-events.ts'
import { namedIn, partiesOf, readContent, signersFor } from '#domain/document/index.ts'
import { HEARING_TEMPLATES, contentsOf } from '#domain/document/contents/index.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import type { Court } from '../context.ts'
import type { HearingCaller } from '../gateway/wire.ts'
import { hearingStream, type HearingHosts } from '../hosts/hearing.ts'
import { TailCheck } from './identity-tail.ts'
import { identityVerified, isCourt, mayDraw, mayWrite, visiblePaper } from './rules.ts'
import type { Papers } from './papers.ts'

type Params<N extends keyof typeof GATEWAY_CALLS> = z.output<(typeof GATEWAY_CALLS)[N]['params']>
type Entered = { state: HearingState; person: Person }

/** The socket's calls about papers: the caller's part in the hearing is checked, then docs-service does the work. */
export function createDocumentCalls({ clock, store }: Pick<Court, 'clock' | 'store'>, hosts: HearingHosts, papers: Papers) {
  async function enter(caller: HearingCaller): Promise<Entered> {
    const { state } = await hosts.get(caller.hearingId)
    const person = state.people[caller.personId]
    if (person === undefined) throw new AppError('notInHearing')
    return { state, person }
  }
  /** A paper of this hearing that the caller may see. */
  async function open(caller: HearingCaller, documentId: string): Promise<Entered & { view: DocumentView }> {
    const entered = await enter(caller)
    await papers.load(caller.hearingId)
    return { ...entered, view: visiblePaper(papers.list(caller.hearingId), documentId, entered.person) }
  }
  async function asSigner(caller: HearingCaller, documentId: string): Promise<Entered & { view: DocumentView }> {
    const opened = await open(caller, documentId)
    if (!opened.view.signers.some(({ personId }) => personId === caller.personId)) throw new AppError('notASigner')
    return opened
  }
  /** Those who write papers, and who drew up their own. */
  async function asDrafter(caller: HearingCaller, documentId: string): Promise<Entered & { view: DocumentView }> {
    const opened = await open(caller, documentId)
    const own = PAPER_KINDS[opened.view.content.template].drafters === 'party' && opened.view.signers.some(({ personId }) => personId === caller.personId)
    if (!mayWrite(opened.person) && !own) throw new AppError('notPermitted')
    return opened
  }
  const tails = new TailCheck(() => clock.now().getTime())
  const by = (caller: HearingCaller, person: Person) => ({ matterId: caller.hearingId, actor: caller.personId, actorRole: person.role })

  return {
    async composePaper(caller: HearingCaller, { template, personId, documentId }: Params<'composePaper'>): Promise<PaperSketch> {
      const { state, person } = await enter(caller)
      if (!mayDraw(template, person, personId)) throw new AppError('notPermitted')
      const hearingTemplate = HEARING_TEMPLATES.find((one) => one === template)
      if (!hearingTemplate) throw new AppError('notFound')
      const about = personId === undefined ? undefined : state.people[personId]
      if (personId !== undefined && about === undefined) throw new AppError('unknownPerson')
      await papers.load(caller.hearingId)
      const facts = await store.read(hearingStream(caller.hearingId), HearingEvent)
      const fields = contentsOf(hearingTemplate, {
        state, facts, papers: papers.list(caller.hearingId), now: clock.now().toISOString(), about,
        ...(documentId === undefined ? {} : { paper: papers.find(caller.hearingId, documentId) }),
      })
      return { template, fields }
    },
    async draftDocument(caller: HearingCaller, { commandId, content: sketch }: Params<'draftDocument'>): Promise<DocumentView> {
      const { state, person } = await enter(caller)
      const content = read(sketch)
      if (!mayDraw(content.template, person, partiesOf(content)[0]?.personId)) throw new AppError('notPermitted')
      if (PAPER_KINDS[content.template].matter !== 'hearing') throw new AppError('notPermitted')
      checkPeople(content, state)
      return papers.call('draft', { ...by(caller, person), commandId, matter: 'hearing', content, signers: signersFor(content, state, caller.personId) })
    },
    async changeDocument(caller: HearingCaller, { content: sketch, ...params }: Params<'changeDocument'>): Promise<DocumentView> {
      const { state, person, view } = await asDrafter(caller, params.documentId)
      const content = read(sketch)
      checkPeople(content, state)
      // Whose own paper it is does not change with a change of its text.
      if (!mayDraw(content.template, person, partiesOf(content)[0]?.personId)) throw new AppError('notPermitted')
      const drawnBy = view.signers.find(({ capacity }) => capacity === 'agent')?.personId ?? null
      return papers.call('change', { ...by(caller, person), ...params, content, signers: signersFor(content, state, drawnBy) })
    },
    async previewDocument(caller: HearingCaller, params: Params<'previewDocument'>): Promise<DocumentView> {
      const { person } = await open(caller, params.documentId)
      return papers.call('preview', { ...by(caller, person), ...params })
    },
    async freezeDocument(caller: HearingCaller, params: Params<'freezeDocument'>): Promise<DocumentView> {
      const { person } = await asDrafter(caller, params.documentId)
      return papers.call('freeze', { ...by(caller, person), ...params })
    },
    async voidDocument(caller: HearingCaller, params: Params<'voidDocument'>): Promise<DocumentView> {
      const { person } = await asDrafter(caller, params.documentId)
      return papers.call('void', { ...by(caller, person), ...params })
    },
    async confirmDocument(caller: HearingCaller, params: Params<'confirmDocument'>): Promise<DocumentView> {
      const { person } = await asSigner(caller, params.documentId)
      return papers.call('confirm', { ...by(caller, person), ...params })
    },
    async signDocument(caller: HearingCaller, { identityTail, ...params }: Params<'signDocument'>): Promise<DocumentView> {
      const { person } = await asSigner(caller, params.documentId)
      if (!identityVerified(person)) throw new AppError('identityNotVerified')
      if (!isCourt(person)) tails.check(caller, person, identityTail)
      const identity = person.identityHmac === undefined ? {} : { identityHmac: person.identityHmac }
      return papers.call('sign', { ...by(caller, person), ...params, identityVerified: true, ...identity })
    },
    async refuseDocument(caller: HearingCaller, params: Params<'refuseDocument'>): Promise<DocumentView> {
      const forOther = params.personId !== undefined && params.personId !== caller.personId
      const { person } = forOther ? await asDrafter(caller, params.documentId) : await asSigner(caller, params.documentId)
      return papers.call('refuse', { ...by(caller, person), ...params })
    },
  }
}

/** @throws AppError fieldInvalid naming the field and the reason */
function read(sketch: PaperSketch): PaperContent {
  const result = readContent(sketch)
  if (!result.ok) throw new AppError(result.error.code, result.error.details)
  return result.content
}

/** Whoever a paper names by their id takes part in the hearing under that name, or it is not them. */
function checkPeople(content: PaperContent, state: HearingState): void {
  for (const { personId, name } of namedIn(content)) {
    const person = state.people[personId]
    if (person === undefined && content.template !== 'settlementAgreement' && content.template !== 'civilMediationPaper') throw new AppError('unknownPerson')
    if (person !== undefined && person.name !== name && PAPER_KINDS[content.template].served === 'addressee') {
      throw new AppError('fieldInvalid', { field: '受送达人姓名或名称', reason: `应为${person.name}` })
    }
  }
}
