import { createHash } from 'node:crypto'
import { OID } from '../sign/oids.ts'
import { makeSignedData, signedAttributes } from '../sign/cms.ts'
import type { SigningIdentity, SigningPorts, Subject, Timestamper } from '../sign/ports.ts'
import { openRevision, type RevisionPlan } from '../pdf/signature-revision.ts'

export type SignedRevision = { bytes: Uint8Array; certificate: Uint8Array; serial: string }
type Plan = (serial: string) => Omit<RevisionPlan, 'at' | 'signer'>
/** The seal carries its own chain in the validation material. */
type SealPlan = (chain: Uint8Array[]) => Omit<RevisionPlan, 'at' | 'signer'>

/**
 * One PAdES signature of a person as one new revision: a key made for it, a certificate issued for it, a time stamp over
 * it; the key is gone before this returns, also when it fails.
 */
export async function signRevision(ports: SigningPorts, bytes: Uint8Array, subject: Subject, plan: Plan, at: Date): Promise<SignedRevision> {
  const key = await ports.signer.openKey()
  try {
    const { certificate, serial } = await ports.authority.issue({ subject, spki: key.spki, at })
    const identity: SigningIdentity = { certificate, serial, chain: ports.authority.chain(), sign: key.sign, destroy: key.destroy }
    return await signAs(identity, ports.timestamper, bytes, { ...plan(serial), signer: subject.commonName, at })
  } finally {
    await key.destroy()
  }
}

/** The court's seal as one new revision, by whatever key the court seals with. */
export async function sealRevision(ports: SigningPorts, bytes: Uint8Array, court: string, plan: SealPlan, at: Date): Promise<SignedRevision> {
  const identity = await ports.sealer.open(court, at)
  try {
    return await signAs(identity, ports.timestamper, bytes, { ...plan(identity.chain), signer: court, at })
  } finally {
    await identity.destroy()
  }
}

async function signAs(identity: SigningIdentity, timestamper: Timestamper, bytes: Uint8Array, plan: RevisionPlan): Promise<SignedRevision> {
  const { certificate, chain, serial } = identity
  const revision = openRevision(bytes, plan)
  const digest = createHash('sha256').update(revision.covered[0]).update(revision.covered[1]).digest()
  const attributes = signedAttributes(OID.data, digest, certificate)
  const signature = await identity.sign(attributes)
  const timestampToken = await timestamper.timestamp(createHash('sha256').update(signature).digest(), plan.at)
  const cms = makeSignedData({ contentType: OID.data, content: null, certificate, chain, attributes, signature, timestampToken })
  return { bytes: revision.close(cms), certificate, serial }
}
