import { z } from 'zod'
import { DocumentId, Instant, Sha256 } from './ids.ts'
import { TemplateId } from './papers/index.ts'

/**
 * What the verifier can find wrong with a paper: code → the sentence a person reads. `{what}` is filled in from the
 * place, e.g. the name of an entry. Closed: a reader of a stored report knows every code.
 */
export const FINDINGS = {
  notPdf: { zh: '不是 PDF 文件，或文件头不在第一个字节', en: 'Not a PDF, or its header is not at the first byte' },
  tooLarge: { zh: '文件超过可核验的大小', en: 'The file is larger than can be verified' },
  syntax: { zh: '文件结构不符合本平台文书的写法', en: 'The file is not written as papers of this platform are: {what}' },
  notClassic: { zh: '文件使用了交叉引用流、对象流或加密，本平台文书不使用', en: 'The file uses cross-reference streams, object streams or encryption, which papers of this platform never do' },
  afterEnd: { zh: '文件结尾之后有多余内容，或结尾不完整', en: 'Something follows the end of the file, or the end is incomplete' },
  table: { zh: '对象目录表有误', en: 'The cross-reference table is wrong: {what}' },
  strayBytes: { zh: '存在不属于任何对象的字节', en: 'There are bytes that belong to no object' },
  duplicate: { zh: '同一{what}出现两次', en: '{what} appears twice' },
  trailer: { zh: '文件尾部信息有误：{what}', en: 'The trailer is wrong: {what}' },
  notMade: { zh: '正文含有本平台从不写入的内容：{what}', en: 'The paper contains what this platform never writes: {what}' },
  activeContent: { zh: '文件含有脚本、动作、附件或外部链接（{what}）', en: 'The file contains a script, action, attachment or link ({what})' },
  annotation: { zh: '页面上有签名域以外的批注或表单', en: 'A page carries an annotation or form field that is not a signature field' },
  unreachable: { zh: '文件中藏有不显示的对象', en: 'The file hides an object that nothing shows' },
  noSignature: { zh: '没有签名', en: 'There is no signature' },
  unsignedRevision: { zh: '存在未签名的修订', en: 'There is a revision that nobody signed' },
  changed: { zh: '签名之后或签名之时改动了不得改动的内容：{what}', en: 'A revision changes what it may not: {what}' },
  afterBad: { zh: '此前的修订存在问题，其后的签名不能成立', en: 'An earlier revision is not in order, so later signatures cannot stand' },
  range: { zh: '签名没有恰好覆盖整个修订', en: 'The signature does not cover exactly its whole revision' },
  signatureForm: { zh: '签名的写法不符合要求：{what}', en: 'The signature is not in the required form: {what}' },
  permissions: { zh: '首个签名没有把文书限定为“只许签名”', en: 'The first signature does not restrict the paper to signing (DocMDP 2)' },
  locked: { zh: '锁定之后又有签名', en: 'There is a signature after the paper was locked' },
  lock: { zh: '签名没有按签名域的约定锁定', en: 'The signature does not lock what its field says' },
  cms: { zh: '签名数据不规范：{what}', en: 'The signature data are not well formed: {what}' },
  algorithm: { zh: '使用了不允许的算法', en: 'An algorithm is used that is not allowed' },
  digest: { zh: '内容在签名后被改动', en: 'The content was changed after signing' },
  value: { zh: '签名值与证书公钥不符', en: "The signature value does not match the certificate's key" },
  certificate: { zh: '证书不符合要求：{what}', en: 'A certificate is not as required: {what}' },
  surplus: { zh: '签名夹带了无关的证书', en: 'The signature carries certificates that it does not need' },
  chain: { zh: '证书链不完整，或其中一环签名无效', en: 'The certificate chain is incomplete or one of its links is not valid' },
  expired: { zh: '签名时证书不在有效期内', en: 'A certificate was not valid at the time of signing' },
  keyPeriod: { zh: '签名时间不在一次性密钥的使用期内', en: "The time of signing is outside the one-time key's period of use" },
  reused: { zh: '同一证书签了两次，本平台每次签名使用一张新证书', en: 'One certificate signed twice; this platform issues one for each signature' },
  revoked: { zh: '签名前证书已被吊销', en: 'The certificate had been revoked before signing' },
  nameMismatch: { zh: '签名人姓名与证书不符', en: "The signer's name differs from the certificate's" },
  untrusted: { zh: '证书不是由本法院认可的机构签发', en: 'The certificate does not come from an authority this court trusts' },
  noRoot: { zh: '没有可供比对的法院根证书，不能判断证书由谁签发', en: "There is no root certificate of the court to compare with; who issued the certificates cannot be told" },
  timestampMissing: { zh: '缺少可信时间戳', en: 'There is no trusted time stamp' },
  timestamp: { zh: '时间戳无效：{what}', en: 'The time stamp is not valid: {what}' },
  timeOrder: { zh: '签名时间的先后与签名顺序矛盾', en: 'The times of signing contradict the order of the signatures' },
  dss: { zh: '附带的验证材料有误：{what}', en: 'The validation material in the file is wrong: {what}' },
  missing: { zh: '应当签署的尚未签署：{what}', en: 'A signature that is due is missing: {what}' },
  unknownRevision: { zh: '本法院的登记中没有这一版本，文件可能被更换', en: "This court's record has no such revision; the file may have been replaced" },
  recordMismatch: { zh: '与本法院登记的签名不符：{what}', en: "Differs from the signature in this court's record: {what}" },
  archive: { zh: '档案包不完整或被改动：{what}', en: 'The archive is incomplete or was changed: {what}' },
} as const satisfies Record<string, { zh: string; en: string }>
export type FindingCode = keyof typeof FINDINGS
const FindingCode = z.enum(Object.keys(FINDINGS) as [FindingCode, ...FindingCode[]])

/** One thing that is wrong, and where. `revision` counts from 0, the paper before any signature; `offset` in bytes. */
export const Finding = z.strictObject({
  code: FindingCode, zh: z.string(), en: z.string(),
  revision: z.int().nullable(), object: z.int().nullable(), offset: z.int().nullable(), field: z.string().nullable(),
})
export type Finding = z.infer<typeof Finding>

export const VerifiedSignature = z.strictObject({
  field: z.string(), signer: z.string(),
  /** `court` is the seal of a court or an office; null when the field's name does not say. */
  capacity: z.enum(['party', 'agent', 'judge', 'mediator', 'clerk', 'participant', 'recipient', 'officer', 'court']).nullable(),
  /** Capacity as the certificate words it. */
  title: z.string().nullable(), organization: z.string().nullable(), reason: z.string().nullable(),
  /** Unchanged since, by this certificate, in an unbroken chain, with a time stamp, changing only its own field. */
  valid: z.boolean(),
  /** Stamped time; null when it could not be established. */
  signedAt: Instant.nullable(),
  coversWholeRevision: z.boolean(),
  /** SHA-256 of the file as it was after this signature. */
  revisionSha256: Sha256.nullable(),
  certificateSerial: z.string().nullable(), certificateSha256: Sha256.nullable(),
  issuer: z.string().nullable(), timestampBy: z.string().nullable(),
  /** Of the root the chain ends in. */
  rootSha256: Sha256.nullable(),
  /** Issued by an authority marked as a test authority: without legal effect. */
  test: z.boolean(),
  /** In Chinese and in English; null when valid. */
  problem: z.string().nullable(), problemEn: z.string().nullable(),
})
export type VerifiedSignature = z.infer<typeof VerifiedSignature>

export const Verification = z.strictObject({
  /** Nothing at all was found wrong. */
  ok: z.boolean(),
  /** The first finding, in Chinese. */
  problem: z.string().nullable(),
  findings: z.array(Finding),
  sha256: Sha256, bytes: z.int(),
  signatures: z.array(VerifiedSignature),
  /** Fields prepared for a signature that nobody has signed. */
  unsigned: z.array(z.string()),
  /** Whether the roots of the chains were compared with roots known to be this court's; null: none were given. */
  trusted: z.boolean().nullable(),
  /** This file in the court's record; null: no record was given. `revision` counts as in `Finding`. */
  record: z.strictObject({ known: z.boolean(), newest: z.boolean(), revision: z.int().nullable(), revisions: z.int() }).nullable(),
})
export type Verification = z.infer<typeof Verification>

/** What anybody may learn with the number printed on a paper: that it exists and how it stands, nothing of its contents. */
export const PaperStatus = z.strictObject({
  documentId: DocumentId, template: TemplateId, court: z.string(),
  status: z.enum(['frozen', 'partlySigned', 'signed', 'sealed', 'declined', 'void']),
  signatures: z.array(z.strictObject({ kind: z.enum(['signature', 'seal']), at: Instant })),
  expected: z.int(), effectiveAt: Instant.nullable(),
})
export type PaperStatus = z.infer<typeof PaperStatus>
/** A file put before the court: what the verifier says and, where the paper is of this court, how it stands now. */
export const VerifyReply = z.strictObject({ verification: Verification, paper: PaperStatus.nullable() })
export type VerifyReply = z.infer<typeof VerifyReply>

/** The body of `file` is the PDF itself. Public, limited in rate; nothing is stored. */
export const VERIFY_ROUTES = { file: '/api/verify', code: '/api/verify/:documentId' } as const
export const VERIFY_LIMITS = { bytes: 20 * 2 ** 20 } as const

/** `npm run verify` of an archive: the paper in it, the log beside it, and whether every file is the one that was packed. */
export const ArchiveVerification = z.strictObject({
  ok: z.boolean(), problem: z.string().nullable(), findings: z.array(Finding), documentId: z.string().nullable(), files: z.int(),
  /** The paper's events as packed; their chain recomputed. */
  log: z.strictObject({ events: z.int(), headHash: z.string(), ok: z.boolean() }).nullable(),
  verification: Verification.nullable(),
  /** Roots the chains were compared with, and where they come from: `archive` means the archive's own, to be compared by hand. */
  rootsFrom: z.enum(['given', 'archive']), rootSha256: z.array(Sha256),
})
export type ArchiveVerification = z.infer<typeof ArchiveVerification>

/** signaling → docs-service: the archive of one paper of this matter. */
export const ARCHIVE_SUBJECT = 'docs.archive'
export const ArchiveRequest = z.strictObject({ matterId: z.string().max(80), documentId: DocumentId })
export const ArchiveReply = z.strictObject({ name: z.string(), base64: z.string() })
export type ArchiveReply = z.infer<typeof ArchiveReply>
