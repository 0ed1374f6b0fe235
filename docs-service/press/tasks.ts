import { createHash } from 'node:crypto'
import type { AgreementFields, Signer, Strokes, TemplateId } from '#protocol/documents.ts'
import { SEAL_FIELD, fieldOf, settlementAgreement } from '../templates/settlement-agreement.ts'
import { labelOf } from '../templates/roles.ts'
import type { PaperPlan } from '../typeset/blocks.ts'
import { verifyPdf } from '../verify.ts'
import { signatureAppearance } from './handwriting.ts'
import { makeBase } from './make-base.ts'
import { sealAppearance } from './seal.ts'
import { signRevision, type SigningPorts } from './sign.ts'

/** What the press is asked for. Instants are ISO 8601. */
export type PressTask =
  | { kind: 'make'; template: TemplateId; fields: AgreementFields; signers: Signer[]; documentId: string; at: string }
  | { kind: 'sign'; bytes: Uint8Array; signers: Signer[]; personId: string; strokes: Strokes; identityHmac?: string; at: string }
  | { kind: 'seal'; bytes: Uint8Array; court: string; at: string }
export type PressResult = { bytes: Uint8Array; sha256: string; pages: number; certificateSerial: string; certificateSha256: string }

const TEMPLATES: Record<TemplateId, (fields: AgreementFields, signers: readonly Signer[], context: { documentId: string; testCa: boolean }) => PaperPlan> = {
  settlementAgreement,
}

/** Does one task. What it hands out has passed the verifier. @throws AppError glyphMissing; Error on defects */
export async function doTask(task: PressTask, ports: SigningPorts): Promise<PressResult> {
  const at = new Date(task.at)
  const testCa = ports.authority.test
  switch (task.kind) {
    case 'make': {
      const plan = TEMPLATES[task.template](task.fields, task.signers, { documentId: task.documentId, testCa })
      const { bytes, pages } = await makeBase(plan, at)
      return { bytes, sha256: hashOf(bytes), pages, certificateSerial: '', certificateSha256: '' }
    }
    case 'sign': {
      const index = task.signers.findIndex(({ personId }) => personId === task.personId)
      const signer = task.signers[index]
      if (!signer) throw new Error(`${task.personId} is not a signer`)
      const field = fieldOf(signer, index)
      const subject = { commonName: signer.name, title: labelOf(signer), ...(task.identityHmac ? { serialNumber: task.identityHmac } : {}) }
      const signed = await signRevision(ports, task.bytes, subject, (serial) => ({
        field, reason: `${labelOf(signer)}签署`,
        appearance: (width, height) => signatureAppearance(width, height, { strokes: task.strokes, name: signer.name, at, serial, testCa }),
      }), at)
      return proven(signed, field, ports)
    }
    case 'seal': {
      const dss = { certificates: [...ports.authority.chain(), ...ports.timestamper.certificates()], crls: await ports.authority.crls(at) }
      const subject = { commonName: task.court, organization: task.court, title: '法院印章' }
      const signed = await signRevision(ports, task.bytes, subject, () => ({
        field: SEAL_FIELD, reason: '法院盖章', dss,
        appearance: (width, height) => sealAppearance(width, height, { court: task.court, at, testCa }),
      }), at)
      return proven(signed, SEAL_FIELD, ports)
    }
  }
}

/** A revision that our own verifier would refuse is never handed out. */
async function proven(signed: Awaited<ReturnType<typeof signRevision>>, field: string, ports: SigningPorts): Promise<PressResult> {
  const verification = await verifyPdf(signed.bytes, { trustedRoots: ports.authority.chain().slice(-1) })
  if (!verification.ok || verification.signatures.at(-1)?.field !== field) throw new Error(`the new revision does not verify: ${verification.problem ?? field}`)
  return { bytes: signed.bytes, sha256: hashOf(signed.bytes), pages: 0, certificateSerial: signed.serial, certificateSha256: hashOf(signed.certificate) }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
