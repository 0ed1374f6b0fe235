import { createHash } from 'node:crypto'
import { Signer } from '#protocol/documents.ts'
import { dictOf, openPdf, resolve, type PdfFile } from './pdf/document.ts'
import { isName, isRef, isString, ref, textOf, type PdfDict } from './pdf/objects.ts'
import { checkCms } from './verify/cms-check.ts'
import { checkRevision } from './verify/revision-check.ts'
import { SEAL_FIELD } from './templates/settlement-agreement.ts'

export type VerifiedSignature = {
  field: string
  signer: string
  capacity?: Signer['capacity'] | 'court'
  /** Unchanged since, by this certificate, in an unbroken chain, with a time stamp, changing only its own field. */
  valid: boolean
  /** Stamped time, ISO 8601; null when it could not be established. */
  signedAt: string | null
  /** The signature covers every byte of the file up to the end of its own revision. */
  coversWholeRevision: boolean
  /** SHA-256 of the file as it was after this signature. */
  revisionSha256: string | null
  certificateSerial: string | null
  /** SHA-256 of the root the chain ends in. */
  rootSha256: string | null
  /** In Chinese; null when valid. */
  problem: string | null
}
export type Verification = {
  signatures: VerifiedSignature[]
  /** Fields prepared for a signature that nobody has signed yet. */
  unsigned: string[]
  /** At least one signature, all valid, one in every revision, nothing after the last; and roots trusted where given. */
  ok: boolean
  problem: string | null
}

/**
 * Verifies a paper of this house on its own: no network, no viewer. Never throws; what cannot be read is `ok: false`.
 * @param options.trustedRoots DER; when given, every chain must end in one of them
 */
export async function verifyPdf(bytes: Uint8Array, options: { trustedRoots?: Uint8Array[] } = {}): Promise<Verification> {
  try {
    const file = openPdf(bytes)
    const { signatures, unsigned } = readFields(file, options.trustedRoots?.map(hashOf) ?? null)
    const bad = signatures.find(({ valid }) => !valid)
    const covered = signatures.length === file.revisions.length - 1
    const problem = bad ? `${bad.field}：${bad.problem ?? '无效'}` : signatures.length === 0 ? '没有签名' : covered ? null : '存在未签名的修订'
    return { signatures, unsigned, ok: problem === null, problem }
  } catch (error) {
    return { signatures: [], unsigned: [], ok: false, problem: error instanceof Error ? error.message : '文件无法读取' }
  }
}

function readFields(file: PdfFile, trusted: string[] | null): { signatures: VerifiedSignature[]; unsigned: string[] } {
  const fields = resolve(file, dictOf(file, dictOf(file, ref(file.root)).get('AcroForm')).get('Fields'))
  const found: { revision: number; signature: VerifiedSignature }[] = []
  const unsigned: string[] = []
  const taken = new Set<number>()
  for (const item of Array.isArray(fields) ? fields : []) {
    if (!isRef(item)) throw new Error('表单域不是间接对象')
    const dict = dictOf(file, item)
    const value = dict.get('V')
    if (value === undefined) {
      unsigned.push(textOf(dict.get('T')))
      continue
    }
    if (!isRef(value)) throw new Error('签名不是间接对象')
    const revision = file.revisions.findIndex(({ entries }) => entries.has(value.num))
    if (taken.has(revision)) throw new Error('一个修订中有多个签名')
    taken.add(revision)
    found.push({ revision, signature: checkSignature(file, item.num, dict, dictOf(file, value), revision, trusted) })
  }
  return { signatures: found.sort((a, b) => a.revision - b.revision).map(({ signature }) => signature), unsigned }
}

function checkSignature(file: PdfFile, num: number, field: PdfDict, value: PdfDict, revision: number, trusted: string[] | null): VerifiedSignature {
  const fieldName = textOf(field.get('T'))
  const end = file.revisions[revision]?.end ?? 0
  const result: VerifiedSignature = {
    field: fieldName, signer: textOf(value.get('Name')), ...capacityOf(fieldName), valid: false, signedAt: null, coversWholeRevision: false,
    revisionSha256: null, certificateSerial: null, rootSha256: null, problem: null,
  }
  try {
    const contents = value.get('Contents')
    const range = value.get('ByteRange')
    if (!isName(value.get('SubFilter'), 'ETSI.CAdES.detached')) throw new Error('签名格式不是 ETSI.CAdES.detached')
    if (!isString(contents) || !contents.hex) throw new Error('缺少签名数据')
    const expected = [0, contents.start, contents.end, end - contents.end]
    result.coversWholeRevision = Array.isArray(range) && range.length === 4 && range.every((part, i) => part === expected[i])
    if (!result.coversWholeRevision) throw new Error('签名没有覆盖整个修订')
    result.revisionSha256 = hashOf(file.bytes.subarray(0, end))
    const digest = createHash('sha256').update(file.bytes.subarray(0, contents.start)).update(file.bytes.subarray(contents.end, end)).digest()
    const cms = checkCms(contents.bytes, digest)
    result.signedAt = cms.signedAt.toISOString()
    result.certificateSerial = cms.certificate.serialNumber.toLowerCase()
    result.rootSha256 = hashOf(cms.root.raw)
    const commonName: unknown = cms.certificate.toLegacyObject().subject.CN
    if (commonName !== result.signer) throw new Error('签名人姓名与证书不符')
    if (trusted && !trusted.includes(result.rootSha256)) throw new Error('证书不是由受信任的机构签发')
    checkRevision(file, revision, num)
    return { ...result, valid: true }
  } catch (error) {
    return { ...result, problem: error instanceof Error ? error.message : '无法读取' }
  }
}

function capacityOf(field: string): { capacity?: VerifiedSignature['capacity'] } {
  if (field === SEAL_FIELD) return { capacity: 'court' }
  const parsed = Signer.shape.capacity.safeParse(field.split('-')[0])
  return parsed.success ? { capacity: parsed.data } : {}
}
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
