import type { HallFact } from '#protocol/window/hall.ts'
import { viewOf, viewersOf } from '#domain/window/hall/index.ts'
import type { Log } from '#platform/log.ts'
import type { Frame } from '../../gateway/socket/wire.ts'
import type { Line, WindowLines } from '../gateway/lines.ts'
import { hallEventsFrame, hallFrame } from '../gateway/wire.ts'
import { actorOf } from '../matters/wire.ts'
import type { Halls } from './halls.ts'

/** Mere movement of the queue is shown no more often, ms. */
const USUAL_EVERY_MS = 1_000
/** For who is behind by more events the whole view is the shorter way. */
const MOST_FACTS = 200

/** `fact` null: the event alone does not lead from the former view to the one after it. */
type Owed = { day: string; seq: number; fact: HallFact | null }
type Group = {
  /** What not everybody in the group has been shown. */
  owed: Owed[]
  isStale: boolean
  /** Connections that are not to wait for their turn. */
  urgent: Set<string>
  shownAt: number
}

/**
 * What those at the windows hold of the hall: the view they were greeted with, and the events since. People who see the
 * same (`viewersOf`) share what they are sent; who acts is brought up to date at once, everybody else once a second.
 */
export class HallFeed {
  readonly #halls: Halls
  readonly #lines: WindowLines
  readonly #log: Log
  readonly #groups = new Map<string, Group>()
  /** Of which day, and up to which event, a connection holds its view. */
  readonly #held = new Map<string, { day: string; seq: number }>()
  #isFlushing = false

  constructor({ halls, lines, log }: { halls: Halls; lines: WindowLines; log: Log }) {
    this.#halls = halls
    this.#lines = lines
    this.#log = log
  }

  /** Has been greeted with the hall as it stands. */
  welcome(connectionId: string, day: string, seq: number): void {
    this.#held.set(connectionId, { day, seq })
  }

  forget(connectionId: string): void {
    this.#held.delete(connectionId)
    for (const { urgent } of this.#groups.values()) urgent.delete(connectionId)
  }

  owe(name: string, owed: Owed): void {
    if (this.#lines.in(name).length === 0) return
    const group = this.#group(name)
    group.isStale = true
    if (group.owed.length < MOST_FACTS) group.owed.push(owed)
    else group.owed = [{ ...owed, fact: null }]
  }

  /** Whatever anybody holds, they are shown the whole. */
  renew(): void {
    this.#held.clear()
    for (const name of this.#lines.groups()) this.#group(name).isStale = true
  }

  /** Out of turn, after everything of this moment has been carried out, so that several changes go together. */
  atOnce(personId: string): void {
    for (const { caller } of this.#lines.of(personId)) {
      const name = viewersOf(caller.seat)
      if (name !== null) this.#group(name).urgent.add(caller.connectionId)
    }
    if (this.#isFlushing) return
    this.#isFlushing = true
    setImmediate(() => {
      this.#isFlushing = false
      this.flush()
    })
  }

  /** Shows what is due by now. Never throws. */
  flush(): void {
    const now = performance.now()
    for (const [name, group] of this.#groups) {
      const isTurn = now - group.shownAt >= USUAL_EVERY_MS
      const isDue = group.isStale && isTurn
      if (!isDue && group.urgent.size === 0) {
        if (isTurn) this.#groups.delete(name)
        continue
      }
      const lines = this.#lines.in(name)
      const due = isDue ? lines : lines.filter(({ caller }) => group.urgent.has(caller.connectionId))
      group.urgent.clear()
      this.#show(group, due)
      if (due.length === lines.length) {
        group.owed = []
        group.isStale = false
      }
      if (isDue) group.shownAt = now
    }
  }

  #group(name: string): Group {
    const known = this.#groups.get(name)
    if (known) return known
    const group: Group = { owed: [], isStale: false, urgent: new Set(), shownAt: 0 }
    this.#groups.set(name, group)
    return group
  }

  #show(group: Group, lines: readonly Line[]): void {
    const frames = new Map<string, Frame | null>()
    for (const { connection, caller } of lines) {
      try {
        const day = this.#halls.dayOf(caller.seat)
        const hall = this.#halls.state(day)
        if (hall === null) continue
        const held = this.#held.get(caller.connectionId)
        const from = held?.day === day ? held.seq : null
        const key = `${day}/${from}`
        const frame = frames.get(key) ?? this.#frame(group, day, from, caller.seat)
        frames.set(key, frame)
        if (frame !== null) connection.send(frame)
        this.#held.set(caller.connectionId, { day, seq: hall.seq })
      } catch (error) {
        this.#log.error({ err: error }, 'a hall could not be shown')
      }
    }
  }

  /** What leads from the view of a day after event `from` to the one now; null where nothing has changed. */
  #frame({ owed }: Group, day: string, from: number | null, seat: Line['caller']['seat']): Frame | null {
    if (from !== null) {
      const missed = owed.filter((one) => one.day === day && one.seq > from)
      const facts = missed.flatMap(({ fact }) => (fact === null ? [] : [fact]))
      if (facts.length === missed.length) return facts.length === 0 ? null : hallEventsFrame(facts)
    }
    const hall = this.#halls.state(day)
    const view = hall && viewOf(hall, actorOf(seat))
    return view && hallFrame(view.seq, view)
  }
}
