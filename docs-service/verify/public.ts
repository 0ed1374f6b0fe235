import { DocumentEvent } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import type { PaperStatus, VerifyReply } from '#protocol/verification.ts'
import { evolve, isSettled, sealName, type DocumentState } from '#domain/document/index.ts'
import type { EventStore, Stored } from '#platform/ports.ts'
import { Problem } from './problem.ts'
import { recordOf } from './record.ts'
import type { RevisionIndex } from './revision-index.ts'
import type { Verifier } from './verifier.ts'

export type PublicDeps = { store: EventStore; verifier: Verifier; index: RevisionIndex }

/** Judges a file that anybody puts before the court, against the court's roots and its record. Keeps nothing. */
export async function verifyFile({ store, verifier, index }: PublicDeps, bytes: Uint8Array): Promise<VerifyReply> {
  const first = await verifier.run(bytes)
  const hashes = [...first.verification.signatures.flatMap(({ revisionSha256 }) => revisionSha256 ?? []).reverse(), ...first.base]
  const documentId = await index.find(hashes)
  if (documentId === null) {
    const { verification } = first
    if (!verification.ok) return { verification, paper: null }
    // Right in every way and by our own authority, but the log has never heard of it.
    const finding = new Problem('unknownRevision', '', { revision: 0 }).finding()
    return {
      verification: { ...verification, ok: false, problem: finding.zh, findings: [finding], record: { known: false, newest: false, revision: null, revisions: 0 } }, paper: null,
    }
  }
  const events = await read(store, documentId)
  const record = recordOf(events)
  const { verification } = record ? await verifier.run(bytes, record) : first
  return { verification, paper: statusOf(events) }
}

/** What the number printed on a paper tells anybody. @throws AppError notFound also for drafts, which nobody outside knows of */
export async function paperStatus({ store }: Pick<PublicDeps, 'store'>, documentId: string): Promise<PaperStatus> {
  const status = statusOf(await read(store, documentId))
  if (!status) throw new AppError('notFound')
  return status
}

const read = (store: EventStore, documentId: string): Promise<Stored<DocumentEvent>[]> => store.read(`document/${documentId}`, DocumentEvent)

function statusOf(events: Stored<DocumentEvent>[]): PaperStatus | null {
  const state = events.reduce<DocumentState | null>((before, fact) => evolve(before, fact), null)
  if (!state || state.status === 'draft' || state.revisionSha256 === null) return null
  const { content, signers } = state
  const signatures = events.flatMap(({ event, at }): PaperStatus['signatures'] =>
    event.type === 'documentSigned' ? [{ kind: 'signature', at }] : event.type === 'documentSealed' ? [{ kind: 'seal', at }] : [])
  const seal = sealName(content)
  const awaited = signers.filter((signer) => !isSettled(signer)).length + (seal !== null && state.status !== 'sealed' ? 1 : 0)
  return {
    documentId: state.documentId, template: content.template, court: seal ?? ('court' in content.fields ? content.fields.court : content.fields.office), status: state.status,
    signatures, expected: signatures.length + awaited, effectiveAt: state.effectiveAt,
  }
}
