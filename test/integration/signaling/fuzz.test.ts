import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ErrorCode } from '#protocol/errors.ts'
import { GATEWAY_CALLS, GatewayReply, GatewayRequest, LIMITS } from '#protocol/gateway.ts'
import { ParticipantCommand } from '#protocol/hearing-commands.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { permission } from '#domain/hearing/index.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { answer } from '../../../signaling/gateway/socket/dispatch.ts'
import { HEARING_ACTS, hearingWire } from '../../../signaling/gateway/wire.ts'
import { Browser, tokenFor } from './browser.ts'
import { openTestDatabase, startTestCourt, trial, type TestCourt, type TestDatabase } from './court.ts'
import { brokenFrame, validRequest } from './fuzz-messages.ts'

let database: TestDatabase
let court: TestCourt
let codes: Record<string, string>
const HEARING = 'fuzzed-trial'
const HUGE = { messagesPerSecond: 1e6, burst: 1e6, commandsPerSecond: 1e6, abusePerSecond: 1e6, abuseBurst: 1e6 }
const MALFORMED = 60_000
const UNAUTHORISED = 40_000
const REPLAYED = 5_000
const OVER_SOCKETS = 3_000

beforeAll(async () => {
  database = await openTestDatabase()
  court = await startTestCourt(database, { limits: HUGE })
  codes = await court.signaling.seedHearing(trial(HEARING))
}, 60_000)
afterAll(async () => {
  await court.stop()
  await database.close()
})

const host = () => court.signaling.inside.hosts.get(HEARING)
const context = () => ({
  wire: hearingWire, acts: HEARING_ACTS, handlers: court.signaling.inside.gateway.calls, log: court.signaling.inside.court.log, meters: court.signaling.inside.court.meters,
  maxBytes: LIMITS.maxMessageBytes, takeAct: () => true,
})
async function attend(personId: string): Promise<Browser> {
  const browser = await new Browser(court.socketUrl).open()
  await browser.hello(await tokenFor(court.url, codes[personId] ?? ''), HEARING)
  keepAlive.push(setInterval(() => browser.closed === null && browser.raw('{"id":2147483000,"name":"ping","params":{}}'), 1_000))
  return browser
}
const keepAlive: NodeJS.Timeout[] = []
afterAll(() => keepAlive.forEach(clearInterval))

async function eventsInLog(): Promise<number> {
  const { rows } = await database.pool.query<{ count: string }>('select count(*) from events where stream = $1', [`hearing/${HEARING}`])
  return Number(rows[0]?.count)
}
/** The contract itself says what is malformed. */
function isWellFormed(frame: string): boolean {
  try {
    const request = GatewayRequest.safeParse(JSON.parse(frame))
    return request.success && GATEWAY_CALLS[request.data.name].params.safeParse(request.data.params).success
  } catch {
    return false
  }
}
/** Answers every frame through the dispatch the sockets use, some hundred under way at a time. */
async function send(personId: string, frames: string[]): Promise<GatewayReply[]> {
  const replies: GatewayReply[] = []
  for (let from = 0; from < frames.length; from += 500) {
    const answers = await Promise.all(frames.slice(from, from + 500).map((frame) => answer({ connectionId: 'fuzzer', hearingId: HEARING, personId }, frame, context())))
    replies.push(...answers.map(({ frame }) => GatewayReply.parse(JSON.parse(frame))))
  }
  return replies
}
function expectRefused(replies: GatewayReply[]): void {
  for (const reply of replies) {
    expect(reply.ok).toBe(false)
    if (!reply.ok) expect(ErrorCode.parse(reply.error.code)).not.toBe('internal')
  }
}
/** Runs `work` and holds that neither state nor log has moved by it. */
async function changingNothing(work: () => Promise<void>): Promise<void> {
  const before = { state: (await host()).state, events: await eventsInLog() }
  await work()
  expect((await host()).state).toBe(before.state)
  expect(await eventsInLog()).toBe(before.events)
}

test(`${MALFORMED} malformed messages, in the name of the presiding judge`, async () => {
  const judge = await attend('judge')
  await changingNothing(async () => {
    let sent = 0
    for (let seed = 1; sent < MALFORMED; seed += 1) {
      const frames = fc.sample(brokenFrame, { numRuns: 10_000, seed }).filter((frame) => !isWellFormed(frame))
      const replies = await send('judge', frames)
      expectRefused(replies)
      const odd = replies.filter((reply) => !reply.ok && reply.error.code !== 'badMessage')
      expect(odd).toEqual([])
      sent += frames.length
    }
  })
  judge.close()
  await expect.poll(async () => (await host()).state.people.judge?.connectionId).toBeNull()
}, 120_000)

test(`${UNAUTHORISED} well-formed messages by people who may not`, async () => {
  const browsers = await Promise.all(['plaintiff', 'witness', 'observer1'].map(attend))
  const callers = ['plaintiff', 'witness', 'observer1', 'defendant', 'nobody']
  await changingNothing(async () => {
    let sent = 0
    for (let seed = 1; sent < UNAUTHORISED; seed += 1) {
      const requests = fc.sample(validRequest, { numRuns: 5_000, seed })
      for (const personId of callers) {
        const { state } = await host()
        const forbidden = requests.filter(({ name, params }) => isForbidden(state, personId, name, params)).map((request) => JSON.stringify(request)).filter(isWellFormed)
        expectRefused(await send(personId, forbidden))
        sent += forbidden.length
      }
    }
  })
  for (const browser of browsers) browser.close()
  await expect.poll(async () => Object.values((await host()).state.people).filter((person) => person.connectionId !== null)).toEqual([])
}, 120_000)

const OwnPaper = GATEWAY_CALLS.composePaper.params
function isOwnPaper(personId: string, params: unknown): boolean {
  const asked = OwnPaper.safeParse(params)
  return asked.success && asked.data.personId === personId && PAPER_KINDS[asked.data.template].drafters === 'party'
}

/** What the law forbids this person now, besides all that needs media or papers, which these people have no part in. */
function isForbidden(state: HearingState, personId: string, name: string, params: unknown): boolean {
  if (name === 'ping' || name === 'joinMedia') return false
  // A party may have its own papers filled in; that changes nothing.
  if (name === 'composePaper' && isOwnPaper(personId, params)) return false
  if (name !== 'command') return true
  const command = ParticipantCommand.safeParse((params as { command: unknown }).command)
  return command.success && permission(state, personId, command.data.type) !== null
}

test(`${REPLAYED} replayed commands answer as before`, async () => {
  const clerk = await attend('clerk')
  const commandIds = Array.from({ length: 20 }, (_, index) => `replayed-${index}-0000`)
  const seqs: number[] = []
  for (const commandId of commandIds) seqs.push((await clerk.command({ type: 'muteAll' }, commandId).catch(async () => clerk.command({ type: 'reportReadiness', readiness: { camera: 'ok', microphone: 'ok', speaker: 'ok', network: 'good', cutout: 'key' } }, commandId))).seq)
  await changingNothing(async () => {
    const frames = Array.from({ length: REPLAYED }, (_, index) => JSON.stringify({
      id: index + 1, name: 'command', params: { commandId: commandIds[index % commandIds.length], command: { type: 'muteAll' } },
    }))
    const replies = await send('clerk', frames)
    replies.forEach((reply, index) => expect(reply).toEqual({ id: index + 1, ok: true, result: { seq: seqs[index % seqs.length] } }))
    // Somebody else's identifiers are no key to anything.
    expectRefused(await send('plaintiff', frames.slice(0, 100)))
  })
  clerk.close()
  await expect.poll(async () => (await host()).state.people.clerk?.connectionId).toBeNull()
}, 60_000)

test('oversized messages', async () => {
  await changingNothing(async () => {
    const replies = await send('judge', Array.from({ length: 50 }, (_, index) => JSON.stringify({ id: 1, name: 'ping', params: { x: 'x'.repeat(LIMITS.maxMessageBytes + index) } })))
    for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { code: 'tooLarge' } })
  })
})

test(`${OVER_SOCKETS} of them over real sockets: one reply each, and the line stays up`, async () => {
  const plaintiff = await attend('plaintiff')
  const before = { state: (await host()).state, events: await eventsInLog() }
  const frames = fc.sample(brokenFrame, { numRuns: OVER_SOCKETS * 2, seed: 4711 }).filter((frame) => !isWellFormed(frame)).slice(0, OVER_SOCKETS)
  const replies: GatewayReply[] = []
  plaintiff.onReply = (text) => {
    const reply = GatewayReply.parse(JSON.parse(text))
    if (!reply.ok) replies.push(reply)
  }
  for (const frame of frames) plaintiff.raw(frame)
  await plaintiff.until('all replies', () => replies.length === frames.length, 30_000)
  await plaintiff.call('ping', {})
  expect((await host()).state).toBe(before.state)
  expect(await eventsInLog()).toBe(before.events)
}, 60_000)
