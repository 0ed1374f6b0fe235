import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sm2 } from 'sm-crypto-v2'
import { pem } from './pem.ts'

/** The identity that GM/T 0009 puts into the digest when nothing else is agreed. */
const USER_ID = '1234567812345678'
/** Parameters a, b and the base point of the curve of GB/T 32918.5. */
const CURVE = [
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc', '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93',
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7', 'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
].map((hex) => Buffer.from(hex, 'hex'))

/** Detached: DER of SEQUENCE { r, s }, and the key it verifies with. */
export type Sm2Signature = { signature: Uint8Array; publicKeyPem: string }
export type Sm2Key = { publicKeyPem: string; /** DER of SEQUENCE { r, s } over SM3 of the identity's digest and the bytes. */ sign(bytes: Uint8Array): Uint8Array }

/**
 * The court's SM2 key (GB/T 32918), made on first use: `folder`/sm2.key.pem, readable by the owner only, and sm2.pub.pem.
 * Signatures with it are verifiable with openssl's own commands (docs/signing.md); their standing in law depends on a
 * licensed issuer and a certified module, and neither is claimed here.
 */
export async function openSm2(folder: string): Promise<Sm2Key> {
  const file = join(folder, 'sm2.key.pem')
  if (!(await stat(file).then(() => true, () => false))) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' })
    const draft = `${file}.new-${process.pid}`
    await writeFile(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    await rename(draft, file)
  }
  const key = createPrivateKey(await readFile(file))
  const publicKey = createPublicKey(key)
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const publicKeyPem = pem('PUBLIC KEY', spki)
  await writeFile(join(folder, 'sm2.pub.pem'), publicKeyPem, { mode: 0o644 })
  const scalar = scalarOf(key)
  const point = pointOf(spki)
  return {
    publicKeyPem,
    sign: (bytes) => {
      // The library signs a given digest; hashing is left to Node, whose SM3 takes a large file in a millisecond.
      const digest = sm3(identityDigest(point), bytes)
      return Buffer.from(sm2.doSignature(new Uint8Array(digest), scalar, { der: true, hash: false }), 'hex')
    },
  }
}

/** Whether `signature` is of these very bytes by this key; false too for what is no key or no signature at all. */
export function verifySm2(bytes: Uint8Array, { signature, publicKeyPem }: Sm2Signature): boolean {
  try {
    const point = pointOf(createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' }))
    return sm2.doVerifySignature(new Uint8Array(sm3(identityDigest(point), bytes)), Buffer.from(signature).toString('hex'), `04${point.toString('hex')}`, { der: true, hash: false })
  } catch {
    return false
  }
}

/** ZA of GM/T 0009: the signer's identity and key, hashed before the message. */
function identityDigest(point: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(USER_ID.length * 8)
  return sm3(length, Buffer.from(USER_ID, 'latin1'), ...CURVE, point)
}

function sm3(...parts: Uint8Array[]): Buffer {
  const hash = createHash('sm3')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The 64 bytes of x and y: they end every uncompressed SubjectPublicKeyInfo. */
const pointOf = (spki: Buffer): Buffer => spki.subarray(-64)

/** The private number in hex: in PKCS#8 it is SEQUENCE { 1, OCTET STRING of 32 bytes, … } (RFC 5915). */
function scalarOf(key: KeyObject): string {
  const der = key.export({ type: 'pkcs8', format: 'der' })
  const at = der.indexOf(Buffer.from([0x02, 0x01, 0x01, 0x04, 0x20]))
  if (at < 0) throw new Error('not an SM2 key')
  return der.subarray(at + 5, at + 37).toString('hex')
}
