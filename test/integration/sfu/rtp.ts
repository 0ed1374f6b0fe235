import type { MediaJson } from '#protocol/media.ts'

/** What a browser would send of one Opus track. */
export const OPUS_RTP = (ssrc: number): MediaJson => ({
  mid: String(ssrc),
  codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 }, rtcpFeedback: [] }],
  headerExtensions: [], encodings: [{ ssrc }], rtcp: { cname: 'test' },
})

export const RECEIVE_CAPABILITIES: MediaJson = {
  codecs: [{ kind: 'audio', mimeType: 'audio/opus', preferredPayloadType: 100, clockRate: 48_000, channels: 2, parameters: {}, rtcpFeedback: [] }],
  headerExtensions: [],
}

/** A DTLS client with some certificate; nothing ever connects with it. */
export const dtlsClient = (octet = 'AB'): MediaJson => ({
  role: 'client', fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => octet).join(':') }],
})
