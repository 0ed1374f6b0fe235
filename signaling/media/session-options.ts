import type { z } from 'zod'
import type { GatewayNotice } from '#protocol/gateway.ts'
import type { MediaJson } from '#protocol/media.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import type { Court } from '../context.ts'
import type { Track } from './plan.ts'
import type { SfuClient } from './sfu-client.ts'

/** Sends to one connection, if it is still there. */
export type Notify = (connectionId: string, notice: z.input<typeof GatewayNotice>) => void

export type SessionOptions = { state: HearingState; court: Court; sfu: SfuClient; notify: Notify; isLive: (connectionId: string) => boolean }

/** A track a browser would like to send. */
export type TrackWish = Omit<Track, 'producerId' | 'paused'> & { rtpParameters: MediaJson }
