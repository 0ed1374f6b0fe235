import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyTicket } from '#domain/window/hall/index.ts'
import { WindowClient } from '../../harness/window-client.ts'
import { openHallHouse, openTestDatabase, type HallHouse, type TestDatabase } from './hall-house.ts'

/** The hall over real sockets: numbers, queues, windows, clerks whose line breaks, places in line. */
let database: TestDatabase
let house: HallHouse
const PINGHU = 'zj-pinghu-realty'
const LIANSHUI = 'c-lianshui'
const PLEDGE = { itemCode: '000715001001', region: '330482' }

beforeAll(async () => {
  database = await openTestDatabase()
  house = await openHallHouse(database, { windows: { settings: { hall: { graceSeconds: 1, noShowSeconds: 0, recallGapSeconds: 0 } } } })
}, 120_000)
afterAll(async () => {
  await house.close()
  await database.close()
}, 60_000)

const windowsOf = (officeId: string) => house.windows.inside.catalogues.current().windows.filter((one) => one.officeId === officeId)
const own = (client: WindowClient) => (client.hall ? everyTicket(client.hall.tickets).filter(({ citizen }) => citizen === client.me) : [])
async function withTicket(client: WindowClient, statuses: string[]) {
  return client.until(() => own(client).find(({ status }) => statuses.includes(status)), `a ticket that is ${statuses.join(' or ')}`)
}
async function atWindow(nth: number): Promise<WindowClient> {
  const clerk = await house.staff('remoteClerk', PINGHU, nth)
  await clerk.ask({ type: 'openWindow', windowId: windowsOf(PINGHU)[nth]?.windowId ?? '' })
  return clerk
}

describe('from the number to the window', () => {
  let [citizen, clerk] = [null as unknown as WindowClient, null as unknown as WindowClient]

  test('a stranger is turned away, before anything is shown', async () => {
    const court = await fetch(`${house.url}/api/window/cases`)
    expect(court.status).toBe(401)
    await expect(WindowClient.connect(house.url, 'x'.repeat(32))).rejects.toMatchObject({ code: 'notSignedIn' })
  })

  test('the first command of the day makes the hall; where one sits is known from the terminal and not from the message', async () => {
    citizen = await house.citizen('王秀英', 1, LIANSHUI)
    expect(citizen.welcome).toMatchObject({ hall: null, sessionId: null, seat: { role: 'serviceApplicant', centerId: LIANSHUI } })
    await citizen.ask({ type: 'takeTicket', channel: 'phone', ...PLEDGE, centerId: 'c-hangzhou' })
    const ticket = await withTicket(citizen, ['waiting'])
    expect(ticket).toMatchObject({ channel: 'kiosk', centerId: LIANSHUI, officeId: PINGHU, number: expect.stringMatching(/^[A-Z]\d{3}$/) as string })
    const { places } = await citizen.notice('places', (told) => told.places.length > 0)
    expect(places).toEqual([{ ticketId: ticket.ticketId, before: 0, windows: 0, wait: null, resumesAt: null }])
  })

  test('the same command twice is one ticket', async () => {
    const other = await house.citizen('李建国', 2)
    const commandId = crypto.randomUUID()
    const first = await other.ask({ type: 'takeTicket', channel: 'phone', ...PLEDGE }, commandId)
    expect(await other.ask({ type: 'takeTicket', channel: 'phone', ...PLEDGE }, commandId)).toEqual(first)
    expect(await withTicket(other, ['waiting'])).toMatchObject({ channel: 'phone', centerId: null })
    expect(own(other)).toHaveLength(1)
    await other.ask({ type: 'leave', ticketId: own(other)[0]?.ticketId ?? '' })
    await withTicket(other, ['ended'])
    // of each other they see nothing
    expect(everyTicket(other.hall?.tickets ?? []).map(({ citizen: whose }) => whose)).toEqual([other.me])
    await other.close()
  })

  test('a window opens, places are told as a range, the call reaches citizen and clerk at once', async () => {
    clerk = await atWindow(0)
    const { places } = await citizen.notice('places', ({ places: [place] }) => place?.windows === 1)
    expect(places[0]?.wait).toMatchObject({ fromMinutes: 0 })
    await clerk.ask({ type: 'callNext' })
    const [toCitizen, toClerk] = await Promise.all([citizen.notice('called'), clerk.notice('called')])
    expect(toCitizen).toEqual(toClerk)
    expect(toCitizen).toMatchObject({ number: own(citizen)[0]?.number, officeName: expect.stringContaining('平湖') as string })
    expect(toCitizen.voice.zh).toMatch(/^请.+号到.+号柜台。$/)
    const ticket = await withTicket(citizen, ['called'])
    expect(ticket.sessionId).toBe(toCitizen.sessionId)
    expect(citizen.notices.findIndex(({ notice }) => notice.name === 'called')).toBeLessThan(
      citizen.notices.findIndex(({ notice }) => notice.name.startsWith('hall') && JSON.stringify(notice.params).includes(toCitizen.sessionId)))
  })

  test('a second clerk cannot take the same ticket, and sees it at the other’s window', async () => {
    const second = await atWindow(1)
    await expect(second.ask({ type: 'callNext' })).rejects.toMatchObject({ code: 'nobodyWaiting' })
    await expect(second.ask({ type: 'recall', ticketId: own(citizen)[0]?.ticketId ?? '' })).rejects.toMatchObject({ code: 'notPermitted' })
    await second.until(() => second.hall && everyTicket(second.hall.tickets).some(({ at }) => at?.clerkId === clerk.me))
    await second.ask({ type: 'closeWindow' })
    await second.close()
  })

  test('a new tab takes over the old one, and is told that it is being called', async () => {
    const next = await house.again(citizen)
    expect(await citizen.closed).toEqual({ code: 4010, reason: 'takenOver' })
    citizen = next
    expect(citizen.welcome.sessionId).toBe((await citizen.notice('called')).sessionId)
  })

  test('a clerk whose line breaks keeps the ticket for the time of grace, then it stands in front for another', async () => {
    clerk.kill()
    const back = await house.staff('remoteClerk', PINGHU, 0)
    await back.until(() => Object.values(back.hall?.windows ?? {}).some((desk) => desk.clerkId === back.me && desk.lostSince === null && desk.ticketId !== null), 'the same ticket')
    back.kill()
    const ticket = await withTicket(citizen, ['waiting'])
    expect(ticket).toMatchObject({ front: true, history: expect.arrayContaining([expect.objectContaining({ what: 'putBack', note: 'clerkLost' })]) as unknown })
    const other = await atWindow(1)
    await other.ask({ type: 'callNext' })
    const again = await withTicket(citizen, ['called'])
    expect(again).toMatchObject({ sessionId: ticket.sessionId, at: { clerkId: other.me } })
    clerk = other
  })

  test('passed over: its call ends, the number may rejoin and gets a call of its own', async () => {
    const { ticketId, sessionId } = await withTicket(citizen, ['called'])
    await clerk.ask({ type: 'noShow', ticketId })
    await withTicket(citizen, ['passed'])
    await citizen.until(async () => (await house.windows.inside.callHosts.peek(sessionId ?? ''))?.ended?.outcome === 'ticketReturned')
    await citizen.ask({ type: 'rejoin', ticketId })
    await clerk.ask({ type: 'callNext' })
    expect((await withTicket(citizen, ['called'])).sessionId).not.toBe(sessionId)
  })
})

describe('appointments', () => {
  test('of a day to come: offered, booked, seen, given up', async () => {
    const citizen = await house.citizen('赵桂芬', 3)
    const days = Array.from({ length: 10 }, (_, n) => new Date(Date.now() + (n + 1) * 86_400_000 + 8 * 3600_000).toISOString().slice(0, 10))
    let found: { day: string; slot: string } | null = null
    for (const day of days) {
      const { slots } = await citizen.request('slots', { ...PLEDGE, day })
      if (slots[0] && found === null) found = { day, slot: slots[0].slot }
    }
    if (found === null) throw new Error('ten days without opening hours')
    const { day, slot } = found
    const book = { commandId: crypto.randomUUID(), day, command: { type: 'bookAppointment', slot, ...PLEDGE } } as const
    await citizen.request('hallCommand', { ...book, command: { ...book.command, centerId: null, language: 'zh-CN', grounds: [], caseId: null } })
    const { days: [booked] } = await citizen.request('appointments', {})
    const [ticket] = everyTicket((booked?.view as unknown as NonNullable<WindowClient['hall']>).tickets)
    expect([booked?.day, ticket?.status]).toEqual([day, 'booked'])
    expect((await citizen.request('slots', { ...PLEDGE, day })).slots[0]?.free).toBe(3)
    await citizen.ask({ type: 'leave', ticketId: ticket?.ticketId ?? '' })
    expect((await citizen.request('slots', { ...PLEDGE, day })).slots[0]?.free).toBe(4)
    await expect(citizen.request('hallCommand', { ...book, day: '2099-01-04', commandId: crypto.randomUUID() } as never)).rejects.toMatchObject({ code: 'slotNotOffered' })
  })
})
