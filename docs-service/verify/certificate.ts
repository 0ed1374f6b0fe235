import { createHash, type KeyObject } from 'node:crypto'
import { OID } from '../sign/oids.ts'
import { checkSignature, publicKey } from './algorithms.ts'
import { checkDer, children, integer, members, octets, readElement, readOid, readTime, same, wrapped, type Element } from './der-strict.ts'
import { Problem } from './problem.ts'

/** An X.509 certificate as far as the verifier needs it. */
export type Certificate = {
  der: Uint8Array
  sha256: string
  /** Hex as written in the certificate, without a leading zero byte. */
  serial: string
  issuer: Uint8Array
  subject: Uint8Array
  names: Map<string, string>
  notBefore: Date
  notAfter: Date
  key: KeyObject
  authority: boolean
  pathLength: number | null
  keyUsage: number
  purposes: string[]
  /** From when to when the key may be used, where the certificate says so. */
  keyPeriod: { from: Date; to: Date } | null
  body: Uint8Array
  algorithm: Element
  signature: Uint8Array
}

const KNOWN_EXTENSIONS = new Set<string>([
  OID.subjectKeyIdentifier, OID.keyUsage, OID.privateKeyUsagePeriod, OID.basicConstraints, OID.authorityKeyIdentifier, OID.extKeyUsage, OID.noRevAvail,
])
export const KEY_USAGE = { signature: 0x80, commitment: 0x40, certificates: 0x04, crls: 0x02 } as const
const MAX_KEPT = 200
const MAX_CERTIFICATE = 16_384
const kept = new Map<string, Certificate>()

/** @param keep for authorities' certificates, which come again with every signature. @throws Problem */
export function readCertificate(der: Uint8Array, keep = false): Certificate {
  const id = keep ? Buffer.from(der).toString('latin1') : ''
  const known = keep ? kept.get(id) : undefined
  if (known) return known
  const certificate = parse(der, keep)
  if (keep && certificate.authority && kept.size < MAX_KEPT) kept.set(id, certificate)
  return certificate
}

function parse(der: Uint8Array, keep: boolean): Certificate {
  if (der.length > MAX_CERTIFICATE) throw new Problem('certificate', '过大')
  const whole = readElement(der)
  if (whole.whole.length !== der.length) throw new Problem('certificate', '编码之后有多余内容')
  checkDer(whole)
  const [body, algorithm, signature] = members(whole, 3)
  const [version, serial, inner, issuer, validity, subject, spki, extensions] = members(body, 8)
  if (!body || !algorithm || !issuer || !subject || !spki) throw new Problem('certificate', '结构')
  if (integer(wrapped(version, 0xa0)) !== '02' || !same(inner?.whole, algorithm.whole)) throw new Problem('certificate', '版本或算法')
  const [from, until] = members(validity, 2)
  return {
    der, sha256: createHash('sha256').update(der).digest('hex'), serial: integer(serial).replace(/^00(?=.)/, ''), issuer: issuer.whole, subject: subject.whole,
    names: namesOf(subject), notBefore: readTime(from), notAfter: readTime(until), key: publicKey(spki.whole, keep),
    body: body.whole, algorithm, signature: wholeBytes(signature), ...extensionsOf(wrapped(extensions, 0xa3)),
  }
}

/** Attributes of a distinguished name by their OID; each may come once. */
function namesOf(name: Element): Map<string, string> {
  const names = new Map<string, string>()
  for (const set of children(name)) {
    const [type, value] = members(wrapped(set, 0x31), 2)
    const oid = readOid(type)
    if (!value || ![0x0c, 0x13].includes(value.tag) || names.has(oid)) throw new Problem('certificate', '名称')
    names.set(oid, new TextDecoder('utf-8', { fatal: true }).decode(value.value))
  }
  return names
}

type Extensions = Pick<Certificate, 'authority' | 'pathLength' | 'keyUsage' | 'purposes' | 'keyPeriod'>
function extensionsOf(list: Element): Extensions {
  const found: Extensions = { authority: false, pathLength: null, keyUsage: 0, purposes: [], keyPeriod: null }
  const seen = new Set<string>()
  for (const one of children(list)) {
    const [type, ...rest] = members(one, 2, 3)
    const oid = readOid(type)
    if (seen.has(oid)) throw new Problem('certificate', `扩展项 ${oid} 重复`)
    seen.add(oid)
    const critical = rest.length === 2
    if (critical && !KNOWN_EXTENSIONS.has(oid)) throw new Problem('certificate', `未知的关键扩展项 ${oid}`)
    const value = readElement(octets(rest.at(-1)))
    if (oid === OID.basicConstraints) {
      const [ca, length] = children(value)
      found.authority = ca?.tag === 0x01 && ca.value[0] === 0xff
      found.pathLength = length ? Number.parseInt(integer(length), 16) : null
    } else if (oid === OID.keyUsage) found.keyUsage = bits(value)[0] ?? 0
    else if (oid === OID.extKeyUsage) found.purposes = children(value).map(readOid)
    else if (oid === OID.privateKeyUsagePeriod) {
      // [0] and [1] IMPLICIT GeneralizedTime (RFC 3280 4.2.1.4)
      const [from, to] = children(value).map(({ value: time }) => readTime({ tag: 0x18, whole: time, value: time }))
      if (from && to) found.keyPeriod = { from, to }
    }
  }
  return found
}

/** A BIT STRING of whole bytes, as signatures are. */
export function wholeBytes(element: Element | undefined): Uint8Array {
  const value = bits(element)
  if (element?.value[0] !== 0) throw new Problem('certificate', 'BIT STRING')
  return value
}

function bits(element: Element | undefined): Uint8Array {
  if (element?.tag !== 0x03 || element.value.length < 2) throw new Problem('certificate', 'BIT STRING')
  return element.value.subarray(1)
}

const links = new Set<string>()
const MAX_LINKS = 200

/** Whether `issuer` signed `certificate` and may. Links between authorities are remembered. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!issuer.authority || (issuer.keyUsage & KEY_USAGE.certificates) === 0 || !same(certificate.issuer, issuer.subject)) return false
  const id = `${certificate.sha256}${issuer.sha256}`
  if (links.has(id)) return true
  const issued = checkSignature(certificate.algorithm, issuer.key, certificate.body, certificate.signature)
  if (issued && certificate.authority && links.size < MAX_LINKS) links.add(id)
  return issued
}

/** The way from a certificate to its self-signed root through `pool`. @throws Problem when there is none, or a link was not valid at `at` */
export function chainOf(leaf: Certificate, pool: Certificate[], at: Date): Certificate[] {
  const chain = [leaf]
  for (let current = leaf; !same(current.issuer, current.subject); ) {
    const issuer = pool.find((one) => !chain.includes(one) && isIssuedBy(current, one))
    if (!issuer || chain.length > 5) throw new Problem('chain')
    chain.push(issuer)
    current = issuer
  }
  const root = chain.at(-1) ?? leaf
  if (chain.length < 2 || !isIssuedBy(root, root)) throw new Problem('chain')
  // A path length counts the authorities below, the signer's own certificate not among them.
  if (chain.some(({ pathLength }, i) => i > 0 && pathLength !== null && i - 1 > pathLength)) throw new Problem('chain')
  if (chain.some(({ notBefore, notAfter }) => at < notBefore || at > notAfter)) throw new Problem('expired')
  return chain
}
