import { afterAll, beforeAll, expect, test } from 'vitest'
import { viewOf, type HallState } from '#domain/window/hall/index.ts'
import { WindowClient } from '../../harness/window-client.ts'
import { idNumber, openHallHouse, openTestDatabase, type HallHouse, type TestDatabase } from './hall-house.ts'

/**
 * Five hundred people who wait and sixty clerks who call, all for one office: the worst that can come together in one
 * view. Clients and server share this process, so that what is printed is more than a server of its own takes.
 */
const CITIZENS = 500
const CLERKS = 60
const CALLS = 300
const PINGHU = 'zj-pinghu-realty'
const PLEDGE = { itemCode: '000715001001', region: '330482' }
const withoutSeq = (view: HallState | null): HallState | null => view && { ...view, seq: 0 }
let database: TestDatabase
let house: HallHouse

beforeAll(async () => {
  database = await openTestDatabase()
  house = await openHallHouse(database)
}, 120_000)
afterAll(async () => {
  await house.close()
  await database.close()
}, 60_000)

/** As many windows and clerks at the office as are wanted, taken in as a new version of the catalogue. */
async function enlarge(): Promise<void> {
  const { catalogues } = house.windows.inside
  const current = catalogues.current()
  const clerk = current.staff.find(({ role, at }) => role === 'remoteClerk' && at === PINGHU)
  const supervisor = current.staff.find(({ role, at }) => role === 'supervisor' && at === PINGHU)
  if (!clerk || !supervisor) throw new Error('an office without people')
  const more = Array.from({ length: CLERKS }, (_, n) => n)
  await catalogues.take({
    ...current,
    windows: [...current.windows, ...more.map((n) => ({ windowId: `crowd-${n}`, officeId: PINGHU, name: `${n + 11}号窗口` }))],
    staff: [...current.staff, ...more.map((n) => ({ ...clerk, personId: `crowd-${n}`, name: `窗口人员${n}` }))],
  }, { personId: supervisor.personId, role: 'supervisor', at: PINGHU, centerId: null }, crypto.randomUUID())
}

test(`${CITIZENS} people and ${CLERKS} clerks: everybody called is told, nobody twice at a time`, async () => {
  await enlarge()
  const { doors } = house.signaling.inside
  const { windowDoors } = house.windows.inside
  /** One address opens fifty lines a second. */
  const connect = async (token: string): Promise<WindowClient> => {
    await new Promise((resolve) => setTimeout(resolve, 15))
    return Object.assign(await WindowClient.connect(house.url, token), { keepsNotices: false })
  }
  const citizens: WindowClient[] = []
  for (let nth = 0; nth < CITIZENS; nth += 1) {
    const { token } = await windowDoors.enterCitizen({ name: `申请人${nth}`, identityNumber: idNumber(nth) })
    citizens.push(await connect(token))
  }
  const clerks: WindowClient[] = []
  for (let nth = 0; nth < CLERKS; nth += 1) {
    await windowDoors.employ(`crowd-${nth}`, 'a password', `窗口人员${nth}`, `crowd-${nth}`)
    const { token } = await doors.enterByAccount(`crowd-${nth}`, 'a password')
    clerks.push(await connect(token))
  }
  await Promise.all(citizens.map((citizen) => citizen.ask({ type: 'takeTicket', channel: 'phone', ...PLEDGE })))
  await Promise.all(clerks.map((clerk, nth) => clerk.ask({ type: 'openWindow', windowId: `crowd-${nth}` })))

  const askedAt = new Map<string, number>()
  const delays: number[] = []
  const told = new Map<string, { citizen: WindowClient; at: number }>()
  for (const citizen of citizens) {
    citizen.onNotice = (notice, at) => {
      if (notice.name !== 'called') return
      expect(told.has(notice.params.ticketId), 'called once').toBe(false)
      told.set(notice.params.ticketId, { citizen, at })
    }
  }
  let left = CALLS
  await Promise.all(clerks.map(async (clerk, nth) => {
    // the first call of all at once, as when the doors open
    for (let first = true; left > 0; first = false) {
      left -= 1
      if (!first) await new Promise((resolve) => setTimeout(resolve, 200 + ((nth * 37) % 400)))
      const heard = new Promise<{ ticketId: string; sessionId: string }>((resolve) => {
        clerk.onNotice = (notice) => {
          if (notice.name === 'called') resolve(notice.params)
        }
      })
      const from = performance.now()
      const [{ ticketId, sessionId }] = await Promise.all([heard, clerk.ask({ type: 'callNext' })])
      askedAt.set(ticketId, from)
      const mine = await clerk.until(() => told.get(ticketId), 'the citizen being told')
      delays.push(mine.at - from)
      await Promise.all([clerk.join(sessionId), mine.citizen.join(sessionId)])
      await clerk.inCall({ type: 'end', outcome: 'done' })
      await clerk.request('leaveCall', {})
    }
  }))
  expect(delays).toHaveLength(CALLS)
  expect(new Set(told.keys()).size).toBe(CALLS)
  // what everybody has put together from events is what the server would show them
  const hall = house.windows.inside.halls.state(house.windows.inside.halls.today())
  for (const client of [...clerks, ...citizens]) {
    const { personId, role, at } = client.welcome.seat
    const due = JSON.stringify(hall && withoutSeq(viewOf(hall, { personId, role, at })))
    await client.until(() => client.hall && JSON.stringify(withoutSeq(client.hall)) === due, `the hall as ${personId} may see it`)
  }
  delays.sort((a, b) => a - b)
  const at = (share: number): string => (delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0).toFixed(0)
  console.info(`callNext → called: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`)
}, 300_000)
