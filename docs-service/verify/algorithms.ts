import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { nul, oid, seq } from '../sign/der.ts'
import { members, readElement, readOid, type Element } from './der-strict.ts'
import { Problem } from './problem.ts'

const HASHES: Record<string, string> = { '2.16.840.1.101.3.4.2.1': 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384', '2.16.840.1.101.3.4.2.3': 'sha512' }
/** Signature algorithms that name their hash, and the kind of key they need. */
const SIGNATURES: Record<string, { hash: string; key: 'ec' | 'rsa' }> = {
  '1.2.840.10045.4.3.2': { hash: 'sha256', key: 'ec' }, '1.2.840.10045.4.3.3': { hash: 'sha384', key: 'ec' }, '1.2.840.10045.4.3.4': { hash: 'sha512', key: 'ec' },
  '1.2.840.113549.1.1.11': { hash: 'sha256', key: 'rsa' }, '1.2.840.113549.1.1.12': { hash: 'sha384', key: 'rsa' }, '1.2.840.113549.1.1.13': { hash: 'sha512', key: 'rsa' },
}
/** CMS also allows an RSA signature that leaves its hash to the digest algorithm. */
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1'])
const LEAST_RSA_BITS = 2048
const MAX_KEYS = 500

/** An AlgorithmIdentifier: its name, and NULL or nothing after it. @throws Problem */
function identifier(algorithm: Element | undefined): { oid: string; parameters: boolean } {
  const [type, parameters] = members(algorithm, 1, 2)
  if (parameters && (parameters.tag !== 0x05 || parameters.value.length > 0)) throw new Problem('algorithm')
  return { oid: readOid(type), parameters: parameters !== undefined }
}

/** The same, written anew: whatever else the file may have said, it must come out as this. */
export function rewritten(algorithm: Element | undefined): Uint8Array {
  const { oid: type, parameters } = identifier(algorithm)
  return seq(oid(type), ...(parameters ? [nul()] : []))
}

/** Name of a digest as node:crypto knows it. @throws Problem when it is not one of SHA-256, SHA-384, SHA-512 */
export function hashOf(algorithm: Element | undefined): string {
  const hash = HASHES[identifier(algorithm).oid]
  if (!hash) throw new Problem('algorithm')
  return hash
}

/** @param digest the hash named beside the algorithm, in a CMS; must agree */
export function checkSignature(algorithm: Element | undefined, key: KeyObject, message: Uint8Array, signature: Uint8Array, digest?: string): boolean {
  const { oid: type, parameters } = identifier(algorithm)
  const { hash, key: kind } = type === RSA_ENCRYPTION && digest ? { hash: digest, key: 'rsa' as const } : (SIGNATURES[type] ?? { hash: '', key: 'ec' as const })
  // RFC 5758: no parameters with ECDSA; RFC 4055: NULL with RSA.
  if (hash === '' || (kind === 'ec') === parameters) throw new Problem('algorithm')
  if (digest !== undefined && digest !== hash) throw new Problem('algorithm')
  if (key.asymmetricKeyType !== kind) throw new Problem('algorithm')
  return verify(hash, message, key, signature)
}

const keys = new Map<string, KeyObject>()
/** A public key from its SubjectPublicKeyInfo. @param keep whether it will be asked for again (authorities) */
export function publicKey(spki: Uint8Array, keep: boolean): KeyObject {
  const id = keep ? Buffer.from(spki).toString('latin1') : ''
  const known = keep ? keys.get(id) : undefined
  if (known) return known
  readElement(spki)
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'ec' ? !CURVES.has(namedCurve ?? '') : key.asymmetricKeyType !== 'rsa' || (modulusLength ?? 0) < LEAST_RSA_BITS) throw new Problem('algorithm')
  if (keep && keys.size < MAX_KEYS) keys.set(id, key)
  return key
}
