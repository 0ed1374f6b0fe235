import { DocsEvent, DOCS_EVENT_SUBJECT, DocumentEvent } from '#protocol/documents.ts'
import type { Bus, EventStore } from '#platform/ports.ts'

const PREFIX = 'document/'

/** Which paper a file is, by the SHA-256 of any of its revisions. Some 200 bytes a revision; read from the log when first asked. */
export class RevisionIndex {
  readonly #store: EventStore
  readonly #papers = new Map<string, string>()
  readonly #read = new Set<string>()
  readonly #unsubscribe: () => void
  #reading: Promise<void> = Promise.resolve()

  constructor(store: EventStore, bus: Bus) {
    this.#store = store
    this.#unsubscribe = bus.subscribe(DOCS_EVENT_SUBJECT, (payload) => {
      const parsed = DocsEvent.safeParse(payload)
      if (parsed.success) this.#take(parsed.data.view.documentId, parsed.data.event)
    })
  }

  /** @returns the documentId, or null when no paper of this court ever had such a revision */
  async find(hashes: readonly string[]): Promise<string | null> {
    const known = this.#look(hashes)
    if (known !== null) return known
    // Others may have written papers of which no event came by here.
    this.#reading = this.#reading.then(() => this.#refresh(), () => this.#refresh())
    await this.#reading
    return this.#look(hashes)
  }

  stop(): void {
    this.#unsubscribe()
  }

  #look(hashes: readonly string[]): string | null {
    const hash = hashes.find((one) => this.#papers.has(one))
    return hash === undefined ? null : (this.#papers.get(hash) ?? null)
  }

  async #refresh(): Promise<void> {
    for (const stream of await this.#store.listStreams(PREFIX)) {
      const documentId = stream.slice(PREFIX.length)
      if (this.#read.has(documentId)) continue
      for (const { event } of await this.#store.read(stream, DocumentEvent)) this.#take(documentId, event)
      this.#read.add(documentId)
    }
  }

  #take(documentId: string, event: DocumentEvent): void {
    if (event.type === 'documentFrozen') this.#papers.set(event.baseSha256, documentId)
    if (event.type === 'documentSigned' || event.type === 'documentSealed') this.#papers.set(event.sha256, documentId)
  }
}
