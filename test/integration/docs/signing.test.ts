import { spawnSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doTask, type PressPorts } from '../../../docs-service/press/tasks.ts'
import { makeCertificate, nameOf } from '../../../docs-service/sign/certificate.ts'
import { pem } from '../../../docs-service/sign/pem.ts'
import { openSigning, type SigningSettings } from '../../../docs-service/sign/settings.ts'
import { openSm2 } from '../../../docs-service/sign/sm2.ts'
import { openTestAuthority, subjectOf, type TestAuthority } from '../../../docs-service/sign/test-authority.ts'
import { serveAuthority } from '../../../docs-service/sign/testing/authority-server.ts'
import { serveOpensslTimestamps } from '../../../docs-service/sign/testing/openssl-timestamps.ts'
import { AGREEMENT, FIELDS, SIGNERS, STROKES } from '../../../docs-service/testing/samples.ts'
import { verifyPdf } from '../../../docs-service/verify.ts'

/** A court with services of its own: a remote authority, OpenSSL's time stamps, a token for the seal, SM2 beside it. */
const SOFTHSM = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'].find(existsSync) ?? ''
const TOKEN = 'the-court-itself'
const PIN = '12345678'
let folder = ''
let authority: TestAuthority
const closers: (() => Promise<unknown>)[] = []
const at = new Date().toISOString()
const people = SIGNERS.slice(0, 2)

const run = (command: string, args: string[], env: Record<string, string> = {}) => {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8', cwd: folder, env: { ...process.env, ...env } })
  return { text: stdout + stderr, status }
}
const need = (context: { skip(note: string): void }, ...programs: string[]) => {
  for (const program of programs) if (run('sh', ['-c', `command -v ${program}`]).status !== 0) context.skip(`${program} is not installed`)
}
async function ports(settings: SigningSettings): Promise<PressPorts> {
  const opened = await openSigning(join(folder, 'own'), settings)
  closers.push(opened.stop)
  return { ...opened, sm2: settings.sm2 ? await openSm2(join(folder, 'own')) : null }
}
/** Two signers and the seal; every revision has passed the verifier when this returns. */
async function sealed(by: PressPorts) {
  let { bytes } = await doTask({ kind: 'make', content: AGREEMENT, signers: people, documentId: 'doc-1', at }, by)
  for (const { personId } of people) ({ bytes } = await doTask({ kind: 'sign', bytes, signers: people, personId, strokes: STROKES, at }, by))
  return doTask({ kind: 'seal', bytes, court: FIELDS.court, at }, by)
}

/** What a licensed authority would issue for a seal key that stays: valid since yesterday, for years. */
async function sealCertificate(court: string, spki: Uint8Array): Promise<string> {
  const issuing = new X509Certificate(await readFile(join(folder, 'theirs/issuing.pem')))
  const issuerKey = createPrivateKey(await readFile(join(folder, 'theirs/issuing.key.pem')))
  const day = 86_400_000
  return pem('CERTIFICATE', makeCertificate({
    subject: nameOf({ commonName: court, organization: court }), issuer: subjectOf(issuing.raw), spki,
    issuerSpki: issuing.publicKey.export({ type: 'spki', format: 'der' }), issuerKey, serial: Buffer.concat([Buffer.of(0x41), randomBytes(15)]),
    notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 1000 * day), use: { kind: 'signature', keyUntil: null },
  }))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signing-'))
  authority = await openTestAuthority(join(folder, 'theirs'))
  await writeFile(join(folder, 'chain.pem'), authority.authority.chain().map((der) => pem('CERTIFICATE', der)).join(''))
})
afterAll(async () => {
  await Promise.all(closers.map((close) => close()))
  await rm(folder, { recursive: true, force: true })
})

describe('a court\'s own services', () => {
  test('a remote authority certifies, a remote service stamps the time, and the mark 测试 is gone', async (context) => {
    need(context, 'openssl', 'pdftotext')
    const server = await serveAuthority(authority.authority, TOKEN)
    const theirs = (name: string): string => join(folder, 'theirs', name)
    await writeFile(join(folder, 'tsa-chain.pem'), (await readFile(theirs('tsa.pem'), 'utf8')) + (await readFile(join(folder, 'chain.pem'), 'utf8')))
    const stamps = await serveOpensslTimestamps({ certificate: theirs('tsa.pem'), key: theirs('tsa.key.pem'), chain: join(folder, 'chain.pem') })
    closers.push(server.close, stamps.close)
    const { bytes } = await sealed(await ports({
      authority: { url: server.url, token: TOKEN, chainFile: join(folder, 'chain.pem'), licensed: true },
      timestamper: { url: stamps.url, chainFile: join(folder, 'tsa-chain.pem') },
    }))
    const root = authority.authority.chain().at(-1) ?? new Uint8Array()
    expect(await verifyPdf(bytes, { trustedRoots: [root] })).toMatchObject({ ok: true, problem: null })
    expect(server.requests).toHaveLength(people.length + 1)
    await writeFile(join(folder, 'paper.pdf'), bytes)
    expect(run('pdftotext', ['paper.pdf', '-']).text).not.toContain('TEST CA')
  })

  test('the seal\'s key stays in its PKCS#11 token', async (context) => {
    need(context, 'softhsm2-util', 'pkcs11-tool')
    if (SOFTHSM === '') context.skip('softhsm2 is not installed')
    const hsm = { SOFTHSM2_CONF: join(folder, 'softhsm2.conf') }
    await mkdir(join(folder, 'tokens'), { recursive: true })
    await writeFile(hsm.SOFTHSM2_CONF, `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`)
    expect(run('softhsm2-util', ['--init-token', '--free', '--label', 'seal', '--so-pin', PIN, '--pin', PIN], hsm).status).toBe(0)
    const tool = (...args: string[]) => run('pkcs11-tool', ['--module', SOFTHSM, '--token-label', 'seal', ...args], hsm)
    expect(tool('--login', '--pin', PIN, '--keypairgen', '--key-type', 'EC:prime256v1', '--id', '01').status).toBe(0)
    expect(tool('--read-object', '--type', 'pubkey', '--id', '01', '-o', 'seal.pub').status).toBe(0)
    const spki = createPublicKey({ key: await readFile(join(folder, 'seal.pub')), format: 'der', type: 'spki' }).export({ type: 'spki', format: 'der' })
    await writeFile(join(folder, 'seal.pem'), (await sealCertificate(FIELDS.court, spki)) + (await readFile(join(folder, 'chain.pem'), 'utf8')))
    process.env.SOFTHSM2_CONF = hsm.SOFTHSM2_CONF
    const seal = { module: SOFTHSM, tokenLabel: 'seal', keyId: '01', pin: PIN, chainFile: join(folder, 'seal.pem'), licensed: false }
    const { bytes, certificateSerial } = await sealed(await ports({ seal }))
    const { signatures } = await verifyPdf(bytes)
    expect(signatures.map(({ valid }) => valid)).toEqual([true, true, true])
    expect(signatures.at(-1)?.certificateSerial).toBe(certificateSerial)

    const of = async (over: object) => sealed(await ports({ seal: { ...seal, ...over } }))
    await expect(of({ pin: '00000000' })).rejects.toMatchObject({ code: 'signingServiceUnavailable', details: { reason: 'the token did not sign' } })
    await expect(of({ tokenLabel: 'elsewhere' })).rejects.toMatchObject({ code: 'signingServiceUnavailable' })
    await writeFile(join(folder, 'another.pem'), (await sealCertificate('另一法院', spki)) + (await readFile(join(folder, 'chain.pem'), 'utf8')))
    await expect(of({ chainFile: join(folder, 'another.pem') })).rejects.toMatchObject({ details: { reason: 'seal of another court' } })
  })

  test('an SM2 signature beside the sealed file, by openssl\'s own commands', async (context) => {
    need(context, 'openssl')
    const { bytes, sm2 } = await sealed(await ports({ sm2: true }))
    await writeFile(join(folder, 'paper.pdf'), bytes)
    await writeFile(join(folder, 'paper.pdf.sm2.sig'), sm2?.signature ?? '')
    const key = join(folder, 'own/sm2.pub.pem')
    const dgst = () => run('openssl', ['dgst', '-sm3', '-verify', key, '-sigopt', 'distid:1234567812345678', '-signature', 'paper.pdf.sm2.sig', 'paper.pdf'])
    const pkeyutl = () => run('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', key, '-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-in', 'paper.pdf', '-sigfile', 'paper.pdf.sm2.sig'])
    expect(dgst().text).toContain('Verified OK')
    expect(pkeyutl().text).toContain('Signature Verified Successfully')
    await writeFile(join(folder, 'paper.pdf'), Buffer.concat([bytes, Buffer.from('\n')]))
    expect(dgst().status).not.toBe(0)
    expect(pkeyutl().status).not.toBe(0)
    expect((await sealed(await ports({}))).sm2).toBeUndefined()
  })
})
