import { AppError } from '#protocol/errors.ts'
import type { DocumentView } from '#protocol/documents.ts'
import { sealDue, unserved, viewOf } from '#domain/document/index.ts'
import { DocumentHost, readState, streamOf, type HostDeps, type Order } from './host.ts'

const PREFIX = 'document/'
const FINISHED: ReadonlySet<DocumentView['status']> = new Set(['signed', 'sealed', 'declined', 'void'])

/** Which papers there are, of which matter, and the hosts of those in use here. */
export class Directory {
  private readonly deps: HostDeps
  private readonly hosts = new Map<string, Promise<DocumentHost>>()
  /** documentId → matterId. */
  private readonly matters = new Map<string, string>()

  /** Hosts on their way out; the next one of the same paper waits for their lease. */
  private readonly closing = new Map<string, Promise<void>>()

  constructor(deps: HostDeps) {
    this.deps = {
      ...deps,
      publish: (event) => {
        deps.publish(event)
        // A finished paper needs no host: thousands of them would only hold memory and leases.
        if (FINISHED.has(event.view.status)) void this.evict(event.view.documentId)
      },
    }
  }

  /** Learns of all papers; what a crash left unsealed or undelivered is finished now. */
  async load(): Promise<void> {
    for (const documentId of await this.refresh()) {
      const state = await readState(this.deps.store, documentId)
      if (state && (sealDue(state) || unserved(state).length > 0)) await this.host(documentId).catch(() => undefined)
    }
  }

  async run(documentId: string, order: Order): Promise<DocumentView> {
    const host = await this.host(documentId)
    try {
      const view = await host.run(order)
      this.matters.set(documentId, view.matterId)
      return view
    } catch (error) {
      // After a failure that is not a refusal the truth is what the log says: fold it anew.
      if (!(error instanceof AppError)) {
        await this.evict(documentId)
        void this.host(documentId).catch(() => undefined)
      }
      throw error
    }
  }

  async view(documentId: string): Promise<DocumentView | null> {
    const host = await this.hosts.get(documentId)?.catch(() => null)
    const state = host ? host.state : await readState(this.deps.store, documentId)
    return state ? viewOf(state) : null
  }

  async list(matterId: string): Promise<DocumentView[]> {
    await this.refresh()
    const ids = [...this.matters].filter(([, matter]) => matter === matterId).map(([documentId]) => documentId)
    const views = await Promise.all(ids.map((documentId) => this.view(documentId)))
    return views.filter((view) => view !== null)
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.hosts.keys()].map((documentId) => this.evict(documentId)))
    await Promise.allSettled(this.closing.values())
  }

  private async refresh(): Promise<string[]> {
    const streams = await this.deps.store.listStreams(PREFIX)
    const unknown = streams.map((stream) => stream.slice(PREFIX.length)).filter((documentId) => !this.matters.has(documentId))
    for (const documentId of unknown) {
      const state = await readState(this.deps.store, documentId)
      if (state) this.matters.set(documentId, state.matterId)
    }
    return unknown
  }

  private host(documentId: string): Promise<DocumentHost> {
    const known = this.hosts.get(documentId)
    if (known) return known
    const opening = (this.closing.get(documentId) ?? Promise.resolve()).then(() => DocumentHost.open(documentId, this.deps))
    this.hosts.set(documentId, opening)
    opening.then(
      (host) => host.lost.then(() => this.forget(documentId, opening)),
      () => this.forget(documentId, opening),
    )
    return opening
  }

  private forget(documentId: string, host: Promise<DocumentHost>): void {
    if (this.hosts.get(documentId) !== host) return
    this.hosts.delete(documentId)
    this.deps.log.debug({ stream: streamOf(documentId) }, 'no longer host of this paper')
  }

  private evict(documentId: string): Promise<void> {
    const host = this.hosts.get(documentId)
    if (!host) return this.closing.get(documentId) ?? Promise.resolve()
    this.hosts.delete(documentId)
    const closed = host
      .then((open) => open.close())
      .catch((error: unknown) => this.deps.log.warn({ documentId, error }, 'a paper was let go without releasing its lease'))
      .finally(() => this.closing.delete(documentId))
    this.closing.set(documentId, closed)
    return closed
  }
}
