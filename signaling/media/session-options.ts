import type { MediaJson } from '#protocol/media.ts'
import type { MediaNotice } from '#protocol/media-calls.ts'
import type { Court } from '../context.ts'
import type { Track } from './plan.ts'
import type { SfuClient } from './sfu-client.ts'
import type { MediaView } from './view.ts'

/** Sends to one connection, if it is still there. */
export type Notify = (connectionId: string, notice: MediaNotice) => void

/** Whom a connection with sound and picture speaks for. */
export type MediaCaller = { connectionId: string; personId: string }

export type SessionOptions = { view: MediaView; court: Court; sfu: SfuClient; notify: Notify; isLive: (connectionId: string) => boolean }

/** A track a browser would like to send. */
export type TrackWish = Omit<Track, 'producerId' | 'paused'> & { rtpParameters: MediaJson }
