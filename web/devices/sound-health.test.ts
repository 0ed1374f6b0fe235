import { describe, expect, it } from 'vitest'
import { readSample, soundSuffers } from './sound-health.ts'

describe('whether sound suffers on this device', () => {
  const sample = (at: number, captured: number | null, encoderStarved = 0) => ({ at, captured, encoderStarved })
  it('when the microphone’s sound comes slower than time goes', () => {
    expect(soundSuffers(sample(10, 10), sample(13, 12.95))).toBe(false)
    expect(soundSuffers(sample(10, 10), sample(13, 12.4))).toBe(true)
  })
  it('when the encoder lacked the processor most of the time', () => {
    expect(soundSuffers(sample(10, null, 4), sample(13, null, 5))).toBe(false)
    expect(soundSuffers(sample(10, null, 4), sample(13, null, 6))).toBe(true)
  })
  it('not because a microphone was closed, opened or changed', () => {
    expect(soundSuffers(sample(10, 10), sample(13, null))).toBe(false)
    expect(soundSuffers(sample(10, 400), sample(13, 1))).toBe(false)
    expect(soundSuffers(sample(10, 10), sample(13, 10))).toBe(false)
  })
  it('reads what browsers report', () => {
    const stats = new Map([
      ['a', { type: 'media-source', kind: 'audio', timestamp: 5000, totalSamplesDuration: 4.5 }],
      ['v0', { type: 'outbound-rtp', kind: 'video', timestamp: 5010, qualityLimitationDurations: { none: 3, cpu: 0.5, bandwidth: 1, other: 0 } }],
      ['v1', { type: 'outbound-rtp', kind: 'video', timestamp: 5010, qualityLimitationDurations: { none: 2, cpu: 1.5, bandwidth: 1, other: 0 } }],
    ])
    expect(readSample(stats)).toEqual({ at: 5.01, captured: 4.5, encoderStarved: 1.5 })
  })
})
