import type { HearingState } from '#domain/hearing/state.ts'
import { delivery, viewKey, viewOf } from '#domain/hearing/index.ts'
import type { Log } from '#platform/log.ts'
import type { Step } from '../hosts/history.ts'
import type { Caller, Connection } from './connection.ts'
import { encodeNotice, type Frame } from './wire.ts'

type Member = { connection: Connection; caller: Caller; key: string }

/** Everybody who attends one hearing through this process, and what each is shown. */
export class Audience {
  readonly #members = new Map<string, Member>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  get size(): number {
    return this.#members.size
  }

  add(connection: Connection, caller: Caller, state: HearingState): void {
    this.#members.set(caller.connectionId, { connection, caller, key: viewKey(state, caller.personId) })
  }

  remove(connectionId: string): boolean {
    return this.#members.delete(connectionId)
  }

  find(connectionId: string): Connection | undefined {
    return this.#members.get(connectionId)?.connection
  }

  /** Connections of one person other than `exceptConnectionId`: there is one, unless two tabs race. */
  othersOf(personId: string, exceptConnectionId: string): Connection[] {
    return this.all().filter(({ caller }) => caller.personId === personId && caller.connectionId !== exceptConnectionId)
      .map(({ connection }) => connection)
  }

  all(): { connection: Connection; caller: Caller }[] {
    return [...this.#members.values()]
  }

  /**
   * Shows events to everybody who may see them. Viewers with the same view share one encoded message: the work is per
   * class of viewers, and 200 observers are one class.
   */
  show(steps: Step[]): void {
    for (const step of steps) {
      const messages = new Map<string, Frame | null>()
      for (const member of this.#members.values()) {
        const { personId } = member.caller
        if (step.after.people[personId] === undefined) {
          member.connection.close('removed')
          continue
        }
        const key = viewKey(step.after, personId)
        const change = `${member.key} ${key}`
        let message = messages.get(change)
        if (message === undefined) {
          message = this.#encode(step, personId)
          messages.set(change, message)
        }
        member.key = key
        if (message !== null) member.connection.send(message)
      }
    }
  }

  /** The hearing was loaded anew: everybody gets the whole view; whom the log no longer calls connected must come back. */
  resync(state: HearingState): void {
    for (const member of this.#members.values()) {
      const person = state.people[member.caller.personId]
      if (person === undefined) member.connection.close('removed')
      else if (person.connectionId !== member.caller.connectionId) member.connection.close('hearingMoved')
      else {
        member.key = viewKey(state, person.personId)
        member.connection.send(snapshotFrame(state, person.personId))
      }
    }
  }

  #encode(step: Step, personId: string): Frame | null {
    try {
      switch (delivery(step.before, step.fact, step.after, personId)) {
        case 'event': return encodeNotice({ name: 'event', params: step.fact })
        case 'snapshot': return snapshotFrame(step.after, personId)
        case 'nothing': return null
      }
    } catch (error) {
      this.#log.error({ err: error, seq: step.fact.seq }, 'an event could not be shown')
      return null
    }
  }
}

export function snapshotFrame(state: HearingState, personId: string): Frame {
  return encodeNotice({ name: 'snapshot', params: { seq: state.seq, view: viewJson(state, personId) } })
}

/** The view as plain JSON, as the wire wants it. */
export function viewJson(state: HearingState, personId: string): Record<string, never> {
  return JSON.parse(JSON.stringify(viewOf(state, personId))) as Record<string, never>
}

/** What a browser that has folded up to `afterSeq` is owed: the frames, or null when only a snapshot is exact. */
export function replayFrames(steps: Step[] | null, personId: string): Frame[] | null {
  if (steps === null) return null
  const frames: Frame[] = []
  for (const step of steps) {
    const kind = step.before.people[personId] === undefined ? 'snapshot' : delivery(step.before, step.fact, step.after, personId)
    if (kind === 'snapshot') return null
    if (kind === 'event') frames.push(encodeNotice({ name: 'event', params: step.fact }))
  }
  return frames
}
