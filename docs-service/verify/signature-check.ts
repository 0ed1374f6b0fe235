import { Signer } from '#protocol/documents.ts'
import type { VerifiedSignature } from '#protocol/verification.ts'
import { textOf, type PdfDict } from '../pdf/objects.ts'
import type { StrictFile } from '../pdf/strict.ts'
import { OID } from '../sign/oids.ts'
import { SEAL_FIELD } from '../templates/parts.ts'
import type { Certificate } from './certificate.ts'
import { checkCms, readCms, type SignedData } from './cms-check.ts'
import { checkDss } from './crl-check.ts'
import { same } from './der-strict.ts'
import type { Hashes } from './hashes.ts'
import { Problem, asProblem, within } from './problem.ts'
import type { SigningRevision } from './revision-check.ts'

type Means = { file: StrictFile; trusted: string[] | null; intermediates: Certificate[]; /** Up to which revision nothing is computed again; -1: everything is. */ proven: number; /** The paper was not in order before anybody signed it: no signature can stand. */ spoilt: boolean }
type Used = { certificate: Certificate; at: Date }

/** How far the time a signature claims may lie from its time stamp. */
const CLAIM_TOLERANCE_MS = 10 * 60_000
/** The built-in authorities say so in the organisation of their names. */
const TEST_MARK = /测试|\bTEST\b/

/** Checks each signature in order; what comes after a bad one cannot stand either. */
export function checkSignatures(revisions: SigningRevision[], hashes: Hashes, means: Means, note: (problem: Problem) => void): { signatures: VerifiedSignature[]; untrusted: boolean; certificates: Certificate[] } {
  const used: Used[] = []
  const serials = new Set<string>()
  const encodings = new Map<string, string>()
  const cms: (SignedData | null)[] = []
  let bad = means.spoilt
  let noted = false
  let untrusted = false
  let before = ''
  // What every signature covers is compared first: it is cheap, and a changed byte anywhere shows here.
  const digests = revisions.map((revision, i) => revision.index <= means.proven ? null : problemOf(() => { cms[i] = readCovered(revision, hashes.revisions[i]?.covered, means.file) }))
  const signatures = revisions.map((revision, i): VerifiedSignature => {
    const place = { revision: revision.index, field: revision.field.name, object: revision.field.num }
    const result = blank(revision, hashes.revisions[i]?.sha256 ?? null)
    if (revision.index <= means.proven) return { ...result, valid: true, coversWholeRevision: true }
    const fail = (problem: Problem): VerifiedSignature => {
      if (!noted && (!bad || problem.code === 'digest')) note(problem.in(place))
      bad = noted = true
      return { ...result, ...words(problem) }
    }
    const wrong = digests[i]
    if (wrong) return fail(wrong)
    result.coversWholeRevision = true
    const data = cms[i]
    if (bad || !data) return { ...result, ...words(new Problem('afterBad')) }
    try {
      const facts = within(place, 'cms', () => checkCms(data, means.intermediates))
      const root = facts.chain.at(-1) ?? facts.certificate
      result.signedAt = facts.signedAt.toISOString()
      Object.assign(result, namesOf(facts.certificate), {
        issuer: facts.chain[1]?.names.get(OID.commonName) ?? null, timestampBy: facts.stampedBy.names.get(OID.commonName) ?? null,
        rootSha256: root.sha256, test: [root, facts.stampChain.at(-1) ?? root].some(isTest),
      })
      used.push(...[...facts.chain, ...facts.stampChain].map((certificate) => ({ certificate, at: facts.signedAt })))
      for (const { issuer, serial, sha256 } of [...facts.chain, ...facts.stampChain]) {
        // An ECDSA signature can be rewritten without its key; the certificate under it would look like another one.
        const id = `${Buffer.from(issuer).toString('base64')}${serial}`
        if ((encodings.get(id) ?? sha256) !== sha256) throw new Problem('duplicate', '证书编号')
        encodings.set(id, sha256)
      }
      if (facts.certificate.names.get(OID.commonName) !== result.signer) throw new Problem('nameMismatch')
      if (serials.has(facts.certificate.sha256)) throw new Problem('reused')
      serials.add(facts.certificate.sha256)
      if (result.signedAt < before) throw new Problem('timeOrder')
      before = result.signedAt
      if (Math.abs(claimedAt(revision.signature) - facts.signedAt.getTime()) > CLAIM_TOLERANCE_MS) throw new Problem('timestamp', '与声称的时间相差过大')
      if (means.trusted && [root, facts.stampChain.at(-1) ?? root].some(({ sha256 }) => !means.trusted?.includes(sha256))) {
        untrusted = true
        throw new Problem('untrusted')
      }
      const { dss } = revision
      // With some signatures taken as proven their certificates are not at hand.
      if (dss && means.proven < 1) within(place, 'dss', () => checkDss(dss, used))
      return { ...result, valid: true }
    } catch (error) {
      return fail(asProblem(error, 'cms'))
    }
  })
  const certificates = [...new Map(used.map(({ certificate }) => [certificate.sha256, certificate])).values()]
  return { signatures, untrusted, certificates }
}

/** The signature covers exactly its revision but for its own place, which is written in one way only. @throws Problem */
function readCovered({ index, contents, signature }: SigningRevision, covered: Uint8Array | undefined, { file, revisions }: StrictFile): SignedData {
  const end = revisions[index]?.end ?? 0
  const range = signature.get('ByteRange')
  const expected = [0, contents.start, contents.end, end - contents.end]
  if (!Array.isArray(range) || range.some((part, i) => part !== expected[i])) throw new Problem('range', '', { offset: contents.start })
  const written = Buffer.from(file.bytes.buffer, file.bytes.byteOffset + contents.start, contents.end - contents.start)
  if (!contents.hex || !/^<[0-9a-f]+>$/.test(written.toString('latin1'))) throw new Problem('signatureForm', 'Contents', { offset: contents.start })
  const data = within({ offset: contents.start }, 'cms', () => readCms(contents.bytes))
  if (!same(data.messageDigest, covered) || data.digest !== 'sha256') throw new Problem('digest')
  return data
}

function problemOf(check: () => void): Problem | null {
  try {
    check()
    return null
  } catch (error) {
    return asProblem(error, 'cms')
  }
}

function blank({ field, signature }: SigningRevision, revisionSha256: string | null): VerifiedSignature {
  return {
    field: field.name, signer: textOf(signature.get('Name')), capacity: capacityOf(field.name), title: null, organization: null, reason: textOf(signature.get('Reason')) || null,
    valid: false, signedAt: null, coversWholeRevision: false, revisionSha256, certificateSerial: null, certificateSha256: null, issuer: null, timestampBy: null,
    rootSha256: null, test: false, problem: null, problemEn: null,
  }
}

const namesOf = ({ names, serial, sha256 }: Certificate) => ({
  title: names.get(OID.title) ?? null, organization: names.get(OID.organization) ?? null, certificateSerial: serial, certificateSha256: sha256,
})
const words = (problem: Problem): Pick<VerifiedSignature, 'problem' | 'problemEn'> => {
  const { zh, en } = problem.finding()
  return { problem: zh, problemEn: en }
}
const isTest = ({ names }: Certificate): boolean => [...names.values()].some((value) => TEST_MARK.test(value))

function capacityOf(field: string): VerifiedSignature['capacity'] {
  if (field === SEAL_FIELD) return 'court'
  const parsed = Signer.shape.capacity.safeParse(field.split('-')[0])
  return parsed.success ? parsed.data : null
}

/** /M, a date of whole seconds in UTC as the press writes it. @throws Problem */
function claimedAt(signature: PdfDict): number {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(textOf(signature.get('M')))
  if (!match) throw new Problem('signatureForm', 'M')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

