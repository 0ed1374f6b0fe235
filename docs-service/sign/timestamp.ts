import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto'
import { generalizedTime, int, octets, oid, seq } from './der.ts'
import { makeSignedData, signedAttributes } from './cms.ts'
import { OID, SHA256 } from './oids.ts'

/** An RFC 3161 token over a SHA-256 digest; time in whole seconds. @returns DER of the ContentInfo */
export function makeTimestampToken(
  by: { certificate: Uint8Array; key: KeyObject; chain: Uint8Array[] }, digest: Uint8Array, at: Date,
): Uint8Array {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const info = seq(int(1), oid(OID.testTimestampPolicy), seq(SHA256, octets(digest)), int(serial), generalizedTime(at))
  const attributes = signedAttributes(OID.tstInfo, createHash('sha256').update(info).digest(), by.certificate)
  return makeSignedData({
    contentType: OID.tstInfo, content: info, certificate: by.certificate, chain: by.chain, attributes,
    signature: sign('sha256', attributes, by.key), timestampToken: null,
  })
}
