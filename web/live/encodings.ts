import type { MediaSource } from '#protocol/places.ts'
import type { VideoLayout } from '#protocol/media.ts'

export type SendEncoding = { maxBitrate: number; scaleResolutionDownBy?: number; maxFramerate?: number }

/**
 * Simulcast layers for a track of `width` × `height` pixels, lowest first.
 * A stacked picture is as wide as the camera and a little over twice as high, so its width decides the count of layers.
 * Bitrates in bit/s; a phone on a poor line still gets its lowest layer through at 150 kbit/s.
 */
export function sendEncodings(source: MediaSource, width: number, layout: VideoLayout): SendEncoding[] {
  if (source === 'presentation') return [{ maxBitrate: 2_000_000, maxFramerate: 15 }]
  const stackedFactor = layout === 'stacked' ? 1.4 : 1
  const rate = (bitsPerSecond: number) => Math.round(bitsPerSecond * stackedFactor)
  if (width >= 1280) {
    return [
      { maxBitrate: rate(150_000), scaleResolutionDownBy: 4 },
      { maxBitrate: rate(500_000), scaleResolutionDownBy: 2 },
      { maxBitrate: rate(1_500_000), scaleResolutionDownBy: 1 },
    ]
  }
  if (width >= 640) {
    return [
      { maxBitrate: rate(150_000), scaleResolutionDownBy: 2 },
      { maxBitrate: rate(600_000), scaleResolutionDownBy: 1 },
    ]
  }
  return [{ maxBitrate: rate(300_000) }]
}
