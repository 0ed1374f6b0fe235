import type { z } from 'zod'
import type { GATEWAY_CALLS, GatewayCallName, GatewayResult } from '#protocol/gateway.ts'
import { AppError } from '#protocol/errors.ts'
import type { Court } from '../context.ts'
import type { Hosts } from '../hosts/hosts.ts'
import type { MediaSession } from '../media/session.ts'
import type { MediaSessions } from '../media/sessions.ts'
import type { Papers } from '../documents/papers.ts'
import { createDocumentCalls } from '../documents/calls.ts'
import type { Caller } from './connection.ts'

export type Params<N extends GatewayCallName> = z.output<(typeof GATEWAY_CALLS)[N]['params']>
export type Services = { court: Court; hosts: Hosts; media: MediaSessions; papers: Papers }

/** Every call but hello, as it is carried out for somebody who has said who they are. */
export type CallHandlers = {
  [N in Exclude<GatewayCallName, 'hello'>]: (caller: Caller, params: Params<N>) => Promise<GatewayResult<N>>
}

export function createCalls({ court, hosts, media, papers }: Services): CallHandlers {
  const session = (caller: Caller): MediaSession => {
    const found = media.find(caller.hearingId)
    if (found === undefined) throw new AppError('mediaUnavailable')
    return found
  }
  return {
    ...createDocumentCalls(court, hosts, papers),
    async ping() {
      return { serverTime: court.clock.now().toISOString() }
    },
    async command(caller, { commandId, command }) {
      return hosts.submit(caller.hearingId, { command, commandId, actor: { personId: caller.personId } })
    },
    async joinMedia(caller) {
      const { state } = await hosts.get(caller.hearingId)
      return media.of(state).join(caller)
    },
    async setCapabilities(caller, { rtpCapabilities }) {
      await session(caller).setCapabilities(caller, rtpCapabilities)
      return {}
    },
    async connectTransport(caller, { transportId, dtlsParameters }) {
      await session(caller).connectTransport(caller, transportId, dtlsParameters)
      return {}
    },
    async restartIce(caller, { transportId }) {
      return session(caller).restartIce(caller, transportId)
    },
    async produce(caller, wish) {
      return session(caller).produce(caller, wish)
    },
    async describeTrack(caller, { source, description }) {
      await session(caller).describeTrack(caller, source, description)
      return {}
    },
    async closeTrack(caller, { source }) {
      await session(caller).closeTrack(caller, source)
      return {}
    },
    async consumerReady(caller, { consumerId }) {
      session(caller).consumerReady(caller, consumerId)
      return {}
    },
    async setDrawnHeights(caller, { heights }) {
      await session(caller).setDrawnHeights(caller, heights)
      return {}
    },
  }
}
