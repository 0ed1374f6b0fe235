import type { WindowActor, WindowSeat } from '#protocol/window/actor.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { AnyHallCommand, HallSettings } from '#protocol/window/hall.ts'
import { AppError } from '#protocol/errors.ts'
import { atOffice, dayAfter, instantOf } from '#domain/window/clock/index.ts'
import { dueActs, everyTicket, evolve, nextDue, ticketIn, type HallState, type Ticket } from '#domain/window/hall/index.ts'
import type { Court } from '../../context.ts'
import type { Outcome } from '../../hosts/batch.ts'
import { Hosts } from '../../hosts/hosts.ts'
import { GATEWAY, HALL_PREFIX, hallLaw, hallStream, type HallHosts } from './law.ts'

/** Days before today that may still be open: calls that ran on, and days on which nothing closed them. */
const LOOK_BACK_DAYS = 14
/** By this time of the next day the last call of a day is over, whatever it says. */
const LATEST_END = '06:00'
const CLOSE_EVERY_MS = 30_000
/** A clerk's time of grace is looked at no later than this after its end. */
const GRACE_SLACK_MS = 20
const LONGEST_TIMER_MS = 2 ** 31 - 1

export type HallOptions = { court: Court; catalogue: () => Catalogue; settings: HallSettings }

/**
 * The halls of the days that are not over: today's, those to come for which somebody has booked, and one of yesterday in
 * which a call still runs. Each is made by the first command of its day and closed by the clock.
 */
export class Halls {
  readonly hosts: HallHosts
  readonly #court: Court
  readonly #settings: HallSettings
  /** Newest state of every day that has begun and is not closed, as its log has it. */
  readonly #open = new Map<string, HallState>()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #closer: NodeJS.Timeout
  #closing: Promise<void> | null = null
  #stopping = false

  constructor({ court, catalogue, settings }: HallOptions) {
    this.#court = court
    this.#settings = settings
    this.hosts = new Hosts(court, hallLaw(catalogue))
    this.hosts.inUse = (day) => this.#open.has(day)
    this.hosts.onSteps((day, steps) => {
      const last = steps.at(-1)
      if (last) this.#note(day, last.after)
    })
    this.hosts.onReload((day, state) => this.#note(day, state))
    this.#closer = setInterval(() => void this.closePast(), CLOSE_EVERY_MS).unref()
  }

  /** The business day now, at the offices. */
  today(): string {
    return atOffice(this.#now()).day
  }

  /** Days that have begun and are not closed, oldest first. */
  days(): string[] {
    return [...this.#open.keys()].sort()
  }

  /** The hall of an open day; null where it has not begun or is closed. */
  state(day: string): HallState | null {
    return this.#open.get(day) ?? null
  }

  /** A day for which nothing has been asked yet, as it would begin. */
  blank(day: string): HallState {
    return evolve(null, { seq: 1, at: this.#now(), actor: GATEWAY, event: { type: 'dayOpened', day, settings: this.#settings } })
  }

  /** Of any day, also one long past. */
  async peek(day: string): Promise<HallState | null> {
    return this.state(day) ?? this.hosts.peek(day)
  }

  ticket(ticketId: string): { day: string; ticket: Ticket } | null {
    for (const day of this.days()) {
      const ticket = ticketIn(this.#open.get(day)?.tickets ?? [], ticketId)
      if (ticket) return { day, ticket }
    }
    return null
  }

  /** The day in whose hall somebody is now: today, but an earlier one for who is still at a window there. */
  dayOf({ personId }: Pick<WindowSeat, 'personId'>): string {
    const today = this.today()
    for (const [day, { clerks, tickets }] of this.#open) {
      if (day >= today) continue
      if (Object.hasOwn(clerks, personId) || everyTicket(tickets).some(({ citizen, at }) => citizen === personId && at !== null)) return day
    }
    return today
  }

  /**
   * Carries out one command in the hall of a day, which it makes where there is none.
   * @throws AppError as refused
   */
  async submit(day: string, command: AnyHallCommand, actor: WindowActor, commandId: string | null): Promise<Outcome> {
    if (!this.#open.has(day)) await this.#begin(day)
    return this.hosts.submit(day, { command, actor, commandId })
  }

  /** What the platform reports; what is so already is no failure. */
  async report(day: string, command: AnyHallCommand): Promise<void> {
    await this.hosts.submit(day, { command, actor: GATEWAY, commandId: null }).catch(unlessSoAlready)
  }

  /** A clerk's line is there, in every hall where they sit at a window. */
  async clerkConnected(clerkId: string, connectionId: string): Promise<void> {
    for (const day of this.#daysOfClerk(clerkId)) await this.report(day, { type: 'noteClerkConnected', clerkId, connectionId })
  }

  async clerkLost(clerkId: string, connectionId: string): Promise<void> {
    for (const day of this.#daysOfClerk(clerkId)) await this.report(day, { type: 'noteClerkLost', clerkId, connectionId })
  }

  /** The day before today where it is closed: its last calls may have outlived it. */
  async closedYesterday(): Promise<string | null> {
    const yesterday = atOffice(new Date(this.#court.clock.now().getTime() - 86_400_000).toISOString()).day
    return !this.#open.has(yesterday) && (await this.#court.store.listStreams(hallStream(yesterday))).length > 0 ? yesterday : null
  }

  /** Takes up every day that is not closed, as the logs have them. */
  async catchUp(): Promise<void> {
    const from = atOffice(new Date(this.#court.clock.now().getTime() - LOOK_BACK_DAYS * 86_400_000).toISOString()).day
    const days = (await this.#court.store.listStreams(HALL_PREFIX)).map((stream) => stream.slice(HALL_PREFIX.length)).filter((day) => day >= from)
    for (const day of days) {
      if (await this.#isClosed(day)) continue
      await this.hosts.get(day).catch((error: unknown) => {
        // taken up with the first command, once the other process has let go of it
        if (!(error instanceof AppError && error.code === 'busy')) throw error
        this.#court.log.warn({ day }, 'another process still holds the hall of a day')
      })
    }
  }

  /** Ends the days that are over: as soon as no call runs, at the latest in the morning. Never rejects. */
  closePast(): Promise<void> {
    this.#closing ??= this.#closePast().finally(() => (this.#closing = null))
    return this.#closing
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#closer)
    for (const timer of this.#timers.values()) clearTimeout(timer)
    await this.#closing
    await this.hosts.stop()
  }

  #now(): string {
    return this.#court.clock.now().toISOString()
  }

  #daysOfClerk(clerkId: string): string[] {
    return this.days().filter((day) => Object.hasOwn(this.#open.get(day)?.clerks ?? {}, clerkId))
  }

  async #begin(day: string): Promise<void> {
    const command = { type: 'openDay' as const, day, settings: this.#settings }
    await this.hosts.submit(day, { command, actor: GATEWAY, commandId: null }).catch(unlessSoAlready)
  }

  async #closePast(): Promise<void> {
    const now = this.#now()
    for (const day of this.days().filter((one) => one < this.today())) {
      const evenInCall = now >= instantOf(dayAfter(day), LATEST_END)
      await this.hosts.submit(day, { command: { type: 'closeDay', reason: '当日业务结束', evenInCall }, actor: GATEWAY, commandId: null }).catch((error: unknown) => {
        if (!(error instanceof AppError && (error.code === 'callsRunning' || error.code === 'hallClosed'))) {
          this.#court.log.error({ err: error, day }, 'a day that is over could not be closed')
        }
      })
    }
  }

  /** The closing is the last event of its day: one row tells. */
  async #isClosed(day: string): Promise<boolean> {
    const row = await this.#court.database.kysely.selectFrom('events').select('event').where('stream', '=', hallStream(day))
      .orderBy('seq', 'desc').limit(1).executeTakeFirst()
    return row !== undefined && (JSON.parse(row.event) as { type?: string }).type === 'dayClosed'
  }

  #note(day: string, state: HallState): void {
    if (state.closed === null) this.#open.set(day, state)
    else this.#open.delete(day)
    clearTimeout(this.#timers.get(day))
    this.#timers.delete(day)
    const due = state.closed === null ? nextDue(state) : null
    if (due === null || this.#stopping) return
    const wait = Math.max(0, Date.parse(due) - this.#court.clock.now().getTime()) + GRACE_SLACK_MS
    this.#timers.set(day, setTimeout(() => this.#release(day), Math.min(wait, LONGEST_TIMER_MS)).unref())
  }

  /** The time of grace of some clerk is over. */
  #release(day: string): void {
    const state = this.#open.get(day)
    if (!state || this.#stopping) return
    const acts = dueActs(state, this.#now())
    // a timer may be early by a hair
    if (acts.length === 0) return this.#note(day, state)
    for (const act of acts) {
      this.report(day, act).catch((error: unknown) => this.#court.log.error({ err: error, day }, 'a lost clerk could not be released'))
    }
  }
}

const SO_ALREADY: readonly string[] = ['alreadyDone', 'windowNotOpen', 'hallClosed']
function unlessSoAlready(error: unknown): void {
  if (!(error instanceof AppError && SO_ALREADY.includes(error.code))) throw error
}
