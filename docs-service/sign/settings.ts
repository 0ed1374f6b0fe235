import { readFile } from 'node:fs/promises'
import { certificatesOf } from './pem.ts'
import { createOneTimeSigner } from './one-time-signer.ts'
import { createTokenSealer, type TokenSettings } from './pkcs11-seal.ts'
import { createRemoteAuthority } from './remote-authority.ts'
import { createRemoteTimestamper } from './remote-timestamper.ts'
import { openTestAuthority } from './test-authority.ts'
import type { CertificateAuthority, Sealer, Signer, SigningPorts } from './ports.ts'

/**
 * Who certifies, stamps the time and seals. What is left out is done by the built-in test authority. Plain data: it goes
 * to the press's thread. Files are PEM.
 */
export type SigningSettings = {
  /** How long signers' certificates of the test authority are valid for viewers that ignore time stamps, ms; default five years. */
  certificateValidityMs?: number
  /** `chainFile`: issuing authority first, root last. `licensed`: no test mark on the papers. */
  authority?: { url: string; token?: string; chainFile: string; licensed: boolean; timeoutMs?: number }
  /** `chainFile`: the stamping certificate first, root last. */
  timestamper?: { url: string; token?: string; chainFile: string; timeoutMs?: number }
  /** `chainFile`: the seal's certificate first, root last. */
  seal?: TokenSettings & { chainFile: string; licensed: boolean }
  /** Adds a detached SM2 signature to every sealed paper (docs/signing.md). */
  sm2?: boolean
}

const TIMEOUT_MS = 10_000

/** Opens what the settings name. @throws Error when a file cannot be read or is not what it should be */
export async function openSigning(caFolder: string, settings: SigningSettings): Promise<SigningPorts & { stop(): Promise<void> }> {
  const builtIn = await openTestAuthority(caFolder, settings.certificateValidityMs)
  const signer = createOneTimeSigner()
  const read = async (file: string): Promise<Uint8Array[]> => certificatesOf(await readFile(file, 'utf8'))
  const roots = new Map<string, Uint8Array>()
  const trust = (chain: Uint8Array[]): Uint8Array[] => {
    const root = chain.at(-1)
    if (root) roots.set(Buffer.from(root).toString('base64'), root)
    return chain
  }
  const remote = settings.authority
  const authority = remote
    ? createRemoteAuthority(remoteOf(remote), trust(await read(remote.chainFile)), !remote.licensed)
    : builtIn.authority
  const stamping = settings.timestamper
  const timestamper = stamping
    ? createRemoteTimestamper(remoteOf(stamping), trust(await read(stamping.chainFile)).slice(0, -1))
    : builtIn.timestamper
  const { seal } = settings
  const sealer = seal ? createTokenSealer(seal, trust(await read(seal.chainFile)), !seal.licensed) : createOneTimeSealer(signer, authority)
  if (!remote || !stamping) trust(builtIn.authority.chain())
  return { signer, authority, timestamper, sealer, roots: [...roots.values()], stop: () => signer.stop() }
}

/** The seal as every other signature: a fresh key, and a certificate made out to the court. */
export function createOneTimeSealer(signer: Signer, authority: CertificateAuthority): Sealer {
  return {
    test: authority.test,
    open: async (court, at) => {
      const key = await signer.openKey()
      try {
        const subject = { commonName: court, organization: court, title: '法院印章' }
        const { certificate, serial } = await authority.issue({ subject, spki: key.spki, at })
        return { certificate, serial, chain: authority.chain(), sign: key.sign, destroy: key.destroy }
      } catch (error) {
        await key.destroy()
        throw error
      }
    },
  }
}

const remoteOf = ({ url, token, timeoutMs = TIMEOUT_MS }: { url: string; token?: string; timeoutMs?: number }) => ({ url, timeoutMs, ...(token === undefined ? {} : { token }) })
