import { execFile, spawnSync } from 'node:child_process'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DocumentView } from '#protocol/documents.ts'
import { ErrorReply } from '#protocol/http.ts'
import { ARCHIVE_SUBJECT, ArchiveReply, FINDINGS, PaperStatus, VERIFY_ROUTES, VerifyReply, type ArchiveVerification, type Verification } from '#protocol/verification.ts'
import { verifySm2 } from '../../../docs-service/sign/sm2.ts'
import { fromZip, toZip } from '../../../docs-service/archive/zip.ts'
import { fromFolder, toFolder } from '../../../docs-service/archive/folder.ts'
import { verifyArchive } from '../../../docs-service/archive/verify-archive.ts'
import type { ArchiveFiles } from '../../../docs-service/archive/format.ts'
import { openPdf } from '../../../docs-service/pdf/document.ts'
import { openTestAuthority } from '../../../docs-service/sign/test-authority.ts'
import { smallPaper } from '../../../docs-service/verify/testing/small-paper.ts'
import { openOffice, type Office } from './office.ts'
import { FIELDS, SIGNERS } from './samples.ts'

/** A paper of a real court before anybody: over HTTP, on the command line, and years later out of its archive. */
let office: Office
let folder = ''
let server: Server
let url = ''
let sealed: DocumentView
let bytes: Buffer
let files: ArchiveFiles

beforeAll(async () => {
  office = await openOffice({ sm2: true })
  folder = await mkdtemp(join(tmpdir(), 'verify-'))
  server = express().use(office.router).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let view = await office.frozen()
  for (const { personId } of SIGNERS) view = await office.sign(view, personId)
  sealed = await office.sealed(view.documentId)
  bytes = await office.bytes(view.documentId)
  await writeFile(join(folder, 'paper.pdf'), bytes)
  const reply = ArchiveReply.parse(await office.bus.request(ARCHIVE_SUBJECT, { matterId: 'hearing-1', documentId: view.documentId }, { timeoutMs: 30_000 }))
  expect(reply.name).toBe(`${view.documentId}.zip`)
  await writeFile(join(folder, 'archive.zip'), Buffer.from(reply.base64, 'base64'))
  files = fromZip(Buffer.from(reply.base64, 'base64'))
}, 120_000)
afterAll(async () => {
  server.close()
  await office.close()
  await rm(folder, { recursive: true, force: true })
})

const put = async (body: Uint8Array): Promise<VerifyReply> => VerifyReply.parse(await (await fetch(url + VERIFY_ROUTES.file, { method: 'POST', body: Buffer.from(body) })).json())

describe('the public page asks', () => {
  test('a sealed paper: who signed, that it is this court\'s and the newest', async () => {
    const { verification, paper } = await put(bytes)
    expect(verification).toMatchObject({ ok: true, trusted: true, record: { known: true, newest: true, revision: SIGNERS.length + 1 } })
    expect(verification.signatures.map(({ signer, valid, test: marked }) => [signer, valid, marked])).toEqual([...SIGNERS.map(({ name }) => [name, true, true]), [FIELDS.court, true, true]])
    expect(paper).toMatchObject({ documentId: sealed.documentId, template: 'settlementAgreement', court: FIELDS.court, status: 'sealed', expected: SIGNERS.length + 1 })
  })
  test('an older revision of it is known, and not the newest', async () => {
    const end = openPdf(bytes).revisions[2]?.end
    expect((await put(bytes.subarray(0, end))).verification).toMatchObject({ ok: true, record: { known: true, newest: false, revision: 2 } })
  })
  test('a changed one says where', async () => {
    const changed = Buffer.from(bytes)
    const end = openPdf(bytes).revisions[3]?.end ?? 0
    changed.write('0', changed.indexOf('/Rect [', end) + 7)
    const { verification } = await put(changed)
    expect(verification.ok).toBe(false)
    expect(verification.findings[0]?.zh).toMatch(/\p{Script=Han}/u)
  })
  test('a paper of another authority is not trusted, one of our authority that the log never saw is unknown', async () => {
    const foreign = await openTestAuthority(join(folder, 'foreign'))
    expect((await put(await smallPaper(foreign))).verification.findings[0]?.code).toBe('untrusted')
    const own = await openTestAuthority(join(office.dataDir, 'ca'))
    expect(await put(await smallPaper(own))).toMatchObject({ paper: null, verification: { ok: false, findings: [{ code: 'unknownRevision' }], record: { known: false } } })
  })
  test('anything at all gets an answer in words', async () => {
    for (const body of [Buffer.from('hello'), Buffer.from('%PDF-1.7\n'), Buffer.alloc(100_000, 0x28), Buffer.from('[['.repeat(50_000))]) {
      const { verification } = await put(body)
      expect(verification.ok).toBe(false)
      expect(FINDINGS[verification.findings[0]!.code]).toBeDefined()
    }
    const empty = await fetch(url + VERIFY_ROUTES.file, { method: 'POST' })
    expect([empty.status, ErrorReply.parse(await empty.json()).error.code]).toEqual([400, 'badMessage'])
    const huge = await fetch(url + VERIFY_ROUTES.file, { method: 'POST', body: Buffer.alloc(21 * 2 ** 20) }).then(async (answer) => ErrorReply.parse(await answer.json()).error.code, () => 'cut off')
    expect(['tooLarge', 'cut off']).toContain(huge)
  })
  test('the number alone tells kind, court, status and times, and nothing of the contents', async () => {
    const answer = await fetch(`${url}/api/verify/${sealed.documentId}`)
    const text = await answer.text()
    const status = PaperStatus.parse(JSON.parse(text))
    expect(status.signatures.map(({ kind }) => kind)).toEqual([...SIGNERS.map(() => 'signature'), 'seal'])
    for (const { name } of SIGNERS) expect(text).not.toContain(name)
    const draft = await office.draft()
    for (const id of [draft.documentId, 'doc-00000000000000000000']) expect((await fetch(`${url}/api/verify/${id}`)).status).toBe(404)
    expect((await fetch(`${url}/api/verify/..%2f..%2fetc`)).status).toBe(400)
  })
  test('an address that asks without end is told to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 70 }, () => fetch(`${url}/api/verify/doc-none`).then(({ status }) => status)))
    expect(new Set(answers)).toEqual(new Set([404, 429]))
  })
})

describe('the archive', () => {
  const judged = (change: (copy: ArchiveFiles) => void): ArchiveVerification => {
    const copy: ArchiveFiles = new Map([...files].map(([name, content]) => [name, Buffer.from(content)]))
    change(copy)
    return verifyArchive(copy)
  }
  const edited = (name: string, from: string, to: string) => judged((copy) => copy.set(name, Buffer.from(Buffer.from(copy.get(name) ?? []).toString('utf8').replace(from, to))))

  test('holds everything, and verifies by itself', async () => {
    const names = [...files.keys()]
    expect(names).toEqual(expect.arrayContaining(['paper.pdf', 'events.json', 'report.json', 'manifest.json', 'README.txt', 'crls/1.crl', 'crls/2.crl']))
    expect(names.filter((name) => name.startsWith('evidence/strokes-'))).toHaveLength(1)
    expect(names.filter((name) => name.startsWith('certificates/signer-'))).toHaveLength(SIGNERS.length + 1)
    expect(names.filter((name) => /^certificates\/(root|authority|timestamp)-/.test(name))).toHaveLength(3)
    expect(verifyArchive(files)).toMatchObject({ ok: true, rootsFrom: 'archive', log: { ok: true }, verification: { ok: true, record: { known: true, newest: true } } })
    const text = Buffer.from(files.get('README.txt') ?? []).toString('utf8')
    for (const { name } of SIGNERS) expect(text).toContain(name)
    const path = join(folder, 'unpacked')
    await toFolder(files, path)
    expect(verifyArchive(await fromFolder(path)).ok).toBe(true)
  })
  test('every file is needed, none may be added or changed', () => {
    for (const name of files.keys()) {
      expect(judged((copy) => copy.delete(name)).ok, `without ${name}`).toBe(false)
      expect(judged((copy) => copy.set(name, Buffer.concat([copy.get(name) ?? Buffer.alloc(0), Buffer.from(' ')]))).ok, `more of ${name}`).toBe(name === 'manifest.json')
    }
    expect(judged((copy) => copy.set('evidence/more.json', Buffer.from('{}'))).ok).toBe(false)
    expect(edited('events.json', FIELDS.caseNo, '（2026）沪0105民初9999号').ok).toBe(false)
  })
  test('a log that was rewritten with its manifest does not fit the paper or its own chain', async () => {
    const { createHash } = await import('node:crypto')
    const repacked = (name: string, change: (text: string) => string) => judged((copy) => {
      const content = Buffer.from(change(Buffer.from(copy.get(name) ?? []).toString('utf8')))
      copy.set(name, content)
      const manifest = JSON.parse(Buffer.from(copy.get('manifest.json') ?? []).toString('utf8'))
      for (const file of manifest.files) if (file.name === name) Object.assign(file, { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length })
      copy.set('manifest.json', Buffer.from(JSON.stringify(manifest)))
    })
    expect(repacked('events.json', (text) => text).ok).toBe(true)
    expect(repacked('events.json', (text) => text.replaceAll('王喆堃', '张三')).log?.ok).toBe(false)
    expect(repacked('events.json', (text) => JSON.stringify(JSON.parse(text).slice(0, -2))).problem).toMatch(/登记/)
  })
  test('the SM2 signature beside the paper, by openssl on the unpacked files and by the archive\'s own judgement', async () => {
    const path = join(folder, 'sm2')
    await toFolder(files, path)
    const openssl = spawnSync('openssl', ['dgst', '-sm3', '-verify', 'sm2-public.pem', '-sigopt', 'distid:1234567812345678', '-signature', 'paper-sm2.sig', 'paper.pdf'], { cwd: path, encoding: 'utf8' })
    expect(openssl.stdout).toContain('Verified OK')
    const [signature, publicKeyPem] = [files.get('paper-sm2.sig') ?? Buffer.alloc(0), Buffer.from(files.get('sm2-public.pem') ?? []).toString('utf8')]
    expect(verifySm2(bytes, { signature, publicKeyPem })).toBe(true)
    expect(verifySm2(Buffer.concat([bytes, Buffer.from(' ')]), { signature, publicKeyPem })).toBe(false)
    const bent = Buffer.from(signature)
    bent[20] = (bent[20] ?? 0) ^ 1
    expect(verifySm2(bytes, { signature: bent, publicKeyPem })).toBe(false)
    expect(verifySm2(bytes, { signature, publicKeyPem: 'no key' })).toBe(false)
  })
  test('a hostile ZIP is contained', () => {
    const bomb = zipSync({ 'paper.pdf': [new Uint8Array(80 * 2 ** 20), { level: 9 }] })
    expect(bomb.length).toBeLessThan(200_000)
    expect(() => fromZip(bomb)).toThrow(/too large/)
    for (const name of ['../paper.pdf', '/etc/passwd', 'a/b/c.pdf', '.hidden', 'paper.pdf\0']) expect(() => fromZip(zipSync({ [name]: new Uint8Array(3) })), name).toThrow()
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, new Uint8Array(1)]))
    expect(() => fromZip(zipSync(many))).toThrow()
    expect(() => fromZip(Buffer.from('PK\x03\x04 nothing'))).toThrow()
    // A directory that lies about the size gives a file that is not the one packed.
    const honest = Buffer.from(toZip(new Map([['paper.pdf', Buffer.alloc(5000, 'a')]]), new Date()))
    const at = honest.indexOf('PK\x01\x02', 0, 'latin1')
    honest.writeUInt32LE(10, at + 24)
    expect(fromZip(honest).get('paper.pdf')?.length).toBe(10)
  })
})

describe('npm run verify', () => {
  const run = (...args: string[]): Promise<{ code: number; out: Verification & ArchiveVerification; text: string }> =>
    new Promise((resolve) => execFile(process.execPath, ['bin/tongting.mjs', 'verify', ...args], { maxBuffer: 2 ** 24, env: { ...process.env, DATA_DIR: folder } }, (error, stdout, stderr) => {
      const text = stdout + stderr
      resolve({ code: error ? Number(error.code) : 0, out: stdout.startsWith('{') ? JSON.parse(stdout) : ({} as never), text })
    }))
  test('answers in JSON and by its exit code', async () => {
    const root = join(office.dataDir, 'ca/root.pem')
    const good = await run(join(folder, 'paper.pdf'), '--root', root)
    expect(good).toMatchObject({ code: 0, out: { ok: true } })
    expect(await run(join(folder, 'paper.pdf'))).toMatchObject({ code: 1, out: { ok: false, findings: [{ code: 'noRoot' }] } })
    const bad = Buffer.from(bytes)
    bad[5000] = (bad[5000] ?? 0) ^ 1
    await writeFile(join(folder, 'bad.pdf'), bad)
    expect(await run(join(folder, 'bad.pdf'), '--root', root)).toMatchObject({ code: 1, out: { ok: false } })
    expect(await run(join(folder, 'archive.zip'))).toMatchObject({ code: 0, out: { ok: true, rootsFrom: 'archive' } })
    const foreign = join(folder, 'foreign-root.pem')
    await writeFile(foreign, (await openTestAuthority(join(folder, 'foreign'))).rootPem)
    expect(await run(join(folder, 'archive.zip'), '--root', foreign)).toMatchObject({ code: 1, out: { ok: false, rootsFrom: 'given' } })
    expect((await run(join(folder, 'nothing.pdf'))).text).toContain('no such file')
    expect(await readFile(join(folder, 'paper.pdf'))).toEqual(bytes)
  })
})
