import { afterAll, beforeAll, expect, test } from 'vitest'
import { ErrorReply, HearingListReply, SessionReply } from '#protocol/http.ts'
import { HearingEvent } from '#protocol/hearing-events.ts'
import { createEventStore } from '#platform/event-store.ts'
import { systemClock } from '#platform/clock.ts'
import type { DemoCourt } from '../../../signaling/index.ts'
import { openTestDatabase, startTestCourt, type TestCourt, type TestDatabase } from './court.ts'

let database: TestDatabase
let court: TestCourt
let demo: DemoCourt

beforeAll(async () => {
  database = await openTestDatabase()
  court = await startTestCourt(database)
  demo = await court.signaling.seedDemo()
}, 60_000)
afterAll(async () => {
  await court.stop()
  await database.close()
})

const entry = (hearingId: string, personId: string) => {
  const found = demo.find((one) => one.hearingId === hearingId && one.personId === personId)
  if (found === undefined) throw new Error(`no ${personId} in ${hearingId}`)
  return found
}
const post = (body: unknown, raw?: string) =>
  fetch(`${court.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: raw ?? JSON.stringify(body) })
const get = (path: string, token?: string) => fetch(court.url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })
async function refusal(response: Response): Promise<[number, string]> {
  return [response.status, ErrorReply.parse(await response.json()).error.code]
}
async function enter(hearingId: string, personId: string): Promise<string> {
  const { path } = entry(hearingId, personId)
  return SessionReply.parse(await (await post({ invitation: path.split('#')[1] })).json()).token
}

test('the demo court: seeding again changes nothing and gives the same links and passwords', async () => {
  expect(await court.signaling.seedDemo()).toEqual(demo)
  const store = createEventStore(database, systemClock)
  expect(await store.listStreams('hearing/')).toEqual(['hearing/demo-mediation', 'hearing/demo-sole', 'hearing/demo-trial'])
  for (const stream of await store.listStreams('hearing/')) expect(await store.read(stream, HearingEvent)).toHaveLength(1)
  expect(demo.filter(({ hearingId }) => hearingId === 'demo-trial').map(({ personId }) => personId)).toEqual([
    'judge', 'juror1', 'juror2', 'clerk', 'plaintiff', 'plaintiffLawyer', 'defendant', 'witness', 'observer1', 'observer2',
  ])
})

test('a personal link leads to its one hearing', async () => {
  const { path } = entry('demo-trial', 'defendant')
  const reply = SessionReply.parse(await (await post({ invitation: path.split('#')[1] })).json())
  expect(reply).toMatchObject({ name: '李䶮', hearingId: 'demo-trial', personId: 'defendant' })
  const list = HearingListReply.parse(await (await get('/api/hearings', reply.token)).json())
  expect(list.hearings.map(({ hearingId, role }) => [hearingId, role])).toEqual([['demo-trial', 'defendant']])
})

test('staff sign in by account and see all their hearings, the next first', async () => {
  const { account, password } = entry('demo-trial', 'clerk')
  const reply = SessionReply.parse(await (await post({ account, password })).json())
  expect(reply).toMatchObject({ name: '苏婉', hearingId: null, personId: null })
  const { hearings } = HearingListReply.parse(await (await get('/api/hearings', reply.token)).json())
  expect(hearings.map(({ hearingId }) => hearingId)).toEqual(['demo-trial', 'demo-mediation', 'demo-sole'])
  expect(hearings[0]).toMatchObject({ kind: 'panel3', stage: 'preTrial', closed: false, role: 'clerk', connected: 0, invited: 10 })
})

test('what is not right is refused with its code', async () => {
  const { account } = entry('demo-trial', 'judge')
  expect(await refusal(await post({ account, password: 'wrong' }))).toEqual([401, 'wrongCredentials'])
  expect(await refusal(await post({ account: 'nobody', password: 'wrong' }))).toEqual([401, 'wrongCredentials'])
  expect(await refusal(await post({ invitation: 'x'.repeat(32) }))).toEqual([401, 'invitationInvalid'])
  expect(await refusal(await post({ account }))).toEqual([400, 'badMessage'])
  expect(await refusal(await post(null, '{'))).toEqual([400, 'badMessage'])
  expect(await refusal(await post({ invitation: 'x'.repeat(20_000) }))).toEqual([413, 'tooLarge'])
  expect(await refusal(await get('/api/hearings'))).toEqual([401, 'notSignedIn'])
  expect(await refusal(await get('/api/hearings', 'y'.repeat(43)))).toEqual([401, 'notSignedIn'])
  expect(await refusal(await get('/api/nothing'))).toEqual([404, 'notFound'])
  expect(await refusal(await get('/api/hearings/%E0%A4%A/media-routes'))).toEqual([400, 'badMessage'])
})

test('after signing out the token opens nothing', async () => {
  const token = await enter('demo-trial', 'plaintiff')
  expect((await get('/api/session', token)).status).toBe(200)
  await fetch(`${court.url}/api/session`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
  expect(await refusal(await get('/api/session', token))).toEqual([401, 'sessionExpired'])
})

test('media routes are read by bench and clerk, of their own hearing only', async () => {
  const path = '/api/hearings/demo-trial/media-routes'
  for (const personId of ['judge', 'juror1', 'clerk']) expect(await (await get(path, await enter('demo-trial', personId))).json()).toEqual({ routes: [] })
  for (const personId of ['plaintiff', 'witness', 'observer1']) expect(await refusal(await get(path, await enter('demo-trial', personId)))).toEqual([403, 'notPermitted'])
  expect(await refusal(await get(path, await enter('demo-mediation', 'mediator')))).toEqual([403, 'notInHearing'])
})

test('papers are closed to witnesses and observers; an unknown one is not found', async () => {
  const path = '/api/hearings/demo-trial/documents/any/file'
  for (const personId of ['witness', 'observer1']) expect(await refusal(await get(path, await enter('demo-trial', personId)))).toEqual([403, 'notPermitted'])
  expect(await refusal(await get(path, await enter('demo-trial', 'plaintiff')))).toEqual([404, 'notFound'])
})

test('tokens, codes and passwords are not in the database', async () => {
  const token = await enter('demo-trial', 'judge')
  const { rows } = await database.pool.query<{ text: string }>(
    'select (select coalesce(string_agg(s::text, \' \'), \'\') from sessions s) || (select string_agg(i::text, \' \') from invitations i) || (select string_agg(a::text, \' \') from accounts a) as text',
  )
  const stored = rows[0]?.text ?? ''
  expect(stored).toContain('林静安')
  for (const secret of [token, entry('demo-trial', 'judge').path.split('#')[1] ?? '', entry('demo-trial', 'judge').password ?? '']) expect(stored).not.toContain(secret)
})

test('guessing is slowed down, for the account guessed at and for the address', async () => {
  const { account, password } = entry('demo-trial', 'juror1')
  for (let index = 0; index < 10; index += 1) expect((await post({ account, password: `wrong${index}` })).status).toBe(401)
  expect(await refusal(await post({ account, password }))).toEqual([429, 'tooManyRequests'])
  const { account: other, password: right } = entry('demo-trial', 'juror2')
  expect((await post({ account: other, password: right })).status).toBe(200)
  await Promise.all(Array.from({ length: 70 }, (_, index) => post({ invitation: `${index}`.padStart(32, 'z') })))
  expect(await refusal(await post({ account: other, password: right }))).toEqual([429, 'tooManyRequests'])
})

test('prometheus text', async () => {
  expect(await (await get('/metrics')).text()).toContain('tongting_connections')
})
