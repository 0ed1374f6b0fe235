import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { ComplaintCommand, RatingCommand } from '#protocol/window/rating.ts'
import { ratingIdOf } from '../../../signaling/window/ratings/index.ts'
import { openHouse, until, type House, type TestDatabase } from './matters.ts'

/** From the citizen's own screen to the ticket, the call back, the better word; and the clerk's appeal. On a real database. */
let database: TestDatabase
let house: House
const PLEDGE = '000715001001'
const PINGHU = 'zj-pinghu-realty'
type Person = Awaited<ReturnType<House['staff']>>
let citizen: Person, clerk: Person, colleague: Person, lead: Person, reviewer: Person, far: Person

beforeAll(async () => {
  database = await openTestDatabase()
  house = await openHouse(database, { papers: false })
  citizen = await house.citizen()
  ;[clerk, colleague] = [await house.staff('remoteClerk', PINGHU), await house.staff('remoteClerk', PINGHU, 1)]
  ;[lead, reviewer, far] = [await house.staff('supervisor', PINGHU), await house.staff('reviewer', PINGHU), await house.staff('supervisor', 'ah-hefei')]
}, 120_000)
afterAll(async () => {
  await house.close()
  await database.close()
}, 60_000)

/** A call that took place and is over; what is asked of the citizen after it. */
async function rated(level: Extract<RatingCommand, { type: 'rateSession' }>['level'], reasons: ('slow' | 'friendly')[] = []): Promise<{ ratingId: string; complaintId: string | null }> {
  const sessionId = await house.call({ citizen, clerk, itemCode: PLEDGE })
  await house.inCall(sessionId, clerk, { type: 'end', outcome: 'done', note: '' })
  await house.matters.afterCall(await house.session(sessionId))
  const ratingId = ratingIdOf('session', sessionId)
  await house.matters.calls.ratingCommand(citizen, { ratingId, commandId: newId(), command: { type: 'rateSession', level, reasons, text: '' } })
  await house.settled()
  return { ratingId, complaintId: (await house.matters.inside.ratings.hosts.get(ratingId)).state.complaintId }
}
const act = (by: Person, complaintId: string, command: ComplaintCommand) => house.matters.calls.complaintCommand(by, { complaintId, commandId: newId(), command })
const ticket = async (complaintId: string) => (await house.matters.inside.ratings.complaints.hosts.get(complaintId)).state

describe('a bad rating', () => {
  let ratingId = ''
  let complaintId = ''

  test('is the citizen’s alone to give, and needs a reason', async () => {
    const sessionId = await house.call({ citizen, clerk, itemCode: PLEDGE })
    await house.inCall(sessionId, clerk, { type: 'end', outcome: 'done', note: '' })
    await house.matters.afterCall(await house.session(sessionId))
    await house.matters.afterCall(await house.session(sessionId))
    ratingId = ratingIdOf('session', sessionId)
    expect(citizen.notices.filter((notice) => notice.name === 'rating')).toHaveLength(1)
    const rate = (by: Person, reasons: 'slow'[]) =>
      house.matters.calls.ratingCommand(by, { ratingId, commandId: newId(), command: { type: 'rateSession', level: 'dissatisfied', reasons, text: '' } })
    await expect(rate(clerk, ['slow'])).rejects.toMatchObject({ code: 'notFound' })
    await expect(rate(lead, ['slow'])).rejects.toMatchObject({ code: 'notPermitted' })
    await expect(rate(citizen, [])).rejects.toMatchObject({ code: 'reasonRequired' })
    await rate(citizen, ['slow'])
  })

  test('opens its ticket by itself, also where the process died in between; to be called back within one working day, fixed within fifteen', async () => {
    await house.settled()
    complaintId = (await house.matters.inside.ratings.hosts.get(ratingId)).state.complaintId ?? ''
    // as if it had died before anything followed from the rating
    await database.pool.query('delete from window_complaints')
    await database.pool.query('delete from window_ratings')
    await house.crash()
    expect(await ticket(complaintId)).toMatchObject({ status: 'opened', callBackBy: '2026-11-17', fixBy: '2026-12-07', citizen: citizen.seat.personId })
    const { rows } = await database.pool.query('select complaint_id from window_complaints')
    expect(rows).toHaveLength(1)
  })

  test('is dealt with by nobody of the rated window; a step that ran over is noted once', async () => {
    await expect(act(far, complaintId, { type: 'assign', handler: colleague.seat.personId })).rejects.toMatchObject({ code: 'notFound' })
    await expect(act(lead, complaintId, { type: 'assign', handler: clerk.seat.personId })).rejects.toMatchObject({ code: 'notImpartial' })
    await expect(act(lead, complaintId, { type: 'assign', handler: 'nobody' })).rejects.toMatchObject({ code: 'unknownPerson' })
    await house.goTo('2026-11-18')
    await house.settled()
    expect((await ticket(complaintId)).overdue).toEqual([{ step: 'assign', by: '2026-11-17' }])
    await act(lead, complaintId, { type: 'assign', handler: colleague.seat.personId })
    await act(colleague, complaintId, { type: 'callBack', outcome: 'notReached', note: '无人接听' })
    await act(colleague, complaintId, { type: 'callBack', outcome: 'reached', note: '' })
    await act(colleague, complaintId, { type: 'fix', what: '已致歉并当日补办', reply: '已增设窗口，缩短等候。' })
  })

  test('the citizen rates anew, the reply and the new word come back to the rating, and the ticket is closed', async () => {
    const own = (await (await house.get(citizen, '/api/window/complaints')).json()) as { complaints: { complaintId: string; status: string }[] }
    expect(own.complaints).toMatchObject([{ complaintId, status: 'fixed' }])
    await act(citizen, complaintId, { type: 'reRate', level: 'satisfied', reasons: [], text: '' })
    await expect(act(citizen, complaintId, { type: 'reRate', level: 'satisfied', reasons: [], text: '' })).rejects.toMatchObject({ code: 'alreadyDone' })
    await house.settled()
    expect((await house.matters.inside.ratings.hosts.get(ratingId)).state).toMatchObject({ given: { level: 'dissatisfied' }, reRated: { level: 'satisfied' }, reply: { text: '已增设窗口，缩短等候。' } })
    // the clerk might still appeal until the 23rd; after that the handler closes, or the platform where the handler lets the day go by
    await house.goTo('2026-11-26')
    expect((await ticket(complaintId)).closed).toMatchObject({ outcome: 'fixed' })
  })
})

describe('an appeal', () => {
  test('upheld by a reviewer of the office, it takes the rating out of the figures and spares no call', async () => {
    const { ratingId, complaintId } = await rated('veryDissatisfied', ['slow'])
    await act(clerk, complaintId ?? '', { type: 'appeal', reason: '系统故障，非人员原因', evidence: [] })
    await expect(act(lead, complaintId ?? '', { type: 'decideAppeal', outcome: 'upheld', reason: '属实' })).rejects.toMatchObject({ code: 'notPermitted' })
    await act(reviewer, complaintId ?? '', { type: 'decideAppeal', outcome: 'upheld', reason: '故障记录属实' })
    await house.settled()
    expect((await house.matters.inside.ratings.hosts.get(ratingId)).state.excluded).toMatchObject({ reason: '故障记录属实' })
    expect((await ticket(complaintId ?? '')).closed).toBeNull()
    await act(lead, complaintId ?? '', { type: 'assign', handler: colleague.seat.personId })
    await act(colleague, complaintId ?? '', { type: 'callBack', outcome: 'reached', note: '' })
    expect((await ticket(complaintId ?? '')).closed).toMatchObject({ outcome: 'excluded' })
  })
})

describe('what is shown of ratings', () => {
  test('the public sees sums, never a single word; the clerk sees batches, never who', async () => {
    for (let n = 0; n < 5; n += 1) await rated('verySatisfied', ['friendly'])
    const publicly = (await (await house.get(null, '/api/window/ratings')).json()) as { results: { rows: { officeId: string; office: string; figure: { rated: number } }[] } }
    expect(publicly.results.rows).toMatchObject([{ officeId: PINGHU, figure: { rated: 6 } }])
    expect(publicly.results.rows[0]?.office).not.toBe(PINGHU)
    expect(JSON.stringify(publicly)).not.toMatch(new RegExp(`${citizen.seat.personId}|${clerk.seat.personId}`))
    const own = (await (await house.get(clerk, '/api/window/own-ratings')).json()) as { ratings: object[] }
    expect(own.ratings).toHaveLength(5)
    expect(JSON.stringify(own)).not.toContain(citizen.seat.personId)
    const mine = (await (await house.get(citizen, '/api/window/own-ratings')).json()) as { ratings: object[] }
    expect(mine.ratings).toHaveLength(7)
  })

  test('tickets are the office’s and the citizen’s; another office sees none', async () => {
    const of = async (by: Person) => ((await (await house.get(by, '/api/window/complaints')).json()) as { complaints: { citizen: string }[] }).complaints
    expect(await of(lead)).toHaveLength(2)
    expect(await of(far)).toEqual([])
    expect((await of(clerk)).map((one) => one.citizen)).toEqual(['', ''])
    await until(() => lead.notices.some((notice) => notice.name === 'complaint'))
    expect(far.notices.filter((notice) => notice.name === 'complaint' || notice.name === 'rating')).toEqual([])
  })
})
