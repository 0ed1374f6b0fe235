import { afterAll, beforeAll, expect, test } from 'vitest'
import { Browser, tokenFor } from './browser.ts'
import { openTestDatabase, startTestCourt, trial, type TestCourt, type TestDatabase } from './court.ts'

let database: TestDatabase
let court: TestCourt
const HEARING = 'gallery-trial'
const OBSERVERS = 60

beforeAll(async () => {
  database = await openTestDatabase()
  court = await startTestCourt(database, { limits: { silentForMs: 60_000 } })
}, 60_000)
afterAll(async () => {
  await court.stop()
  await database.close()
})

test('a full gallery: everybody is shown every event once and in order, encoded once per kind of viewer', async () => {
  const codes = await court.signaling.seedHearing(trial(HEARING, OBSERVERS))
  const attend = async (personId: string) => {
    const browser = await new Browser(court.socketUrl).open()
    await browser.hello(await tokenFor(court.url, codes[personId] ?? ''), HEARING, { withCamera: false })
    return browser
  }
  const judge = await attend('judge')
  const gallery = await Promise.all(Array.from({ length: OBSERVERS }, (_, index) => attend(`observer${index + 1}`)))
  const { hosts } = court.signaling.inside
  for (let index = 1; index <= OBSERVERS; index += 1) {
    await hosts.submit(HEARING, { command: { type: 'admit', personId: `observer${index}` }, actor: { personId: 'judge' }, commandId: `admit-observer-${index}` })
  }
  const strikes = 25
  const seqs = await Promise.all(Array.from({ length: strikes }, (_, index) => judge.command({ type: 'strikeGavel', strikes: 1 + (index % 3) })))
  const expected = seqs.map(({ seq }) => seq).sort((a, b) => a - b)
  for (const observer of gallery) {
    await observer.until('the last strike', ({ view }) => (view?.seq ?? 0) >= (expected.at(-1) ?? 0))
    const seen = observer.notices.flatMap((notice) => (notice.name === 'event' && notice.params.event.type === 'gavelStruck' ? [notice.params.seq] : []))
    expect(seen).toEqual(expected)
    const order = observer.notices.flatMap((notice) => (notice.name === 'event' || notice.name === 'snapshot' ? [notice.params.seq] : []))
    expect(order).toEqual([...order].sort((a, b) => a - b))
  }
})
