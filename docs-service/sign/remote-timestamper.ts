import { randomBytes } from 'node:crypto'
import { AppError } from '#protocol/errors.ts'
import { bool, int, octets, seq } from './der.ts'
import { children, readElement, readOid, readOnly, type Element } from './der-read.ts'
import { exchange, type Remote } from './http.ts'
import { OID, SHA256 } from './oids.ts'
import type { Timestamper } from './ports.ts'

const TYPE = 'application/timestamp-query'
const REPLY_TYPE = 'application/timestamp-reply'

/**
 * A time-stamping authority after RFC 3161 over HTTP. The answer must be granted, be about this digest and carry the nonce;
 * its signature and chain are checked with the whole paper before anything is stored.
 * @param certificates DER, of the authority, for the paper's validation material
 */
export function createRemoteTimestamper(remote: Remote, certificates: Uint8Array[]): Timestamper {
  const refused = (reason: string): AppError => new AppError('signingServiceUnavailable', { service: new URL(remote.url).host, reason })
  return {
    certificates: () => certificates,
    timestamp: async (sha256) => {
      const nonce = randomBytes(8)
      nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
      const query = seq(int(1), seq(SHA256, octets(sha256)), int(nonce), bool(true))
      const reply = await exchange(remote, '', { type: TYPE, data: query }, REPLY_TYPE)
      try {
        return tokenOf(reply, sha256, nonce)
      } catch (error) {
        throw refused(error instanceof Error ? error.message : 'answer not understood')
      }
    },
  }
}

/** The token in a TimeStampResp. @throws Error saying what is wrong with it */
function tokenOf(reply: Uint8Array, sha256: Uint8Array, nonce: Uint8Array): Uint8Array {
  const [status, token] = children(readOnly(reply))
  const [code] = children(status)
  // granted and grantedWithMods (RFC 3161 2.4.2)
  if (code?.tag !== 0x02 || code.value.length !== 1 || (code.value[0] ?? 9) > 1 || !token) throw new Error('not granted')
  const [type, wrapped] = children(token)
  if (readOid(type) !== OID.signedData) throw new Error('no token')
  const [, , encapsulated] = children(children(wrapped)[0])
  const [contentType, content] = children(encapsulated)
  if (readOid(contentType) !== OID.tstInfo) throw new Error('no token')
  const info = children(readElement(children(content)[0]?.value ?? new Uint8Array()))
  if (Buffer.compare(children(info[2])[1]?.value ?? new Uint8Array(), sha256) !== 0) throw new Error('token for something else')
  if (!info.slice(5).some((one) => sameInteger(one, nonce))) throw new Error('answer to another question')
  return token.whole
}

const sameInteger = (element: Element, bytes: Uint8Array): boolean => element.tag === 0x02 && Buffer.compare(element.value, bytes) === 0
