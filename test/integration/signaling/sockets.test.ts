import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { GoodbyeNotice, call, nothing, notice } from '#protocol/socket.ts'
import { Sockets } from '../../../signaling/gateway/socket/sockets.ts'
import type { SocketServer } from '../../../signaling/gateway/socket/server.ts'
import { Wire } from '../../../signaling/gateway/socket/wire.ts'
import { openTestDatabase, startTestCourt, type TestCourt, type TestDatabase } from './court.ts'

/** Two kinds of sockets with nothing in common but what every socket has. */
const calls = { hello: call(z.strictObject({ name: z.string().max(40) }), z.strictObject({ seen: z.int() })), shout: call(z.strictObject({ text: z.string().max(40) }), nothing) }
const Notice = z.discriminatedUnion('name', [notice('heard', z.strictObject({ text: z.string() })), GoodbyeNotice])
type Guest = { connectionId: string; name: string }

let database: TestDatabase
let house: TestCourt
let sockets: Sockets
let server: Server
let port: number
const farewells: string[] = []
const opened: WebSocket[] = []

function serve(path: string): SocketServer<typeof calls, typeof Notice, Guest> {
  let seen = 0
  const served: SocketServer<typeof calls, typeof Notice, Guest> = sockets.serve({
    path, wire: new Wire(calls, Notice), acts: new Set(['shout'] as const), turnedAway: { outsider: 'notInHearing', passing: 'hearingMoved' },
    handlers: {
      async shout(guest, { text }) {
        served.notify(guest.connectionId, { name: 'heard', params: { text: `${path} ${guest.name}: ${text}` } })
        return {}
      },
    },
    async greet({ connection, params, admit }) {
      await Promise.resolve()
      if (params.name === 'stranger') throw new AppError('notInHearing')
      connection.tokenSha256 = `token of ${params.name}`
      admit({ connectionId: connection.connectionId, name: params.name }, { seen: (seen += 1) })
    },
    async farewell({ name }, cause) {
      farewells.push(`${path} ${name} ${cause}`)
    },
  })
  return served
}

beforeAll(async () => {
  database = await openTestDatabase()
  house = await startTestCourt(database)
  sockets = new Sockets({ ...house.signaling.inside.court, pageVersion: 'as served' })
  serve('/ws/a')
  serve('/ws/b')
  server = createServer()
  sockets.attach(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
}, 60_000)
afterAll(async () => {
  for (const socket of opened) socket.terminate()
  await sockets.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await house.stop()
  await database.close()
})

async function line(path: string): Promise<{ say(message: unknown): void; next(): Promise<unknown>; closed: Promise<number>; socket: WebSocket }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`)
  opened.push(socket)
  const heard: unknown[] = []
  let wake = () => undefined as void
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString()))
    wake()
  })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise<void>((resolve, reject) => socket.once('open', () => resolve()).once('error', reject))
  return {
    socket, closed, say: (message) => socket.send(JSON.stringify(message)),
    async next() {
      while (heard.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return heard.shift()
    },
  }
}
async function guest(path: string, name: string) {
  const made = await line(path)
  made.say({ id: 1, name: 'hello', params: { name } })
  expect(await made.next()).toMatchObject({ id: 1, ok: true })
  return made
}

test('each path answers its own guests; no other path is there', async () => {
  const [a, b] = await Promise.all([guest('/ws/a', 'anna'), guest('/ws/b', 'bert')])
  a.say({ id: 2, name: 'shout', params: { text: '在' } })
  b.say({ id: 3, name: 'shout', params: { text: '在' } })
  expect([await a.next(), await a.next()]).toEqual([{ name: 'heard', params: { text: '/ws/a anna: 在' } }, { id: 2, ok: true, result: {} }])
  expect([await b.next(), await b.next()]).toEqual([{ name: 'heard', params: { text: '/ws/b bert: 在' } }, { id: 3, ok: true, result: {} }])
  await expect(line('/ws/c')).rejects.toThrow('404')
  expect(() => serve('/ws/a')).toThrow('served already')
})

test('whatever comes in, one reply goes out, on every path', async () => {
  const stranger = await line('/ws/b')
  stranger.say({ id: 1, name: 'shout', params: { text: 'x' } })
  expect(await stranger.next()).toMatchObject({ id: 1, ok: false, error: { code: 'notSignedIn' } })
  const a = await guest('/ws/a', 'carl')
  a.say({ id: 4, name: 'raiseHand', params: {} })
  expect(await a.next()).toMatchObject({ id: 4, ok: false, error: { code: 'badMessage', details: { path: 'name' } } })
  a.say({ id: 5, name: 'hello', params: { name: 'carl' } })
  expect(await a.next()).toMatchObject({ id: 5, ok: false, error: { code: 'alreadyDone' } })
})

test('a page of another version is told so on every path before it says a word; who is no page is not asked', async () => {
  for (const path of ['/ws/a', '/ws/b']) {
    const older = await line(`${path}?page=of+yesterday`)
    expect(await older.next()).toEqual({ name: 'goodbye', params: { reason: 'pageOutdated' } })
    expect(await older.closed).toBe(4017)
    expect((await guest(`${path}?page=as+served`, 'elsa')).socket.readyState).toBe(WebSocket.OPEN)
  }
})

test('whoever is not let in is told why and sent away as the path says', async () => {
  const outsider = await line('/ws/a')
  outsider.say({ id: 1, name: 'hello', params: { name: 'stranger' } })
  expect(await outsider.next()).toMatchObject({ id: 1, ok: false, error: { code: 'notInHearing' } })
  expect(await outsider.next()).toEqual({ name: 'goodbye', params: { reason: 'notInHearing' } })
  expect(await outsider.closed).toBe(4014)
})

test('a token given back ends every line that came in by it, and its farewell is said', async () => {
  const lines = await Promise.all([guest('/ws/a', 'dora'), guest('/ws/b', 'dora'), guest('/ws/b', 'emil')])
  sockets.signedOut('token of dora')
  expect(await Promise.all(lines.slice(0, 2).map(({ closed }) => closed))).toEqual([4011, 4011])
  await expect.poll(() => farewells.filter((one) => one.includes('dora')).sort()).toEqual(['/ws/a dora lineLost', '/ws/b dora lineLost'])
  lines[2]?.say({ id: 9, name: 'shout', params: { text: 'y' } })
  expect(await lines[2]?.next()).toMatchObject({ name: 'heard' })
})

test('an address that misbehaves on one path is turned away on all', async () => {
  for (let index = 0; index < 45; index += 1) {
    const made = await line('/ws/a').catch(() => null)
    if (made === null) break
    made.say({ id: 1, name: 'hello', params: { name: 'stranger' } })
    await made.closed
  }
  await expect(line('/ws/b')).rejects.toThrow('429')
})
