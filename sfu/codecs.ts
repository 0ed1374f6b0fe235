import type { types } from 'mediasoup'

/**
 * What rooms speak. VP8 first: it is what everybody encodes in simulcast and what the stacked matte was measured with;
 * H264 (constrained baseline) for devices that encode nothing else in hardware. RTX is added by mediasoup to each video.
 */
export const ROOM_CODECS: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1, usedtx: 1 } },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video', mimeType: 'video/H264', clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
]
