import { createHash } from 'node:crypto'
import type { Signer, Strokes } from '#protocol/documents.ts'
import type { PaperContent } from '#protocol/papers/index.ts'
import { SEAL_FIELD, fieldOf, planOf, type Wording } from '../templates/index.ts'
import { labelOf } from '../templates/roles.ts'
import { verifyNow } from '../verify.ts'
import { signatureAppearance } from './handwriting.ts'
import { makeBase } from './make-base.ts'
import { sealAppearance, seamStrips } from './seal.ts'
import type { Sm2Key, Sm2Signature } from '../sign/sm2.ts'
import type { SigningPorts } from '../sign/ports.ts'
import { sealRevision, signRevision, type SignedRevision } from './sign.ts'

/** What the press is asked for. Instants are ISO 8601; `previousSha256` is the hash of `bytes` where the caller knows it, the verifier looks whether it is. */
export type PressTask =
  | { kind: 'make'; content: PaperContent; signers: Signer[]; documentId: string; at: string }
  | { kind: 'sign'; bytes: Uint8Array; previousSha256?: string; signers: Signer[]; personId: string; strokes: Strokes; identityHmac?: string; notes?: string[]; at: string }
  /** `dated`: the page prints its own date. */
  | { kind: 'seal'; bytes: Uint8Array; previousSha256?: string; court: string; dated?: boolean; at: string }
export type PressResult = { bytes: Uint8Array; sha256: string; pages: number; certificateSerial: string; certificateSha256: string; /** Only where it is switched on. */ sm2?: Sm2Signature }
/** `wording`: the court's own sentences; `publicUrl`: where people reach the court, when that is known. */
export type PressPorts = SigningPorts & { sm2: Sm2Key | null; wording?: Wording; publicUrl?: string }

/** Does one task. What it hands out has passed the verifier. @throws AppError glyphMissing; Error on defects */
export async function doTask(task: PressTask, ports: PressPorts): Promise<PressResult> {
  const at = new Date(task.at)
  const testCa = ports.authority.test
  switch (task.kind) {
    case 'make': {
      const plan = planOf(task.content, task.signers, { documentId: task.documentId, testCa, ...(ports.publicUrl ? { publicUrl: ports.publicUrl } : {}), ...(ports.wording ? { wording: ports.wording } : {}) })
      const { bytes, pages } = await makeBase(plan, at)
      const sha256 = provenBase(bytes)
      return { bytes, sha256, pages, certificateSerial: '', certificateSha256: '' }
    }
    case 'sign': {
      const index = task.signers.findIndex(({ personId }) => personId === task.personId)
      const signer = task.signers[index]
      if (!signer) throw new Error(`${task.personId} is not a signer`)
      const field = fieldOf(signer, index)
      const subject = { commonName: signer.name, title: labelOf(signer), ...(task.identityHmac ? { serialNumber: task.identityHmac } : {}) }
      const signed = await signRevision(ports, task.bytes, subject, (serial) => ({
        field, reason: [`${labelOf(signer)}签署`, ...(task.notes ?? [])].join('；'),
        appearance: (width, height) => signatureAppearance(width, height, { strokes: task.strokes, name: signer.name, at, serial, testCa }),
      }), at)
      return proven(signed, task.previousSha256, field, ports)
    }
    case 'seal': {
      const strip = seamStrips({ court: task.court, testCa: ports.sealer.test })
      const crls = await ports.authority.crls(at)
      const signed = await sealRevision(ports, task.bytes, task.court, (chain) => ({
        field: SEAL_FIELD, reason: '法院盖章', dss: { certificates: distinct([...chain, ...ports.authority.chain(), ...ports.timestamper.certificates()]), crls },
        appearance: (width, height, part) => (part === 0 ? sealAppearance(width, height, { court: task.court, at: task.dated ? null : at, testCa: ports.sealer.test }) : strip(width, height)),
      }), at)
      const sealed = proven(signed, task.previousSha256, SEAL_FIELD, ports)
      return ports.sm2 ? { ...sealed, sm2: { signature: ports.sm2.sign(sealed.bytes), publicKeyPem: ports.sm2.publicKeyPem } } : sealed
    }
  }
}

/** Hashes of revisions that passed the verifier in this process; the oldest are forgotten. */
const passed = new Set<string>()
const MAX_PASSED = 20_000

/** Pages on which our own verifier would find more amiss than that nobody has signed are never handed out. */
function provenBase(bytes: Uint8Array): string {
  const { sha256, findings } = verifyNow(bytes)
  const amiss = findings.find(({ code }) => code !== 'noSignature')
  if (amiss) throw new Error(`the new paper does not verify: ${amiss.zh}`)
  remember(sha256)
  return sha256
}

function remember(sha256: string): void {
  passed.add(sha256)
  if (passed.size > MAX_PASSED) for (const oldest of passed) { passed.delete(oldest); break }
}

/** A revision that our own verifier would refuse is never handed out. Signatures that it saw before are not computed again. */
function proven(signed: SignedRevision, previousSha256: string | undefined, field: string, ports: SigningPorts): PressResult {
  const verification = verifyNow(signed.bytes, { trustedRoots: ports.roots, ...(previousSha256 !== undefined && passed.has(previousSha256) ? { provenSha256: previousSha256 } : {}) })
  const { ok, sha256, signatures, problem } = verification
  if (!ok || signatures.at(-1)?.field !== field) throw new Error(`the new revision does not verify: ${problem ?? field}`)
  remember(sha256)
  return { bytes: signed.bytes, sha256, pages: 0, certificateSerial: signed.serial, certificateSha256: hashOf(signed.certificate) }
}

const distinct = (list: Uint8Array[]): Uint8Array[] => [...new Map(list.map((der) => [Buffer.from(der).toString('base64'), der])).values()]
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
