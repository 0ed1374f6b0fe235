import { createHash, verify, X509Certificate } from 'node:crypto'
import { children, readElement, readOid, readTime, type Element } from '../sign/der-read.ts'
import { OID } from '../sign/oids.ts'
import { tlv } from '../sign/der.ts'

export type CmsFacts = { certificate: X509Certificate; chain: X509Certificate[]; signedAt: Date; root: X509Certificate }
type SignerFacts = { certificate: X509Certificate; certificates: X509Certificate[]; signature: Uint8Array; content: Uint8Array | null; unsigned: Element[] }

/**
 * Checks a detached CAdES signature over content with this SHA-256, its time stamp, and both chains at the stamped time.
 * @throws Error saying in Chinese what is wrong
 */
export function checkCms(contents: Uint8Array, digest: Uint8Array): CmsFacts {
  const cms = readElement(contents)
  if (contents.subarray(cms.whole.length).some((byte) => byte !== 0)) throw new Error('签名数据之后有多余内容')
  const signer = checkSignedData(cms, OID.data, digest)
  const signedAt = checkTimestamp(signer)
  const chain = chainOf(signer.certificate, signer.certificates, signedAt)
  const root = chain.at(-1) ?? signer.certificate
  return { certificate: signer.certificate, chain, signedAt, root }
}

/** @param detached SHA-256 of the content outside, or null when the content is inside */
function checkSignedData(contentInfo: Element, contentType: string, detached: Uint8Array | null): SignerFacts {
  const [type, wrapped] = children(contentInfo)
  if (readOid(type) !== OID.signedData) throw new Error('不是签名数据')
  const [, , encapsulated, certificateSet, ...rest] = children(children(wrapped)[0])
  const [innerType, inner] = children(encapsulated)
  if (readOid(innerType) !== contentType) throw new Error('签名内容类型不符')
  const content = inner ? (children(inner)[0]?.value ?? null) : null
  if ((content === null) === (detached === null)) throw new Error('签名内容位置不符')
  const infos = children(rest.find(({ tag }) => tag === 0x31))
  if (infos.length !== 1 || !infos[0]) throw new Error('签名人信息应当恰好一项')
  const [, issuerSerial, , attributes, , signature, unsigned] = children(infos[0])
  if (attributes?.tag !== 0xa0 || signature?.tag !== 0x04) throw new Error('缺少被签名属性')
  const certificates = children(certificateSet).map(({ whole }) => new X509Certificate(whole))
  const serial = Buffer.from(children(issuerSerial)[1]?.value ?? []).toString('hex').replace(/^00/, '')
  const certificate = certificates.find((one) => one.serialNumber.toLowerCase() === serial)
  if (!certificate) throw new Error('缺少签名证书')
  checkAttributes(attributes, contentType, detached ?? sha256(content ?? new Uint8Array()), certificate)
  // What was signed is the SET OF the attributes, stored under another tag (RFC 5652 5.4).
  if (!verify('sha256', tlv(0x31, attributes.value), certificate.publicKey, signature.value)) throw new Error('签名值与证书公钥不符')
  return { certificate, certificates, signature: signature.value, content, unsigned: unsigned ? children(unsigned) : [] }
}

function checkAttributes(attributes: Element, contentType: string, digest: Uint8Array, certificate: X509Certificate): void {
  const list = children(attributes)
  if (list.some((one, i) => i > 0 && Buffer.compare(list[i - 1]?.whole ?? one.whole, one.whole) >= 0)) throw new Error('被签名属性未按编码排序')
  const valueOf = (type: string): Element | undefined => {
    const found = list.filter((one) => readOid(children(one)[0]) === type)
    return found.length === 1 ? children(children(found[0])[1])[0] : undefined
  }
  if (readOid(valueOf(OID.contentType)) !== contentType) throw new Error('被签名的内容类型不符')
  if (Buffer.compare(valueOf(OID.messageDigest)?.value ?? new Uint8Array(), digest) !== 0) throw new Error('内容在签名后被改动')
  const certificateId = children(children(children(valueOf(OID.signingCertificateV2))[0])[0])
  if (Buffer.compare(certificateId[0]?.value ?? new Uint8Array(), sha256(certificate.raw)) !== 0) throw new Error('签名证书与被签名的证书摘要不符')
}

function checkTimestamp({ unsigned, signature }: SignerFacts): Date {
  const tokens = unsigned.filter((one) => readOid(children(one)[0]) === OID.timeStampToken)
  const token = tokens.length === 1 ? children(children(tokens[0])[1])[0] : undefined
  if (!token) throw new Error('缺少可信时间戳')
  const stamp = checkSignedData(token, OID.tstInfo, null)
  const [, , imprint, , time] = children(readElement(stamp.content ?? new Uint8Array()))
  if (Buffer.compare(children(imprint)[1]?.value ?? new Uint8Array(), sha256(signature)) !== 0) throw new Error('时间戳不是为本签名签发')
  const at = readTime(time)
  chainOf(stamp.certificate, stamp.certificates, at)
  if (!stamp.certificate.keyUsage?.includes(OID.timeStamping)) throw new Error('时间戳证书用途不符')
  return at
}

/** From a certificate to its self-signed root, each link checked and valid at `at`. */
function chainOf(leaf: X509Certificate, pool: X509Certificate[], at: Date): X509Certificate[] {
  const chain = [leaf]
  for (let current = leaf; !current.checkIssued(current); ) {
    const issuer = pool.find((one) => one.ca && !chain.includes(one) && current.checkIssued(one) && current.verify(one.publicKey))
    if (!issuer || chain.length > 4) throw new Error('证书链不完整')
    chain.push(issuer)
    current = issuer
  }
  const root = chain.at(-1) ?? leaf
  if (!root.verify(root.publicKey)) throw new Error('根证书自签名无效')
  if (chain.some(({ validFromDate, validToDate }) => at < validFromDate || at > validToDate)) throw new Error('签名时证书不在有效期内')
  return chain
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
