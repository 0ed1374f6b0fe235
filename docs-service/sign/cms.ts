import { createHash } from 'node:crypto'
import { context, int, octets, oid, seq, setOf, sorted, tlv } from './der.ts'
import { children, readElement } from './der-read.ts'
import { ECDSA_SHA256, OID, SHA256 } from './oids.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

/**
 * The attributes that are really signed (CAdES baseline: content type, digest, the certificate's own hash; no signing
 * time, the time stamp says it). DER of the SET, sorted: this is the message for the key.
 */
export function signedAttributes(contentType: string, digest: Uint8Array, certificate: Uint8Array): Uint8Array {
  const attribute = (type: string, value: Uint8Array) => seq(oid(type), setOf(value))
  const { issuer, serial } = issuerAndSerial(certificate)
  // SigningCertificateV2 with SHA-256, its default, left out; GeneralNames holds one directoryName [4]
  const certificateId = seq(octets(sha256(certificate)), seq(seq(context(4, issuer)), serial))
  return setOf(
    attribute(OID.contentType, oid(contentType)),
    attribute(OID.messageDigest, octets(digest)),
    attribute(OID.signingCertificateV2, seq(seq(certificateId))),
  )
}

export type SignedDataPlan = {
  contentType: string
  /** Content inside the CMS (time stamps), or null when it is detached (PDF). */
  content: Uint8Array | null
  certificate: Uint8Array
  chain: Uint8Array[]
  /** As `signedAttributes` made them. */
  attributes: Uint8Array
  signature: Uint8Array
  timestampToken: Uint8Array | null
}

/** ContentInfo of SignedData (RFC 5652) with one signer, DER. */
export function makeSignedData(plan: SignedDataPlan): Uint8Array {
  const { issuer, serial } = issuerAndSerial(plan.certificate)
  const unsigned = plan.timestampToken ? [context(1, seq(oid(OID.timeStampToken), setOf(plan.timestampToken)))] : []
  const signerInfo = seq(
    int(1), seq(issuer, serial), SHA256, tlv(0xa0, readElement(plan.attributes).value), ECDSA_SHA256, octets(plan.signature), ...unsigned,
  )
  const encapsulated = seq(oid(plan.contentType), ...(plan.content ? [context(0, octets(plan.content))] : []))
  const version = plan.contentType === OID.data ? 1 : 3
  const signedData = seq(
    int(version), setOf(SHA256), encapsulated, context(0, ...sorted([plan.certificate, ...plan.chain])), setOf(signerInfo),
  )
  return seq(oid(OID.signedData), context(0, signedData))
}

export function issuerAndSerial(certificate: Uint8Array): { issuer: Uint8Array; serial: Uint8Array } {
  const body = children(children(readElement(certificate))[0])
  const [, serial, , issuer] = body
  if (!serial || !issuer) throw new Error('not a certificate')
  return { issuer: issuer.whole, serial: serial.whole }
}
