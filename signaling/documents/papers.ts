import { createHash } from 'node:crypto'
import { AppError } from '#protocol/errors.ts'
import { DOCS_EVENT_SUBJECT, DocsEvent, type DocumentView } from '#protocol/documents.ts'
import type { SystemCommand } from '#protocol/hearing-commands.ts'
import { recipientsOf } from '#domain/document/index.ts'
import type { Person } from '#domain/hearing/state.ts'
import type { Court } from '../context.ts'
import type { HearingHosts } from '../hosts/hearing.ts'
import { createDocsClient, type DocsClient } from './docs-client.ts'

export type PapersListener = (hearingId: string, view: DocumentView) => void

/**
 * The papers of the hearings of this process as docs-service last told them, and the bridge back: what becomes of an
 * agreement is reported to its hearing, once, also when the news came while this process was down.
 */
export class Papers {
  readonly call: DocsClient
  readonly #court: Court
  readonly #hosts: HearingHosts
  readonly #known = new Map<string, Map<string, DocumentView>>()
  readonly #loading = new Map<string, Promise<void>>()
  readonly #unsubscribe: () => void
  #listener: PapersListener = () => undefined

  constructor(court: Court, hosts: HearingHosts) {
    this.#court = court
    this.#hosts = hosts
    this.call = createDocsClient(court.bus)
    this.#unsubscribe = court.bus.subscribe(DOCS_EVENT_SUBJECT, (payload) => this.#hear(payload))
  }

  /** Called with every new version of a paper; who may see it is the listener's business. */
  onPaper(listener: PapersListener): void {
    this.#listener = listener
  }

  /** Asks docs-service once per hearing; afterwards its events keep the list true. Never rejects. */
  async load(hearingId: string): Promise<void> {
    const loading = this.#loading.get(hearingId) ?? this.#load(hearingId)
    this.#loading.set(hearingId, loading)
    await loading.catch((error: unknown) => {
      this.#loading.delete(hearingId)
      this.#court.log.warn({ err: error, hearingId }, 'the papers of a hearing could not be listed')
    })
  }

  list(hearingId: string): DocumentView[] {
    return [...(this.#known.get(hearingId)?.values() ?? [])]
  }

  /** @throws AppError notFound when this hearing has no such paper */
  find(hearingId: string, documentId: string): DocumentView {
    const view = this.#known.get(hearingId)?.get(documentId)
    if (view === undefined) throw new AppError('notFound')
    return view
  }

  /** An addressee has opened the complete paper: the log of its delivery says so, once (R1 31). Never rejects. */
  async noteOpened(view: DocumentView, { personId, role }: Person): Promise<void> {
    if (!recipientsOf(view.content).includes(personId)) return
    if (view.services.some((one) => one.personId === personId && one.basis === 'opened')) return
    const commandId = `opened-${createHash('sha256').update(`${view.documentId}\n${personId}`).digest('hex').slice(0, 32)}`
    await this.call('noteOpened', { matterId: view.matterId, actor: personId, actorRole: role, commandId, documentId: view.documentId })
      .catch((error: unknown) => this.#court.log.warn({ err: error, documentId: view.documentId }, 'that a paper was opened could not be noted'))
  }

  stop(): void {
    this.#unsubscribe()
  }

  async #load(hearingId: string): Promise<void> {
    const { documents } = await this.call('list', { matterId: hearingId })
    for (const view of documents) this.#take(view)
    await Promise.all(documents.map((view) => this.#report(view)))
  }

  #hear(payload: unknown): void {
    const parsed = DocsEvent.safeParse(payload)
    if (!parsed.success) return this.#court.log.error({ err: parsed.error }, 'docs-service sent something unknown')
    const { view } = parsed.data
    // A window's case has no hearing to be told.
    if (view.matter !== 'hearing') return
    if (!this.#take(view)) return
    this.#listener(view.matterId, view)
    void this.#report(view, parsed.data.event.type === 'signingRefused' || parsed.data.event.type === 'documentVoided' ? parsed.data.event.reason : undefined)
  }

  /** Keeps the newest; false when this one is not new. */
  #take(view: DocumentView): boolean {
    const papers = this.#known.get(view.matterId) ?? new Map<string, DocumentView>()
    this.#known.set(view.matterId, papers)
    if ((papers.get(view.documentId)?.seq ?? 0) >= view.seq) return false
    papers.set(view.documentId, view)
    return true
  }

  /** Tells the hearing how the paper stands. The same report again is the same command and changes nothing. */
  async #report(view: DocumentView, reason?: string): Promise<void> {
    for (const command of reportsFor(view, reason)) {
      const commandId = `${command.type}-${createHash('sha256').update(view.documentId).digest('hex').slice(0, 32)}`
      try {
        await this.#hosts.submit(view.matterId, { command, actor: { system: 'documents' }, commandId })
      } catch (error) {
        if (error instanceof AppError && error.code === 'alreadyDone') continue
        this.#court.log.warn({ err: error, hearingId: view.matterId, type: command.type }, 'the hearing did not take note of a paper')
      }
    }
  }
}

/** Everything a paper in this state means for its hearing, in order. Only an agreement changes the hearing's course. */
export function reportsFor(view: DocumentView, reason?: string): SystemCommand[] {
  if (view.content.template !== 'settlementAgreement') return []
  const { documentId } = view
  const prepared: SystemCommand = { type: 'noteAgreementPrepared', documentId }
  switch (view.status) {
    case 'draft': return []
    case 'frozen':
    case 'partlySigned': return [prepared]
    case 'signed':
    case 'sealed':
      if (view.revisionSha256 === null || view.effectiveAt === null) return [prepared]
      return [prepared, { type: 'noteAgreementEffective', documentId, sha256: view.revisionSha256, effectiveAt: view.effectiveAt }]
    case 'declined':
    case 'void': {
      const refusal = view.signers.find((signer) => signer.refusedReason !== null)
      return [prepared, { type: 'noteAgreementFailed', documentId, reason: reason ?? refusal?.refusedReason ?? view.status }]
    }
  }
}
