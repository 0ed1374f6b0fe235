import { checkSignature } from './algorithms.ts'
import { KEY_USAGE, isIssuedBy, wholeBytes, type Certificate } from './certificate.ts'
import { checkDer, children, integer, members, readElement, readTime, same } from './der-strict.ts'
import { Problem } from './problem.ts'

export type RevocationList = { issuer: Uint8Array; revoked: Map<string, Date> }

/** Reads a CRL (RFC 5280) that one of these authorities signed. @throws Problem */
export function readCrl(der: Uint8Array, authorities: Certificate[]): RevocationList {
  const whole = readElement(der)
  checkDer(whole)
  const [body, algorithm, signature] = members(whole, 3)
  if (whole.whole.length !== der.length || !body) throw new Problem('dss', '吊销列表')
  const parts = members(body, 4, 7)
  if (integer(parts[0]) !== '01' || !same(parts[1]?.whole, algorithm?.whole)) throw new Problem('dss', '吊销列表')
  const [, , issuerName] = parts
  const issuer = authorities.find((one) => same(one.subject, issuerName?.whole) && (one.keyUsage & KEY_USAGE.crls) !== 0)
  if (!issuer || !checkSignature(algorithm, issuer.key, body.whole, wholeBytes(signature))) throw new Problem('dss', '无关的吊销列表')
  // After thisUpdate and an optional nextUpdate comes the list, where anything was revoked.
  const revoked = parts.slice(4).find(({ tag }) => tag === 0x30)
  const entries = revoked ? children(revoked).map((entry) => members(entry, 2, 3)) : []
  return { issuer: issuer.subject, revoked: new Map(entries.map(([serial, at]) => [integer(serial).replace(/^00(?=.)/, ''), readTime(at)])) }
}

/**
 * Validation material of a paper: only certificates of the chains in it, only lists of their authorities, and none of
 * the certificates revoked before it was used. @throws Problem
 */
export function checkDss(dss: { certificates: Uint8Array[]; crls: Uint8Array[] }, used: { certificate: Certificate; at: Date }[]): void {
  const known = new Set(used.map(({ certificate }) => certificate.sha256))
  const authorities = used.map(({ certificate }) => certificate).filter(({ authority }) => authority)
  for (const der of dss.certificates) if (!used.some(({ certificate }) => same(certificate.der, der))) throw new Problem('dss', '无关的证书')
  for (const list of dss.crls.map((der) => readCrl(der, authorities))) {
    for (const { certificate, at } of used) {
      const since = same(certificate.issuer, list.issuer) ? list.revoked.get(certificate.serial) : undefined
      if (since && since <= at && known.has(certificate.sha256) && authorities.some((issuer) => isIssuedBy(certificate, issuer))) throw new Problem('revoked')
    }
  }
}
