import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_GAIN, followGain, gainFor, measureLight, tintOf } from './light.ts'
import type { LightStats } from './light.ts'
import type { RawFrame } from './sprite.ts'

/** A stacked frame of a person who fills the right half. */
function frame(luma: number, u: number, v: number): RawFrame {
  const [width, height] = [96, 128]
  const n = width * height
  const data = new Uint8Array(n * 1.5)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = y < 64 ? (x < 48 ? 235 : luma) : x < 48 ? 16 : 235
  data.fill(u, n, n * 1.25)
  data.fill(v, n * 1.25)
  return { data, width, height, nv12: false, fullRange: false, bt709: false, layout: [{ offset: 0, stride: width }, { offset: n, stride: width / 2 }, { offset: n * 1.25, stride: width / 2 }] }
}

const stats = fc.record({ white: fc.integer({ min: 1, max: 255 }), red: fc.integer({ min: 1, max: 255 }), blue: fc.integer({ min: 1, max: 255 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })

describe('light on people', () => {
  it('is read off the person alone, not off what was behind them', () => {
    expect(measureLight(frame(120, 128, 128))!.white).toBeLessThan(130)
    const blue = measureLight(frame(190, 134, 125))!
    expect(blue.blue).toBeGreaterThan(blue.red)
  })

  it('corrects cool light towards warm, and a dark picture a little', () => {
    const [r, g, b] = gainFor(measureLight(frame(190, 134, 125))!, NO_GAIN)
    expect(r).toBeGreaterThan(g)
    expect(g).toBeGreaterThan(b)
    expect(gainFor(measureLight(frame(110, 128, 128))!, NO_GAIN)[1]).toBeGreaterThan(1.05)
  })

  it('skin and dyed cloth say nothing: no complexion is pulled towards another', () => {
    // A purple coat, dark; skin of three complexions, bright: one factor for all channels.
    for (const [luma, u, v] of [[70, 134, 134], [200, 116, 146], [150, 112, 150], [100, 116, 146]] as const) {
      const [r, g, b] = gainFor(measureLight(frame(luma, u, v))!, NO_GAIN)
      expect(r).toBe(g)
      expect(g).toBe(b)
    }
  })

  it('is gentle whatever was measured, and never turns anything green or purple', () => {
    fc.assert(fc.property(stats, (measured: LightStats) => {
      const [r, g, b] = gainFor(measured, NO_GAIN)
      for (const gain of [r, g, b]) {
        expect(gain).toBeGreaterThan(0.9)
        expect(gain).toBeLessThan(1.14)
      }
      expect((r + b) / 2).toBeCloseTo(g, 5)
    }))
  })

  it('follows slowly, and the room gives its own tint', () => {
    const next = followGain([1, 1, 1], [1.1, 1, 0.9])
    expect(next[0]).toBeLessThan(1.02)
    const [r, , b] = tintOf('#efe9de')
    expect(r).toBeGreaterThan(b)
  })
})
