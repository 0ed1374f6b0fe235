import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { exchange, type Remote } from './http.ts'
import type { CertificateAuthority, Subject } from './ports.ts'

const base64 = z.base64().max(64_000)
/** What the authority answers to POST certificates and GET crls (docs/signing.md). */
export const CertificateReply = z.object({ certificate: base64 })
export const CrlsReply = z.object({ crls: z.array(base64).max(8) })

/**
 * A certificate authority reached over HTTP (docs/signing.md, "Remote authority"). There is no certificate request signed
 * by the key, as PKCS#10 would have it: a one-time key signs once, and that is the paper.
 * @param chain DER, issuing authority first, root last: configured here, never taken from the answer
 */
export function createRemoteAuthority(remote: Remote, chain: Uint8Array[], test: boolean): CertificateAuthority {
  const [issuing] = chain.map((der) => new X509Certificate(der))
  if (!issuing) throw new Error('the chain of the remote authority is empty')
  const service = new URL(remote.url).host
  return {
    test,
    chain: () => chain,
    issue: async ({ subject, spki, at }) => {
      const request = { subject, publicKey: Buffer.from(spki).toString('base64'), at: at.toISOString() }
      const reply = await exchange(remote, 'certificates', { type: 'application/json', data: JSON.stringify(request) }, 'application/json')
      const der = Buffer.from(parse(CertificateReply, reply, service).certificate, 'base64')
      const wrong = flaw(der, issuing, subject, spki, at)
      if (wrong) throw new AppError('signingServiceUnavailable', { service, reason: wrong })
      return { certificate: der, serial: new X509Certificate(der).serialNumber.toLowerCase() }
    },
    crls: async () => {
      const reply = await exchange(remote, 'crls', null, 'application/json')
      return parse(CrlsReply, reply, service).crls.map((crl) => Buffer.from(crl, 'base64'))
    },
  }
}

/** What is wrong with a certificate as issued for this request; null when nothing is. */
function flaw(der: Uint8Array, issuing: X509Certificate, subject: Subject, spki: Uint8Array, at: Date): string | null {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(der)
  } catch {
    return 'not a certificate'
  }
  if (!certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(spki)) return 'certificate of another key'
  if (certificate.toLegacyObject().subject.CN !== subject.commonName) return 'certificate of another name'
  if (!certificate.checkIssued(issuing) || !certificate.verify(issuing.publicKey)) return 'certificate of another authority'
  if (certificate.ca) return 'certificate of an authority'
  return at < certificate.validFromDate || at > certificate.validToDate ? 'certificate not valid now' : null
}

function parse<T>(shape: z.ZodType<T>, reply: Buffer, service: string): T {
  try {
    return shape.parse(JSON.parse(reply.toString('utf8')))
  } catch {
    throw new AppError('signingServiceUnavailable', { service, reason: 'answer not understood' })
  }
}
