import { createHash } from 'node:crypto'
import { OID } from '../sign/oids.ts'
import { context, int, nul, octets as octetString, oid, seq, setOf, tlv } from '../sign/der.ts'
import { checkSignature, hashOf, rewritten } from './algorithms.ts'
import { KEY_USAGE, chainOf, readCertificate, type Certificate } from './certificate.ts'
import { checkDer, checkSorted, children, integer, members, octets, readElement, readOid, readTime, same, wrapped, type Element } from './der-strict.ts'
import { Problem } from './problem.ts'

export type CmsFacts = { certificate: Certificate; chain: Certificate[]; signedAt: Date; stampedBy: Certificate; stampChain: Certificate[] }
/** A SignedData whose form has been checked; nothing in it has been believed yet. */
export type SignedData = { signer: Element[]; attributes: Element; signature: Uint8Array; unsigned: Element[]; content: Uint8Array | null; certificates: Certificate[]; digest: string; messageDigest: Uint8Array }

/** PKCS#9 signing certificate with SHA-1, still written by some time-stamp services beside or instead of version 2. */
const SIGNING_CERTIFICATE_V1 = '1.2.840.113549.1.9.16.2.12'
const SIGNING_TIME = '1.2.840.113549.1.9.5'
const ALGORITHM_PROTECTION = '1.2.840.113549.1.9.52'
const CMS_LIMIT = 64 * 1024

/** Reads /Contents: one CMS, then zeros only. @throws Problem */
export function readCms(contents: Uint8Array): SignedData {
  const cms = readElement(contents)
  if (contents.subarray(cms.whole.length).some((byte) => byte !== 0)) throw new Problem('cms', '签名数据之后有多余内容')
  return readSignedData(cms, OID.data, [OID.contentType, OID.messageDigest, OID.signingCertificateV2])
}

/**
 * Checks a detached CAdES signature (read by `readCms`) over content with this SHA-256, its RFC 3161 time stamp, and both
 * chains at the stamped time. @throws Problem
 */
export function checkCms(cms: SignedData, extra: Certificate[] = []): CmsFacts {
  const certificate = signerOf(cms)
  if ((certificate.keyUsage & (KEY_USAGE.signature | KEY_USAGE.commitment)) === 0 || certificate.authority) throw new Problem('certificate', '不是签名证书')
  if (certificate.purposes.includes(OID.timeStamping)) throw new Problem('certificate', '用途不是签署文书')
  checkValue(cms, certificate)
  const { at, stampedBy, stampChain } = checkTimestamp(cms, extra)
  const chain = chainOf(certificate, [...cms.certificates, ...extra], at)
  if (cms.certificates.some((one) => !chain.includes(one))) throw new Problem('surplus')
  if (certificate.keyPeriod && (at < floor(certificate.keyPeriod.from) || at > certificate.keyPeriod.to)) throw new Problem('keyPeriod')
  return { certificate, chain, signedAt: at, stampedBy, stampChain }
}

/** @param allowed attributes that may be signed; each at most once */
function readSignedData(contentInfo: Element, contentType: string, allowed: string[]): SignedData {
  const [type, explicit] = members(contentInfo, 2)
  if (contentInfo.whole.length > CMS_LIMIT || readOid(type) !== OID.signedData) throw new Problem('cms', '不是签名数据')
  const signedData = wrapped(explicit, 0xa0)
  const [version, digests, encapsulated, ...rest] = members(signedData, 4, 5)
  const infos = rest.pop()
  const [certificateSet] = rest
  if (!version || !digests || digests.tag !== 0x31 || infos?.tag !== 0x31 || (certificateSet && certificateSet.tag !== 0xa0)) throw new Problem('cms', 'SignedData')
  const [innerType, inner] = members(encapsulated, contentType === OID.data ? 1 : 2)
  if (readOid(innerType) !== contentType || integer(version) !== (contentType === OID.data ? '01' : '03')) throw new Problem('cms', '内容类型')
  for (const one of [type, version, digests, encapsulated, infos]) if (one) checkDer(one)
  const certificateElements = certificateSet ? children(certificateSet) : []
  // The certificates are a SET OF under another tag.
  if (contentType === OID.data) checkSorted(certificateElements)
  const signers = children(infos)
  const [signerInfo] = signers
  if (signers.length !== 1) throw new Problem('cms', '签名人信息应当恰好一项')
  const signer = members(signerInfo, 6, 7)
  const [signerVersion, , digestAlgorithm, attributes, , signature, unsigned] = signer
  if (integer(signerVersion) !== '01' || attributes?.tag !== 0xa0 || (unsigned && unsigned.tag !== 0xa1)) throw new Problem('cms', 'SignerInfo')
  const digest = hashOf(digestAlgorithm)
  const [listed, ...others] = children(digests)
  if (others.length > 0 || !same(listed?.whole, digestAlgorithm?.whole)) throw new Problem('algorithm')
  const content = inner ? octets(wrapped(inner, 0xa0)) : null
  const list = children(attributes)
  checkSorted(list)
  if (list.some((one) => !allowed.includes(readOid(members(one, 2)[0])))) throw new Problem('cms', '多余的被签名属性')
  if (readOid(attribute(list, OID.contentType)) !== contentType) throw new Problem('cms', '内容类型')
  const written = rewrite({ contentType, version, digestAlgorithm, content, certificates: certificateSet ? certificateElements : null, signer, unsigned })
  // Nothing signs the frame that the parts lie in: there must be only one way to write it.
  if (!same(written, contentInfo.whole)) throw new Problem('cms', 'SignedData')
  return {
    signer, attributes, signature: octets(signature), unsigned: unsigned ? children(unsigned) : [], content, digest,
    certificates: certificateElements.map(({ whole }) => readCertificate(whole, true)), messageDigest: octets(attribute(list, OID.messageDigest)),
  }
}

type Frame = { contentType: string; version: Element; digestAlgorithm: Element | undefined; content: Uint8Array | null; certificates: Element[] | null; signer: Element[]; unsigned: Element | undefined }
/** The ContentInfo put together again from its parts (RFC 5652, one signer). */
function rewrite({ contentType, version, digestAlgorithm, content, certificates, signer, unsigned }: Frame): Uint8Array {
  const [, name, , attributes, algorithm, signature] = signer
  const [issuer, serial] = members(name, 2)
  const digest = rewritten(digestAlgorithm)
  const info = seq(
    int(1), seq(issuer?.whole ?? nul(), int(serial?.value ?? new Uint8Array())), digest, tlv(0xa0, attributes?.value ?? nul()), rewritten(algorithm),
    octetString(octets(signature)), ...(unsigned ? [tlv(0xa1, ...children(unsigned).map(rewriteAttribute))] : []),
  )
  const encapsulated = seq(oid(contentType), ...(content ? [context(0, octetString(content))] : []))
  const signedData = seq(int(version.value), setOf(digest), encapsulated, ...(certificates ? [tlv(0xa0, ...certificates.map(({ whole }) => whole))] : []), setOf(info))
  return seq(oid(OID.signedData), context(0, signedData))
}
/** The only unsigned attribute is a token, whose own frame is put together again where it is read. */
function rewriteAttribute(attribute: Element): Uint8Array {
  const [type, values] = members(attribute, 2)
  return seq(oid(readOid(type)), setOf(wrapped(values, 0x31).whole))
}

/** The one value of a signed attribute that must be there once. */
function attribute(list: Element[], type: string): Element | undefined {
  const found = list.filter((one) => readOid(children(one)[0]) === type)
  if (found.length !== 1) throw new Problem('cms', '被签名属性缺失或重复')
  return wrapped(children(found[0])[1], 0x31)
}

/** The signer's certificate: named by issuer and serial, and by its own hash among what was signed (ESS). */
function signerOf({ signer, attributes, certificates }: SignedData, extra: Certificate[] = []): Certificate {
  const [issuer, serial] = members(signer[1], 2)
  const wanted = integer(serial).replace(/^00(?=.)/, '')
  const certificate = [...certificates, ...extra].find((one) => one.serial === wanted && same(one.issuer, issuer?.whole))
  if (!certificate) throw new Problem('certificate', '缺少签名证书')
  const list = children(attributes)
  const version2 = list.some((one) => readOid(children(one)[0]) === OID.signingCertificateV2)
  const [ids] = members(attribute(list, version2 ? OID.signingCertificateV2 : SIGNING_CERTIFICATE_V1), 1, 2)
  const parts = children(children(ids)[0])
  const [first] = parts
  // Version 2 may name another hash than SHA-256 before the value; version 1 is SHA-1.
  const named = first?.tag === 0x30
  const hash = version2 ? (named ? hashOf(first) : 'sha256') : 'sha1'
  if (!same(octets(named ? parts[1] : first), createHash(hash).update(certificate.der).digest())) throw new Problem('cms', '签名证书与被签名的证书摘要不符')
  return certificate
}

function checkValue({ signer, attributes, signature, digest }: SignedData, certificate: Certificate): void {
  // What was signed is the SET OF the attributes, stored under another tag (RFC 5652 5.4).
  if (!checkSignature(signer[4], certificate.key, tlv(0x31, attributes.value), signature, digest)) throw new Problem('value')
}

/** RFC 3161: a token over this very signature value, by a certificate for time stamping only. */
function checkTimestamp(cms: SignedData, extra: Certificate[]): { at: Date; stampedBy: Certificate; stampChain: Certificate[] } {
  const [one, ...more] = cms.unsigned
  const [type, values] = one ? members(one, 2) : []
  if (!type || more.length > 0 || readOid(type) !== OID.timeStampToken) throw new Problem('timestampMissing')
  const token = readSignedData(wrapped(values, 0x31), OID.tstInfo, [OID.contentType, OID.messageDigest, OID.signingCertificateV2, SIGNING_CERTIFICATE_V1, SIGNING_TIME, ALGORITHM_PROTECTION])
  const content = token.content ?? new Uint8Array()
  if (!same(token.messageDigest, createHash(token.digest).update(content).digest())) throw new Problem('timestamp', '内容被改动')
  const stampedBy = signerOf(token, extra)
  checkValue(token, stampedBy)
  const info = readElement(content)
  checkDer(info)
  const [version, , imprint, serial, time] = members(info, 5, 10)
  if (info.whole.length !== content.length || integer(version) !== '01' || serial?.tag !== 0x02) throw new Problem('timestamp', '结构')
  const [algorithm, digest] = members(imprint, 2)
  if (!same(octets(digest), createHash(hashOf(algorithm)).update(cms.signature).digest())) throw new Problem('timestamp', '不是为本签名签发')
  const at = readTime(time)
  if (stampedBy.purposes.length !== 1 || stampedBy.purposes[0] !== OID.timeStamping || stampedBy.authority) throw new Problem('timestamp', '证书用途不符')
  const stampChain = chainOf(stampedBy, [...token.certificates, ...cms.certificates, ...extra], at)
  if (token.certificates.some((certificate) => !stampChain.includes(certificate))) throw new Problem('surplus')
  if (token.unsigned.length > 0) throw new Problem('timestamp', '多余的属性')
  return { at, stampedBy, stampChain }
}

/** Certificates count whole seconds. */
const floor = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000)
