import { viewJson } from '#protocol/gateway.ts'
import { AppError } from '#protocol/errors.ts'
import { WINDOW_SOCKET_PATH, type WINDOW_CALLS, type WindowNotice } from '#protocol/window/gateway.ts'
import { viewOf } from '#domain/window/hall/index.ts'
import type { Court } from '../../context.ts'
import { createMediaCalls } from '../../media/calls.ts'
import type { CallHandlers } from '../../gateway/socket/dispatch.ts'
import type { Cause, Greeting, SocketServer } from '../../gateway/socket/server.ts'
import type { Sockets } from '../../gateway/socket/sockets.ts'
import type { MediaSessions } from '../../media/sessions.ts'
import type { Doors } from '../../sign-in/doors.ts'
import { sha256Of } from '../../sign-in/secrets.ts'
import type { WindowDoors } from '../../sign-in/window-doors.ts'
import type { Calls } from '../calls/calls.ts'
import type { Interpreters } from '../calls/interpreters.ts'
import { callMedia, mediaRoomOf } from '../calls/media.ts'
import type { Steward } from '../calls/steward.ts'
import type { Transfers } from '../calls/transfer.ts'
import type { HallAsks } from '../hall/asks.ts'
import type { Halls } from '../hall/halls.ts'
import type { HallTeller } from '../hall/teller.ts'
import type { Matters } from '../matters/index.ts'
import { actorOf } from '../matters/wire.ts'
import type { Line, WindowLines } from './lines.ts'
import { WINDOW_ACTS, newCaller, windowWire, type WindowCaller } from './wire.ts'

export type WindowGatewayOptions = {
  court: Court; sockets: Sockets; doors: Doors; windowDoors: WindowDoors; lines: WindowLines; media: MediaSessions; matters: Matters
  halls: Halls; asks: HallAsks; teller: HallTeller; calls: Calls; steward: Steward; transfers: Transfers; interpreters: Interpreters
}

/** The windows' sockets: one connection for each person, an older tab is taken over. */
export class WindowGateway {
  readonly #options: WindowGatewayOptions
  readonly #server: SocketServer<typeof WINDOW_CALLS, typeof WindowNotice, WindowCaller>

  constructor(options: WindowGatewayOptions) {
    this.#options = options
    this.#server = options.sockets.serve({
      path: WINDOW_SOCKET_PATH, wire: windowWire, acts: WINDOW_ACTS, turnedAway: { outsider: 'notInHearing', passing: 'hearingMoved' },
      handlers: this.#handlers(), greet: (greeting) => this.#greet(greeting), farewell: (caller, cause) => this.#farewell(caller, cause),
    })
  }

  isLive(connectionId: string): boolean {
    return this.#server.isLive(connectionId)
  }

  #handlers(): CallHandlers<typeof WINDOW_CALLS, WindowCaller> {
    const { court, media, matters, asks, calls, steward, transfers, lines } = this.#options
    const line = (caller: WindowCaller): Line => {
      const found = lines.find(caller.connectionId)
      if (found === undefined) throw new AppError('notConnected')
      return found
    }
    return {
      ...matters.calls,
      ...createMediaCalls<WindowCaller>(media, {
        room: ({ sessionId }) => mediaRoomOf(sessionId ?? ''),
        view: async (caller) => {
          const state = await calls.joined(caller)
          if (state.ended !== null) throw new AppError('sessionEnded')
          return callMedia(state)
        },
      }),
      async ping() {
        return { serverTime: court.clock.now().toISOString() }
      },
      hallCommand: (caller, params) => asks.command(caller, params),
      async slots(_caller, params) {
        return asks.slots(params)
      },
      async appointments(caller) {
        return asks.appointments(caller)
      },
      joinCall: (caller, params) => calls.join(line(caller), params),
      async leaveCall(caller) {
        await calls.leave(caller, 'left')
        return {}
      },
      async callCommand(caller, { command, commandId }) {
        if (command.type === 'askTransfer') return transfers.ask(caller, command.to, command.reason, commandId)
        if (command.type === 'cancelTransfer') return transfers.callOff(caller, commandId)
        const { sessionId } = caller
        const done = await calls.command(caller, command, commandId)
        // whoever has ended a call may go on to the next at once
        if (command.type === 'end' && sessionId !== null) await steward.settle(sessionId)
        return done
      },
      async callNotice(caller, params) {
        await calls.notice(caller, params)
        return {}
      },
    }
  }

  /** token → who it is at the windows → older tab taken over → what they see of the hall, and the call they are part of. */
  async #greet({ connection, params, admit }: Greeting<typeof WINDOW_CALLS, WindowCaller>): Promise<void> {
    const { court, doors, windowDoors, lines, halls, steward, teller, interpreters, matters } = this.#options
    const session = await doors.find(params.token)
    connection.tokenSha256 = sha256Of(params.token)
    const seat = await windowDoors.seatOf(session)
    if (seat === null) throw new AppError('notPermitted')
    const caller = newCaller(connection.connectionId, seat, session.name)
    for (const older of lines.of(caller.personId)) older.connection.close('takenOver')
    const day = halls.dayOf(seat)
    const hall = halls.state(day)
    const view = hall && viewOf(hall, actorOf(seat))
    admit(caller, {
      seat, name: session.name, connectionId: caller.connectionId, heartbeatMs: court.limits.heartbeatMs, serverTime: court.clock.now().toISOString(),
      day, hall: view && { seq: view.seq, view: viewJson(view) }, sessionId: steward.callOf(seat), caseSettings: matters.inside.settings.cases,
    })
    // No await before this: what the hall shows next, this connection is shown.
    lines.add(connection, caller)
    teller.welcome({ connection, caller })
    interpreters.welcome({ connection, caller })
    if (seat.role === 'remoteClerk') {
      halls.clerkConnected(caller.personId, caller.connectionId).catch((error: unknown) => court.log.error({ err: error }, 'a clerk\'s line could not be reported'))
    }
  }

  /** The line is gone: sound and picture stop at once, then the logs say so. */
  async #farewell(caller: WindowCaller, cause: Cause): Promise<void> {
    const { lines, teller, calls, halls, matters, court } = this.#options
    lines.remove(caller.connectionId)
    teller.forget(caller.connectionId)
    matters.forget(caller.connectionId)
    const hall = caller.seat.role === 'remoteClerk'
      ? halls.clerkLost(caller.personId, caller.connectionId).catch((error: unknown) => court.log.error({ err: error }, 'a lost clerk could not be reported')) : null
    await Promise.all([calls.leave(caller, cause), hall])
  }
}
