import { DOCS_EVENT_SUBJECT, DocsEvent, type DocumentView } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import { isComplete, recipientsOf } from '#domain/document/index.ts'
import { namesFrom, papersDue } from '#domain/window/case/index.ts'
import type { PaperDue } from '#domain/window/case/index.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { Court } from '../../context.ts'
import { createDocsClient, type DocsClient } from '../../documents/docs-client.ts'
import type { CaseHosts } from '../cases/law.ts'
import { derived } from '../matters/secrets.ts'

/** Acts for an office whose person has not been named. */
const PLATFORM = 'windows'
/** To docs-service whoever writes papers at a window is a clerk. */
export const WRITER = 'clerk' as const
export const QUERY = '凭办件编号在本平台“我的办件”查询，或者到原窗口查询'

type Heard = (view: DocumentView, event: DocsEvent['event']) => void

/**
 * The papers of the cases as docs-service last told them, and the receipts that cases owe: each is made once (its
 * identifier follows from case and occasion), sealed, and then named in its case; what a crash left undone is taken up
 * again (W-4.21).
 */
export class WindowPapers {
  readonly call: DocsClient
  readonly #court: Court
  readonly #hosts: CaseHosts
  readonly #catalogue: () => Catalogue
  readonly #known = new Map<string, Map<string, DocumentView>>()
  readonly #loading = new Map<string, Promise<void>>()
  /** Receipts under way, by documentId. */
  readonly #awaited = new Map<string, { caseId: string; due: PaperDue }>()
  readonly #making = new Map<string, Promise<void>>()
  readonly #again = new Set<string>()
  readonly #listeners: Heard[] = []
  readonly #unsubscribe: () => void
  #stopping = false

  constructor(court: Court, hosts: CaseHosts, catalogue: () => Catalogue) {
    this.#court = court
    this.#hosts = hosts
    this.#catalogue = catalogue
    this.call = createDocsClient(court.bus)
    this.#unsubscribe = court.bus.subscribe(DOCS_EVENT_SUBJECT, (payload) => this.#hear(payload))
  }

  /** Called with every new version of a paper of a case. */
  onPaper(listener: Heard): void {
    this.#listeners.push(listener)
  }

  /** Asks docs-service once for each case; afterwards its events keep the list true. Never rejects. */
  async load(caseId: string): Promise<void> {
    const loading = this.#loading.get(caseId) ?? this.call('list', { matterId: caseId }).then(({ documents }) => {
      for (const view of documents) this.#take(view)
    })
    this.#loading.set(caseId, loading)
    await loading.catch((error: unknown) => {
      this.#loading.delete(caseId)
      this.#court.log.warn({ err: error, caseId }, 'the papers of a case could not be listed')
    })
  }

  /** Lets go of the cases that nobody looks at any more. */
  sweep(isWatched: (caseId: string) => boolean): void {
    for (const caseId of [...this.#loading.keys()]) {
      if (isWatched(caseId)) continue
      this.#loading.delete(caseId)
      this.#known.delete(caseId)
    }
  }

  list(caseId: string): DocumentView[] {
    return [...(this.#known.get(caseId)?.values() ?? [])]
  }

  /** @throws AppError notFound when this case has no such paper */
  find(caseId: string, documentId: string): DocumentView {
    const view = this.#known.get(caseId)?.get(documentId)
    if (view === undefined) throw new AppError('notFound')
    return view
  }

  /** The citizen has opened a complete paper: the log of its delivery says so, once. Never rejects. */
  async noteOpened(view: DocumentView, personId: string): Promise<void> {
    if (!recipientsOf(view.content).includes(personId) || view.services.some((one) => one.personId === personId && one.basis === 'opened')) return
    const commandId = derived('opened', view.documentId, personId)
    await this.call('noteOpened', { matterId: view.matterId, actor: personId, actorRole: 'thirdParty', commandId, documentId: view.documentId })
      .catch((error: unknown) => this.#court.log.warn({ err: error, documentId: view.documentId }, 'that a paper was opened could not be noted'))
  }

  /** Makes what a case owes, one after the other. While it is at it, another call means once more. Never rejects. */
  settle(caseId: string): Promise<void> {
    const running = this.#making.get(caseId)
    if (running) {
      this.#again.add(caseId)
      return running
    }
    const making = this.#makeAll(caseId).finally(() => {
      this.#making.delete(caseId)
      if (this.#again.delete(caseId)) void this.settle(caseId)
    })
    this.#making.set(caseId, making)
    return making
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.#unsubscribe()
    await Promise.allSettled(this.#making.values())
  }

  async #makeAll(caseId: string): Promise<void> {
    if (this.#stopping) return
    try {
      const { state } = await this.#hosts.get(caseId)
      const context = { nameOf: namesFrom(this.#catalogue()), query: QUERY }
      for (const due of papersDue(state, context)) {
        const by = state.owed.find((owed) => owed.owedBy === due.owedBy && owed.kind === due.template)?.by ?? PLATFORM
        await this.#make(caseId, due, by)
      }
    } catch (error) {
      // Taken up again by the job: what is owed stands in the log.
      this.#court.log.error({ err: error, caseId }, 'a paper that a case owes could not be made yet')
    }
  }

  async #make(caseId: string, due: PaperDue, actor: string): Promise<void> {
    const by = { matterId: caseId, actor, actorRole: WRITER }
    const { template, fields, owedBy } = due
    const content = { template, fields } as Extract<Parameters<DocsClient>[1], { content: unknown }>['content']
    let view = await this.call('draft', { ...by, commandId: derived('owed', caseId, owedBy, template), matter: 'window', content, signers: [] })
    this.#awaited.set(view.documentId, { caseId, due })
    if (view.status === 'draft') {
      view = await this.call('freeze', { ...by, commandId: derived('owed-freeze', caseId, owedBy, template), documentId: view.documentId, version: view.version })
    }
    this.#take(view)
    await this.#link(view)
  }

  /** Names the paper in its case once it is sealed; the same again changes nothing. */
  async #link(view: DocumentView): Promise<void> {
    const awaited = this.#awaited.get(view.documentId)
    if (!awaited || !isComplete(view)) return
    this.#awaited.delete(view.documentId)
    const { caseId, due } = awaited
    const command = { type: 'linkPaper', documentId: view.documentId, kind: due.template, owedBy: due.owedBy } as const
    try {
      await this.#hosts.submit(caseId, { command, actor: { system: 'documents' }, commandId: derived('linked', view.documentId) })
    } catch (error) {
      if (error instanceof AppError && error.code === 'alreadyDone') return
      this.#court.log.warn({ err: error, caseId }, 'a case did not take note of its paper')
    }
  }

  #hear(payload: unknown): void {
    const parsed = DocsEvent.safeParse(payload)
    // What cannot be read is told by whoever listens for the hearings.
    if (!parsed.success || parsed.data.view.matter !== 'window') return
    const { view, event } = parsed.data
    if (!this.#take(view)) return
    for (const listener of this.#listeners) listener(view, event)
    void this.#link(view)
  }

  /** Keeps the newest of a case that somebody looks at; false when this one is not new. */
  #take(view: DocumentView): boolean {
    if (!this.#loading.has(view.matterId)) return true
    const papers = this.#known.get(view.matterId) ?? new Map<string, DocumentView>()
    this.#known.set(view.matterId, papers)
    if ((papers.get(view.documentId)?.seq ?? 0) >= view.seq) return false
    papers.set(view.documentId, view)
    return true
  }
}
