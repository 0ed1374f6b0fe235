import { GATEWAY_CALLS, GatewayNotice } from '#protocol/gateway.ts'
import { Wire } from './socket/wire.ts'

/** What goes over a hearing's sockets. */
export const hearingWire = new Wire(GATEWAY_CALLS, GatewayNotice)

/** Whom a hearing's connection speaks for. */
export type HearingCaller = { connectionId: string; hearingId: string; personId: string }

/** Changes to the hearing or its papers: these have a tighter budget than the rest. */
export const HEARING_ACTS = new Set([
  'command', 'draftDocument', 'changeDocument', 'confirmDocument', 'previewDocument', 'freezeDocument', 'signDocument',
  'refuseDocument', 'voidDocument', 'composePaper',
] as const)
