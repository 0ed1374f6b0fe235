import { announcement, delivery, everyTicket, placesOf, ticketIn, viewOf, viewersConcerned, type HallState, type Ticket } from '#domain/window/hall/index.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { TicketPlace } from '#protocol/window/hall.ts'
import type { Court } from '../../context.ts'
import type { Line, WindowLines } from '../gateway/lines.ts'
import { hallFrame, windowWire } from '../gateway/wire.ts'
import { actorOf } from '../matters/wire.ts'
import { HallFeed } from './feed.ts'
import type { Halls } from './halls.ts'
import type { HallStep } from './law.ts'

/** Places are told no more often, ms. */
const USUAL_EVERY_MS = 1_000
const TICK_MS = 100
/** Of the time of this process places take so much at most. */
const PLACES_SHARE = 1 / 20
/** Estimates go on while nothing happens. */
const PLACES_AGE_MS = 20_000

/**
 * Shows the hall. Whom a window calls is told at once and before anything else, who acts sees what came of it, everybody
 * else at most once a second; people who see the same share what they are sent, and where somebody stands in line is
 * worked out once for all who wait.
 */
export class HallTeller {
  readonly #court: Court
  readonly #halls: Halls
  readonly #lines: WindowLines
  readonly #catalogue: () => Catalogue
  readonly #feed: HallFeed
  readonly #ticker: NodeJS.Timeout
  /** What each connection was last told of places; once it is told in any case. */
  readonly #told = new Map<string, string>()
  #places = { isStale: false, at: 0, from: 0 }

  constructor({ court, halls, lines, catalogue }: { court: Court; halls: Halls; lines: WindowLines; catalogue: () => Catalogue }) {
    this.#court = court
    this.#halls = halls
    this.#lines = lines
    this.#catalogue = catalogue
    this.#feed = new HallFeed({ halls, lines, log: court.log })
    halls.hosts.onSteps((day, steps) => this.#follow(day, steps))
    halls.hosts.onReload(() => this.#everybody())
    this.#ticker = setInterval(() => this.#tick(), TICK_MS).unref()
  }

  /** Just come in, and shown the whole: where they stand follows, and that they are being called. */
  welcome({ connection, caller }: Line): void {
    this.#places.isStale = true
    const day = this.#halls.dayOf(caller.seat)
    const hall = this.#halls.state(day)
    if (hall === null) return
    this.#feed.welcome(caller.connectionId, day, hall.seq)
    for (const ticket of everyTicket(hall.tickets)) {
      if (ticket.status === 'called' && (ticket.citizen === caller.personId || ticket.at?.clerkId === caller.personId)) {
        const frame = this.#calledFrame(ticket)
        if (frame !== null) connection.send(frame)
      }
    }
  }

  forget(connectionId: string): void {
    this.#told.delete(connectionId)
    this.#feed.forget(connectionId)
  }

  /** An interpreter is asked for: told like somebody who is called. */
  ask(ticketId: string, personIds: readonly string[]): void {
    const ticket = this.#halls.ticket(ticketId)?.ticket
    const frame = ticket ? this.#calledFrame(ticket) : null
    if (frame !== null) for (const personId of personIds) for (const { connection } of this.#lines.of(personId)) connection.send(frame)
  }

  stop(): void {
    clearInterval(this.#ticker)
  }

  #follow(day: string, steps: HallStep[]): void {
    for (const step of steps) {
      const { before, fact: { event, actor }, after } = step
      if (event.type === 'dayClosed') this.#showClosed(after)
      if (before === null || event.type === 'dayClosed') {
        this.#everybody()
        continue
      }
      if ('personId' in actor) this.#feed.atOnce(actor.personId)
      for (const group of viewersConcerned(before, event, after)) this.#owe(group, day, before, step)
      if ('ticketId' in event) this.#ticketChanged(event, after)
      this.#places.isStale = true
    }
  }

  /** All of a group see the same: what one of them is due is due to all. */
  #owe(group: string, day: string, before: HallState, { fact, after }: HallStep): void {
    const [first] = this.#lines.in(group)
    if (!first) return
    const due = delivery(before, fact, after, actorOf(first.caller.seat))
    if (due !== 'nothing') this.#feed.owe(group, { day, seq: fact.seq, fact: due === 'event' ? fact : null })
  }

  #ticketChanged(event: Extract<HallStep['fact']['event'], { ticketId: string }>, after: HallState): void {
    const ticket = ticketIn(after.tickets, event.ticketId)
    if (!ticket) return
    if (event.type === 'ticketCalled' || event.type === 'ticketRecalled') {
      const frame = this.#calledFrame(ticket)
      for (const personId of new Set([ticket.citizen, ticket.at?.clerkId ?? ticket.citizen])) {
        if (frame !== null) for (const { connection } of this.#lines.of(personId)) connection.send(frame)
        this.#feed.atOnce(personId)
      }
    } else this.#feed.atOnce(ticket.citizen)
  }

  #calledFrame(ticket: Ticket) {
    if (ticket.at === null || ticket.sessionId === null) return null
    const { ticketId, number, sessionId, at: { windowName, officeId } } = ticket
    const officeName = this.#catalogue().offices.find((one) => one.officeId === officeId)?.name ?? officeId
    return windowWire.encodeNotice({ name: 'called', params: { ticketId, number, sessionId, windowName, officeName, voice: announcement(ticket) } })
  }

  #everybody(): void {
    this.#feed.renew()
    this.#places.isStale = true
  }

  #tick(): void {
    this.#feed.flush()
    this.#tellPlaces(performance.now())
  }

  /** The last that is seen of a day; whoever is in the next one already is not taken back. */
  #showClosed(hall: HallState): void {
    for (const group of this.#lines.groups()) {
      const lines = this.#lines.in(group).filter(({ caller }) => this.#halls.state(this.#halls.dayOf(caller.seat)) === null)
      const [first] = lines
      const view = first && viewOf(hall, actorOf(first.caller.seat))
      if (!view) continue
      const frame = hallFrame(view.seq, view)
      for (const { connection } of lines) connection.send(frame)
    }
  }

  #tellPlaces(now: number): void {
    const { isStale, at, from } = this.#places
    if (now < from || now - at < USUAL_EVERY_MS || !(isStale || now - at > PLACES_AGE_MS)) return
    const hall = this.#halls.state(this.#halls.today())
    const groups = this.#lines.groups().filter((group) => !group.startsWith('office/'))
    this.#places = { isStale: false, at: now, from: now }
    if (hall === null || groups.length === 0) return
    const mine = grouped(hall, placesOf(hall, this.#court.clock.now().toISOString()))
    for (const group of groups) {
      const places = mine.get(group) ?? []
      const text = JSON.stringify(places)
      let frame = null
      for (const { connection, caller } of this.#lines.in(group)) {
        if (this.#told.get(caller.connectionId) === text) continue
        this.#told.set(caller.connectionId, text)
        connection.send((frame ??= windowWire.encodeNotice({ name: 'places', params: { places } })))
      }
    }
    this.#places.from = now + (performance.now() - now) / PLACES_SHARE
  }
}

/** Places by who sees them: the citizen, and the staff of the centre. */
function grouped(hall: HallState, places: Map<string, TicketPlace>): Map<string, TicketPlace[]> {
  const groups = new Map<string, TicketPlace[]>()
  for (const place of places.values()) {
    const ticket = ticketIn(hall.tickets, place.ticketId)
    if (!ticket) continue
    for (const group of [`citizen/${ticket.citizen}`, ...(ticket.centerId === null ? [] : [`centre/${ticket.centerId}`])]) {
      const list = groups.get(group)
      if (list) list.push(place)
      else groups.set(group, [place])
    }
  }
  return groups
}
