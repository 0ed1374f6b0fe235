import { createHash, sign, type KeyObject } from 'node:crypto'
import { bits, bool, context, contextBytes, generalizedTimeBytes, int, nul, octets, oid, printable, seq, setOf, time, utf8 } from './der.ts'
import { ECDSA_SHA256, OID } from './oids.ts'
import type { Subject } from './ports.ts'

export type CertificatePlan = {
  subject: Uint8Array
  issuer: Uint8Array
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array
  issuerSpki: Uint8Array
  issuerKey: KeyObject
  /** 16 bytes, positive. */
  serial: Uint8Array
  notBefore: Date
  notAfter: Date
  use: { kind: 'authority'; pathLength: number | null } | { kind: 'timestamp' } | { kind: 'signature'; /** End of a one-time key's use; null for a key that stays, such as a court's seal. */ keyUntil: Date | null }
}

/** An X.509 v3 certificate (RFC 5280), DER, signed with ECDSA P-256 and SHA-256. */
export function makeCertificate(plan: CertificatePlan): Uint8Array {
  const body = seq(
    context(0, int(2)), int(plan.serial), ECDSA_SHA256, plan.issuer, seq(time(plan.notBefore), time(plan.notAfter)),
    plan.subject, plan.spki, context(3, seq(...extensions(plan))),
  )
  return signed(body, plan.issuerKey)
}

/** An empty revocation list of one authority: the test authority never revokes, it issues for one signature only. */
export function makeCrl(issuer: { name: Uint8Array; spki: Uint8Array; key: KeyObject }, at: Date, nextUpdate: Date): Uint8Array {
  const number = int(Math.floor(at.getTime() / 1000))
  const body = seq(
    int(1), ECDSA_SHA256, issuer.name, time(at), time(nextUpdate),
    context(0, seq(authorityKey(issuer.spki), extension(OID.cRLNumber, number))),
  )
  return signed(body, issuer.key)
}

/** A distinguished name. CN, title, O as UTF-8; country and serial number as PrintableString (RFC 5280). */
export function nameOf(subject: Subject): Uint8Array {
  const part = (type: string, value: Uint8Array) => setOf(seq(oid(type), value))
  return seq(
    part(OID.country, printable('CN')),
    ...(subject.organization ? [part(OID.organization, utf8(subject.organization))] : []),
    ...(subject.title ? [part(OID.title, utf8(subject.title))] : []),
    ...(subject.serialNumber ? [part(OID.serialNumber, printable(subject.serialNumber))] : []),
    part(OID.commonName, utf8(subject.commonName)),
  )
}

function extensions({ spki, issuerSpki, notBefore, use }: CertificatePlan): Uint8Array[] {
  const common = [extension(OID.subjectKeyIdentifier, octets(keyId(spki))), authorityKey(issuerSpki)]
  switch (use.kind) {
    case 'authority':
      return [
        extension(OID.basicConstraints, seq(bool(true), ...(use.pathLength === null ? [] : [int(use.pathLength)])), true),
        // keyCertSign and cRLSign
        extension(OID.keyUsage, bits(Uint8Array.of(0x06), 1), true),
        ...common,
      ]
    case 'timestamp':
      return [
        extension(OID.keyUsage, bits(Uint8Array.of(0x80), 7), true),
        extension(OID.extKeyUsage, seq(oid(OID.timeStamping)), true),
        ...common,
      ]
    case 'signature':
      return [
        // digitalSignature and nonRepudiation; emailProtection is what NSS, and so pdfsig, wants to see
        extension(OID.keyUsage, bits(Uint8Array.of(0xc0), 6), true),
        extension(OID.extKeyUsage, seq(oid(OID.emailProtection), oid(OID.documentSigning))),
        ...(use.keyUntil ? oneTime(notBefore, use.keyUntil) : []),
        ...common,
      ]
  }
}

/** Used once within minutes, and so never revoked. */
const oneTime = (from: Date, until: Date): Uint8Array[] => [
  extension(OID.privateKeyUsagePeriod, seq(contextBytes(0, generalizedTimeBytes(from)), contextBytes(1, generalizedTimeBytes(until)))),
  extension(OID.noRevAvail, nul()),
]
const extension = (type: string, value: Uint8Array, critical = false) => seq(oid(type), ...(critical ? [bool(true)] : []), octets(value))
const authorityKey = (spki: Uint8Array) => extension(OID.authorityKeyIdentifier, seq(contextBytes(0, keyId(spki))))
/** RFC 7093 method 1: the first 160 bits of the SHA-256 of the public key's bits (here of the whole SPKI). */
const keyId = (spki: Uint8Array): Uint8Array => createHash('sha256').update(spki).digest().subarray(0, 20)
const signed = (body: Uint8Array, key: KeyObject) => seq(body, ECDSA_SHA256, bits(sign('sha256', body, key)))
