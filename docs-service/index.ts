import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DOCS_EVENT_SUBJECT, DOCS_REQUEST_SUBJECT } from '#protocol/documents.ts'
import type { Log } from '#platform/log.ts'
import type { Blobs, Bus, Clock, EventStore, Leases } from '#platform/ports.ts'
import { Directory } from './directory.ts'
import { startPress } from './press/press.ts'
import { createService } from './service.ts'

export type DocsOptions = {
  bus: Bus; store: EventStore; leases: Leases; blobs: Blobs; clock: Clock; log: Log
  /** The built-in test authority lives in `dataDir/ca`; its root for viewers is `dataDir/ca/root.pem`. */
  dataDir: string
  /** How long signers' certificates are valid for viewers that ignore time stamps, ms; default five years. */
  certificateValidityMs?: number
}

/** Starts the service of papers: answers `docs.request`, publishes `docs.event` after each stored event. */
export async function startDocs(options: DocsOptions): Promise<{ stop(): Promise<void> }> {
  const { bus, store, leases, blobs, clock, log, dataDir, certificateValidityMs } = options
  await mkdir(dataDir, { recursive: true })
  const press = await startPress({ caFolder: join(dataDir, 'ca'), log, ...(certificateValidityMs === undefined ? {} : { certificateValidityMs }) })
  const directory = new Directory({
    store, leases, blobs, clock, log, press, owner: `docs-${process.pid}`, publish: (event) => bus.publish(DOCS_EVENT_SUBJECT, event),
  })
  await directory.load()
  const silence = bus.respond(DOCS_REQUEST_SUBJECT, createService(directory, blobs))
  return {
    stop: async () => {
      silence()
      await directory.close()
      await press.stop()
    },
  }
}
