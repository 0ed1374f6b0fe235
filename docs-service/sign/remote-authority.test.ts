import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createRemoteAuthority } from './remote-authority.ts'
import { createRemoteTimestamper } from './remote-timestamper.ts'
import { openTestAuthority, type TestAuthority } from './test-authority.ts'
import { serveAuthority, type AuthorityServer, type Mischief } from './testing/authority-server.ts'

const TOKEN = 'the-court-itself'
const spki = (): Buffer => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' })
let folder = ''
let built: TestAuthority
let foreign: TestAuthority
let server: AuthorityServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remote-'))
  built = await openTestAuthority(join(folder, 'ca'))
  foreign = await openTestAuthority(join(folder, 'foreign'))
  server = await serveAuthority(built.authority, TOKEN)
})
afterEach(() => { server.mischief = null })
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})
const remote = (over: object = {}) => createRemoteAuthority({ url: server.url, token: TOKEN, timeoutMs: 400, ...over }, built.authority.chain(), false)
const request = (commonName = '李䶮') => ({ subject: { commonName, title: '被告', serialNumber: 'ab12' }, spki: spki(), at: new Date() })

describe('a certificate authority over HTTP', () => {
  test('issues for the subject as it is told, names as data', async () => {
    const wanted = request('李䶮",O=冒名')
    const { certificate, serial } = await remote().issue(wanted)
    const parsed = new X509Certificate(certificate)
    expect(parsed.toLegacyObject().subject.CN).toBe('李䶮",O=冒名')
    expect(parsed.serialNumber.toLowerCase()).toBe(serial)
    expect(server.requests.at(-1)).toEqual(wanted.subject)
    expect((await remote().crls(new Date())).length).toBe(2)
  })

  const cases: [string, () => Mischief, string][] = [
    ['does not answer', () => ({ silent: true }), 'timeout'],
    ['is out of order', () => ({ status: 500 }), 'HTTP 500'],
    ['redirects elsewhere', () => ({ status: 302 }), 'unreachable'],
    ['answers with something else', () => ({ body: '<html>' }), 'answer not understood'],
    ['answers without end', () => ({ body: Buffer.alloc(600_000, 0x20) }), 'too large'],
    ['certifies another key', () => ({ otherKey: spki() }), 'certificate of another key'],
    ['certifies another name', () => ({ name: '王喆堃' }), 'certificate of another name'],
    ['is another one of the same kind', () => ({ authority: foreign.authority }), 'certificate of another authority'],
    ['sends no certificate', () => ({ body: JSON.stringify({ certificate: 'aGVsbG8=' }) }), 'not a certificate'],
  ]
  test.each(cases)('is refused when it %s', async (_, mischief, reason) => {
    server.mischief = mischief()
    await expect(remote().issue(request())).rejects.toMatchObject({ code: 'signingServiceUnavailable', details: { reason: expect.stringContaining(reason) as string } })
  })

  test('a wrong token and a dead service are named, never the token', async () => {
    await expect(remote({ token: 'somebody-else' }).issue(request())).rejects.toMatchObject({ details: { reason: 'HTTP 401' } })
    const error: unknown = await remote({ url: 'http://127.0.0.1:9/v1' }).issue(request()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'signingServiceUnavailable', details: { service: '127.0.0.1:9', reason: 'unreachable' } })
    expect(JSON.stringify(error)).not.toContain(TOKEN)
  })
})

describe('a time-stamping authority over HTTP', () => {
  test.each([
    ['refuses', Buffer.from('30053003020102', 'hex'), 'not granted'],
    ['sends something else', Buffer.from('hello'), 'DER'],
    ['sends nothing', Buffer.alloc(0), 'DER'],
  ])('is refused when it %s', async (_, body, reason) => {
    const http = createServer((_request, response) => void response.end(body))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const { port } = http.address() as AddressInfo
    const timestamper = createRemoteTimestamper({ url: `http://127.0.0.1:${port}`, timeoutMs: 1000 }, [])
    await expect(timestamper.timestamp(Buffer.alloc(32), new Date())).rejects.toMatchObject({ code: 'signingServiceUnavailable', details: { reason: expect.stringContaining(reason) as string } })
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  })
})
