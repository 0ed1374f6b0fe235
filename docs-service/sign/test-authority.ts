import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, X509Certificate, type KeyObject } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeCertificate, makeCrl, nameOf, type CertificatePlan } from './certificate.ts'
import { children, readElement } from './der-read.ts'
import { pem } from './pem.ts'
import { makeTimestampToken } from './timestamp.ts'
import type { CertificateAuthority, Timestamper } from './ports.ts'

const YEAR_MS = 365.25 * 86_400_000
/** A one-time key is good for so long after issue, whatever the certificate's own validity says. */
const KEY_LIFE_MS = 10 * 60_000
const NAMES = ['root', 'issuing', 'tsa'] as const
type Member = { name: Uint8Array; certificate: Uint8Array; key: KeyObject; spki: Uint8Array }
type Members = Record<(typeof NAMES)[number], Member>

export type TestAuthority = { authority: CertificateAuthority; timestamper: Timestamper; rootPem: string }

/**
 * The platform's built-in certificate and time-stamp authority, made on first start in `folder` (keys readable by the
 * owner only; root certificate as root.pem for viewers to trust).
 * @param validityMs how long a signer's certificate stays valid for viewers that ignore time stamps; default 5 years
 */
export async function openTestAuthority(folder: string, validityMs = 5 * YEAR_MS): Promise<TestAuthority> {
  if (!(await exists(join(folder, 'root.pem')))) await create(folder)
  const members = await load(folder)
  const { root, issuing, tsa } = members
  return {
    rootPem: pem('CERTIFICATE', root.certificate),
    authority: {
      test: true,
      issue: async ({ subject, spki, at }) => {
        const serial = newSerial()
        const certificate = makeCertificate({
          subject: nameOf(subject), issuer: issuing.name, spki, issuerSpki: issuing.spki, issuerKey: issuing.key, serial,
          notBefore: at, notAfter: new Date(at.getTime() + validityMs),
          use: { kind: 'signature', keyUntil: new Date(at.getTime() + Math.min(KEY_LIFE_MS, validityMs)) },
        })
        return { certificate, serial: Buffer.from(serial).toString('hex') }
      },
      chain: () => [issuing.certificate, root.certificate],
      crls: async (at) => {
        const nextUpdate = new Date(at.getTime() + validityMs)
        return [makeCrl(issuing, at, nextUpdate), makeCrl(root, at, nextUpdate)]
      },
    },
    timestamper: {
      timestamp: async (sha256, at) => makeTimestampToken({ certificate: tsa.certificate, key: tsa.key, chain: [issuing.certificate, root.certificate] }, sha256, at),
      certificates: () => [tsa.certificate],
    },
  }
}

/** Written beside and moved into place, so that a crash leaves either no authority or a whole one. */
async function create(folder: string): Promise<void> {
  const now = new Date(Math.floor(Date.now() / 1000) * 1000)
  const until = (years: number) => new Date(now.getTime() + years * YEAR_MS)
  // Two installations must not share a name: a viewer would take one's certificates for the other's.
  const mark = randomBytes(3).toString('hex').toUpperCase()
  const organization = '同庭 Tongting(测试 TEST)'
  const rootName = nameOf({ organization, commonName: `Tongting TEST Root CA ${mark}` })
  const issuingName = nameOf({ organization, commonName: `Tongting TEST Issuing CA ${mark}` })
  const tsaName = nameOf({ organization, commonName: `Tongting TEST Time Stamping ${mark}` })
  const [rootKey, issuingKey, tsaKey] = [newKey(), newKey(), newKey()]
  const issue = (subject: Uint8Array, spki: Uint8Array, issuer: Uint8Array, by: Keys, notAfter: Date, use: CertificatePlan['use']) =>
    makeCertificate({ subject, issuer, spki, issuerSpki: by.spki, issuerKey: by.key, serial: newSerial(), notBefore: now, notAfter, use })
  const certificates = {
    root: issue(rootName, rootKey.spki, rootName, rootKey, until(25), { kind: 'authority', pathLength: null }),
    issuing: issue(issuingName, issuingKey.spki, rootName, rootKey, until(20), { kind: 'authority', pathLength: 0 }),
    tsa: issue(tsaName, tsaKey.spki, issuingName, issuingKey, until(15), { kind: 'timestamp' }),
  }
  const keys = { root: rootKey, issuing: issuingKey, tsa: tsaKey }
  const draft = `${folder}.new-${process.pid}-${mark}`
  await mkdir(draft, { recursive: true, mode: 0o700 })
  for (const name of NAMES) {
    await writeFile(join(draft, `${name}.pem`), pem('CERTIFICATE', certificates[name]), { mode: 0o600 })
    await writeFile(join(draft, `${name}.key.pem`), keys[name].key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  }
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(join(folder, 'root.pem')))) throw error
  })
}

async function load(folder: string): Promise<Members> {
  const member = async (name: string): Promise<Member> => {
    const parsed = new X509Certificate(await readFile(join(folder, `${name}.pem`)))
    const key = createPrivateKey(await readFile(join(folder, `${name}.key.pem`)))
    if (!parsed.checkPrivateKey(key)) throw new Error(`${folder}/${name}.pem and its key do not belong together`)
    return { name: subjectOf(parsed.raw), certificate: parsed.raw, key, spki: createPublicKey(key).export({ type: 'spki', format: 'der' }) }
  }
  return { root: await member('root'), issuing: await member('issuing'), tsa: await member('tsa') }
}

/** The subject's own encoding: an issuer name must be byte for byte the same. */
export function subjectOf(certificate: Uint8Array): Uint8Array {
  const body = children(children(readElement(certificate, 0))[0])
  const subject = body[5]
  if (!subject) throw new Error('not a certificate')
  return subject.whole
}

type Keys = { key: KeyObject; spki: Uint8Array }
function newKey(): Keys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key: privateKey, spki: publicKey.export({ type: 'spki', format: 'der' }) }
}
/** 127 random bits, positive, never with a leading zero byte. */
function newSerial(): Uint8Array {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return serial
}
const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false)
