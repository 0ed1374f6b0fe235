import { createHash } from 'node:crypto'
import type { Finding, Verification, VerifiedSignature } from '#protocol/verification.ts'
import { readStrict, type StrictFile, type StrictRevision } from './pdf/strict.ts'
import { checkBase, fieldsOf, type Field } from './verify/base-check.ts'
import { checkRevision, type PaperState, type SigningRevision } from './verify/revision-check.ts'
import { readCertificate } from './verify/certificate.ts'
import { hashRevisions, revisionOf } from './verify/hashes.ts'
import { Problem, asProblem, within } from './verify/problem.ts'
import { compareWithRecord } from './verify/record-check.ts'
import type { PaperRecord } from './verify/record.ts'
import { checkSignatures } from './verify/signature-check.ts'

export type { Verification, VerifiedSignature }
export type { PaperRecord }

export type VerifyOptions = {
  /** DER; when given, every chain must end in one of them. */
  trustedRoots?: readonly Uint8Array[]
  /** DER of authorities that a token or signature may leave out of its own certificates. */
  intermediates?: readonly Uint8Array[]
  /** The court's log about this paper: every revision, serial and name must be in it. */
  record?: PaperRecord
  /** True: a field that nobody has signed is a finding, unless the record excuses it. */
  complete?: boolean
  /**
   * SHA-256 of an earlier revision (or of the unsigned paper) in which this very process found nothing wrong: what its
   * streams hold and its signatures are not computed again. Its structure, and everything that came after, is.
   */
  provenSha256?: string
}

const MAX_BYTES = 64 * 2 ** 20

/**
 * Verifies a paper of this house on its own: no network, no viewer. Stricter than viewers are: whatever the press would
 * not have written is refused. Never throws; what cannot be read is `ok: false`.
 */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions = {}): Promise<Verification> {
  return verifyNow(bytes, options)
}

/** The same at once: it waits for nothing. */
export function verifyNow(bytes: Uint8Array, options: VerifyOptions = {}): Verification {
  return examine(bytes, options).verification
}

/** What an archive and a search in the court's record need besides the verdict. */
export type Examination = {
  verification: Verification
  /** SHA-256 of the paper before any signature, without and with the line end after it; empty when it cannot be read. */
  base: string[]
  /** Every certificate that a valid signature or time stamp used, and the revocation lists in the file; DER. */
  certificates: Uint8Array[]
  crls: Uint8Array[]
}

export function examine(bytes: Uint8Array, options: VerifyOptions = {}): Examination {
  const findings: Finding[] = []
  const note = (problem: Problem): void => void findings.push(problem.finding())
  type Rest = Omit<Verification, 'ok' | 'problem' | 'findings' | 'bytes' | 'sha256'>
  const report = (rest: Rest, sha256: string): Verification => ({ ok: findings.length === 0, problem: findings[0]?.zh ?? null, findings, sha256, bytes: bytes.length, ...rest })
  let file: StrictFile
  let fields: Field[]
  let proven = -1
  try {
    if (bytes.length > MAX_BYTES) throw new Problem('tooLarge')
    file = within({}, 'syntax', () => readStrict(bytes))
    if (options.provenSha256 !== undefined) proven = revisionOf(bytes, file, options.provenSha256)
    fields = readBase(file.revisions[0] as StrictRevision, proven >= 0, note)
  } catch (error) {
    note(asProblem(error, 'syntax'))
    const nothing: Rest = { signatures: [], unsigned: [], trusted: options.trustedRoots ? false : null, record: null }
    return { verification: report(nothing, hashOf(bytes)), base: [], certificates: [], crls: [] }
  }
  const revisions = checkRevisions(file, fields, proven, note)
  const hashes = hashRevisions(bytes, file, revisions)
  const trusted = options.trustedRoots?.map(hashOf) ?? null
  const intermediates = (options.intermediates ?? []).map((der) => readCertificate(der, true))
  const { signatures, untrusted, certificates } = checkSignatures(revisions, hashes, { file, trusted, intermediates, proven, spoilt: findings.some(({ revision }) => revision === 0) }, note)
  // To whoever reads it, that a signature no longer fits says more than which entry it was that somebody changed.
  findings.sort((a, b) => Number(b.code === 'digest') - Number(a.code === 'digest'))
  if (signatures.length === 0 && findings.length === 0) note(new Problem('noSignature'))
  const signed = new Set(revisions.map(({ field }) => field.name))
  const unsigned = fields.filter(({ name }) => !signed.has(name)).map(({ name }) => name)
  const record = options.record ? compareWithRecord(options.record, hashes, revisions, signatures, file.revisions.length, note) : null
  const due = options.record ? new Set(options.record.due.map(({ field }) => field)) : null
  if (options.complete) for (const field of unsigned) if (!due || due.has(field)) note(new Problem('missing', field, { field }))
  return {
    verification: report({ signatures, unsigned, trusted: trusted && signatures.length > 0 && !untrusted, record }, hashes.file), base: hashes.base,
    certificates: certificates.map(({ der }) => der), crls: revisions.flatMap(({ dss }) => dss?.crls ?? []),
  }
}

/** The prepared fields; also of a paper whose base is not in order, so that the report can name who signed it. */
function readBase(base: StrictRevision, shallow: boolean, note: (problem: Problem) => void): Field[] {
  try {
    return within({ revision: 0 }, 'notMade', () => checkBase(base, shallow))
  } catch (error) {
    note(asProblem(error, 'notMade'))
  }
  try {
    return fieldsOf(base.objects, base.trailer)
  } catch {
    return []
  }
}

/** The signing revisions up to the first that does what it may not. */
function checkRevisions(file: StrictFile, fields: Field[], proven: number, note: (problem: Problem) => void): SigningRevision[] {
  const [base] = file.revisions
  const state: PaperState = { objects: new Map(base?.objects), fields, signed: new Set(), locked: new Set(), certified: false, dss: false }
  const revisions: SigningRevision[] = []
  for (let index = 1; index < file.revisions.length; index++) {
    try {
      revisions.push(within({ revision: index }, 'changed', () => checkRevision(file, index, state, index <= proven)))
    } catch (error) {
      note(asProblem(error, 'changed'))
      break
    }
  }
  return revisions
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
