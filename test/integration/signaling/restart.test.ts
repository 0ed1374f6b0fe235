import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEventStore } from '#platform/event-store.ts'
import { createLeases } from '#platform/leases.ts'
import { systemClock } from '#platform/clock.ts'
import { Browser, tokenFor } from './browser.ts'
import { forkCourt, openTestDatabase, startTestCourt, trial, type TestCourt, type TestDatabase } from './court.ts'

let database: TestDatabase
const courts: TestCourt[] = []

beforeAll(async () => {
  database = await openTestDatabase()
}, 60_000)
afterAll(async () => {
  await Promise.allSettled(courts.map((court) => court.stop()))
  await database.close()
})

async function start(leaseWithinMs = 10_000): Promise<TestCourt> {
  const court = await startTestCourt(database, { limits: { leaseWithinMs } })
  courts.push(court)
  return court
}

test('kill -9 and start: same stage, a replay changes nothing, ghosts are disconnected, browsers resume by events', async () => {
  const hearingId = 'restart-trial'
  const second = await start()
  const codes = await second.signaling.seedHearing(trial(hearingId))
  const first = await forkCourt(database)
  const token = await tokenFor(first.url, codes.judge ?? '')
  const clerkToken = await tokenFor(first.url, codes.clerk ?? '')
  const judge = await new Browser(first.socketUrl).open()
  await judge.hello(token, hearingId)
  const clerk = await new Browser(first.socketUrl).open()
  await clerk.hello(clerkToken, hearingId)
  const done = await clerk.command({ type: 'advanceStage', expected: 'preTrial' }, 'advance-once-1')
  await judge.until('the stage', ({ view }) => view?.stage === 'attendanceCheck')
  const seen = judge.view
  await first.kill()
  await judge.until('the line lost', ({ closed }) => closed !== null)

  const back = await new Browser(second.socketUrl).open()
  back.view = seen
  const hello = await back.hello(token, hearingId, { afterSeq: seen?.seq ?? 0 })
  expect(hello.view).toBeNull()
  await back.until('own connection', ({ view }) => view?.people.judge?.connectionId === hello.connectionId)
  expect(back.view?.stage).toBe('attendanceCheck')
  expect(back.view?.people.clerk?.connectionId).toBeNull()
  const causes = back.notices.flatMap((notice) => (notice.name === 'event' && notice.params.event.type === 'personDisconnected' ? [notice.params.event.cause] : []))
  expect(causes).toEqual(['serverRestart', 'serverRestart'])

  const clerkBack = await new Browser(second.socketUrl).open()
  await clerkBack.hello(clerkToken, hearingId)
  expect(await clerkBack.command({ type: 'advanceStage', expected: 'preTrial' }, 'advance-once-1')).toEqual(done)
  expect((await second.signaling.inside.hosts.get(hearingId)).state.stage).toBe('attendanceCheck')
  expect((await createEventStore(database, systemClock).verify(`hearing/${hearingId}`)).ok).toBe(true)
})

test('an orderly stop says goodbye, is written down, and lets the next server take over at once', async () => {
  const hearingId = 'stop-trial'
  const first = await start()
  const codes = await first.signaling.seedHearing(trial(hearingId))
  const token = await tokenFor(first.url, codes.judge ?? '')
  const judge = await new Browser(first.socketUrl).open()
  await judge.hello(token, hearingId)
  await first.stop()
  await judge.until('the goodbye', ({ closed }) => closed !== null)
  expect(judge.closed?.code).toBe(4001)
  const second = await start()
  expect((await second.signaling.inside.hosts.get(hearingId)).state.people.judge?.connectionId).toBeNull()
})

test('when another process took the hearing over, the old host writes nothing more and its browsers are sent to come back', async () => {
  const hearingId = 'fenced-trial'
  const old = await start()
  const codes = await old.signaling.seedHearing(trial(hearingId))
  const judge = await new Browser(old.socketUrl).open()
  await judge.hello(await tokenFor(old.url, codes.judge ?? ''), hearingId)
  // The other process believes the old one dead: it takes the lease by force and writes on.
  await database.pool.query('update leases set expires_at = now() - interval \'1 hour\', holder = null where name = $1', [`hearing/${hearingId}`])
  const leases = createLeases(database)
  const lease = await leases.acquire(`hearing/${hearingId}`, 'other-process')
  const store = createEventStore(database, systemClock)
  const { state } = await old.signaling.inside.hosts.get(hearingId)
  await store.append(`hearing/${hearingId}`, state.seq, [{
    actor: { system: 'gateway' }, commandId: null,
    event: { type: 'personDisconnected', personId: 'judge', connectionId: state.people.judge?.connectionId ?? '', cause: 'serverRestart' },
  }], lease?.fence ?? 0)
  const attempt = judge.command({ type: 'strikeGavel', strikes: 1 }).catch((error: unknown) => error)
  await lease?.release()
  await judge.until('being sent back', ({ closed }) => closed !== null)
  expect(judge.closed?.code).toBe(4016)
  await attempt
  const events = await database.kysely.selectFrom('events').select('event').where('stream', '=', `hearing/${hearingId}`).execute()
  expect(events.filter(({ event }) => event.includes('gavelStruck'))).toEqual([])
  expect((await store.verify(`hearing/${hearingId}`)).ok).toBe(true)
  await leases.close()
})

test('one server at a time owns a hearing: a second is told busy', async () => {
  const hearingId = 'owned-trial'
  const owner = await start()
  await owner.signaling.seedHearing(trial(hearingId))
  await owner.signaling.inside.hosts.get(hearingId)
  const other = await start(300)
  await expect(other.signaling.inside.hosts.get(hearingId)).rejects.toMatchObject({ code: 'busy' })
})
