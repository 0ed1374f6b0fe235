import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { AnyHallCommand } from '#protocol/window/hall.ts'
import type { CallPerson, SessionCommand } from '#protocol/window/session.ts'
import { everyTicket, ticketIn, type Ticket } from '#domain/window/hall/index.ts'
import { HallDay, SYSTEM, citizen, clerk, supervisor } from '#domain/window/hall/testing/day.ts'
import { PLACES } from '#domain/window/hall/testing/places.ts'
import { decide, evolve, mediaPolicy, type SessionState } from '#domain/window/session/index.ts'
import { dueOf, type Due } from './due.ts'
import { clerkInCall, itemInCall } from './people.ts'
import { callContext } from './law.ts'

/**
 * Hall and calls carried on by their own laws, with people who do anything at any moment, and a process that may end
 * between any two of its acts: what has been done stays, what was about to be done is forgotten.
 */
const CLERKS = PLACES.staff.filter(({ personId }) => ['anna', 'bela', 'dora'].includes(personId))
const CITIZENS = 5
const WINDOW_OF: Record<string, string> = { anna: 'p1', bela: 'p2', dora: 'h1' }
const context = callContext((number) => number.padEnd(64, '0'))

class World {
  readonly day = new HallDay({ graceSeconds: 30 })
  readonly calls = new Map<string, SessionState>()
  readonly tickets = new Map<string, string>()
  #ids = 0

  call(sessionId: string, command: SessionCommand, actor: WindowActor): boolean {
    const state = this.calls.get(sessionId) ?? null
    const decision = decide(state, command, actor, { ...context(this.day.now()), newId: () => `m${++this.#ids}` })
    if (!decision.ok) return false
    const next = decision.events.reduce<SessionState | null>((held, event) => evolve(held, { seq: (held?.seq ?? 0) + 1, at: this.day.now(), actor, event }), state)
    if (next) this.calls.set(sessionId, next)
    return true
  }

  ticketOf(sessionId: string): Ticket | null {
    return ticketIn(this.day.state.tickets, this.tickets.get(sessionId) ?? '') ?? null
  }

  /** What the log of the hall names, as it is read again after a start. */
  read(): void {
    for (const { event } of this.day.facts) if (event.type === 'ticketCalled') this.tickets.set(event.sessionId, event.ticketId)
  }

  act(sessionId: string, due: Due): boolean {
    const [ticket, session] = [this.ticketOf(sessionId), this.calls.get(sessionId)]
    switch (due.kind) {
      case 'hall': return this.day.try(SYSTEM, due.command).ok
      case 'call': return this.call(sessionId, due.command, SYSTEM)
      case 'tellTransfer': return this.call(sessionId, { type: 'askTransfer', to: due.to, reason: due.reason }, handOf(session, due.clerkId))
      case 'open': {
        const item = itemInCall(PLACES, ticket?.itemCode ?? '')
        if (!ticket?.at || !item) return false
        const { windowId, officeId, clerkId } = ticket.at
        return this.call(sessionId, {
          type: 'open', sessionId, ticketId: ticket.ticketId, number: ticket.number, citizen: person(ticket.citizen), clerk: clerkInCall(PLACES, clerkId, officeId),
          windowId, officeId, centerId: ticket.centerId, item, languages: [ticket.language], caseLink: null,
        }, SYSTEM)
      }
      case 'handOver': {
        if (!ticket?.at || !session) return false
        const { windowId, officeId, clerkId } = ticket.at
        const item = ticket.itemCode === session.item.itemCode ? null : itemInCall(PLACES, ticket.itemCode)
        return this.call(sessionId, { type: 'noteHandedOver', clerk: clerkInCall(PLACES, clerkId, officeId), windowId, officeId, item }, SYSTEM)
      }
    }
  }

  /** As the steward does it, but for `acts` of them at the most: then the process ends. */
  settle(acts: number): void {
    this.read()
    for (const sessionId of this.tickets.keys()) {
      for (let refused: string | null = null; acts > 0;) {
        const due = dueOf(sessionId, this.ticketOf(sessionId), this.calls.get(sessionId) ?? null)
        if (due === null || due.kind === refused) break
        acts -= 1
        refused = this.act(sessionId, due) ? null : due.kind
      }
    }
  }
}

const person = (personId: string): CallPerson => ({ personId, name: personId, role: 'serviceApplicant', at: null, languages: [] })
const handOf = (session: SessionState | undefined, personId: string): WindowActor => {
  const one = session?.people[personId]
  return { personId, role: one?.role ?? 'remoteClerk', at: one?.at ?? null }
}

const ITEMS = PLACES.items.slice(0, 3).map(({ itemCode }) => itemCode)
const REGIONS = ['330482', '330424']
const nth = fc.nat(CITIZENS - 1)
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('take' as const), who: nth, item: fc.constantFrom(...ITEMS), region: fc.constantFrom(...REGIONS) }) },
  { weight: 14, arbitrary: fc.record({ kind: fc.constantFrom('open' as const, 'next' as const, 'next' as const, 'join' as const, 'join' as const, 'join' as const, 'drop' as const, 'lose' as const, 'back' as const, 'back' as const, 'noShow' as const, 'end' as const, 'ask' as const), who: fc.nat(CLERKS.length - 1) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('citizenJoins' as const, 'citizenJoins' as const, 'citizenDrops' as const, 'citizenEnds' as const, 'leave' as const, 'rejoin' as const), who: nth }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('transfer' as const), who: fc.nat(CLERKS.length - 1), to: fc.nat(PLACES.windows.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), who: fc.nat(CLERKS.length - 1) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('settle' as const), acts: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('later' as const), seconds: fc.constantFrom(5, 40, 90) }) },
)
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

function carry(world: World, one: Act): void {
  const { day } = world
  if (one.kind === 'settle') return world.settle(one.acts)
  if (one.kind === 'later') {
    day.later(one.seconds)
    for (const desk of Object.values(day.state.windows)) if (desk.lostSince !== null) day.try(SYSTEM, { type: 'releaseClerk', clerkId: desk.clerkId ?? '' })
    return
  }
  const own = (hand: WindowActor, command: AnyHallCommand): boolean => day.try(hand, command).ok
  const citizenId = `citizen${one.who}`
  const ticket = everyTicket(day.state.tickets).find((held) => held.citizen === citizenId && held.status !== 'ended')
  const theirs = ticket?.sessionId ?? ''
  const staff = CLERKS[one.who]?.personId ?? ''
  const desk = day.state.windows[day.state.clerks[staff] ?? '']
  const atDesk = ticketIn(day.state.tickets, desk?.ticketId ?? '')
  const call = [...world.calls.values()].find(({ clerk: inCharge, ended }) => inCharge === staff && ended === null)
  switch (one.kind) {
    case 'take': return void own(citizen(citizenId), { type: 'takeTicket', channel: 'phone', itemCode: one.item, region: one.region, centerId: null, language: 'zh-CN', grounds: [], caseId: null })
    case 'open': {
      if (!own(clerk(staff), { type: 'openWindow', windowId: WINDOW_OF[staff] ?? '' })) return
      return void own(SYSTEM, { type: 'noteClerkConnected', clerkId: staff, connectionId: `line-${staff}` })
    }
    case 'close': return void (desk && own(supervisor(desk.officeId), { type: 'closeWindow', windowId: desk.windowId, reason: '调度' }))
    case 'next': return void own(clerk(staff), { type: 'callNext' })
    case 'noShow': return void own(clerk(staff), { type: 'noShow', ticketId: atDesk?.ticketId ?? '' })
    case 'join': return void (call && atDesk?.sessionId === call.sessionId && world.call(call.sessionId, { type: 'connect', personId: staff, connectionId: `c${world.day.facts.length}`, withCamera: true, withMicrophone: true }, SYSTEM))
    case 'drop': return void (call && world.call(call.sessionId, { type: 'disconnect', personId: staff, connectionId: call.people[staff]?.connectionId ?? '', cause: 'lineLost' }, SYSTEM))
    case 'lose': {
      if (call) world.call(call.sessionId, { type: 'disconnect', personId: staff, connectionId: call.people[staff]?.connectionId ?? '', cause: 'lineLost' }, SYSTEM)
      return void own(SYSTEM, { type: 'noteClerkLost', clerkId: staff, connectionId: `line-${staff}` })
    }
    case 'back': return void own(SYSTEM, { type: 'noteClerkConnected', clerkId: staff, connectionId: `line-${staff}` })
    case 'end': return void (call && world.call(call.sessionId, { type: 'end', outcome: 'done', note: '' }, clerk(staff)))
    case 'ask': return void (call && world.call(call.sessionId, { type: 'say', text: '请稍候' }, clerk(staff)))
    case 'transfer': return void own(clerk(staff), { type: 'transfer', ticketId: atDesk?.ticketId ?? '', to: { kind: 'window', windowId: PLACES.windows[one.to]?.windowId ?? '' }, reason: '转办' })
    case 'citizenJoins': return void world.call(theirs, { type: 'connect', personId: citizenId, connectionId: `p${world.day.facts.length}`, withCamera: true, withMicrophone: true }, SYSTEM)
    case 'citizenDrops': return void world.call(theirs, { type: 'disconnect', personId: citizenId, connectionId: world.calls.get(theirs)?.people[citizenId]?.connectionId ?? '', cause: 'left' }, SYSTEM)
    case 'citizenEnds': return void world.call(theirs, { type: 'end', outcome: 'citizenLeft', note: '' }, citizen(citizenId))
    case 'leave': return void own(citizen(citizenId), { type: 'leave', ticketId: ticket?.ticketId ?? '' })
    case 'rejoin': return void own(citizen(citizenId), { type: 'rejoin', ticketId: ticket?.ticketId ?? '' })
  }
}

/** Hall and calls say the same. */
function agree(world: World): void {
  for (const [sessionId, session] of world.calls) {
    const ticket = world.ticketOf(sessionId)
    const isOurs = ticket !== null && ticket.status !== 'ended' && ticket.sessionId === sessionId
    expect(session.ended === null, `${sessionId} goes on exactly as long as its ticket`).toBe(isOurs)
    if (!isOurs || session.ended !== null) continue
    if (ticket.at !== null) {
      expect(session.clerk).toBe(ticket.at.clerkId)
      const isAnswered = session.people[session.citizen]?.connectionId && session.people[session.clerk]?.connectionId
      if (isAnswered) expect(ticket.status).toBe('serving')
    } else if (session.transfer === null && ticket.pinned !== session.windowId) expect(session.people[session.clerk]?.connectionId ?? null, 'no clerk stays without the ticket').toBeNull()
  }
  for (const ticket of everyTicket(world.day.state.tickets)) {
    if (ticket.at === null || ticket.sessionId === null) continue
    expect(world.calls.has(ticket.sessionId), 'whoever is called has a call').toBe(true)
  }
}

describe('hall and calls', () => {
  test('whatever people do and wherever the process ends, after a start they agree and nobody is lost', () => {
    let handed = 0
    let finished = 0
    fc.assert(fc.property(fc.array(act, { minLength: 40, maxLength: 160, size: 'max' }), (acts) => {
      const world = new World()
      CLERKS.forEach((_clerk, who) => carry(world, { kind: 'open', who }))
      for (let who = 0; who < CITIZENS; who += 1) carry(world, { kind: 'take', who, item: 'estate-pledge', region: '330482' })
      for (const one of acts) carry(world, one)
      world.settle(Infinity)
      agree(world)
      // once more changes nothing
      const before = JSON.stringify([world.day.facts.length, [...world.calls.values()].map(({ seq }) => seq)])
      world.settle(Infinity)
      expect(JSON.stringify([world.day.facts.length, [...world.calls.values()].map(({ seq }) => seq)])).toBe(before)
      for (const session of world.calls.values()) {
        handed += session.handovers.length
        finished += session.ended === null ? 0 : 1
        // nobody who is out of a call is heard in it
        for (const personId of Object.keys(mediaPolicy(session))) expect(session.people[personId]).toBeDefined()
      }
    }), { numRuns: 600 })
    // the acts reach what they are meant to reach
    expect(handed).toBeGreaterThan(40)
    expect(finished).toBeGreaterThan(150)
  })
})
