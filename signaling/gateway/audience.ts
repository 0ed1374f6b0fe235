import { viewJson } from '#protocol/gateway.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { delivery, viewKey, viewOf, type Delivery } from '#domain/hearing/index.ts'
import type { Log } from '#platform/log.ts'
import type { HearingStep } from '../hosts/hearing.ts'
import type { Connection } from './socket/connection.ts'
import type { Frame } from './socket/wire.ts'
import { hearingWire, type HearingCaller } from './wire.ts'

type Member = { connection: Connection<HearingCaller>; caller: HearingCaller; key: string }

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

  add(connection: Connection<HearingCaller>, caller: HearingCaller, state: HearingState): void {
    this.#members.set(caller.connectionId, { connection, caller, key: viewKey(state, caller.personId) })
  }

  remove(connectionId: string): boolean {
    return this.#members.delete(connectionId)
  }

  find(connectionId: string): Connection<HearingCaller> | undefined {
    return this.#members.get(connectionId)?.connection
  }

  /** Connections of one person other than `exceptConnectionId`: there is one, unless two tabs race. */
  othersOf(personId: string, exceptConnectionId: string): Connection<HearingCaller>[] {
    return this.all().filter(({ caller }) => caller.personId === personId && caller.connectionId !== exceptConnectionId)
      .map(({ connection }) => connection)
  }

  all(): { connection: Connection<HearingCaller>; caller: HearingCaller }[] {
    return [...this.#members.values()]
  }

  /**
   * Shows events to everybody who may see them. Viewers with the same view share one encoded message: the work is per
   * class of viewers, and 200 observers are one class.
   */
  show(steps: HearingStep[]): void {
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

  #encode(step: HearingStep, personId: string): Frame | null {
    try {
      switch (dueTo(personId, step)) {
        case 'event': return hearingWire.encodeNotice({ name: 'event', params: step.fact })
        case 'snapshot': return snapshotFrame(step.after, personId)
        case 'nothing': return null
      }
    } catch (error) {
      this.#log.error({ err: error, seq: step.fact.seq }, 'an event could not be shown')
      return null
    }
  }
}

/** Of the event by which a hearing came into being nobody holds a view to fold it on. */
const dueTo = (personId: string, { before, fact, after }: HearingStep): Delivery =>
  before === null ? 'snapshot' : delivery(before, fact, after, personId)

export function snapshotFrame(state: HearingState, personId: string): Frame {
  return hearingWire.encodeNotice({ name: 'snapshot', params: { seq: state.seq, view: viewJson(viewOf(state, personId)) } })
}

/** What a browser that has folded up to `afterSeq` is owed: the frames, or null when only a snapshot is exact. */
export function replayFrames(steps: HearingStep[] | null, personId: string): Frame[] | null {
  if (steps === null) return null
  const frames: Frame[] = []
  for (const step of steps) {
    const kind = step.before?.people[personId] === undefined ? 'snapshot' : dueTo(personId, step)
    if (kind === 'snapshot') return null
    if (kind === 'event') frames.push(hearingWire.encodeNotice({ name: 'event', params: step.fact }))
  }
  return frames
}
