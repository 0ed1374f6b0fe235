import type { Verification, VerifiedSignature } from '#protocol/verification.ts'
import type { Hashes } from './hashes.ts'
import { Problem } from './problem.ts'
import type { PaperRecord } from './record.ts'
import type { SigningRevision } from './revision-check.ts'

/** Every revision of the file must be the court's own, in its place, by the person and certificate the log names. */
export function compareWithRecord(
  record: PaperRecord, hashes: Hashes, revisions: SigningRevision[], signatures: VerifiedSignature[], inFile: number, note: (problem: Problem) => void,
): NonNullable<Verification['record']> {
  const base = hashes.base.includes(record.baseSha256)
  if (!base) note(new Problem('unknownRevision', '', { revision: 0 }))
  const unknown = hashes.revisions.findIndex(({ sha256 }, i) => record.revisions[i]?.sha256 !== sha256)
  if (base && unknown >= 0) note(new Problem('unknownRevision', '', { revision: unknown + 1 }))
  signatures.forEach((signature, i) => {
    const logged = record.revisions[i]
    if (!logged || logged.sha256 !== hashes.revisions[i]?.sha256) return
    const place = { revision: i + 1, field: signature.field }
    if (logged.field !== signature.field || (logged.name !== null && logged.name !== signature.signer)) note(new Problem('recordMismatch', '签名人', place))
    if (signature.certificateSerial !== null && bare(logged.serial) !== bare(signature.certificateSerial)) note(new Problem('recordMismatch', '证书编号', place))
  })
  const known = base && unknown < 0 && revisions.length === inFile - 1
  return { known, newest: known && revisions.length === record.revisions.length, revision: known ? revisions.length : null, revisions: record.revisions.length + 1 }
}

const bare = (serial: string): string => serial.toLowerCase().replace(/^0+/, '')
