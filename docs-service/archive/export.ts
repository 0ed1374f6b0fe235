import { z } from 'zod'
import { DocumentEvent } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import type { Blobs, EventStore } from '#platform/ports.ts'
import { buildArchive } from './build.ts'
import { SM2_KEY, SM2_SIGNATURE, strokesFile, type ArchiveFiles } from './format.ts'

export type ExportDeps = { store: EventStore; blobs: Blobs; trustedRoots: readonly Uint8Array[] }

/**
 * Gathers what belongs to one paper. Works beside a running court and on the data of a stopped one.
 * @param matterId when given, the paper must be of this matter
 * @throws AppError notFound, documentNotFrozen; Error when bytes the log names are gone
 */
export async function exportPaper({ store, blobs, trustedRoots }: ExportDeps, documentId: string, at: Date, matterId?: string): Promise<ArchiveFiles> {
  const events = await store.read(`document/${documentId}`, z.unknown())
  const facts = events.map(({ event }) => DocumentEvent.parse(event))
  const [drafted] = facts
  if (drafted?.type !== 'documentDrafted' || (matterId !== undefined && drafted.matterId !== matterId)) throw new AppError('notFound')
  let newest: string | null = null
  const kept = new Map<string, string>()
  for (const fact of facts) {
    if (fact.type === 'documentFrozen') newest = fact.baseSha256
    if (fact.type === 'documentSigned' || fact.type === 'documentSealed') newest = fact.sha256
    if (fact.type === 'documentSigned') kept.set(strokesFile(fact.strokesSha256), fact.strokesSha256)
    if (fact.type === 'documentSealed' && fact.sm2) kept.set(SM2_SIGNATURE, fact.sm2.signatureSha256).set(SM2_KEY, fact.sm2.publicKeySha256)
  }
  if (newest === null) throw new AppError('documentNotFrozen')
  const get = async (sha256: string): Promise<Uint8Array> => {
    const bytes = await blobs.get(sha256)
    if (!bytes) throw new Error(`the bytes of ${sha256} of ${documentId} are gone`)
    return bytes
  }
  const named = await Promise.all([...kept].map(async ([name, sha256]) => ({ name, bytes: await get(sha256) })))
  return buildArchive({ documentId, paper: await get(newest), events, blobs: named, trustedRoots, at })
}
