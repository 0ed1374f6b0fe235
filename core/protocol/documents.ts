import { z } from 'zod'
import { CommandId, DocumentId, Id, Instant, PersonId, Sha256, line } from './ids.ts'
import { RoleId } from './people.ts'
import { Capacity, Matter, PaperContent, ServiceBasis, ServiceChannel } from './papers/index.ts'

export { AgreementFields, PaperContent, TemplateId } from './papers/index.ts'

/** What a paper belongs to: a hearing or a case at a window, as `matter` says. A hearing's matterId is its hearingId. */
export const MatterId = Id

/** How an act of signing looks to everybody: strokes in a 0…1 box, `t` in ms since the first touch. */
export const Stroke = z.array(z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1), t: z.number().min(0).max(600_000) })).min(1).max(4000)
export const Strokes = z.array(Stroke).min(1).max(60)
export type Strokes = z.infer<typeof Strokes>
/** Width to height of the box that strokes are written in; whoever draws them keeps it. */
export const PAD_ASPECT = 2.5

export const Signer = z.strictObject({ personId: PersonId, name: line(60), role: RoleId, capacity: Capacity })
export type Signer = z.infer<typeof Signer>
const Signers = z.array(Signer).max(30)

/* ── STORED FOR EVER: a change here needs an upcaster in `upcast` below ── */
const event = <const N extends string, S extends z.ZodRawShape>(name: N, shape: S) => z.strictObject({ type: z.literal(name), ...shape })
const CurrentEvent = z.discriminatedUnion('type', [
  event('documentDrafted', { documentId: DocumentId, matter: Matter, matterId: MatterId, content: PaperContent, signers: Signers }),
  event('draftChanged', { version: z.int().min(2), content: PaperContent, signers: Signers.optional() }),
  event('draftConfirmed', { version: z.int().min(1), personId: PersonId }),
  /** A preview was made: these very bytes may be frozen as long as the draft stays at `version`. */
  event('draftPreviewed', { version: z.int().min(1), sha256: Sha256, pages: z.int().min(1), bytes: z.int().min(1) }),
  event('documentFrozen', { version: z.int().min(1), baseSha256: Sha256, pages: z.int().min(1), bytes: z.int().min(1) }),
  event('documentSigned', {
    personId: PersonId, previousSha256: Sha256, sha256: Sha256, bytes: z.int().min(1),
    certificateSerial: z.string().max(64), certificateSha256: Sha256, strokesSha256: Sha256, shownToEndAt: Instant,
  }),
  event('signingRefused', { personId: PersonId, reason: line(300) }),
  event('documentSealed', {
    previousSha256: Sha256, sha256: Sha256, bytes: z.int().min(1), certificateSerial: z.string().max(64), effectiveAt: Instant,
    /** The detached SM2 signature over the sealed file and the key it verifies with, where the court has that switched on. */
    sm2: z.strictObject({ signatureSha256: Sha256, publicKeySha256: Sha256 }).optional(),
  }),
  event('documentVoided', { reason: line(300) }),
  /** One delivery of the effective paper to one person; the earliest counts (R1 31). */
  event('documentServed', { personId: PersonId, channel: ServiceChannel, basis: ServiceBasis, servedAt: Instant, sha256: Sha256 }),
])

/** What courts have on disk from before there was more than one kind of paper. */
function upcast(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('type' in stored)) return stored
  if (stored.type === 'documentDrafted' && 'hearingId' in stored && 'template' in stored && 'fields' in stored) {
    const { hearingId, template, fields, ...rest } = stored
    return { ...rest, matter: 'hearing', matterId: hearingId, content: { template, fields } }
  }
  if (stored.type === 'draftChanged' && 'fields' in stored) {
    const { fields, ...rest } = stored
    return { ...rest, content: { template: 'settlementAgreement', fields } }
  }
  return stored
}
/** Reads events of every age as events of today. */
export const DocumentEvent = z.preprocess(upcast, CurrentEvent)
export type DocumentEvent = z.infer<typeof DocumentEvent>

export const Service = z.strictObject({ personId: PersonId, channel: ServiceChannel, basis: ServiceBasis, servedAt: Instant })
export type Service = z.infer<typeof Service>

/** One paper as a participant sees it. Folded from the events; the same for everybody who may see it. */
export const DocumentView = z.strictObject({
  documentId: DocumentId, matter: Matter, matterId: MatterId, seq: z.int().min(1),
  /** `sealed`: all signatures and the seal; `signed`: all signatures of a paper that takes no seal. */
  status: z.enum(['draft', 'frozen', 'partlySigned', 'signed', 'sealed', 'declined', 'void']),
  version: z.int().min(1), content: PaperContent,
  signers: z.array(Signer.extend({ confirmed: z.boolean(), signedAt: Instant.nullable(), refusedReason: z.string().nullable() })),
  /** The newest preview of this version, made of the very bytes that will be frozen; null when there is none. */
  preview: z.strictObject({ version: z.int().min(1), sha256: Sha256, pages: z.int().min(1), bytes: z.int().min(1) }).nullable(),
  /** SHA-256 of the newest revision of the PDF; null while a draft. A signature names the revision it was put on. */
  revisionSha256: Sha256.nullable(), pages: z.int().nullable(), effectiveAt: Instant.nullable(),
  services: z.array(Service),
})
export type DocumentView = z.infer<typeof DocumentView>

/** signaling → docs-service, request/reply on `docs.request`. Who may is checked by docs-service against signers and role. */
const by = { matterId: MatterId, actor: PersonId, actorRole: RoleId, commandId: CommandId }
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })
export const DOCS_CALLS = {
  draft: call(z.strictObject({ ...by, matter: Matter.default('hearing'), content: PaperContent, signers: Signers }), DocumentView),
  /** `signers` where the change also changes who signs. */
  change: call(z.strictObject({ ...by, documentId: DocumentId, version: z.int().min(1), content: PaperContent, signers: Signers.optional() }), DocumentView),
  confirm: call(z.strictObject({ ...by, documentId: DocumentId, version: z.int().min(1) }), DocumentView),
  /** Makes the pages of this version; `view.preview` names them and `file {sha256}` gives the bytes. */
  preview: call(z.strictObject({ ...by, documentId: DocumentId, version: z.int().min(1) }), DocumentView),
  /** `previewSha256`: the preview that was looked at; `stalePreview` when it is not of this version. Without it the pages are made now. */
  freeze: call(z.strictObject({ ...by, documentId: DocumentId, version: z.int().min(1), previewSha256: Sha256.optional() }), DocumentView),
  /** `identityVerified` is the host's word that the judge confirmed this person in this hearing. */
  sign: call(
    z.strictObject({ ...by, documentId: DocumentId, revisionSha256: Sha256, strokes: Strokes, shownToEndAt: Instant, identityVerified: z.boolean(), identityHmac: z.string().max(64).optional() }),
    DocumentView,
  ),
  /** `personId`: whose refusal the clerk notes for the record (R6 150); without it the actor refuses. */
  refuse: call(z.strictObject({ ...by, documentId: DocumentId, personId: PersonId.optional(), reason: line(300) }), DocumentView),
  void: call(z.strictObject({ ...by, documentId: DocumentId, reason: line(300) }), DocumentView),
  /** The addressee opened an effective paper (R1 31). Noted once per person. */
  noteOpened: call(z.strictObject({ ...by, documentId: DocumentId }), DocumentView),
  list: call(z.strictObject({ matterId: MatterId }), z.strictObject({ documents: z.array(DocumentView).max(200) })),
  /** The newest revision, or of a draft the preview named by `sha256`: bytes as base64, with their hash. */
  file: call(z.strictObject({ documentId: DocumentId, sha256: Sha256.optional() }), z.strictObject({ sha256: Sha256, base64: z.string() })),
} as const
export type DocsCallName = keyof typeof DOCS_CALLS
export type DocsParams<N extends DocsCallName> = z.input<(typeof DOCS_CALLS)[N]['params']>
export type DocsResult<N extends DocsCallName> = z.output<(typeof DOCS_CALLS)[N]['result']>

/** docs-service → everybody, published on `docs.event` after each stored event. */
export const DocsEvent = z.strictObject({ view: DocumentView, event: DocumentEvent })
export type DocsEvent = z.infer<typeof DocsEvent>
export const DOCS_REQUEST_SUBJECT = 'docs.request'
export const DOCS_EVENT_SUBJECT = 'docs.event'
