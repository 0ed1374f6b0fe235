import { join } from 'node:path'
import type { Router } from 'express'
import { AppError } from '#protocol/errors.ts'
import { ARCHIVE_SUBJECT, ArchiveRequest, type ArchiveReply } from '#protocol/verification.ts'
import type { Log } from '#platform/log.ts'
import type { Blobs, Bus, Clock, EventStore } from '#platform/ports.ts'
import { exportPaper } from '../archive/export.ts'
import { toZip } from '../archive/zip.ts'
import type { SigningSettings } from '../sign/settings.ts'
import { RevisionIndex } from './revision-index.ts'
import { createVerifier } from './verifier.ts'
import { createVerifyRouter } from './router.ts'

export type VerifyingOptions = { bus: Bus; store: EventStore; blobs: Blobs; clock: Clock; log: Log; dataDir: string; signing: SigningSettings }

/** Verification for everybody over HTTP, and archives of single papers over the bus for those whom signaling lets ask. */
export function startVerifying({ bus, store, blobs, clock, log, dataDir, signing }: VerifyingOptions): { router: Router; stop(): Promise<void> } {
  const verifier = createVerifier({ caFolder: join(dataDir, 'ca'), signing, log })
  const index = new RevisionIndex(store, bus)
  const silence = bus.respond(ARCHIVE_SUBJECT, async (payload) => {
    const request = ArchiveRequest.safeParse(payload)
    if (!request.success) throw new AppError('badMessage', { path: request.error.issues[0]?.path.join('.') ?? '' })
    const { documentId, matterId } = request.data
    const at = clock.now()
    const files = await exportPaper({ store, blobs, trustedRoots: await verifier.roots() }, documentId, at, matterId)
    return { name: `${documentId}.zip`, base64: Buffer.from(toZip(files, at)).toString('base64') } satisfies ArchiveReply
  })
  return {
    router: createVerifyRouter({ store, verifier, index, log }),
    stop: async () => {
      silence()
      index.stop()
      await verifier.stop()
    },
  }
}
