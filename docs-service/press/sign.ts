import { createHash } from 'node:crypto'
import { OID } from '../sign/oids.ts'
import { makeSignedData, signedAttributes } from '../sign/cms.ts'
import type { CertificateAuthority, Signer, Subject, Timestamper } from '../sign/ports.ts'
import { openRevision, type RevisionPlan } from '../pdf/signature-revision.ts'

export type SigningPorts = { signer: Signer; authority: CertificateAuthority; timestamper: Timestamper }
export type SignedRevision = { bytes: Uint8Array; certificate: Uint8Array; serial: string }

/**
 * One PAdES signature as one new revision: a key made for it, a certificate issued for it, a time stamp over it; the key
 * is gone before this returns, also when it fails.
 */
export async function signRevision(
  ports: SigningPorts, bytes: Uint8Array, subject: Subject, plan: (serial: string) => Omit<RevisionPlan, 'at' | 'signer'>, at: Date,
): Promise<SignedRevision> {
  const key = await ports.signer.openKey()
  try {
    const { certificate, serial } = await ports.authority.issue({ subject, spki: key.spki, at })
    const revision = openRevision(bytes, { ...plan(serial), signer: subject.commonName, at })
    const digest = createHash('sha256').update(revision.covered[0]).update(revision.covered[1]).digest()
    const attributes = signedAttributes(OID.data, digest, certificate)
    const signature = await key.sign(attributes)
    const timestampToken = await ports.timestamper.timestamp(createHash('sha256').update(signature).digest(), at)
    const cms = makeSignedData({ contentType: OID.data, content: null, certificate, chain: ports.authority.chain(), attributes, signature, timestampToken })
    return { bytes: revision.close(cms), certificate, serial }
  } finally {
    await key.destroy()
  }
}
