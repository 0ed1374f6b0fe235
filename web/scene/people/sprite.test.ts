import { describe, expect, it } from 'vitest'
import { drawFigure } from '../../../test/harness/figure.ts'
import { composeSprite, fitOf } from './sprite.ts'
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
      composeSprite(raw, true, w, h, out)
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
