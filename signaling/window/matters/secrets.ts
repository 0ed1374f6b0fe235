import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: iv, tag and cipher text as base64; `about` binds it to the place where it is kept. */
export function sealText(key: Buffer, text: string, about: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
}

/** @throws Error when the key or the place is another, or the text was changed */
export function openText(key: Buffer, sealed: string, about: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(about))
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

/** A short name that follows from other names; fits `Id` and `CommandId`. */
export const derived = (kind: string, ...parts: readonly (string | number)[]): string =>
  `${kind}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`
/** The same where nobody without the key may work it out. */
export const secretly = (key: Buffer, kind: string, ...parts: readonly string[]): string =>
  `${kind}-${createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`
