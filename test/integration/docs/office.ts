import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOCS_CALLS, DOCS_EVENT_SUBJECT, DOCS_REQUEST_SUBJECT, DocsEvent, type DocsCallName, type DocsParams, type DocsResult, type DocumentView } from '#protocol/documents.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { createFolderBlobs } from '#platform/blobs/folder.ts'
import { systemClock } from '#platform/clock.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { createEventStore } from '#platform/event-store.ts'
import { createLeases } from '#platform/leases.ts'
import { createLog } from '#platform/log.ts'
import type { Blobs, EventStore } from '#platform/ports.ts'
import { startDocs } from '../../../docs-service/index.ts'
import type { SigningSettings } from '../../../docs-service/sign/settings.ts'
import { AGREEMENT, FIELDS, SIGNERS, STROKES } from '../../../docs-service/testing/samples.ts'

/** The service of papers on a real database, bus and folder, and a hand to work it. */
export type Office = Awaited<ReturnType<typeof openOffice>>

export async function openOffice(signing: SigningSettings = {}) {
  const log = createLog('error')
  const database = await openTestDatabase(log)
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-docs-'))
  const store = createEventStore(database, systemClock)
  const blobs = createFolderBlobs(join(dataDir, 'blobs'))
  const events: DocsEvent[] = []
  let session = await start()

  /** `wrap` puts failures between the service and its store or blobs. */
  async function start(wrap: { store?: (store: EventStore) => EventStore; blobs?: (blobs: Blobs) => Blobs } = {}) {
    const bus = createMemoryBus(log)
    bus.subscribe(DOCS_EVENT_SUBJECT, (payload) => events.push(DocsEvent.parse(payload)))
    const leases = createLeases(database)
    const docs = await startDocs({
      bus, store: wrap.store?.(store) ?? store, blobs: wrap.blobs?.(blobs) ?? blobs, leases, windowBlobs: createFolderBlobs(join(dataDir, 'window-files')), clock: systemClock, log, dataDir, signing,
    })
    return { bus, leases, docs }
  }
  const stopSession = async () => {
    await session.docs.stop()
    await session.leases.close()
  }

  let commands = 0
  const by = (personId: string, role: DocsParams<'confirm'>['actorRole'], commandId?: string) => ({
    matterId: 'hearing-1', actor: personId, actorRole: role, commandId: commandId ?? `command-${String(++commands).padStart(6, '0')}`,
  })
  async function call<N extends DocsCallName>(name: N, params: unknown): Promise<DocsResult<N>> {
    return DOCS_CALLS[name].result.parse(await session.bus.request(DOCS_REQUEST_SUBJECT, { name, params }, { timeoutMs: 60_000 })) as DocsResult<N>
  }
  const roleOf = (personId: string) => SIGNERS.find((signer) => signer.personId === personId)?.role ?? 'observer'
  const sign = (view: DocumentView, personId: string, over: Record<string, unknown> = {}) =>
    call('sign', {
      ...by(personId, roleOf(personId)), documentId: view.documentId, revisionSha256: view.revisionSha256, strokes: STROKES,
      shownToEndAt: new Date().toISOString(), identityVerified: true, ...over,
    })

  return {
    dataDir, store, blobs, events, by, call, sign,
    /** Its HTTP side, and the bus that others reach it by. */
    get router() { return session.docs.router },
    get bus() { return session.bus },
    draft: (fields: unknown = FIELDS, signers: unknown = SIGNERS) =>
      call('draft', { ...by('clerk', 'clerk'), content: { template: 'settlementAgreement', fields }, signers }),
    async frozen(): Promise<DocumentView> {
      const { documentId, version } = await call('draft', { ...by('clerk', 'clerk'), content: AGREEMENT, signers: SIGNERS })
      for (const personId of ['p1', 'd1', 'd2']) await call('confirm', { ...by(personId, roleOf(personId)), documentId, version })
      return call('freeze', { ...by('clerk', 'clerk'), documentId, version })
    },
    view: async (documentId: string): Promise<DocumentView> => {
      const { documents } = await call('list', { matterId: 'hearing-1' })
      const found = documents.find((one) => one.documentId === documentId)
      if (!found) throw new Error(`no paper ${documentId}`)
      return found
    },
    /** The paper after the automatic seal. */
    async sealed(documentId: string): Promise<DocumentView> {
      for (;;) {
        const found = events.find(({ view }) => view.documentId === documentId && view.status === 'sealed')
        if (found) return found.view
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    bytes: async (documentId: string): Promise<Buffer> => Buffer.from((await call('file', { documentId })).base64, 'base64'),
    async restart(wrap?: Parameters<typeof start>[0]) {
      await stopSession()
      session = await start(wrap)
    },
    async close() {
      await stopSession()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
