import { AppError } from '#protocol/errors.ts'
import { viewJson, type GATEWAY_CALLS, type GatewayResult } from '#protocol/gateway.ts'
import { viewOf } from '#domain/hearing/index.ts'
import { maySeePaper } from '../documents/rules.ts'
import type { HearingHost } from '../hosts/hearing.ts'
import type { Doors } from '../sign-in/doors.ts'
import { sha256Of } from '../sign-in/secrets.ts'
import { replayFrames, type Audience } from './audience.ts'
import type { Services } from './calls.ts'
import type { Cause, Greeting } from './socket/server.ts'
import type { Frame } from './socket/wire.ts'
import type { HearingCaller } from './wire.ts'

type HearingGreeting = Greeting<typeof GATEWAY_CALLS, HearingCaller>
export type Door = Services & { doors: Doors; audienceOf: (hearingId: string) => Audience }

/**
 * Lets somebody in: token → place in the hearing → older tab taken over → connected in the log → in the audience.
 * From the moment the reply is sent no event is missed and none is shown twice.
 * @throws AppError notSignedIn, sessionExpired, notInHearing, notFound, or as the hearing refuses the connection
 */
export async function greet(greeting: HearingGreeting, door: Door): Promise<void> {
  const { doors, hosts, papers } = door
  const { connection, params } = greeting
  const session = await doors.find(params.token)
  connection.tokenSha256 = sha256Of(params.token)
  const { hearingId, personId } = await doors.seatIn(session, params.hearingId)
  const caller: HearingCaller = { connectionId: connection.connectionId, hearingId, personId }
  const before = (await hosts.get(hearingId)).state.people[personId]
  if (before === undefined) throw new AppError('notInHearing')
  await papers.load(hearingId)

  const audience = door.audienceOf(hearingId)
  for (const older of audience.othersOf(personId, caller.connectionId)) older.close('takenOver')
  await hosts.submit(hearingId, {
    command: { type: 'connect', personId, connectionId: caller.connectionId, withCamera: params.withCamera, withMicrophone: params.withMicrophone },
    actor: { system: 'gateway' }, commandId: null,
  })
  try {
    const host = await hosts.get(hearingId)
    // No await from here to the end: what the host publishes next, this connection is shown.
    enter(greeting, caller, host, audience, door)
  } catch (error) {
    await farewell(caller, 'lineLost', door)
    throw error
  }
}

function enter(greeting: HearingGreeting, caller: HearingCaller, host: HearingHost, audience: Audience, door: Door): void {
  const { state } = host
  const { connection, params: { afterSeq } } = greeting
  if (state.people[caller.personId] === undefined) throw new AppError('notInHearing')
  const missed = afterSeq === undefined || afterSeq === 0 ? null : replayFrames(host.stepsAfter(afterSeq), caller.personId)
  greeting.admit(caller, helloResult(caller, host, missed, door))
  for (const frame of missed ?? []) connection.send(frame)
  audience.add(connection, caller, state)
}

function helloResult(caller: HearingCaller, { state }: HearingHost, missed: Frame[] | null, { court, papers }: Door): GatewayResult<'hello'> {
  return {
    personId: caller.personId, connectionId: caller.connectionId, heartbeatMs: court.limits.heartbeatMs,
    serverTime: court.clock.now().toISOString(), seq: state.seq,
    view: missed === null ? viewJson(viewOf(state, caller.personId)) : null,
    documents: papers.list(caller.hearingId).filter((view) => maySeePaper(view, state.people[caller.personId])),
  }
}

/** The line is gone: sound and picture stop at once, then the log says so. */
export async function farewell(caller: HearingCaller, cause: Cause, { court, hosts, media }: Door): Promise<void> {
  const mediaGone = media.find(caller.hearingId)?.leave(caller.connectionId)
  try {
    await hosts.submit(caller.hearingId, {
      command: { type: 'disconnect', personId: caller.personId, connectionId: caller.connectionId, cause },
      actor: { system: 'gateway' }, commandId: null,
    })
  } catch (error) {
    // notConnected: a newer connection speaks for this person already.
    if (!(error instanceof AppError)) court.log.error({ err: error }, 'a disconnection could not be recorded')
  }
  await mediaGone
}
