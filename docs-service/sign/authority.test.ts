import { execFileSync } from 'node:child_process'
import { createHash, verify, X509Certificate, createPublicKey } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pem } from './pem.ts'
import { openTestAuthority } from './test-authority.ts'
import { createOneTimeSigner } from './one-time-signer.ts'

let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'authority-')) })
afterAll(() => rm(folder, { recursive: true, force: true }))
const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

test('the authority is made once, its files are the owner\'s only, and openssl accepts what it issues', async () => {
  const { authority, timestamper } = await openTestAuthority(join(folder, 'ca'))
  const again = await openTestAuthority(join(folder, 'ca'))
  expect(again.authority.chain().map((der) => Buffer.from(der).toString('hex'))).toEqual(authority.chain().map((der) => Buffer.from(der).toString('hex')))
  for (const name of ['root.key.pem', 'issuing.key.pem', 'tsa.key.pem', 'root.pem']) expect((await stat(join(folder, 'ca', name))).mode & 0o777).toBe(0o600)

  const key = await createOneTimeSigner().openKey()
  const signature = await key.sign(Buffer.from('hello'))
  await expect(key.sign(Buffer.from('again'))).rejects.toThrow('used already')
  await key.destroy()
  expect(verify('sha256', Buffer.from('hello'), createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' }), signature)).toBe(true)

  const name = '李䶮,O=冒名+CN="x"'
  const { certificate } = await authority.issue({ subject: { commonName: name, title: '当事人' }, spki: key.spki, at: new Date() })
  const [issuing = new Uint8Array()] = authority.chain()
  expect(new X509Certificate(certificate).toLegacyObject().subject.CN).toBe(name)
  await writeFile(join(folder, 'issuing.pem'), pem('CERTIFICATE', issuing))
  await writeFile(join(folder, 'leaf.pem'), pem('CERTIFICATE', certificate))
  expect(openssl('verify', '-x509_strict', '-purpose', 'smimesign', '-CAfile', join(folder, 'ca/root.pem'), '-untrusted', join(folder, 'issuing.pem'), join(folder, 'leaf.pem'))).toContain('OK')

  const digest = createHash('sha256').update('something').digest()
  await writeFile(join(folder, 'token'), await timestamper.timestamp(digest, new Date()))
  expect(openssl('ts', '-verify', '-token_in', '-in', join(folder, 'token'), '-digest', digest.toString('hex'), '-CAfile', join(folder, 'ca/root.pem'))).toContain('OK')

  const crls = await authority.crls(new Date())
  await writeFile(join(folder, 'crl'), pem('X509 CRL', crls[0] ?? new Uint8Array()))
  // openssl reports "verify OK" on stderr; a bad signature makes it end with 1 under -CAfile and -verify
  expect(openssl('crl', '-in', join(folder, 'crl'), '-noout', '-issuer', '-CAfile', join(folder, 'issuing.pem'))).toContain('TEST Issuing CA')
})
