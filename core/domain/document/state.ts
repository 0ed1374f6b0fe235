import type { DocumentEvent, DocumentView, Service, Signer, Strokes } from '#protocol/documents.ts'
import type { Matter, PaperContent } from '#protocol/papers/index.ts'
import type { Actor } from '#protocol/hearing-events.ts'
import type { RoleId } from '#protocol/people.ts'
import type { WireError } from '#protocol/errors.ts'

export type SignerState = Signer & { confirmed: boolean; signedAt: string | null; refusedReason: string | null }

/** One paper folded from its events. */
export type DocumentState = {
  documentId: string
  matter: Matter
  /** The hearing or the window's case that it belongs to. */
  matterId: string
  seq: number
  status: DocumentView['status']
  version: number
  content: PaperContent
  signers: SignerState[]
  /** The pages made of the present version, if somebody asked for them. */
  preview: MadePreview & { version: number } | null
  /** SHA-256 of the newest revision of the PDF. */
  revisionSha256: string | null
  pages: number | null
  frozenAt: string | null
  /** When the paper took effect (D-10); the seal of an agreement comes after it and changes nothing about it. */
  effectiveAt: string | null
  services: Service[]
  /** Commands already carried out (D-13). */
  commandIds: string[]
}

/** What `evolve` needs of a stored event. */
export type DocumentFact = { seq: number; at: string; actor: Actor; commandId: string | null; event: DocumentEvent }

/** Who acts: a participant with the role they hold in the hearing, or the platform itself. */
export type DocumentActor = { personId: string; role: RoleId } | 'system'

/** What somebody wants done; the facts that only the making of the PDF can tell are in `DocumentDeed`. */
export type DocumentAct =
  | { type: 'draft'; documentId: string; matter: Matter; matterId: string; content: PaperContent; signers: Signer[] }
  | { type: 'change'; version: number; content: PaperContent; signers?: Signer[] | undefined }
  | { type: 'confirm'; version: number }
  | { type: 'preview'; version: number }
  /** `previewSha256`: the preview that was looked at (D-15). */
  | { type: 'freeze'; version: number; previewSha256?: string | undefined }
  | { type: 'sign'; revisionSha256: string; strokes: Strokes; shownToEndAt: string; identityVerified: boolean }
  /** `personId`: for whom the clerk notes the refusal; without it the actor refuses. */
  | { type: 'refuse'; personId?: string | undefined; reason: string }
  | { type: 'void'; reason: string }
  | { type: 'seal' }
  | { type: 'serve' }
  | { type: 'noteOpened' }

export type MadePreview = { sha256: string; pages: number; bytes: number }
export type MadeBase = { baseSha256: string; pages: number; bytes: number }
export type MadeRevision = { previousSha256: string; sha256: string; bytes: number; certificateSerial: string }
/** `sm2`: hashes of the detached SM2 signature and of its public key, where there is one. */
export type MadeSeal = MadeRevision & { sm2?: { signatureSha256: string; publicKeySha256: string } }
export type MadeSignature = MadeRevision & { certificateSha256: string; strokesSha256: string }

type Act<T extends DocumentAct['type']> = Extract<DocumentAct, { type: T }>
/** An act together with what was made for it, ready to become events. */
export type DocumentDeed =
  | Act<'draft' | 'change' | 'confirm' | 'refuse' | 'void' | 'serve' | 'noteOpened'>
  | (Act<'preview'> & { made: MadePreview })
  | (Act<'freeze'> & { made: MadeBase })
  | (Act<'sign'> & { made: MadeSignature })
  | (Act<'seal'> & { made: MadeSeal })

export type DocumentDecision = { ok: true; events: DocumentEvent[] } | { ok: false; error: WireError }
