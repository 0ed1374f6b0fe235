import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces, hostname } from 'node:os'
import { isIP } from 'node:net'
import { join } from 'node:path'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

const VALID_DAYS = 365
const RENEW_BEFORE_MS = 30 * 86_400_000
const SUBJECT_ALT_NAME = '2.5.29.17'
const COMMON_NAME = '2.5.4.3'
const NAME_DNS = 2
const NAME_IP = 7

export interface TlsPair {
  cert: string
  key: string
}

/**
 * A certificate of this machine's own making, for trying cameras away from localhost: browsers warn of it. Kept in
 * `dataDir/tls` and made again when it runs out or when the machine has got another address.
 * @param extra names or addresses besides the machine's own, such as the announced address
 */
export async function selfSignedTls(dataDir: string, extra: string[]): Promise<TlsPair> {
  const folder = join(dataDir, 'tls')
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  const names = [...new Set(['localhost', hostname(), ...ownAddresses(), ...extra])]
  if (existsSync(files.cert) && existsSync(files.key)) {
    const pair = { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') }
    if (stillGood(pair.cert, names)) return pair
  }
  const pair = await make(names)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(files.key, pair.key, { mode: 0o600 })
  writeFileSync(files.cert, pair.cert)
  return pair
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((entry) => !entry.address.startsWith('fe80'))
    .map((entry) => entry.address)
}

function stillGood(pem: string, names: string[]): boolean {
  const cert = new X509Certificate(pem)
  const covers = (name: string): boolean => (isIP(name) ? cert.checkIP(name) : cert.checkHost(name)) !== undefined
  return cert.validToDate.getTime() - Date.now() > RENEW_BEFORE_MS && names.every(covers)
}

async function make(names: string[]): Promise<TlsPair> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const certificate = new pkijs.Certificate()
  const serial = crypto.getRandomValues(new Uint8Array(16))
  serial[0] = serial[0]! & 0x7f
  certificate.version = 2
  certificate.serialNumber = new asn1js.Integer({ valueHex: serial.buffer })
  certificate.notBefore.value = new Date(Date.now() - 3_600_000)
  certificate.notAfter.value = new Date(Date.now() + VALID_DAYS * 86_400_000)
  for (const name of [certificate.subject, certificate.issuer]) {
    name.typesAndValues.push(
      new pkijs.AttributeTypeAndValue({ type: COMMON_NAME, value: new asn1js.Utf8String({ value: 'Tongting self-signed' }) }),
    )
  }
  certificate.extensions = [alternativeNames(names)]
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey)
  await certificate.sign(keys.privateKey, 'SHA-256')
  return {
    cert: pem('CERTIFICATE', certificate.toSchema(true).toBER()),
    key: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
  }
}

function alternativeNames(names: string[]): pkijs.Extension {
  const entries = names.map((name) =>
    isIP(name)
      ? new pkijs.GeneralName({ type: NAME_IP, value: new asn1js.OctetString({ valueHex: addressBytes(name) }) })
      : new pkijs.GeneralName({ type: NAME_DNS, value: name }),
  )
  const extnValue = new pkijs.GeneralNames({ names: entries }).toSchema().toBER()
  return new pkijs.Extension({ extnID: SUBJECT_ALT_NAME, critical: false, extnValue })
}

function addressBytes(address: string): ArrayBuffer {
  if (isIP(address) === 4) return new Uint8Array(address.split('.').map(Number)).buffer
  // The URL parser writes every IPv6 address without dots; `::` stands for as many zeros as are missing.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = plain.split('::')
  const words = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const zeros = tail === undefined ? 0 : 8 - words(head).length - words(tail).length
  const all = [...words(head), ...Array<string>(zeros).fill('0'), ...words(tail ?? '')]
  return new Uint8Array(all.flatMap((word) => [parseInt(word, 16) >> 8, parseInt(word, 16) & 0xff])).buffer
}

function pem(label: string, der: ArrayBuffer): string {
  const lines = Buffer.from(der).toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
