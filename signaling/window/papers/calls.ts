import type { DocumentView, Signer } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import type { PaperSketch } from '#protocol/gateway.ts'
import type { PaperContent, TemplateId } from '#protocol/papers/index.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { readContent } from '#domain/document/index.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { lensOf } from '#domain/window/case/index.ts'
import { TailCheck } from '../../documents/identity-tail.ts'
import type { CaseParts } from '../cases/index.ts'
import { seesPapers } from '../cases/watchers.ts'
import { derived } from '../matters/secrets.ts'
import type { MatterCaller, MatterOptions, MatterParams } from '../matters/wire.ts'
import { actorOf } from '../matters/wire.ts'
import { composed } from './compose.ts'
import type { WindowPapers } from './index.ts'
import { WRITER } from './index.ts'

/** Papers that staff draw up for the citizen to sign; what a case owes is made by the platform and by nobody else. */
const SIGNED_BY_CITIZEN: readonly TemplateId[] = ['applicationForm', 'materialsReceipt']
/** To docs-service whoever signs at a window for themselves. */
const CITIZEN_ROLE = 'thirdParty' as const

/** The socket's calls about the papers of cases: the caller's part in the case is checked, then docs-service does the work. */
export function paperCalls({ court, catalogue, calls }: MatterOptions, { hosts, access }: CaseParts, papers: WindowPapers) {
  const tails = new TailCheck(() => court.clock.now().getTime())

  async function enter({ seat }: MatterCaller, caseId: string): Promise<CaseState> {
    const { state } = await hosts.get(caseId)
    if (!seesPapers(state, seat)) throw new AppError('notFound')
    await access.glance(state, seat)
    return state
  }
  /** Staff who handle the case, in or out of a call. */
  async function asWriter(caller: MatterCaller, caseId: string): Promise<CaseState> {
    const state = await enter(caller, caseId)
    if (!isWriter(state, caller.seat)) throw new AppError('notPermitted')
    return state
  }
  async function open(caseId: string, documentId: string): Promise<DocumentView> {
    await papers.load(caseId)
    return papers.find(caseId, documentId)
  }
  const by = (caseId: string, seat: WindowSeat) => ({ matterId: caseId, actor: seat.personId, actorRole: WRITER })
  const asCitizen = (caseId: string, seat: WindowSeat) => ({ matterId: caseId, actor: seat.personId, actorRole: CITIZEN_ROLE })

  return {
    async composePaper(caller: MatterCaller, { caseId, template }: MatterParams<'composePaper'>): Promise<PaperSketch> {
      const state = await asWriter(caller, caseId)
      return composed(state, template, { now: court.clock.now().toISOString(), catalogue: catalogue(), by: caller.seat.personId })
    },
    async draftDocument(caller: MatterCaller, { caseId, commandId, content: sketch }: MatterParams<'draftDocument'>): Promise<DocumentView> {
      const state = await asWriter(caller, caseId)
      const content = read(sketch)
      if (!SIGNED_BY_CITIZEN.includes(content.template)) throw new AppError('notPermitted')
      checkHead(content, state)
      const capacity = content.template === 'applicationForm' ? 'party' : 'recipient'
      const signer: Signer = { personId: state.citizen.personId, name: state.citizen.name, role: CITIZEN_ROLE, capacity }
      return papers.call('draft', { ...by(caseId, caller.seat), commandId, matter: 'window', content, signers: [signer] })
    },
    /** Final, and put before the citizen to sign: from here the case waits for the signature. */
    async freezeDocument(caller: MatterCaller, { caseId, ...params }: MatterParams<'freezeDocument'>): Promise<DocumentView> {
      const state = await asWriter(caller, caseId)
      const view = await papers.call('freeze', { ...by(caseId, caller.seat), ...params })
      if (view.signers.some(({ personId }) => personId === state.citizen.personId)) {
        await hosts.submit(caseId, { command: { type: 'noteSigningAsked', documentId: view.documentId }, actor: { system: 'documents' }, commandId: derived('signing', view.documentId) })
          .catch(unlessDone)
        const session = await calls.joined(caller.connectionId)
        if (session?.caseLink?.caseId === caseId) {
          await calls.report(session.sessionId, { type: 'notePaperShown', documentId: view.documentId, kind: view.content.template }, derived('shown', view.documentId))
        }
      }
      return view
    },
    async signDocument(caller: MatterCaller, { caseId, identityTail, ...params }: MatterParams<'signDocument'>): Promise<DocumentView> {
      const { seat, connectionId } = caller
      const state = await enter(caller, caseId)
      const view = await open(caseId, params.documentId)
      if (!view.signers.some(({ personId }) => personId === seat.personId) || seat.role !== 'serviceApplicant') throw new AppError('notASigner')
      // R4 13: whoever signs was identified in this very matter, and says again who they are
      if (state.identity === null) throw new AppError('identityNotVerified')
      tails.check({ hearingId: caseId, personId: seat.personId }, { identityTail: state.identity.mark.tail }, identityTail)
      const signed = await papers.call('sign', { ...asCitizen(caseId, seat), ...params, identityVerified: true, identityHmac: state.identity.mark.hmac })
      await noteSigned(signed, seat.personId)
      const session = await calls.joined(connectionId)
      if (session?.caseLink?.caseId === caseId) {
        await calls.report(session.sessionId, { type: 'notePaperSigned', documentId: signed.documentId }, derived('signed', signed.documentId))
      }
      return signed
    },
    async refuseDocument(caller: MatterCaller, { caseId, ...params }: MatterParams<'refuseDocument'>): Promise<DocumentView> {
      await enter(caller, caseId)
      if (caller.seat.role !== 'serviceApplicant') throw new AppError('notASigner')
      return papers.call('refuse', { ...asCitizen(caseId, caller.seat), ...params })
    },
  }

  async function noteSigned(view: DocumentView, personId: string): Promise<void> {
    if (!view.signers.some((signer) => signer.personId === personId && signer.signedAt !== null)) return
    await hosts.submit(view.matterId, { command: { type: 'noteSigned', documentId: view.documentId }, actor: { system: 'documents' }, commandId: derived('signed', view.documentId) })
      .catch(unlessDone)
  }
}

/** What a signature put down while this process was away means for its case. */
export async function reconcileSignatures(state: CaseState, papers: WindowPapers, { hosts }: Pick<CaseParts, 'hosts'>): Promise<void> {
  const open = state.signing.filter(({ signedAt }) => signedAt === null)
  if (open.length === 0) return
  const { documents } = await papers.call('list', { matterId: state.caseId })
  for (const view of documents) {
    const isSigned = view.signers.some(({ personId, signedAt }) => personId === state.citizen.personId && signedAt !== null)
    if (!isSigned || !open.some(({ documentId }) => documentId === view.documentId)) continue
    await hosts.submit(state.caseId, { command: { type: 'noteSigned', documentId: view.documentId }, actor: { system: 'documents' }, commandId: derived('signed', view.documentId) })
      .catch(unlessDone)
  }
}

/** Whoever may hand a citizen a paper to sign: clerks of the office, and who works at the citizen's centre. */
function isWriter(state: CaseState, seat: WindowSeat): boolean {
  const lens = lensOf(state, actorOf(seat))
  return (lens === 'office' && seat.role === 'remoteClerk') || (lens === 'centre' && (seat.role === 'localClerk' || seat.role === 'helper'))
}

/** @throws AppError fieldInvalid naming the field and the reason */
function read(sketch: PaperSketch): PaperContent {
  const result = readContent(sketch)
  if (!result.ok) throw new AppError(result.error.code, result.error.details)
  return result.content
}

/** A paper of this case is about this case and this citizen, whatever was typed. @throws AppError fieldInvalid */
function checkHead(content: PaperContent, state: CaseState): void {
  if (!('applicant' in content.fields)) throw new AppError('notPermitted')
  const { applicant, caseNo, office } = content.fields
  const wrong = applicant.personId !== state.citizen.personId || applicant.name !== state.citizen.name ? ['申请人', state.citizen.name]
    : caseNo !== state.caseNo ? ['办件编号', state.caseNo] : office !== state.office.name ? ['办理机关', state.office.name] : null
  if (wrong) throw new AppError('fieldInvalid', { field: wrong[0] ?? '', reason: `应为${wrong[1] ?? ''}` })
}

function unlessDone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'alreadyDone')) throw error
}

