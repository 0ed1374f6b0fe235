import type { DocumentEvent, Signer } from '#protocol/documents.ts'
import { SEAL_FIELD, fieldOf } from '../templates/parts.ts'

/** What the court's log says about one paper: which revisions there are and who put them there. */
export type PaperRecord = {
  /** SHA-256 of the paper before any signature. */
  baseSha256: string
  /** Oldest first. */
  revisions: { sha256: string; serial: string; field: string; name: string | null }[]
  /** Fields of those who are still to sign; somebody whose refusal was noted is not among them. */
  due: { field: string; name: string }[]
}

/** Folds a paper's events. @returns null while it is a draft */
export function recordOf(events: readonly { event: DocumentEvent }[]): PaperRecord | null {
  let signers: readonly Signer[] = []
  let baseSha256: string | null = null
  const revisions: PaperRecord['revisions'] = []
  const refused = new Set<string>()
  const fields = (): { personId: string; field: string; name: string }[] => signers.map((signer, i) => ({ personId: signer.personId, field: fieldOf(signer, i), name: signer.name }))
  for (const { event } of events) {
    if (event.type === 'documentDrafted' || event.type === 'draftChanged') signers = event.signers ?? signers
    else if (event.type === 'documentFrozen') baseSha256 = event.baseSha256
    else if (event.type === 'signingRefused') refused.add(event.personId)
    else if (event.type === 'documentSigned') {
      const own = fields().find(({ personId }) => personId === event.personId)
      revisions.push({ sha256: event.sha256, serial: event.certificateSerial, field: own?.field ?? '', name: own?.name ?? '' })
    } else if (event.type === 'documentSealed') revisions.push({ sha256: event.sha256, serial: event.certificateSerial, field: SEAL_FIELD, name: null })
  }
  if (baseSha256 === null) return null
  const signed = new Set(revisions.map(({ field }) => field))
  return { baseSha256, revisions, due: fields().filter(({ field, personId }) => !signed.has(field) && !refused.has(personId)).map(({ field, name }) => ({ field, name })) }
}
