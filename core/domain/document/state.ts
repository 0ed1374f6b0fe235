import type { AgreementFields, DocumentEvent, DocumentView, Signer, Strokes, TemplateId } from '#protocol/documents.ts'
import type { Actor } from '#protocol/hearing-events.ts'
import type { RoleId } from '#protocol/people.ts'
import type { WireError } from '#protocol/errors.ts'

export type SignerState = Signer & { confirmed: boolean; signedAt: string | null; refusedReason: string | null }

/** One paper folded from its events. */
export type DocumentState = {
  documentId: string
  hearingId: string
  template: TemplateId
  seq: number
  status: DocumentView['status']
  version: number
  fields: AgreementFields
  signers: SignerState[]
  /** SHA-256 of the newest revision of the PDF. */
  revisionSha256: string | null
  pages: number | null
  frozenAt: string | null
  /** When the last party signed (R2 19); the court's seal comes after it and changes nothing about it. */
  effectiveAt: string | null
  /** Commands already carried out (D-13). */
  commandIds: string[]
}

/** What `evolve` needs of a stored event. */
export type DocumentFact = { seq: number; at: string; actor: Actor; commandId: string | null; event: DocumentEvent }

/** Who acts: a participant with the role they hold in the hearing, or the platform itself. */
export type DocumentActor = { personId: string; role: RoleId } | 'system'

/** What somebody wants done; the facts that only the making of the PDF can tell are in `DocumentDeed`. */
export type DocumentAct =
  | { type: 'draft'; documentId: string; hearingId: string; template: TemplateId; fields: AgreementFields; signers: Signer[] }
  | { type: 'change'; version: number; fields: AgreementFields }
  | { type: 'confirm'; version: number }
  | { type: 'freeze'; version: number }
  | { type: 'sign'; revisionSha256: string; strokes: Strokes; shownToEndAt: string; identityVerified: boolean }
  | { type: 'refuse'; reason: string }
  | { type: 'void'; reason: string }
  | { type: 'seal' }

export type MadeBase = { baseSha256: string; pages: number; bytes: number }
export type MadeRevision = { previousSha256: string; sha256: string; bytes: number; certificateSerial: string }
export type MadeSignature = MadeRevision & { certificateSha256: string; strokesSha256: string }

type Act<T extends DocumentAct['type']> = Extract<DocumentAct, { type: T }>
/** An act together with what was made for it, ready to become events. */
export type DocumentDeed =
  | Act<'draft' | 'change' | 'confirm' | 'refuse' | 'void'>
  | (Act<'freeze'> & { made: MadeBase })
  | (Act<'sign'> & { made: MadeSignature })
  | (Act<'seal'> & { made: MadeRevision })

export type DocumentDecision = { ok: true; events: DocumentEvent[] } | { ok: false; error: WireError }
