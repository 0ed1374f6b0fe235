import { describe, expect, it } from 'vitest'
import { drawFigure } from '../../../test/harness/figure.ts'
import { BEHIND_COLUMNS, composeSprite } from './compose.ts'
import { NO_GAIN } from './light.ts'
import type { Gain } from './light.ts'
import { fitOf } from './sprite.ts'
import type { RawFrame } from './sprite.ts'
import { measureMatte } from './fit.ts'

/** A stacked frame: grey picture of `luma` above, the matte below. */
function stacked(width: number, half: number, luma: number, matte: (x: number, y: number) => number): RawFrame {
  const height = half * 2
  const data = new Uint8Array(width * height * 1.5).fill(128)
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < width; x++) {
      data[y * width + x] = luma
      data[(half + y) * width + x] = 16 + (219 * matte(x, y)) / 255
    }
  }
  const n = width * height
  return { data, width, height, nv12: false, fullRange: false, bt709: false, layout: [{ offset: 0, stride: width }, { offset: n, stride: width / 2 }, { offset: n * 1.25, stride: width / 2 }] }
}

describe('the sprite made on the CPU', () => {
  it('multiplies colour and matte, and never reads across the seam', () => {
    const raw = stacked(64, 48, 126, (x) => (x < 32 ? 0 : 255))
    for (const [w, h] of [[64, 48], [30, 20], [100, 80]] as const) {
      const out = new Uint8ClampedArray(w * h * 4)
      composeSprite(raw, true, { width: w, height: h, shown: h, gain: NO_GAIN, behind: null }, out)
      for (let y = 0; y < h; y++) {
        const left = (y * w + Math.floor(w * 0.25)) * 4
        const right = (y * w + Math.floor(w * 0.75)) * 4
        expect(out[left + 3]).toBe(0)
        expect(out[right + 3]).toBe(255)
        // The last row of colour touches the matte's first row in memory: were it read, it would be dark or white.
        expect(out[right]).toBeGreaterThan(95)
        expect(out[right]).toBeLessThan(140)
      }
    }
  })

  it('takes light from behind onto the edge alone, and throws a shadow beside the person alone', () => {
    const [w, h] = [120, 90]
    const raw = stacked(w, h, 126, (x) => (x < 60 ? 0 : 255))
    const make = (behind: Float32Array | null, gain: Gain = NO_GAIN) => {
      const out = new Uint8ClampedArray(w * h * 4)
      composeSprite(raw, true, { width: w, height: h, shown: h, gain, behind: behind && (() => behind) }, out)
      return out
    }
    const plain = make(null)
    const lit = make(new Float32Array(BEHIND_COLUMNS * 3).fill(255))
    const at = (x: number) => (30 * w + x) * 4
    expect(lit[at(61)]!).toBeGreaterThan(plain[at(61)]! + 5)
    // Well inside nothing of it is left: a face is as the camera gave it.
    for (let x = 75; x < 110; x++) expect(lit[at(x)]).toBe(plain[at(x)])
    expect(plain[at(57) + 3]!).toBeGreaterThan(20)
    expect(plain[at(57)]!).toBeLessThan(30)
    expect(plain[at(30) + 3]).toBe(0)
    // One gain for all pixels of the inside.
    const warm = make(null, [1.1, 1, 0.9])
    expect(new Set(Array.from({ length: 35 }, (_, i) => warm[at(75 + i)]! - plain[at(75 + i)]!)).size).toBe(1)
  })

  it('leaves out what is under the table', () => {
    const raw = stacked(64, 48, 126, () => 200)
    const out = new Uint8ClampedArray(64 * 30 * 4)
    composeSprite(raw, true, { width: 64, height: 48, shown: 30, gain: NO_GAIN, behind: null }, out)
    const whole = new Uint8ClampedArray(64 * 48 * 4)
    composeSprite(raw, true, { width: 64, height: 48, shown: 48, gain: NO_GAIN, behind: null }, whole)
    for (let x = 8; x < 56; x++) expect(out[x * 4 + 3]).toBe(whole[x * 4 + 3])
  })

  it('measures head, shoulders and middle of a drawn person', () => {
    const figure = drawFigure('juror', 0, 320, 180)
    const luma = new Uint8Array(320 * 180)
    for (let i = 0; i < luma.length; i++) luma[i] = 16 + (figure.rgba[i * 4 + 3]! * 219) / 255
    const fit = measureMatte(luma, 320, 180, 320, 16)!
    expect(fit.top).toBeGreaterThan(0.1)
    expect(fit.top).toBeLessThan(0.25)
    expect(fit.shoulders).toBeGreaterThan(0.7)
    expect(fit.shoulders).toBeLessThan(0.95)
    expect(fit.centre).toBeCloseTo(0.5, 1)
  })

  it('takes a full matte (a tile) and an empty one for nobody', () => {
    expect(fitOf(stacked(64, 48, 100, () => 255))).toBeNull()
    expect(fitOf(stacked(64, 48, 100, () => 0))).toBeNull()
  })
})
