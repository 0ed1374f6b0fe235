import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { WindowActor } from '#protocol/window/actor.ts'
import { HallEvent } from '#protocol/window/hall.ts'
import { decide, delivery, everyTicket, evolve, figuresOf, placesOf, ticketIn, viewOf, viewersConcerned, viewersOf } from './index.ts'
import type { Desk, HallState, Ticket } from './state.ts'
import { indexOf } from './filing.ts'
import { SYSTEM, citizen, clerk, helper, supervisor } from './testing/day.ts'
import { dayArbitrary, days, play } from './testing/random.ts'

// how long a loaded machine takes says nothing about the rules
vi.setConfig({ testTimeout: 600_000 })

const lanesOf = (state: HallState) => Object.values(state.index?.queues ?? {}).flatMap((queue) => Object.values(queue))
const comesFirst = (a: Ticket, b: Ticket): number => (a.since === b.since ? a.order - b.order : a.since < b.since ? -1 : 1)

/** The rules of the next ticket written down once more, by looking at every ticket: slow, and without the index. */
function nextByLooking(state: HallState, desk: Desk, now: string): Ticket | null {
  const tickets = everyTicket(state.tickets)
  const open = Object.values(state.windows).filter((one) => one.status === 'open')
  const takersOf = (ticket: Ticket): Desk[] => {
    const named = open.filter((one) => ticket.pinned !== null && one.windowId === ticket.pinned)
    if (named.length > 0) return named
    const able = [ticket.officeId, ...ticket.standIns]
      .map((officeId) => open.filter((one) => one.officeId === officeId && one.skills.some((skill) => skill === ticket.itemCode || skill === ticket.departmentId)))
      .find((desks) => desks.length > 0) ?? []
    const speak = able.filter((one) => one.languages.includes(ticket.language))
    return speak.length > 0 ? speak : able
  }
  const elsewhere = (ticket: Ticket): boolean => tickets.some((one) => one.citizen === ticket.citizen && (one.status === 'called' || one.status === 'serving'))
  const mine = tickets.filter((one) => one.status === 'waiting' && takersOf(one).includes(desk) && !elsewhere(one) && one.citizen !== desk.clerkId).sort(comesFirst)
  const [front, ahead, ordinary] = [mine.filter((one) => one.front), mine.filter((one) => !one.front && one.rank === 'ahead'), mine.filter((one) => !one.front && one.rank === 'ordinary')]
  const due = ahead.find((one) => one.since <= now)
  if (front[0]) return front[0]
  if (due && !(ordinary[0] && desk.run >= state.settings.priorityRun)) return due
  return ordinary[0] ?? ahead[0] ?? null
}

describe('whatever happens in a hall', () => {
  it('W-2.24 no ticket is lost: each is in one state, and stands in one queue, at one window, or in none, as that state says', () => {
    let called = 0
    fc.assert(fc.property(dayArbitrary(), (steps) => {
      const day = play(steps, null, ({ state }) => {
        const standing = lanesOf(state).flatMap((lane) => [...lane.front, ...lane.ahead, ...lane.ordinary].map((entry) => ({ entry, lane })))
        const held = Object.values(state.windows).flatMap((desk) => desk.ticketId ?? [])
        for (const ticket of everyTicket(state.tickets)) {
          const inQueues = standing.filter(({ entry }) => entry.ticketId === ticket.ticketId)
          const atWindows = held.filter((ticketId) => ticketId === ticket.ticketId)
          expect([inQueues.length, atWindows.length]).toEqual(ticket.status === 'waiting' ? [1, 0] : ticket.status === 'called' || ticket.status === 'serving' ? [0, 1] : [0, 0])
          expect(ticket.at === null).toBe(atWindows.length === 0)
          if (ticket.at) expect(state.windows[ticket.at.windowId]?.clerkId).toBe(ticket.at.clerkId)
          expect(ticket.ended === null).toBe(ticket.status !== 'ended')
        }
        expect(standing.every(({ entry, lane }) => ticketIn(state.tickets, entry.ticketId)?.officeId === lane.officeId)).toBe(true)
      })
      const given = day.facts.filter(({ event }) => event.type === 'ticketTaken' || event.type === 'appointmentBooked')
      expect(everyTicket(day.state.tickets)).toHaveLength(given.length)
      called += day.facts.filter(({ event }) => event.type === 'ticketCalled').length
      if (day.state.closed) expect(everyTicket(day.state.tickets).every((ticket) => ticket.ended !== null)).toBe(true)
    }), days(1000))
    expect(called).toBeGreaterThan(2 * days(1000).numRuns)
  })
  it('W-2.25 none is served twice or by two windows, no clerk holds two, no citizen is at two windows, no counter seats two', () => {
    fc.assert(fc.property(dayArbitrary(), (steps) => {
      play(steps, (before, { event }, after) => {
        if (event.type === 'ticketCalled') {
          expect(ticketIn(before.tickets, event.ticketId)?.status).toBe('waiting')
          expect(before.windows[event.windowId]?.ticketId).toBeNull()
          expect(before.windows[event.windowId]?.clerkId).toBe(event.clerkId)
          expect(ticketIn(before.tickets, event.ticketId)?.citizen).not.toBe(event.clerkId)
        }
        if (event.type === 'ticketFinished') expect(ticketIn(before.tickets, event.ticketId)?.status).toBe('serving')
        const busy = everyTicket(after.tickets).filter((ticket) => ticket.at !== null)
        expect(new Set(busy.map((ticket) => ticket.citizen)).size).toBe(busy.length)
        expect(new Set(busy.map((ticket) => ticket.at?.windowId)).size).toBe(busy.length)
        const seats = everyTicket(after.tickets).flatMap((ticket) => (ticket.counter === null ? [] : [`${ticket.centerId}/${ticket.counter}`]))
        expect(new Set(seats).size).toBe(seats.length)
        const clerks = Object.values(after.windows).flatMap((desk) => desk.clerkId ?? [])
        expect(new Set(clerks).size).toBe(clerks.length)
        expect(Object.entries(after.clerks).sort()).toEqual(Object.values(after.windows).flatMap((desk) => (desk.clerkId === null ? [] : [[desk.clerkId, desk.windowId]])).sort())
      })
    }), days(1000))
  })
  it('W-2.9 W-2.11 who is called next is who must be by the rules read ticket by ticket', () => {
    const rules = new Map<string, number>()
    fc.assert(fc.property(dayArbitrary(), (steps) => {
      play(steps, (before, { event, at }) => {
        if (event.type !== 'ticketCalled' || event.rule === 'directed') return
        rules.set(event.rule, (rules.get(event.rule) ?? 0) + 1)
        const desk = before.windows[event.windowId]
        expect(desk && nextByLooking(before, desk, at)?.ticketId).toBe(event.ticketId)
      }, (day) => {
        for (const desk of Object.values(day.state.windows)) {
          if (desk.clerkId === null || desk.ticketId !== null || desk.status !== 'open' || desk.lostSince !== null || day.state.closed) continue
          const decision = decide(day.state, { type: 'callNext' }, clerk(desk.clerkId), day.context())
          expect(decision.ok).toBe(nextByLooking(day.state, desk, day.now()) !== null)
        }
      })
    }), days(300))
    for (const rule of ['front', 'ahead', 'ordinary', 'early']) expect(rules.get(rule), rule).toBeGreaterThan(0)
  })
  it('W-2.10 an ordinary ticket that waits is passed over at most `priorityRun` times in a row by one window', () => {
    let most = 0
    fc.assert(fc.property(dayArbitrary(), (steps) => {
      const passes = new Map<string, number>()
      play(steps, (_before, { event }) => {
        if (event.type !== 'ticketCalled' || event.rule === 'directed' || event.rule === 'front' || event.rule === 'early') return
        const run = event.rule === 'ordinary' ? 0 : (passes.get(event.windowId) ?? 0) + (event.passedOver ? 1 : 0)
        passes.set(event.windowId, run)
        most = Math.max(most, run)
        expect(run).toBeLessThanOrEqual(2)
      })
    }), days(1000))
    expect(most).toBe(2)
  })
  it('W-2.21 a lost line loses no place: the ticket stays with its clerk, or stands in front as early as before', () => {
    let putBack = 0
    fc.assert(fc.property(dayArbitrary(), (steps) => {
      play(steps, (before, { event }, after) => {
        if (event.type === 'clerkLost') {
          const held = before.windows[event.windowId]?.ticketId ?? null
          expect(after.windows[event.windowId]?.ticketId).toBe(held)
          if (held) expect(ticketIn(after.tickets, held)).toEqual(ticketIn(before.tickets, held))
        }
        if (event.type !== 'ticketPutBack') return
        putBack++
        const [was, is] = [ticketIn(before.tickets, event.ticketId), ticketIn(after.tickets, event.ticketId)]
        expect(is).toMatchObject({ status: 'waiting', front: true, since: was?.since, order: was?.order, sessionId: was?.sessionId, counter: was?.counter, number: was?.number })
      })
    }), days(1000))
    expect(putBack).toBeGreaterThan(days(50).numRuns)
  })
  it('W-2.3 W-2.4 one number means one ticket of a centre and day; it never changes', () => {
    fc.assert(fc.property(dayArbitrary(), (steps) => {
      const day = play(steps, (before, { event }, after) => {
        if ('ticketId' in event && ticketIn(before.tickets, event.ticketId)) expect(ticketIn(after.tickets, event.ticketId)?.number).toBe(ticketIn(before.tickets, event.ticketId)?.number)
      })
      const numbers = everyTicket(day.state.tickets).map((ticket) => `${ticket.centerId}/${ticket.number}`)
      expect(new Set(numbers).size).toBe(numbers.length)
    }), days(300))
  })
  it('W-2.26 the log alone gives the state back, events keep to their stored shape, and the index is what the tickets say', () => {
    fc.assert(fc.property(dayArbitrary(), (steps) => {
      const day = play(steps)
      const again = day.facts.reduce<HallState | null>((state, fact) => evolve(state, JSON.parse(JSON.stringify(fact))), null)
      expect(again).toEqual(day.state)
      for (const { event } of day.facts) expect(HallEvent.parse(event)).toEqual(event)
      const { citizens, slots, ...kept } = day.state.index ?? indexOf([])
      const made = indexOf(everyTicket(day.state.tickets))
      const nonZero = (record: Record<string, number>) => Object.entries(record).filter(([, count]) => count !== 0).sort()
      const living = (shelves: typeof citizens) => shelves.flatMap((shelf) => Object.entries(shelf).map(([who, ids]) => [who, [...ids].sort()])).sort()
      expect(kept).toEqual({ ...made, citizens: undefined, slots: undefined })
      expect(nonZero(slots)).toEqual(nonZero(made.slots))
      expect(living(citizens)).toEqual(living(made.citizens))
    }), days(300))
  })
  it('W-2.22 who is sent what `delivery` says holds exactly their view', () => {
    const viewers: WindowActor[] = [citizen('c3'), citizen('anna'), helper('cL'), clerk('anna'), clerk('dora'), supervisor('lianshui'), { personId: 'i', role: 'interpreter', at: 'cL' }]
    fc.assert(fc.property(dayArbitrary(50), (steps) => {
      const held = new Map<WindowActor, HallState | null>()
      play(steps, (before, fact, after) => {
        for (const viewer of viewers) {
          const has = held.has(viewer) ? (held.get(viewer) ?? null) : viewOf(before, viewer)
          const due = delivery(before, fact, after, viewer)
          const now = due === 'nothing' ? has : due === 'snapshot' ? viewOf(after, viewer) : has && evolve(has, fact)
          held.set(viewer, now)
          // whoever is due something is among those it is looked up for; the day's own beginning and end go to everybody
          if (due !== 'nothing' && before !== null && fact.event.type !== 'dayClosed' && !('system' in viewer)) {
            expect([...viewersConcerned(before, fact.event, after)]).toContain(viewersOf(viewer))
          }
          expect(now && { ...now, seq: 0 }).toEqual(withSeq0(viewOf(after, viewer)))
        }
      })
    }), days(150))
  })
  it('W-2.17 everybody who waits is told a place; a wait exactly where a window is open for it', () => {
    fc.assert(fc.property(dayArbitrary(60), (steps) => {
      const { state, now } = play(steps)
      const places = placesOf(state, now())
      const waiting = everyTicket(state.tickets).filter((ticket) => ticket.status === 'waiting')
      expect(new Set(places.keys())).toEqual(new Set(waiting.map((ticket) => ticket.ticketId)))
      for (const ticket of waiting) {
        const place = places.get(ticket.ticketId)
        if (!place) throw new Error(`no place for ${ticket.number}`)
        const open = Object.values(state.windows).some((desk) => desk.status === 'open' && (desk.windowId === ticket.pinned
          || ([ticket.officeId, ...ticket.standIns].includes(desk.officeId) && desk.skills.some((skill) => skill === ticket.departmentId || skill === ticket.itemCode))))
        expect(place.wait !== null).toBe(open)
        expect(place.windows > 0).toBe(open)
        if (place.wait) expect(place.wait.toMinutes).toBeGreaterThanOrEqual(place.wait.fromMinutes)
      }
    }), days(300))
  })
  it('W-2.23 the figures count every ticket once', () => {
    fc.assert(fc.property(dayArbitrary(60), (steps) => {
      const { state, now } = play(steps)
      const { rows, pairs, offices } = figuresOf(state, now())
      const all = everyTicket(state.tickets)
      const sum = (pick: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + pick(row), 0)
      expect(sum((row) => row.booked + row.waiting + row.called + row.serving + row.passed + row.served + row.notDone + row.left + row.unserved)).toBe(all.length)
      expect(pairs.reduce((total, pair) => total + pair.tickets, 0)).toBe(all.length)
      expect(offices.reduce((total, office) => total + office.waiting, 0)).toBe(all.filter((ticket) => ticket.status === 'waiting').length)
    }), days(300))
  })
  it('W-2.26 the same arguments give the same answer, and any command gets one', () => {
    fc.assert(fc.property(dayArbitrary(40), (steps) => {
      const day = play(steps)
      const ask = (actor: WindowActor) => decide(day.state, { type: 'callNext' }, actor, { ...day.context(), newId: () => 'same' })
      for (const actor of [SYSTEM, clerk('anna'), citizen('c3'), helper('cL'), supervisor('pinghu')]) expect(ask(actor)).toEqual(ask(actor))
    }), days(100))
  })
})

const withSeq0 = (state: HallState | null): HallState | null => state && { ...state, seq: 0 }
