import { createHash, X509Certificate } from 'node:crypto'
import { DocumentEvent } from '#protocol/documents.ts'
import type { ArchiveVerification, Finding } from '#protocol/verification.ts'
import { verifyStored } from '#platform/event-chain.ts'
import { verifySm2 } from '../sign/sm2.ts'
import { verifyNow } from '../verify.ts'
import { Problem } from '../verify/problem.ts'
import { recordOf } from '../verify/record.ts'
import { isRoot } from './build.ts'
import { EVENTS, MANIFEST, Manifest, PAPER, PackedEvents, SM2_KEY, SM2_SIGNATURE, asStored, strokesFile, type ArchiveFiles } from './format.ts'

/**
 * Judges an archive by itself: every file is the one packed, the log's chain holds and ends where the manifest says, the
 * paper is in order and is the one of the log, and the evidence is what the log names. Never throws.
 * @param options.trustedRoots DER; without them the archive's own roots serve, and the reader compares their fingerprints
 */
export function verifyArchive(files: ArchiveFiles, options: { trustedRoots?: readonly Uint8Array[] } = {}): ArchiveVerification {
  const findings: Finding[] = []
  const wrong = (what: string): void => void findings.push(new Problem('archive', what).finding())
  const given = options.trustedRoots && options.trustedRoots.length > 0 ? options.trustedRoots : null
  const roots = given ?? rootsIn(files)
  const report = (rest: Pick<ArchiveVerification, 'documentId' | 'log' | 'verification'>): ArchiveVerification => {
    const all = [...findings, ...(rest.verification?.findings ?? [])]
    return {
      ok: all.length === 0, problem: all[0]?.zh ?? null, findings: all, files: files.size, rootsFrom: given ? 'given' : 'archive',
      rootSha256: roots.map(sha256), ...rest,
    }
  }
  const manifest = parse(Manifest, files.get(MANIFEST))
  const paper = files.get(PAPER)
  if (!manifest || !paper) {
    wrong(manifest ? PAPER : MANIFEST)
    return report({ documentId: null, log: null, verification: null })
  }
  checkFiles(manifest, files, wrong)
  const events = parse(PackedEvents, files.get(EVENTS))
  const facts = events?.map(({ event }) => DocumentEvent.safeParse(event))
  if (!events || !facts || facts.some(({ success }) => !success)) {
    wrong(EVENTS)
    return report({ documentId: manifest.documentId, log: null, verification: verifyNow(paper, { trustedRoots: roots }) })
  }
  const { headHash, ok } = verifyStored(`document/${manifest.documentId}`, asStored(events))
  if (!ok || headHash !== manifest.headHash) wrong(`${EVENTS} 的登记链`)
  const log = facts.flatMap(({ data }) => (data ? [{ event: data }] : []))
  for (const { event } of log) {
    if (event.type === 'documentSigned' && sha256(files.get(strokesFile(event.strokesSha256)) ?? Buffer.alloc(0)) !== event.strokesSha256) wrong(`${event.personId} 的笔迹`)
    if (event.type === 'documentSealed' && event.sm2 && !sm2Stands(event.sm2, files, paper)) wrong(SM2_SIGNATURE)
  }
  const record = recordOf(log)
  const verification = verifyNow(paper, { trustedRoots: roots, ...(record ? { record } : {}), complete: true })
  if (verification.record && !verification.record.newest && verification.ok) wrong(`${PAPER} 不是登记的最新版本`)
  return report({ documentId: manifest.documentId, log: { events: events.length, headHash, ok }, verification })
}

/** The SM2 signature and its key are those of the log, and the signature is of this very paper. */
function sm2Stands({ signatureSha256, publicKeySha256 }: { signatureSha256: string; publicKeySha256: string }, files: ArchiveFiles, paper: Uint8Array): boolean {
  const [signature, key] = [files.get(SM2_SIGNATURE), files.get(SM2_KEY)]
  if (!signature || !key || sha256(signature) !== signatureSha256 || sha256(key) !== publicKeySha256) return false
  return verifySm2(paper, { signature, publicKeyPem: Buffer.from(key).toString('utf8') })
}

/** Every file of the manifest is there as packed, and there is no other. */
function checkFiles(manifest: Manifest, files: ArchiveFiles, wrong: (what: string) => void): void {
  const listed = new Set<string>([MANIFEST])
  for (const { name, sha256: expected, bytes } of manifest.files) {
    const file = files.get(name)
    if (listed.has(name) || !file || file.length !== bytes || sha256(file) !== expected) wrong(name)
    listed.add(name)
  }
  for (const name of files.keys()) if (!listed.has(name)) wrong(name)
}

function rootsIn(files: ArchiveFiles): Uint8Array[] {
  return [...files].flatMap(([name, bytes]) => {
    if (!name.startsWith('certificates/root-')) return []
    try {
      const { raw } = new X509Certificate(bytes)
      return isRoot(raw) ? [raw] : []
    } catch {
      return []
    }
  })
}

function parse<T>(schema: { safeParse(value: unknown): { success: boolean; data?: T } }, bytes: Uint8Array | undefined): T | null {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(bytes ?? []).toString('utf8'))).data ?? null
  } catch {
    return null
  }
}
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
