import { announcement, everyTicket, placesOf, ticketIn, viewOf, type HallState, type Ticket } from '#domain/window/hall/index.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { TicketPlace } from '#protocol/window/hall.ts'
import type { Court } from '../../context.ts'
import type { Line, WindowLines } from '../gateway/lines.ts'
import { hallGroup } from '../gateway/lines.ts'
import { hallFrame, windowWire } from '../gateway/wire.ts'
import { actorOf } from '../matters/wire.ts'
import type { Halls } from './halls.ts'
import type { HallStep } from './law.ts'

/** Mere movement of the queue is shown no more often, ms. */
const USUAL_EVERY_MS = 1_000
const TICK_MS = 100
/** Of the time of this process views made out of turn take so much at most, places so much. */
const URGENT_SHARE = 1 / 4
const PLACES_SHARE = 1 / 20
/** Estimates go on while nothing happens. */
const PLACES_AGE_MS = 20_000

type Owed = {
  /** Something that this group sees has changed since all of it was shown. */
  isStale: boolean
  /** Connections that are not to wait for their turn. */
  urgent: Set<string>
  shownAt: number
  /** Not before: what the last view out of turn took is to stay a small part of the time. */
  urgentFrom: number
}

/**
 * Shows the hall. Whom a window calls is told at once and before anything else, who acts sees what came of it, everybody
 * else at most once a second; people who see the same share one view, and where somebody stands in line is worked out
 * once for all who wait.
 */
export class HallTeller {
  readonly #court: Court
  readonly #halls: Halls
  readonly #lines: WindowLines
  readonly #catalogue: () => Catalogue
  readonly #owed = new Map<string, Owed>()
  readonly #ticker: NodeJS.Timeout
  /** What each connection was last told of places; once it is told in any case. */
  readonly #told = new Map<string, string>()
  #places = { isStale: false, at: 0, from: 0 }
  #isFlushing = false

  constructor({ court, halls, lines, catalogue }: { court: Court; halls: Halls; lines: WindowLines; catalogue: () => Catalogue }) {
    this.#court = court
    this.#halls = halls
    this.#lines = lines
    this.#catalogue = catalogue
    halls.hosts.onSteps((_day, steps) => this.#follow(steps))
    halls.hosts.onReload(() => this.#everybody())
    this.#ticker = setInterval(() => this.#tick(), TICK_MS).unref()
  }

  /** Just come in, and shown the whole: where they stand follows, and that they are being called. */
  welcome({ connection, caller }: Line): void {
    this.#places.isStale = true
    const hall = this.#halls.state(this.#halls.dayOf(caller.seat))
    if (hall === null) return
    for (const ticket of everyTicket(hall.tickets)) {
      if (ticket.status === 'called' && (ticket.citizen === caller.personId || ticket.at?.clerkId === caller.personId)) {
        const frame = this.#calledFrame(ticket)
        if (frame !== null) connection.send(frame)
      }
    }
  }

  forget(connectionId: string): void {
    this.#told.delete(connectionId)
    for (const { urgent } of this.#owed.values()) urgent.delete(connectionId)
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

  #follow(steps: HallStep[]): void {
    for (const { before, fact: { event, actor }, after } of steps) {
      if (event.type === 'dayOpened') {
        this.#everybody()
        continue
      }
      if (event.type === 'dayClosed') {
        this.#showClosed(after)
        this.#everybody()
        continue
      }
      if ('personId' in actor) this.#atOnce(actor.personId)
      if ('windowId' in event && event.windowId !== null) {
        for (const desk of [before?.windows[event.windowId], after.windows[event.windowId]]) if (desk) this.#stale(`office/${desk.officeId}`)
      }
      if ('ticketId' in event) this.#ticketChanged(event, before, after)
      this.#places.isStale = true
    }
  }

  #ticketChanged(event: Extract<HallStep['fact']['event'], { ticketId: string }>, before: HallState | null, after: HallState): void {
    for (const hall of [before, after]) {
      const ticket = ticketIn(hall?.tickets ?? [], event.ticketId)
      if (!ticket) continue
      for (const officeId of [ticket.officeId, ticket.at?.officeId]) if (officeId !== undefined) this.#stale(`office/${officeId}`)
      if (ticket.centerId !== null) this.#stale(`centre/${ticket.centerId}`)
      this.#stale(`citizen/${ticket.citizen}`)
    }
    const ticket = ticketIn(after.tickets, event.ticketId)
    if (!ticket) return
    if (event.type === 'ticketCalled' || event.type === 'ticketRecalled') {
      const frame = this.#calledFrame(ticket)
      for (const personId of new Set([ticket.citizen, ticket.at?.clerkId ?? ticket.citizen])) {
        if (frame !== null) for (const { connection } of this.#lines.of(personId)) connection.send(frame)
        this.#atOnce(personId)
      }
    } else this.#atOnce(ticket.citizen)
  }

  #calledFrame(ticket: Ticket) {
    if (ticket.at === null || ticket.sessionId === null) return null
    const { ticketId, number, sessionId, at: { windowName, officeId } } = ticket
    const officeName = this.#catalogue().offices.find((one) => one.officeId === officeId)?.name ?? officeId
    return windowWire.encodeNotice({ name: 'called', params: { ticketId, number, sessionId, windowName, officeName, voice: announcement(ticket) } })
  }

  #of(group: string): Owed {
    const known = this.#owed.get(group)
    if (known) return known
    const owed: Owed = { isStale: false, urgent: new Set(), shownAt: 0, urgentFrom: 0 }
    this.#owed.set(group, owed)
    return owed
  }

  #stale(group: string): void {
    if (this.#lines.in(group).length > 0) this.#of(group).isStale = true
  }

  #everybody(): void {
    for (const group of this.#lines.groups()) this.#of(group).isStale = true
    this.#places.isStale = true
  }

  /** After everything of this turn has been carried out, so that several changes are one view. */
  #atOnce(personId: string): void {
    for (const { caller } of this.#lines.of(personId)) {
      const group = hallGroup(caller.seat)
      if (group !== null) this.#of(group).urgent.add(caller.connectionId)
    }
    if (this.#isFlushing) return
    this.#isFlushing = true
    setImmediate(() => {
      this.#isFlushing = false
      this.#tick()
    })
  }

  #tick(): void {
    const now = performance.now()
    for (const [group, owed] of this.#owed) {
      const lines = this.#lines.in(group)
      if (lines.length === 0) this.#owed.delete(group)
      else if (owed.isStale && now - owed.shownAt >= USUAL_EVERY_MS) {
        owed.isStale = false
        owed.shownAt = now
        owed.urgent.clear()
        this.#show(lines, owed)
      } else if (owed.urgent.size > 0 && now >= owed.urgentFrom) {
        const urgent = lines.filter(({ caller }) => owed.urgent.has(caller.connectionId))
        owed.urgent.clear()
        this.#show(urgent, owed)
        // alone in the group, everything has been shown
        if (urgent.length === lines.length) owed.isStale = false
      }
    }
    this.#tellPlaces(now)
  }

  #show(lines: readonly Line[], owed: Owed): void {
    const [first] = lines
    if (!first) return
    const from = performance.now()
    try {
      const hall = this.#halls.state(this.#halls.dayOf(first.caller.seat))
      const view = hall && viewOf(hall, actorOf(first.caller.seat))
      if (!view) return
      const frame = hallFrame(view.seq, view)
      for (const { connection } of lines) connection.send(frame)
    } catch (error) {
      this.#court.log.error({ err: error }, 'a hall could not be shown')
    } finally {
      const now = performance.now()
      owed.urgentFrom = now + (now - from) / URGENT_SHARE
    }
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
