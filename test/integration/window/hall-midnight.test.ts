import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyTicket } from '#domain/window/hall/index.ts'
import { CALL_LIMITS } from '#protocol/window/session.ts'
import type { WindowClient } from '../../harness/window-client.ts'
import { openHallHouse, openTestDatabase, type HallHouse, type TestDatabase } from './hall-house.ts'

/** What the clock does by itself: the end of a day, a call that nobody comes back to. The clock is the test's. */
const PINGHU = 'zj-pinghu-realty'
const PLEDGE = { itemCode: '000715001001', region: '330482' }
const ticketOf = (client: WindowClient) => everyTicket(client.hall?.tickets ?? []).findLast(({ citizen }) => citizen === client.me)
let database: TestDatabase
let house: HallHouse
let nowMs = 0
/** A clock time at the offices. */
const goTo = (day: string, clock: string): void => {
  nowMs = Date.parse(`${day}T${clock}:00.000Z`) - 8 * 3_600_000
}

beforeAll(async () => {
  goTo('2026-11-23', '23:00')
  database = await openTestDatabase()
  house = await openHallHouse(database, { clock: { now: () => new Date(nowMs++) } })
}, 120_000)
afterAll(async () => {
  await house.close()
  await database.close()
}, 60_000)

async function called(citizen: WindowClient, clerk: WindowClient): Promise<string> {
  await citizen.ask({ type: 'takeTicket', channel: 'phone', ...PLEDGE })
  await clerk.ask({ type: 'callNext' })
  const { sessionId } = await citizen.notice('called')
  await Promise.all([citizen.join(sessionId), clerk.join(sessionId)])
  await citizen.until(() => ticketOf(citizen)?.status === 'serving')
  return sessionId
}

test('a call that runs on over midnight is finished in its own day; then the day is closed and who waited is told', async () => {
  const { halls } = house.windows.inside
  const [citizen, waiting] = [await house.citizen('夜里的人', 1), await house.citizen('等着的人', 2)]
  const clerk = await house.staff('remoteClerk', PINGHU)
  await clerk.ask({ type: 'openWindow', windowId: `${PINGHU}-w1` })
  await called(citizen, clerk)
  await waiting.ask({ type: 'takeTicket', channel: 'phone', ...PLEDGE })
  await waiting.until(() => ticketOf(waiting)?.status === 'waiting')
  goTo('2026-11-24', '00:30')
  await halls.closePast()
  expect(halls.days()).toEqual(['2026-11-23'])
  // a new day begins for somebody else meanwhile
  const early = await house.citizen('早来的人', 3)
  await early.ask({ type: 'takeTicket', channel: 'phone', ...PLEDGE })
  await early.until(() => ticketOf(early)?.number === 'A001' || ticketOf(early)?.nth === 1)
  expect(halls.days()).toEqual(['2026-11-23', '2026-11-24'])
  await clerk.inCall({ type: 'end', outcome: 'done' })
  await citizen.until(async () => (await halls.peek('2026-11-23')) && (await own('2026-11-23', citizen))?.ended?.reason === 'done')
  await halls.closePast()
  expect(halls.days()).toEqual(['2026-11-24'])
  expect((await own('2026-11-23', waiting))?.ended?.reason).toBe('dayClosed')
  await expect(waiting.ask({ type: 'leave', ticketId: (await own('2026-11-23', waiting))?.ticketId ?? '' })).rejects.toMatchObject({ code: 'notFound' })
  await clerk.close()
})
const own = async (day: string, client: WindowClient) => everyTicket((await house.windows.inside.halls.peek(day))?.tickets ?? []).find(({ citizen }) => citizen === client.me)

test('a call to which nobody of the citizen’s side comes back is ended, and the clerk is free', async () => {
  const citizen = await house.citizen('走开的人', 4)
  const clerk = await house.staff('remoteClerk', PINGHU)
  await clerk.ask({ type: 'openWindow', windowId: `${PINGHU}-w1` })
  await early()
  const sessionId = await called(citizen, clerk)
  citizen.kill()
  await clerk.until(() => clerk.call?.people[citizen.me]?.connectionId === null)
  house.windows.inside.steward.endLonely()
  nowMs += CALL_LIMITS.aloneMs
  house.windows.inside.steward.endLonely()
  await clerk.until(() => clerk.call?.ended?.outcome === 'alone')
  await clerk.until(async () => (await own('2026-11-24', citizen))?.ended?.reason === 'alone')
  await clerk.until(() => Object.values(clerk.hall?.windows ?? {}).some((desk) => desk.clerkId === clerk.me && desk.ticketId === null))
  expect((await house.windows.inside.callHosts.peek(sessionId))?.ended?.outcome).toBe('alone')
  await clerk.ask({ type: 'closeWindow' })
  await clerk.close()

  /** Whoever came first is served first. */
  async function early(): Promise<void> {
    await clerk.ask({ type: 'callNext' })
    const { sessionId: first } = await clerk.notice('called')
    await clerk.join(first)
    await clerk.inCall({ type: 'end', outcome: 'done' })
  }
})

test('a day that nobody closed is closed at the next start, in the morning also over the heads of those still talking', async () => {
  const citizen = await house.citizen('还在说的人', 5)
  const clerk = await house.staff('remoteClerk', PINGHU)
  await clerk.ask({ type: 'openWindow', windowId: `${PINGHU}-w1` })
  const sessionId = await called(citizen, clerk)
  goTo('2026-11-25', '06:01')
  await house.restart()
  expect(house.windows.inside.halls.days()).toEqual([])
  expect((await own('2026-11-24', citizen))?.ended?.reason).toBe('dayClosed')
  await citizen.until(async () => (await house.windows.inside.callHosts.peek(sessionId))?.ended?.outcome === 'dayClosed')
})
