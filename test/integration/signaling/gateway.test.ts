import { afterAll, beforeAll, expect, test } from 'vitest'
import { viewOf } from '#domain/hearing/index.ts'
import { Browser, tokenFor } from './browser.ts'
import { openTestDatabase, startTestCourt, trial, type TestCourt, type TestDatabase } from './court.ts'

let database: TestDatabase
let court: TestCourt
let codes: Record<string, string>
const HEARING = 'gateway-trial'
const browsers: Browser[] = []

beforeAll(async () => {
  database = await openTestDatabase()
  court = await startTestCourt(database)
  codes = await court.signaling.seedHearing(trial(HEARING))
}, 60_000)
afterAll(async () => {
  await court.stop()
  await database.close()
})

async function token(personId: string): Promise<string> {
  return tokenFor(court.url, codes[personId] ?? '')
}
async function attend(personId: string, afterSeq?: number): Promise<Browser> {
  const browser = await new Browser(court.socketUrl).open()
  browsers.push(browser)
  await browser.hello(await token(personId), HEARING, afterSeq === undefined ? {} : { afterSeq })
  return browser
}
async function state() {
  return (await court.signaling.inside.hosts.get(HEARING)).state
}
/** The view a browser has folded is the view the server would give it now. */
async function expectSameView(browser: Browser, personId: string): Promise<void> {
  const now = await state()
  const expected = JSON.parse(JSON.stringify({ ...viewOf(now, personId), seq: 0 })) as object
  expect({ ...browser.view, seq: 0 }).toEqual(expected)
}

test('from the door to the opened court: everybody folds the same events', async () => {
  const judge = await attend('judge')
  const clerk = await attend('clerk')
  const plaintiff = await attend('plaintiff')
  const defendant = await attend('defendant')
  for (const personId of ['juror1', 'juror2']) await attend(personId)
  for (const personId of ['plaintiff', 'defendant']) await clerk.command({ type: 'admit', personId })
  await clerk.command({ type: 'advanceStage', expected: 'preTrial' })
  for (const personId of ['judge', 'juror1', 'juror2', 'plaintiff', 'plaintiffLawyer', 'defendant']) {
    await clerk.command({ type: 'recordAttendance', personId, present: personId !== 'plaintiffLawyer' })
  }
  await clerk.command({ type: 'advanceStage', expected: 'attendanceCheck' })
  await clerk.command({ type: 'advanceStage', expected: 'announceDiscipline' })
  const { seq } = await judge.command({ type: 'strikeGavel', strikes: 1 })
  await Promise.all([clerk, plaintiff, defendant].map((browser) => browser.until('the gavel', ({ view }) => view?.gavel !== null)))
  expect((await state()).openedAt).not.toBeNull()
  expect((await state()).seq).toBe(seq)
  for (const [browser, personId] of [[judge, 'judge'], [clerk, 'clerk'], [plaintiff, 'plaintiff'], [defendant, 'defendant']] as const) {
    await expectSameView(browser, personId)
  }
})

test('a refused act has its code and changes nothing', async () => {
  const before = await state()
  const plaintiff = browsers[2]
  await expect(plaintiff?.command({ type: 'strikeGavel', strikes: 1 })).rejects.toMatchObject({ code: 'notPermitted' })
  await expect(plaintiff?.command({ type: 'admit', personId: 'nobody' })).rejects.toMatchObject({ code: 'notPermitted' })
  expect(await state()).toBe(before)
})

test('a witness who waits is shown nothing of the courtroom', async () => {
  const witness = await attend('witness')
  const judge = browsers[0]
  await judge?.command({ type: 'strikeGavel', strikes: 3 })
  await witness.call('ping', {})
  expect(witness.view?.gavel).toBeNull()
  expect(Object.keys(witness.view?.people ?? {})).not.toContain('plaintiff')
  expect(witness.notices.filter(({ name }) => name === 'event' || name === 'snapshot')).toEqual([])
  await expectSameView(witness, 'witness')
})

test('the same command twice is carried out once, also when both are under way', async () => {
  const judge = browsers[0]
  const before = (await state()).seq
  const answers = await Promise.all(Array.from({ length: 5 }, () => judge?.command({ type: 'strikeGavel', strikes: 2 }, 'replayed-command-1')))
  expect(new Set(answers.map((answer) => answer?.seq))).toEqual(new Set([before + 1]))
  expect((await state()).seq).toBe(before + 1)
  await expect(browsers[1]?.command({ type: 'raiseHand' }, 'replayed-command-1')).rejects.toMatchObject({ code: 'alreadyDone' })
})

test('a browser that comes back gets what it missed as events, and folds to the same view', async () => {
  const plaintiff = await attend('plaintiff')
  const seen = { view: plaintiff.view, seq: plaintiff.view?.seq ?? 0 }
  plaintiff.cut()
  await browsers[0]?.until('the plaintiff gone', ({ view }) => view?.people.plaintiff?.connectionId === null)
  await browsers[0]?.command({ type: 'strikeGavel', strikes: 1 })
  const back = await new Browser(court.socketUrl).open()
  back.view = seen.view
  const hello = await back.hello(await token('plaintiff'), HEARING, { afterSeq: seen.seq })
  expect(hello.view).toBeNull()
  await back.until('all missed events', ({ view }) => view?.people.plaintiff?.connectionId === hello.connectionId)
  await expectSameView(back, 'plaintiff')
  back.close()
})

test('an afterSeq from nowhere is answered by a snapshot', async () => {
  const browser = await new Browser(court.socketUrl).open()
  const hello = await browser.hello(await token('defendant'), HEARING, { afterSeq: 1_000_000 })
  expect(hello.view).not.toBeNull()
  await expectSameView(browser, 'defendant')
})

test('of two tabs the newer speaks; the older is told so', async () => {
  const older = await attend('juror1')
  const newer = await attend('juror1')
  await older.until('closed', ({ closed }) => closed !== null)
  expect(older.closed?.code).toBe(4010)
  expect(older.notices.at(-1)).toEqual({ name: 'goodbye', params: { reason: 'takenOver' } })
  await newer.call('ping', {})
  expect((await state()).people.juror1?.connectionId).not.toBeNull()
  await expectSameView(newer, 'juror1')
})

test('leaving by the door and losing the line are told apart', async () => {
  const juror = await attend('juror2')
  juror.close(1000)
  const judge = browsers[0]
  await judge?.until('juror2 gone', ({ view }) => view?.people.juror2?.connectionId === null)
  const last = judge?.notices.findLast((notice) => notice.name === 'event' && notice.params.event.type === 'personDisconnected')
  expect(last).toMatchObject({ params: { event: { personId: 'juror2', cause: 'left' } } })
})

test('signing out ends the connection too', async () => {
  const signedIn = await token('plaintiffLawyer')
  const browser = await new Browser(court.socketUrl).open()
  await browser.hello(signedIn, HEARING)
  await fetch(`${court.url}/api/session`, { method: 'DELETE', headers: { authorization: `Bearer ${signedIn}` } })
  await browser.until('closed', ({ closed }) => closed !== null)
  expect(browser.closed?.code).toBe(4011)
})

test('whoever is struck off the list is shown the door, with nothing more', async () => {
  const observer = await attend('observer1')
  await browsers[1]?.command({ type: 'removeParticipant', personId: 'observer1', reason: '不再旁听' })
  await observer.until('closed', ({ closed }) => closed !== null)
  expect(observer.closed?.code).toBe(4015)
  const again = await new Browser(court.socketUrl).open()
  await expect(again.hello(await token('observer1'), HEARING)).rejects.toMatchObject({ code: 'notInHearing' })
})
