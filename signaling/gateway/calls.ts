import type { z } from 'zod'
import type { GATEWAY_CALLS, GatewayCallName } from '#protocol/gateway.ts'
import type { Court } from '../context.ts'
import { createDocumentCalls } from '../documents/calls.ts'
import type { Papers } from '../documents/papers.ts'
import type { HearingHosts } from '../hosts/hearing.ts'
import { createMediaCalls } from '../media/calls.ts'
import { hearingMedia } from '../media/hearing.ts'
import type { MediaSessions } from '../media/sessions.ts'
import type { CallHandlers } from './socket/dispatch.ts'
import type { HearingCaller } from './wire.ts'

export type Params<N extends GatewayCallName> = z.output<(typeof GATEWAY_CALLS)[N]['params']>
export type Services = { court: Court; hosts: HearingHosts; media: MediaSessions; papers: Papers }

/** A hearing's calls but hello, as they are carried out for somebody who has said who they are. */
export function createCalls({ court, hosts, media, papers }: Services): CallHandlers<typeof GATEWAY_CALLS, HearingCaller> {
  return {
    ...createDocumentCalls(court, hosts, papers),
    ...createMediaCalls<HearingCaller>(media, {
      room: ({ hearingId }) => hearingId,
      view: async ({ hearingId }) => hearingMedia((await hosts.get(hearingId)).state),
    }),
    async ping() {
      return { serverTime: court.clock.now().toISOString() }
    },
    async command(caller, { commandId, command }) {
      return hosts.submit(caller.hearingId, { command, commandId, actor: { personId: caller.personId } })
    },
  }
}
