import { AppError } from '#protocol/errors.ts'
import type { MediaCallName, MediaParams, MediaResult } from '#protocol/media-calls.ts'
import type { MediaSession } from './session.ts'
import type { MediaCaller } from './session-options.ts'
import type { MediaSessions } from './sessions.ts'
import type { MediaView } from './view.ts'

/** The media calls of a socket, as they are carried out for somebody who has said who they are. */
export type MediaCalls<K extends MediaCaller> = { [N in MediaCallName]: (caller: K, params: MediaParams<N>) => Promise<MediaResult<N>> }

/** @param of where a caller's conversation takes place, and how it stands now (asked for at joining only) */
export function createMediaCalls<K extends MediaCaller>(
  media: MediaSessions, of: { room: (caller: K) => string; view: (caller: K) => Promise<MediaView> },
): MediaCalls<K> {
  const session = (caller: K): MediaSession => {
    const found = media.find(of.room(caller))
    if (found === undefined) throw new AppError('mediaUnavailable')
    return found
  }
  return {
    async joinMedia(caller) {
      return media.of(await of.view(caller)).join(caller)
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
