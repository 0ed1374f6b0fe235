import { spawn } from 'node:child_process'
import { createHash, verify, X509Certificate } from 'node:crypto'
import { AppError } from '#protocol/errors.ts'
import type { Sealer } from './ports.ts'

export type TokenSettings = {
  /** Path of the token's PKCS#11 library. */
  module: string
  /** Label of the token, and CKA_ID of the key in hex. */
  tokenLabel: string
  keyId: string
  pin: string
}
/** A token that does not answer is treated as gone. */
const ANSWER_WITHIN_MS = 20_000

/**
 * The court's seal by the key in its own token (PKCS#11: smart card, HSM, softhsm2). OpenSC's pkcs11-tool talks to the
 * token in a process of its own, so that a vendor's library can neither crash nor read this one; it takes a few
 * milliseconds a seal.
 * @param certificates DER: of the seal key first, then its issuers, root last
 * @throws Error when the certificates are not for a P-256 key
 */
export function createTokenSealer(settings: TokenSettings, certificates: Uint8Array[], test: boolean): Sealer {
  const [certificate = new Uint8Array(), ...chain] = certificates
  const leaf = new X509Certificate(certificate)
  if (leaf.publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('the seal\'s certificate is not for a P-256 key')
  const sealedName: unknown = leaf.toLegacyObject().subject.CN
  const unavailable = (reason: string): AppError => new AppError('signingServiceUnavailable', { service: `PKCS#11 ${settings.tokenLabel}`, reason })
  return {
    test,
    open: async (court, at) => {
      // Whose seal it is follows from its certificate: another court's paper cannot carry it.
      if (sealedName !== court) throw unavailable('seal of another court')
      if (at < leaf.validFromDate || at > leaf.validToDate) throw unavailable('certificate not valid now')
      return {
        certificate, serial: leaf.serialNumber.toLowerCase(), chain,
        sign: async (message) => {
          const signature = await tokenSignature(settings, createHash('sha256').update(message).digest()).catch((error: unknown) => {
            throw unavailable(error instanceof Error ? error.message : 'failed')
          })
          if (!verify('sha256', message, leaf.publicKey, signature)) throw unavailable('key and certificate do not belong together')
          return signature
        },
        destroy: () => Promise.resolve(),
      }
    },
  }
}

/** ECDSA over a digest, DER. The PIN goes by the environment of that one process: arguments are visible to everybody. */
function tokenSignature(settings: TokenSettings, digest: Uint8Array): Promise<Buffer> {
  const args = [
    '--module', settings.module, '--token-label', settings.tokenLabel, '--login', '--pin', 'env:TOKEN_PIN',
    '--sign', '--mechanism', 'ECDSA', '--signature-format', 'openssl', '--id', settings.keyId,
  ]
  return new Promise((resolve, reject) => {
    const tool = spawn('pkcs11-tool', args, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, TOKEN_PIN: settings.pin }, timeout: ANSWER_WITHIN_MS })
    const parts: Buffer[] = []
    tool.stdout.on('data', (part: Buffer) => parts.push(part))
    tool.stdin.on('error', () => undefined)
    tool.once('error', () => reject(new Error('pkcs11-tool is not installed')))
    tool.once('close', (code) => (code === 0 && parts.length > 0 ? resolve(Buffer.concat(parts)) : reject(new Error('the token did not sign'))))
    tool.stdin.end(digest)
  })
}
