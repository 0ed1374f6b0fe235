import express, { type Router } from 'express'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DOCS_EVENT_SUBJECT, DOCS_REQUEST_SUBJECT } from '#protocol/documents.ts'
import type { Log } from '#platform/log.ts'
import type { Blobs, Bus, Clock, EventStore, Leases } from '#platform/ports.ts'
import { Directory } from './directory.ts'
import { startPress } from './press/press.ts'
import { createService } from './service.ts'
import type { SigningSettings } from './sign/settings.ts'
import { readWording } from './templates/index.ts'
import { createUploadRouter } from './uploads/router.ts'
import { answerErasure } from './uploads/window-routes.ts'
import { startVerifying } from './verify/service.ts'

export type DocsOptions = {
  bus: Bus; store: EventStore; leases: Leases; blobs: Blobs; clock: Clock; log: Log
  /** What citizens bring to the windows, apart from all else: it is destroyed when they are forgotten. */
  windowBlobs: Blobs
  /** The built-in test authority lives in `dataDir/ca`; its root for viewers is `dataDir/ca/root.pem`. */
  dataDir: string
  /** Who certifies, stamps the time and seals; what is left out is done by the built-in test authority. */
  signing?: SigningSettings
  /** Where people reach the court, e.g. https://court.example; printed in the square code of every paper. */
  publicUrl?: string
}

/** Starts the service of papers: answers `docs.request`, publishes `docs.event` after each stored event; `router` takes files in over HTTP and verifies papers for everybody. */
export async function startDocs(options: DocsOptions): Promise<{ router: Router; stop(): Promise<void> }> {
  const { bus, store, leases, blobs, windowBlobs, clock, log, dataDir, signing = {}, publicUrl = '' } = options
  await mkdir(dataDir, { recursive: true })
  const wordingFolder = join(dataDir, 'templates')
  // Read here first: a court's wrong file is told at the start, not by a thread that dies.
  readWording(wordingFolder)
  const press = await startPress({ caFolder: join(dataDir, 'ca'), log, signing, wordingFolder, publicUrl })
  const directory = new Directory({
    store, leases, blobs, clock, log, press, owner: `docs-${process.pid}`, publish: (event) => bus.publish(DOCS_EVENT_SUBJECT, event),
  })
  await directory.load()
  const silence = bus.respond(DOCS_REQUEST_SUBJECT, createService(directory, blobs))
  const silenceErasure = answerErasure(bus, windowBlobs)
  const verifying = startVerifying({ bus, store, blobs, clock, log, dataDir, signing })
  return {
    router: express.Router().use(createUploadRouter({ bus, blobs, windowBlobs, log })).use(verifying.router),
    stop: async () => {
      silence()
      silenceErasure()
      await verifying.stop()
      await directory.close()
      await press.stop()
    },
  }
}
