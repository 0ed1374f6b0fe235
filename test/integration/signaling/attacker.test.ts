import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLOSE_CODES } from '#protocol/errors.ts'
import { LIMITS } from '#protocol/gateway.ts'
import { Browser, tokenFor } from './browser.ts'
import { openTestDatabase, startTestCourt, trial, type TestCourt, type TestDatabase } from './court.ts'

let database: TestDatabase
let court: TestCourt
let codes: Record<string, string>
const HEARING = 'attacked-trial'

beforeAll(async () => {
  database = await openTestDatabase()
  court = await startTestCourt(database, { limits: { helloWithinMs: 300, silentForMs: 700 } })
  codes = await court.signaling.seedHearing(trial(HEARING))
}, 60_000)
afterAll(async () => {
  await court.stop()
  await database.close()
})

const stranger = () => new Browser(court.socketUrl).open()
async function closedWith(browser: Browser): Promise<number | undefined> {
  await browser.until('being closed', ({ closed }) => closed !== null)
  return browser.closed?.code
}
async function attend(personId: string): Promise<Browser> {
  const browser = await stranger()
  await browser.hello(await tokenFor(court.url, codes[personId] ?? ''), HEARING)
  return browser
}

test('silence before hello is cut', async () => {
  expect(await closedWith(await stranger())).toBe(CLOSE_CODES.helloMissing.code)
})

test('too many messages before hello', async () => {
  const browser = await stranger()
  for (let index = 0; index <= LIMITS.maxMessagesBeforeHello; index += 1) browser.raw('{"id":1,"name":"ping","params":{}}')
  expect(await closedWith(browser)).toBe(CLOSE_CODES.budgetExceeded.code)
})

test('a large message before hello', async () => {
  const browser = await stranger()
  browser.raw(`"${'x'.repeat(LIMITS.maxMessageBytesBeforeHello)}"`)
  expect(await closedWith(browser)).toBe(CLOSE_CODES.budgetExceeded.code)
})

test('a frame before hello that never ends is not collected', async () => {
  const { port } = new URL(court.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write('GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n')
  await new Promise((resolve) => socket.once('data', resolve))
  // Masked text frame that announces 400,000 bytes and sends a part of them.
  const header = Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0x06, 0x1a, 0x80, 1, 2, 3, 4])
  socket.write(Buffer.concat([header, Buffer.alloc(100_000, 0x61)]))
  await new Promise((resolve) => socket.once('close', resolve))
})

test('a wrong token; somebody else\'s hearing; a token for nothing', async () => {
  const wrong = await stranger()
  await expect(wrong.hello('x'.repeat(43), HEARING)).rejects.toMatchObject({ code: 'notSignedIn' })
  expect(await closedWith(wrong)).toBe(CLOSE_CODES.notSignedIn.code)
  const elsewhere = await stranger()
  await expect(elsewhere.hello(await tokenFor(court.url, codes.judge ?? ''), 'another-hearing')).rejects.toMatchObject({ code: 'notInHearing' })
  expect(await closedWith(elsewhere)).toBe(CLOSE_CODES.notInHearing.code)
})

test('other addresses than /ws are no sockets', async () => {
  await expect(new Browser(court.socketUrl.replace('/ws', '/other')).open()).rejects.toThrow('404')
})

test('after hello: oversized is answered with a code, more than that is cut by ws itself', async () => {
  const judge = await attend('judge')
  const large = new Promise<string>((resolve) => judge.onReply = resolve)
  judge.raw(JSON.stringify({ id: 9, name: 'ping', params: { padding: 'x'.repeat(LIMITS.maxMessageBytes) } }))
  expect(JSON.parse(await large)).toMatchObject({ ok: false, error: { code: 'tooLarge' } })
  judge.raw('x'.repeat(LIMITS.maxMessageBytes * 3))
  expect(await closedWith(judge)).toBe(1009)
})

test('binary frames and nonsense have a code; an abuser is cut off', async () => {
  const clerk = await attend('clerk')
  const reply = new Promise<string>((resolve) => clerk.onReply = resolve)
  clerk.raw(Buffer.from([1, 2, 3]))
  expect(JSON.parse(await reply)).toMatchObject({ ok: false, error: { code: 'badMessage' } })
  for (let index = 0; index < 60; index += 1) clerk.raw('nonsense')
  expect(await closedWith(clerk)).toBe(CLOSE_CODES.budgetExceeded.code)
})

test('too many acts are answered tooManyRequests and change nothing', async () => {
  const judge = await attend('judge')
  const results = await Promise.allSettled(Array.from({ length: 60 }, () => judge.command({ type: 'raiseHand' })))
  const codesOf = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : ['ok']))
  expect(codesOf).toContain('tooManyRequests')
  expect(codesOf.filter((code) => code !== 'tooManyRequests').length).toBeLessThanOrEqual(LIMITS.commandsPerSecond * 2 + 2)
  judge.close()
})

test('a line gone silent is lost after a while, and the hearing knows', async () => {
  const defendant = await attend('defendant')
  expect(await closedWith(defendant)).toBe(CLOSE_CODES.heartbeatMissed.code)
  const { hosts } = court.signaling.inside
  await expect.poll(async () => (await hosts.get(HEARING)).state.people.defendant?.connectionId).toBeNull()
})
