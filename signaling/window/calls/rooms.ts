import { viewJson } from '#protocol/gateway.ts'
import type { CallNotice } from '#protocol/window/session.ts'
import { delivery, lensOf, noticeReceivers, viewOf, type SessionDelivery, type SessionState } from '#domain/window/session/index.ts'
import type { Log } from '#platform/log.ts'
import type { Frame } from '../../gateway/socket/wire.ts'
import type { Line } from '../gateway/lines.ts'
import { windowWire } from '../gateway/wire.ts'
import { actorOf } from '../matters/wire.ts'
import type { CallStep } from './law.ts'

/** Called when somebody is no longer part of what their connection shows. */
type Dropped = (sessionId: string, line: Line) => void

/** Who has joined which call through this process, and what each is shown of it. */
export class CallRooms {
  readonly #rooms = new Map<string, Map<string, Line>>()
  readonly #log: Log
  readonly #dropped: Dropped

  constructor(log: Log, dropped: Dropped) {
    this.#log = log
    this.#dropped = dropped
  }

  has(sessionId: string): boolean {
    return this.#rooms.has(sessionId)
  }

  add(sessionId: string, line: Line): void {
    const room = this.#rooms.get(sessionId) ?? new Map<string, Line>()
    this.#rooms.set(sessionId, room.set(line.caller.connectionId, line))
  }

  remove(sessionId: string, connectionId: string): void {
    const room = this.#rooms.get(sessionId)
    room?.delete(connectionId)
    if (room?.size === 0) this.#rooms.delete(sessionId)
  }

  /** Events to everybody who may see them; whoever was sent away is shown that, and nothing more. */
  show(sessionId: string, steps: CallStep[]): void {
    for (const step of steps) {
      let event: Frame | null = null
      for (const line of this.#in(sessionId)) {
        try {
          const kind = dueTo(line, step)
          if (kind === 'snapshot') this.#snapshot(line, step.after)
          else if (kind === 'event') line.connection.send((event ??= eventFrame(sessionId, step)))
        } catch (error) {
          this.#log.error({ err: error, seq: step.fact.seq }, 'an event of a call could not be shown')
        }
      }
    }
    // whoever goes is told of everything that came with it
    for (const line of this.#in(sessionId)) if (steps.some((step) => isOut(line, step))) this.#drop(sessionId, line)
  }

  /** The call was loaded anew: everybody gets the whole view; whom the log no longer calls connected must come back. */
  resync(state: SessionState): void {
    for (const line of this.#in(state.sessionId)) {
      if (state.people[line.caller.personId]?.connectionId !== line.caller.connectionId) line.connection.close('hearingMoved')
      else this.#snapshot(line, state)
    }
  }

  /** Typing and pointer, to those whom they may reach. */
  pass(state: SessionState, from: string, notice: CallNotice): void {
    const receivers = new Set(noticeReceivers(state, from, notice))
    if (receivers.size === 0) return
    const frame = windowWire.encodeNotice({ name: 'callNotice', params: { sessionId: state.sessionId, notice: { from, notice } } })
    for (const { connection, caller } of this.#in(state.sessionId)) if (receivers.has(caller.personId)) connection.send(frame)
  }

  /** Sends to everybody in a call for whom `isFor` holds. */
  send(sessionId: string, frame: Frame, isFor: (line: Line) => boolean): void {
    for (const line of this.#in(sessionId)) if (isFor(line)) line.connection.send(frame)
  }

  #in(sessionId: string): Line[] {
    return [...(this.#rooms.get(sessionId)?.values() ?? [])]
  }

  #snapshot({ connection, caller }: Line, state: SessionState): void {
    const view = viewOf(state, actorOf(caller.seat))
    if (view !== null) connection.send(windowWire.encodeNotice({ name: 'callSnapshot', params: { sessionId: state.sessionId, seq: state.seq, view: viewJson(view) } }))
  }

  #drop(sessionId: string, line: Line): void {
    this.remove(sessionId, line.caller.connectionId)
    this.#dropped(sessionId, line)
  }
}

/** Of the event by which a call came into being nobody holds a view to fold it on. */
const dueTo = ({ caller }: Line, { before, fact, after }: CallStep): SessionDelivery =>
  before === null ? 'snapshot' : delivery(before, fact, after, actorOf(caller.seat))

/** No longer in the call by this connection: sent away, handed over, or another connection speaks for them. */
function isOut({ caller }: Line, { fact: { event } }: CallStep): boolean {
  return event.type === 'personDisconnected' && event.personId === caller.personId && event.connectionId === caller.connectionId
}

const eventFrame = (sessionId: string, { fact }: CallStep): Frame => windowWire.encodeNotice({ name: 'callEvent', params: { sessionId, fact } })

/** What a browser that has folded up to some event is owed: the frames, or null when only the whole view is exact. */
export function replayFrames(sessionId: string, steps: CallStep[] | null, line: Line): Frame[] | null {
  if (steps === null) return null
  const frames: Frame[] = []
  for (const step of steps) {
    const kind = step.before === null || lensOf(step.before, actorOf(line.caller.seat)) === 'none' ? 'snapshot' : dueTo(line, step)
    if (kind === 'snapshot') return null
    if (kind === 'event') frames.push(eventFrame(sessionId, step))
  }
  return frames
}
