/**
 * Chromium's way into a track, frame by frame (mediacapture-transform). Both constructors exist in windows only; their
 * streams can be handed to a worker. Not in TypeScript's DOM library, and not in Firefox.
 */
export type TrackProcessor = { readonly readable: ReadableStream<VideoFrame> }
export type TrackGenerator = MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> }

type Insertable = {
  MediaStreamTrackProcessor?: new (init: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor
  MediaStreamTrackGenerator?: new (init: { kind: 'video' }) => TrackGenerator
}

export function insertable(): { processor: (track: MediaStreamTrack) => TrackProcessor; generator: () => TrackGenerator } | null {
  const { MediaStreamTrackProcessor: Processor, MediaStreamTrackGenerator: Generator }: Insertable = globalThis as Insertable
  if (!Processor || !Generator) return null
  return { processor: (track) => new Processor({ track, maxBufferSize: 1 }), generator: () => new Generator({ kind: 'video' }) }
}

/** Only the reading half: what the scene needs. */
export function trackReadable(track: MediaStreamTrack): ReadableStream<VideoFrame> | null {
  const { MediaStreamTrackProcessor: Processor }: Insertable = globalThis as Insertable
  return Processor ? new Processor({ track, maxBufferSize: 1 }).readable : null
}
