import { z } from 'zod'
import { Id, PersonId } from './ids.ts'
import { MediaSource } from './places.ts'

/**
 * mediasoup's own objects (RTP, ICE, DTLS parameters). Their inside is checked by mediasoup itself, which throws on
 * nonsense; here they are only kept to plain JSON of a bounded size.
 */
const MAX_MEDIA_JSON_CHARS = 32_768
export const MediaJson = z
  .record(z.string(), z.json())
  .refine((value) => JSON.stringify(value).length <= MAX_MEDIA_JSON_CHARS, 'too large')
export type MediaJson = z.infer<typeof MediaJson>

/**
 * How the picture in a video track is laid out.
 * `stacked`: colour above, matte in luma below, both of the same size; `plain`: an ordinary picture.
 */
export const VideoLayout = z.enum(['plain', 'stacked'])
export type VideoLayout = z.infer<typeof VideoLayout>

/** How the sender cuts itself out at present; `none` on a plain track. */
export const CutoutMode = z.enum(['key', 'segment', 'still', 'tile', 'none'])
export type CutoutMode = z.infer<typeof CutoutMode>

/** What a receiver must know of a track before it can be drawn. */
export const TrackDescription = z.strictObject({
  layout: VideoLayout.default('plain'), cutout: CutoutMode.default('none'),
  /** Height of the whole track at full size, in pixels; the SFU guesses it from the count of simulcast layers when left out. */
  heightPx: z.int().min(1).max(8640).optional(),
})
export type TrackDescription = z.infer<typeof TrackDescription>

export const IceServer = z.strictObject({
  urls: z.array(z.string().max(200)).min(1).max(8), username: z.string().max(200).optional(), credential: z.string().max(200).optional(),
})

export const TransportOffer = z.strictObject({
  transportId: Id, iceParameters: MediaJson, iceCandidates: z.array(MediaJson).max(32), dtlsParameters: MediaJson,
})
export type TransportOffer = z.infer<typeof TransportOffer>

export const ConsumerOffer = z.strictObject({
  consumerId: Id, producerId: Id, from: PersonId, source: MediaSource, kind: z.enum(['audio', 'video']),
  rtpParameters: MediaJson, description: TrackDescription, producerPaused: z.boolean(),
})
export type ConsumerOffer = z.infer<typeof ConsumerOffer>

/** 0 (unusable) … 10 (perfect), as mediasoup scores it; `rttMs` and `lossPercent` where known. */
export const LinkQuality = z.strictObject({
  personId: PersonId, up: z.number().min(0).max(10).nullable(), down: z.number().min(0).max(10).nullable(),
  rttMs: z.number().min(0).nullable(), lossPercent: z.number().min(0).max(100).nullable(),
})
export type LinkQuality = z.infer<typeof LinkQuality>

/** Loudness of one voice in dBov: −127 (silence) … 0. */
export const AudioLevel = z.strictObject({ personId: PersonId, dbov: z.number().min(-127).max(0) })
export type AudioLevel = z.infer<typeof AudioLevel>
