import { X509Certificate, createPrivateKey } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { selfSignedTls } from './self-signed.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongting-tls-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the certificate names the machine, its addresses and the announced ones, and fits its key', async () => {
  const pair = await selfSignedTls(folder, ['court.example.cn', '203.0.113.7', '2001:db8::7'])
  const cert = new X509Certificate(pair.cert)
  expect(cert.checkHost('localhost')).toBe('localhost')
  expect(cert.checkHost('court.example.cn')).toBe('court.example.cn')
  expect(cert.checkIP('203.0.113.7')).toBe('203.0.113.7')
  expect(cert.checkIP('2001:db8::7')).toBe('2001:db8::7')
  expect(cert.checkPrivateKey(createPrivateKey(pair.key))).toBe(true)
})

test('it is kept while it is good and made again for a new name', async () => {
  const first = await selfSignedTls(folder, ['court.example.cn'])
  expect((await selfSignedTls(folder, ['court.example.cn'])).cert).toBe(first.cert)
  expect((await selfSignedTls(folder, ['other.example.cn'])).cert).not.toBe(first.cert)
})
