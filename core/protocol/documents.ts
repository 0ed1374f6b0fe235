import { z } from 'zod'
import { CommandId, DocumentId, HearingId, Instant, PersonId, Sha256, line, text } from './ids.ts'
import { RoleId } from './people.ts'

/** Templates known to docs-service; the papers issue adds the others of terms.md. */
export const TemplateId = z.enum(['settlementAgreement'])
export type TemplateId = z.infer<typeof TemplateId>

const partyField = z.strictObject({ personId: PersonId, name: line(60), identity: z.string().max(200).default(''), address: z.string().max(200).default('') })

/** 调解协议: what the clerk fills in. Amounts are yuan as decimal text, e.g. "120000.00". */
export const AgreementFields = z.strictObject({
  court: line(80), caseNo: line(80), cause: line(80), place: line(80).default('在线法庭'),
  applicants: z.array(partyField).min(1).max(10),
  respondents: z.array(partyField).min(1).max(10),
  agents: z.array(z.strictObject({ personId: PersonId, name: line(60), of: PersonId, title: line(80) })).max(20).default([]),
  facts: text(4000),
  clauses: z.array(text(1000)).min(1).max(30),
  amountYuan: z.string().regex(/^\d{1,12}(\.\d{1,2})?$/).or(z.literal('')).default(''),
  courtFee: z.string().max(200).default(''),
  copies: z.int().min(1).max(20).default(3),
})
export type AgreementFields = z.infer<typeof AgreementFields>

/** How an act of signing looks to everybody: strokes in a 0…1 box, `t` in ms since the first touch. */
export const Stroke = z.array(z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1), t: z.number().min(0).max(600_000) })).min(1).max(4000)
export const Strokes = z.array(Stroke).min(1).max(60)
export type Strokes = z.infer<typeof Strokes>

export const Signer = z.strictObject({
  personId: PersonId, name: line(60), role: RoleId,
  capacity: z.enum(['party', 'agent', 'judge', 'mediator', 'clerk']),
})
export type Signer = z.infer<typeof Signer>

/* ── STORED FOR EVER: a change here needs an upcaster ── */
const event = <const N extends string, S extends z.ZodRawShape>(name: N, shape: S) => z.strictObject({ type: z.literal(name), ...shape })
export const DocumentEvent = z.discriminatedUnion('type', [
  event('documentDrafted', { documentId: DocumentId, hearingId: HearingId, template: TemplateId, fields: AgreementFields, signers: z.array(Signer).min(2).max(30) }),
  event('draftChanged', { version: z.int().min(2), fields: AgreementFields }),
  event('draftConfirmed', { version: z.int().min(1), personId: PersonId }),
  event('documentFrozen', { version: z.int().min(1), baseSha256: Sha256, pages: z.int().min(1), bytes: z.int().min(1) }),
  event('documentSigned', {
    personId: PersonId, previousSha256: Sha256, sha256: Sha256, bytes: z.int().min(1),
    certificateSerial: z.string().max(64), certificateSha256: Sha256, strokesSha256: Sha256, shownToEndAt: Instant,
  }),
  event('signingRefused', { personId: PersonId, reason: line(300) }),
  event('documentSealed', { previousSha256: Sha256, sha256: Sha256, bytes: z.int().min(1), certificateSerial: z.string().max(64), effectiveAt: Instant }),
  event('documentVoided', { reason: line(300) }),
])
export type DocumentEvent = z.infer<typeof DocumentEvent>

/** One paper as a participant sees it. Folded from the events; the same for everybody who may see it. */
export const DocumentView = z.strictObject({
  documentId: DocumentId, hearingId: HearingId, template: TemplateId, seq: z.int().min(1),
  status: z.enum(['draft', 'frozen', 'partlySigned', 'sealed', 'declined', 'void']),
  version: z.int().min(1), fields: AgreementFields,
  signers: z.array(Signer.extend({ confirmed: z.boolean(), signedAt: Instant.nullable(), refusedReason: z.string().nullable() })),
  /** SHA-256 of the newest revision of the PDF; null while a draft. A signature names the revision it was put on. */
  revisionSha256: Sha256.nullable(), pages: z.int().nullable(), effectiveAt: Instant.nullable(),
})
export type DocumentView = z.infer<typeof DocumentView>

/** signaling → docs-service, request/reply on `docs.request`. Who may is checked by docs-service against signers and role. */
const by = { hearingId: HearingId, actor: PersonId, actorRole: RoleId, commandId: CommandId }
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })
export const DOCS_CALLS = {
  draft: call(z.strictObject({ ...by, template: TemplateId, fields: AgreementFields, signers: z.array(Signer).min(2).max(30) }), DocumentView),
  change: call(z.strictObject({ ...by, documentId: DocumentId, version: z.int().min(1), fields: AgreementFields }), DocumentView),
  confirm: call(z.strictObject({ ...by, documentId: DocumentId, version: z.int().min(1) }), DocumentView),
  freeze: call(z.strictObject({ ...by, documentId: DocumentId, version: z.int().min(1) }), DocumentView),
  /** `identityVerified` is the host's word that the judge confirmed this person in this hearing. */
  sign: call(
    z.strictObject({ ...by, documentId: DocumentId, revisionSha256: Sha256, strokes: Strokes, shownToEndAt: Instant, identityVerified: z.boolean(), identityHmac: z.string().max(64).optional() }),
    DocumentView,
  ),
  refuse: call(z.strictObject({ ...by, documentId: DocumentId, reason: line(300) }), DocumentView),
  void: call(z.strictObject({ ...by, documentId: DocumentId, reason: line(300) }), DocumentView),
  list: call(z.strictObject({ hearingId: HearingId }), z.strictObject({ documents: z.array(DocumentView).max(200) })),
  /** Newest revision's bytes as base64, with its hash. */
  file: call(z.strictObject({ documentId: DocumentId }), z.strictObject({ sha256: Sha256, base64: z.string() })),
} as const
export type DocsCallName = keyof typeof DOCS_CALLS
export type DocsParams<N extends DocsCallName> = z.input<(typeof DOCS_CALLS)[N]['params']>
export type DocsResult<N extends DocsCallName> = z.output<(typeof DOCS_CALLS)[N]['result']>

/** docs-service → everybody, published on `docs.event` after each stored event. */
export const DocsEvent = z.strictObject({ view: DocumentView, event: DocumentEvent })
export type DocsEvent = z.infer<typeof DocsEvent>
export const DOCS_REQUEST_SUBJECT = 'docs.request'
export const DOCS_EVENT_SUBJECT = 'docs.event'
