import type { PersonId } from '#protocol/ids.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { CALL_LIMITS, type CallOutcome, type CallSystemCommand, type SessionEventType } from '#protocol/window/session.ts'
import { AppError } from '#protocol/errors.ts'
import { aloneSince, type SessionState } from '#domain/window/session/index.ts'
import { ticketIn, type Ticket } from '#domain/window/hall/index.ts'
import type { Court } from '../../context.ts'
import { derived } from '../matters/secrets.ts'
import { GATEWAY, type HallStep } from '../hall/law.ts'
import type { Halls } from '../hall/halls.ts'
import { callsOfDay, endsOf } from './day-log.ts'
import { dueOf, type Due } from './due.ts'
import type { CallHosts, CallStep } from './law.ts'
import { OneAtATime } from './one-at-a-time.ts'
import { clerkInCall, itemInCall } from './people.ts'

/** Acts that follow from one change: more means that hall and call cannot be made to agree. */
const MOST_ACTS = 12
const SWEEP_MS = 10_000
const AGAIN_MS = 3_000
const TAKEN_UP_AT_ONCE = 8

export type StewardOptions = {
  court: Court; catalogue: () => Catalogue; halls: Halls; hosts: CallHosts
  citizenName: (personId: PersonId) => Promise<string | null>
  caseLink: (caseId: string) => Promise<SessionState['caseLink']>
  /** What follows from a call that is over: never rejects; again it changes nothing. */
  afterCall: (session: SessionState) => Promise<void>
  isStopping: () => boolean
}

/** What in a call may concern its ticket. */
const FOLLOWED: ReadonlySet<SessionEventType> = new Set<SessionEventType>(
  ['sessionOpened', 'personConnected', 'personDisconnected', 'transferAsked', 'transferCancelled', 'handedOver', 'sessionEnded'])

/** Ends that come from the ticket: what follows from them is done after it. */
const FOLLOWED_UP_LAST: ReadonlySet<CallOutcome> = new Set<CallOutcome>(['ticketReturned', 'dayClosed'])

/** A call that is not over, and the ticket it is about. */
type Running = { day: string; ticketId: string; state: SessionState | null }

/**
 * Keeps hall and calls together: a ticket called opens its call, the end of a call finishes its ticket, whoever takes
 * over gets the same call. Reacts to what happens in either and takes up after a start what a crash has left undone.
 */
export class Steward {
  readonly #options: StewardOptions
  readonly #running = new Map<string, Running>()
  readonly #settling = new OneAtATime((sessionId) => this.#settle(sessionId))
  readonly #takingUp = new OneAtATime((day) => this.#takeUpDay(day))
  readonly #sweeper: NodeJS.Timeout

  constructor(options: StewardOptions) {
    this.#options = options
    const { halls, hosts } = options
    halls.hosts.onSteps((day, steps) => this.#followHall(day, steps))
    // also when a hall has come to this process from another
    halls.hosts.onReload((day, state) => {
      if (state.closed === null) void this.catchUp(day)
    })
    hosts.onSteps((sessionId, steps) => this.#followCall(sessionId, steps))
    hosts.onReload((sessionId, state) => this.#note(sessionId, state))
    this.#sweeper = setInterval(() => this.endLonely(), SWEEP_MS).unref()
  }

  /** Calls that are not over and have begun. */
  running(): SessionState[] {
    return [...this.#running.values()].flatMap(({ state }) => (state !== null && state.ended === null ? [state] : []))
  }

  /** The call somebody is part of now, begun or about to. */
  callOf({ personId, role, at }: WindowSeat): string | null {
    for (const [sessionId, { day, ticketId, state }] of this.#running) {
      if (state?.ended) continue
      const person = state?.people[personId]
      if (person && person.role === role && person.at === at && this.#isTheirs(sessionId, personId)) return sessionId
      if (state !== null) continue
      const ticket = ticketIn(this.#options.halls.state(day)?.tickets ?? [], ticketId)
      if (ticket?.at && (ticket.citizen === personId || ticket.at.clerkId === personId)) return sessionId
    }
    return null
  }

  /** Whether a clerk in charge still holds the ticket, or has asked to hand it on; true for everybody else. */
  holds(session: SessionState, personId: PersonId): boolean {
    if (personId !== session.clerk || session.transfer !== null) return true
    return this.#options.halls.ticket(session.ticketId)?.ticket.at?.clerkId === personId
  }

  /** Brings one call and its ticket together, as far as can be done now. Never rejects. */
  settle(sessionId: string): Promise<void> {
    return this.#settling.run(sessionId)
  }

  /** What the log of a day has left undone: calls not opened, tickets not finished, people who are no longer there. Never rejects. */
  catchUp(day: string): Promise<void> {
    return this.#takingUp.run(day)
  }

  async #takeUpDay(day: string): Promise<void> {
    const { court, halls } = this.#options
    const owed: string[] = []
    try {
      const calls = (await callsOfDay(court.database, day)).filter(({ sessionId }) => !this.#running.has(sessionId))
      const isHeld = ({ sessionId, ticketId }: (typeof calls)[number]): boolean => {
        const ticket = halls.ticket(ticketId)?.ticket
        return ticket?.sessionId === sessionId && ticket.status !== 'ended'
      }
      const ends = await endsOf(court.database, calls.filter((call) => !isHeld(call)).map(({ sessionId }) => sessionId))
      for (const { sessionId, ticketId } of calls) {
        const outcome = ends.get(sessionId)
        // what follows from an end by somebody in the call was done before its ticket was finished
        if (outcome !== undefined && !FOLLOWED_UP_LAST.has(outcome)) continue
        this.#running.set(sessionId, { day, ticketId, state: null })
        owed.push(sessionId)
      }
    } catch (error) {
      return court.log.error({ err: error, day }, 'the log of a day could not be taken up')
    }
    await Promise.all(Array.from({ length: TAKEN_UP_AT_ONCE }, async () => {
      for (let next = owed.shift(); next !== undefined; next = owed.shift()) await this.#takeUp(next)
    }))
  }

  async settled(): Promise<void> {
    await this.#takingUp.settled()
    await this.#settling.settled()
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweeper)
    await this.settled()
  }

  #isTheirs(sessionId: string, personId: PersonId): boolean {
    const state = this.#running.get(sessionId)?.state
    return !state || this.holds(state, personId)
  }

  async #takeUp(sessionId: string): Promise<void> {
    const { hosts } = this.#options
    try {
      const state = await hosts.peek(sessionId)
      // loaded, so that whoever died with the former process is reported gone
      if (state !== null && state.ended === null) await hosts.get(sessionId)
      else this.#note(sessionId, state)
      if (state?.ended && FOLLOWED_UP_LAST.has(state.ended.outcome)) await this.#options.afterCall(state)
    } catch (error) {
      this.#log(error, sessionId)
    }
    await this.settle(sessionId)
  }

  #followHall(day: string, steps: HallStep[]): void {
    for (const { before, fact: { event }, after } of steps) {
      if (event.type === 'dayClosed') {
        for (const [sessionId, one] of this.#running) if (one.day === day) void this.settle(sessionId)
      }
      if (!('ticketId' in event)) continue
      const sessionIds = [before, after].map((hall) => ticketIn(hall?.tickets ?? [], event.ticketId)?.sessionId ?? null)
      for (const sessionId of new Set(sessionIds)) {
        if (sessionId === null) continue
        if (!this.#running.has(sessionId)) this.#running.set(sessionId, { day, ticketId: event.ticketId, state: null })
        void this.settle(sessionId)
      }
    }
  }

  #followCall(sessionId: string, steps: CallStep[]): void {
    const last = steps.at(-1)
    if (!last) return
    this.#note(sessionId, last.after)
    if (steps.some(({ fact }) => FOLLOWED.has(fact.event.type))) void this.settle(sessionId)
  }

  #note(sessionId: string, state: SessionState | null): void {
    const running = this.#running.get(sessionId)
    if (running) running.state = state
  }

  async #settle(sessionId: string): Promise<void> {
    const running = this.#running.get(sessionId)
    if (!running) return
    for (let acts = 0, refused: Due['kind'] | null = null; acts < MOST_ACTS && !this.#options.isStopping(); acts += 1) {
      try {
        const [ticket, session] = await Promise.all([this.#ticket(running), this.#session(sessionId)])
        running.state = session
        const due = dueOf(sessionId, ticket, session)
        if (due === null) {
          if (session === null || session.ended !== null) this.#running.delete(sessionId)
          return
        }
        if (refused === due.kind) return this.#later(sessionId)
        refused = await this.#act(sessionId, running, due, ticket, session)
      } catch (error) {
        this.#log(error, sessionId)
        return this.#later(sessionId)
      }
    }
  }

  /** What could not be done now is looked at again by itself: whatever stood in the way may have gone. */
  #later(sessionId: string): void {
    setTimeout(() => {
      if (!this.#options.isStopping() && this.#running.has(sessionId)) void this.settle(sessionId)
    }, AGAIN_MS).unref()
  }

  /** @returns the kind of what the law refused, so that it is looked at once more and then left for the next change */
  async #act(sessionId: string, running: Running, due: Due, ticket: Ticket | null, session: SessionState | null): Promise<Due['kind'] | null> {
    // before the ticket says that all is done: after a crash in between it is done again
    if (session?.ended && due.kind === 'hall' && due.command.type !== 'startService') await this.#options.afterCall(session)
    try {
      await this.#carryOut(sessionId, running, due, ticket, session)
      if (due.kind === 'call' && due.command.type === 'endBySystem') {
        const ended = await this.#session(sessionId)
        if (ended) await this.#options.afterCall(ended)
      }
      return null
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code !== 'alreadyDone') this.#options.court.log.warn({ sessionId, due: due.kind, code: error.code }, 'hall and call do not agree yet')
      return due.kind
    }
  }

  async #carryOut(sessionId: string, { day }: Running, due: Due, ticket: Ticket | null, session: SessionState | null): Promise<void> {
    const { halls, hosts, catalogue } = this.#options
    switch (due.kind) {
      case 'open': return ticket ? this.#open(sessionId, ticket) : undefined
      case 'hall': return void (await halls.submit(day, due.command, GATEWAY, null))
      case 'call': return void (await hosts.submit(sessionId, { command: due.command, actor: GATEWAY, commandId: null }))
      case 'handOver': {
        if (!ticket?.at || !session) return
        const { windowId, officeId, clerkId } = ticket.at
        const item = ticket.itemCode === session.item.itemCode ? null : itemInCall(catalogue(), ticket.itemCode)
        const command: CallSystemCommand = { type: 'noteHandedOver', clerk: clerkInCall(catalogue(), clerkId, officeId), windowId, officeId, item }
        return void (await hosts.submit(sessionId, { command, actor: GATEWAY, commandId: null }))
      }
      case 'tellTransfer': {
        const clerk = session?.people[due.clerkId]
        if (!clerk || !ticket) return
        await hosts.submit(sessionId, {
          command: { type: 'askTransfer', to: due.to, reason: due.reason },
          actor: { personId: clerk.personId, role: clerk.role, at: clerk.at }, commandId: derived('transfer', sessionId, ticket.transfers),
        })
      }
    }
  }

  /** The call of a ticket comes into being with what the ticket knows. @throws AppError unknownItem for an item no longer in the catalogue */
  async #open(sessionId: string, { ticketId, number, citizen, at, centerId, itemCode, language, caseId }: Ticket): Promise<void> {
    if (at === null) return
    const { hosts, catalogue, citizenName, caseLink } = this.#options
    const item = itemInCall(catalogue(), itemCode)
    if (item === null) throw new AppError('unknownItem', { item: itemCode })
    const [name, link] = await Promise.all([citizenName(citizen), caseId === null ? null : caseLink(caseId)])
    const { windowId, officeId, clerkId } = at
    await hosts.submit(sessionId, {
      command: {
        type: 'open', sessionId, ticketId, number, windowId, officeId, centerId, item, languages: [language], caseLink: link,
        citizen: { personId: citizen, name: name ?? '申请人', role: 'serviceApplicant', at: null, languages: [language] },
        clerk: clerkInCall(catalogue(), clerkId, officeId),
      },
      actor: GATEWAY, commandId: derived('open', sessionId),
    })
  }

  async #ticket({ day, ticketId }: Running): Promise<Ticket | null> {
    const hall = await this.#options.halls.peek(day)
    return hall === null ? null : ticketIn(hall.tickets, ticketId) ?? null
  }

  async #session(sessionId: string): Promise<SessionState | null> {
    return this.#options.hosts.peek(sessionId)
  }

  /** Nobody of the citizen's side has been there for so long that nobody is expected (W-3.6). */
  endLonely(): void {
    const now = this.#options.court.clock.now().getTime()
    for (const session of this.running()) {
      const since = aloneSince(session)
      if (since === null || Date.parse(since) + CALL_LIMITS.aloneMs > now) continue
      const command = { type: 'endBySystem', outcome: 'alone' } as const
      this.#options.hosts.submit(session.sessionId, { command, actor: GATEWAY, commandId: null }).catch((error: unknown) => {
        if (!(error instanceof AppError)) this.#log(error, session.sessionId)
      })
    }
  }

  #log(error: unknown, sessionId: string): void {
    this.#options.court.log.error({ err: error, sessionId }, 'hall and call could not be brought together')
  }
}
