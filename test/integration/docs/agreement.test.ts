import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPdf, dictOf } from '../../../docs-service/pdf/document.ts'
import { isName, isRef, isString, ref, textOf } from '../../../docs-service/pdf/objects.ts'
import { verifyPdf } from '../../../docs-service/verify.ts'
import { openOffice, type Office } from './office.ts'
import { SIGNERS } from '../../../docs-service/testing/samples.ts'

/** From draft to seal over the bus, on a real database; the result is put before programs that are not ours. */
let office: Office
let folder = ''
let file = ''
let bytes: Buffer
let documentId = ''
const run = (command: string, ...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8', cwd: folder })
  return { text: stdout + stderr, status }
}

/** Programs that `npm test` sets up where it can; elsewhere the check is reported as skipped, never as passed. */
const needs = (context: { skip(note: string): void }, ...programs: string[]) => {
  for (const program of programs) if (run('sh', '-c', `command -v ${program}`).status !== 0) context.skip(`${program} is not installed`)
}

beforeAll(async () => {
  office = await openOffice()
  folder = await mkdtemp(join(tmpdir(), 'agreement-'))
  file = join(folder, 'agreement.pdf')
  let view = await office.frozen()
  documentId = view.documentId
  for (const { personId } of SIGNERS) view = await office.sign(view, personId)
  await office.sealed(documentId)
  bytes = await office.bytes(documentId)
  await writeFile(file, bytes)
}, 120_000)
afterAll(async () => {
  await office.close()
  await rm(folder, { recursive: true, force: true })
})

describe('a signed agreement', () => {
  test('is effective at the last party\'s signature, sealed after all others, and says so in its events', async () => {
    const view = await office.view(documentId)
    expect(view.status).toBe('sealed')
    const lastParty = view.signers.filter(({ capacity }) => capacity === 'party').map(({ signedAt }) => signedAt).sort().at(-1)
    expect(view.effectiveAt).toBe(lastParty)
    const told = office.events.filter((one) => one.view.documentId === documentId).map(({ event }) => event.type)
    // Delivery follows by itself and has tests of its own.
    expect(told.filter((type) => type !== 'documentServed')).toEqual([
      'documentDrafted', 'draftConfirmed', 'draftConfirmed', 'draftConfirmed', 'documentFrozen',
      'documentSigned', 'documentSigned', 'documentSigned', 'documentSigned', 'documentSigned', 'documentSealed',
    ])
    expect((await office.store.verify(`document/${documentId}`)).ok).toBe(true)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(view.revisionSha256)
  })

  test('passes our verifier; its revisions and serials are those of the log', async () => {
    const root = new X509Certificate(await readFile(join(office.dataDir, 'ca/root.pem'))).raw
    const verification = await verifyPdf(bytes, { trustedRoots: [root] })
    expect(verification).toMatchObject({ ok: true, problem: null, unsigned: [] })
    expect(verification.signatures.map(({ signer, capacity }) => [signer, capacity])).toEqual([
      ...SIGNERS.map(({ name, capacity }) => [name, capacity]), ['上海市长宁区人民法院', 'court'],
    ])
    const logged = office.events.filter((one) => one.view.documentId === documentId).flatMap(({ event }) => ('certificateSerial' in event ? [[event.sha256, event.certificateSerial]] : []))
    expect(verification.signatures.map(({ revisionSha256, certificateSerial }) => [revisionSha256, certificateSerial])).toEqual(logged)
    for (const { revisionSha256 } of verification.signatures) expect(await office.blobs.get(revisionSha256 ?? '')).not.toBeNull()
  })

  test('pdfsig calls every signature valid and the last one total', (context) => {
    needs(context, 'pdfsig')
    const { text } = run('pdfsig', file)
    expect(text.match(/Signature is Valid\./g)).toHaveLength(SIGNERS.length + 1)
    expect(text.match(/- Total document signed/g)).toHaveLength(1)
    expect(text.trimEnd().lastIndexOf('Total document signed')).toBeGreaterThan(text.lastIndexOf('Not total'))
  })

  test('pdfsig calls every certificate trusted once NSS knows the root', async (context) => {
    needs(context, 'pdfsig', 'certutil')
    run('mkdir', 'nss')
    expect(run('certutil', '-d', 'sql:nss', '-N', '--empty-password').status).toBe(0)
    expect(run('certutil', '-d', 'sql:nss', '-A', '-n', 'root', '-t', 'CT,C,C', '-i', join(office.dataDir, 'ca/root.pem')).status).toBe(0)
    const { text } = run('pdfsig', '-nssdir', 'sql:nss', file)
    expect(text.match(/Certificate is Trusted\./g)).toHaveLength(SIGNERS.length + 1)
  })

  test('openssl cms -verify -cades accepts each signature over its own bytes', async (context) => {
    needs(context, 'openssl')
    const pdf = openPdf(bytes)
    const fields = dictOf(pdf, dictOf(pdf, ref(pdf.root)).get('AcroForm')).get('Fields')
    if (!Array.isArray(fields)) throw new Error('no fields')
    // The others are the strips of the seal over the seams of the pages.
    const signed = fields.map((item) => dictOf(pdf, isRef(item) ? item : undefined)).filter((field) => isName(field.get('FT'), 'Sig'))
    expect(signed).toHaveLength(SIGNERS.length + 1)
    for (const field of signed) {
      const signature = dictOf(pdf, field.get('V'))
      const [contents, range] = [signature.get('Contents'), signature.get('ByteRange')]
      if (!isString(contents) || !Array.isArray(range)) throw new Error('no signature')
      const [, a = 0, b = 0, c = 0] = range.map(Number)
      await writeFile(join(folder, 'content'), Buffer.concat([bytes.subarray(0, a), bytes.subarray(b, b + c)]))
      await writeFile(join(folder, 'signature.der'), contents.bytes)
      const { text } = run('openssl', 'cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'signature.der', '-content', 'content',
        '-CAfile', join(office.dataDir, 'ca/root.pem'), '-purpose', 'smimesign', '-out', '/dev/null')
      expect(text, textOf(field.get('T'))).toContain('CAdES Verification successful')
    }
  })

  test('mutool and qpdf accept it', (context) => {
    needs(context, 'mutool', 'qpdf')
    const mutool = run('mutool', 'sign', '-v', file).text
    expect(mutool.match(/^Verifying signature/gm)).toHaveLength(SIGNERS.length + 1)
    expect(mutool.match(/The signature is valid but there have been edits since signing|The document is unchanged since signing/g)).toHaveLength(SIGNERS.length + 1)
    expect(mutool).not.toMatch(/digest|invalid|failed/i)
    const qpdf = run('qpdf', '--check', file)
    expect(qpdf.status).toBe(0)
    expect(qpdf.text).toContain('No syntax or stream encoding errors found')
  })

  test('PDFBox with BouncyCastle accepts every signature, its time stamp and both chains', async (context) => {
    needs(context, 'java', 'javac')
    const jars = ['pdfbox2', 'fontbox2', 'bcpkix', 'bcprov', 'bcutil', 'commons-logging'].map((name) => `/usr/share/java/${name}.jar`)
    if (!jars.every(existsSync)) context.skip('libpdfbox2-java and libbcpkix-java are not installed')
    const program = join(import.meta.dirname, 'java/CheckSignatures.java')
    const check = (pdf: string) => run('java', '-Dfile.encoding=UTF-8', '-cp', jars.join(':'), program, pdf, join(office.dataDir, 'ca/root.pem'))
    const { text, status } = check(file)
    expect(text.match(/ OK \d{4}-/g)).toHaveLength(SIGNERS.length + 1)
    for (const { name } of SIGNERS) expect(text).toContain(`${name} OK `)
    expect(status).toBe(0)
    const changed = Buffer.from(bytes)
    changed[2000] = (changed[2000] ?? 0) ^ 1
    await writeFile(join(folder, 'changed.pdf'), changed)
    expect(check(join(folder, 'changed.pdf')).status).not.toBe(0)
  })

  test('loses no character: text is exact, fonts are embedded subsets', (context) => {
    needs(context, 'pdftotext', 'pdffonts')
    const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
    for (const name of ['王喆堃', '李䶮', '欧阳𬭎𫖯', '㛃湖苑', '壹拾贰万捌仟元整', '（2026）沪0105民初1234号']) expect(text.replaceAll('\n', '')).toContain(name)
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(1)
    for (const font of fonts) expect(font).toMatch(/^TTS\w{3}\+\S+\s+CID TrueType\s+Identity-H\s+yes yes yes/)
  })

  test('a byte changed anywhere outside its own place breaks a signature', async () => {
    for (let i = 0; i < 60; i++) {
      const at = Math.floor((bytes.length / 60) * i) + 7
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect((await verifyPdf(changed)).ok, `byte ${at}`).toBe(false)
    }
  })

  test('a revision added without a signature is noticed', async () => {
    const { appendRevision, plainObject } = await import('../../../docs-service/pdf/increment.ts')
    const pdf = openPdf(bytes)
    const catalog = dictOf(pdf, ref(pdf.root))
    catalog.set('Lang', { kind: 'string', bytes: Buffer.from('en'), hex: false, start: 0, end: 0 })
    expect(await verifyPdf(appendRevision(pdf, [plainObject(pdf.root, catalog)]).bytes)).toMatchObject({ ok: false, problem: '存在未签名的修订' })
  })
})
