import { randomBytes } from 'node:crypto'

/** Digits and small letters without i, l, o and u: nothing to misread when an id is told over the telephone. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const ID_BYTES = 20
const TOKEN_BYTES = 32

/** A random identifier of 100 bits in 20 characters; fits the protocol's `Id` and `CommandId`. */
export function newId(): string {
  return Array.from(randomBytes(ID_BYTES), (byte) => ALPHABET[byte & 31]).join('')
}

/** A secret of 256 bits in 43 characters (base64url), for sessions and invitations. Store its SHA-256 only. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}
