import { createHash, X509Certificate } from 'node:crypto'
import { DocumentEvent } from '#protocol/documents.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import type { Stored } from '#platform/ports.ts'
import { pem } from '../sign/pem.ts'
import { examine } from '../verify.ts'
import { recordOf } from '../verify/record.ts'
import { EVENTS, MANIFEST, PAPER, README, REPORT, SM2_SIGNATURE, type ArchiveFiles, type Manifest } from './format.ts'
import { readme } from './readme.ts'

export type ArchiveSource = {
  documentId: string
  /** The newest revision; all earlier ones lie inside it. */
  paper: Uint8Array
  /** As stored, not brought up to date: the chain is over the very text. */
  events: readonly Stored<unknown>[]
  /** What the events name by its SHA-256, under its name in the archive: handwriting with its times, the SM2 signature and its key. */
  blobs: { name: string; bytes: Uint8Array }[]
  trustedRoots: readonly Uint8Array[]
  at: Date
}

/** Everything that is needed to judge one paper without the court that made it. */
export function buildArchive(source: ArchiveSource): ArchiveFiles {
  const facts = source.events.map((one) => ({ ...one, event: DocumentEvent.parse(one.event) }))
  const record = recordOf(facts)
  const { verification, certificates, crls } = examine(source.paper, { trustedRoots: source.trustedRoots, ...(record ? { record } : {}), complete: true })
  const files: ArchiveFiles = new Map()
  const text = (name: string, content: string): void => void files.set(name, Buffer.from(content, 'utf8'))
  files.set(PAPER, source.paper)
  text(EVENTS, JSON.stringify(source.events, null, 1))
  text(REPORT, JSON.stringify(verification, null, 1))
  for (const der of certificates) text(`certificates/${nameOf(der)}.pem`, pem('CERTIFICATE', der))
  crls.forEach((der, i) => files.set(`crls/${i + 1}.crl`, der))
  for (const { name, bytes } of source.blobs) files.set(name, bytes)
  const drafted = facts.find(({ event }) => event.type === 'documentDrafted')?.event
  const kind = drafted?.type === 'documentDrafted' ? PAPER_KINDS[drafted.content.template] : null
  const headHash = source.events.at(-1)?.hash ?? ''
  text(README, readme({ documentId: source.documentId, kind: kind ?? { zh: '文书', en: 'Paper' }, verification, headHash, sm2: files.has(SM2_SIGNATURE), roots: certificates.filter(isRoot).map(fingerprint), at: source.at }))
  const manifest: Manifest = {
    format: 'tongting-archive-1', documentId: source.documentId, packedAt: source.at.toISOString(), headHash,
    files: [...files].map(([name, bytes]) => ({ name, sha256: sha256(bytes), bytes: bytes.length })),
  }
  text(MANIFEST, JSON.stringify(manifest, null, 1))
  return files
}

/** What a certificate is for, and its serial number. */
function nameOf(der: Uint8Array): string {
  const certificate = new X509Certificate(der)
  const serial = certificate.serialNumber.toLowerCase()
  if (isRoot(der)) return `root-${serial}`
  if (certificate.ca) return `authority-${serial}`
  return certificate.keyUsage?.includes('1.3.6.1.5.5.7.3.8') ? `timestamp-${serial}` : `signer-${serial}`
}

export function isRoot(der: Uint8Array): boolean {
  const certificate = new X509Certificate(der)
  return certificate.ca && certificate.checkIssued(certificate)
}
export const fingerprint = (der: Uint8Array): { sha256: string; name: string } => ({
  sha256: sha256(der), name: new X509Certificate(der).subject.split('\n').map((part) => part.replace(/^\w+=/, '')).join(' · '),
})
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
