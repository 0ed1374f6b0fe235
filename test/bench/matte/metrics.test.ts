import { describe, expect, it } from 'vitest'
import { boundaryF, flicker, gradientError, iou, meanDifference, quality } from './metrics.ts'
import { ROOMS, WALLS } from './conditions.ts'

const WIDTH = 40
const HEIGHT = 30

/** A filled square with its left edge at x. */
function square(x: number): Uint8Array {
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i % WIDTH >= x && i % WIDTH < x + 12 && i >= 8 * WIDTH && i < 20 * WIDTH ? 255 : 0))
}

describe('matte metrics', () => {
  it('are perfect for the truth itself', () => {
    const truths = [square(10), square(11)]
    expect(quality(truths, truths, WIDTH, HEIGHT)).toEqual({ mad: 0, iou: 1, boundaryF: 1, gradient: 0, flicker: 0 })
  })

  it('count what is wrong', () => {
    expect(meanDifference(square(10), square(11))).toBeCloseTo((24 / 1200) * 1000)
    expect(iou(square(10), square(16))).toBeCloseTo(6 / 18)
    expect(boundaryF(square(10), square(11), WIDTH, HEIGHT)).toBe(1)
    expect(boundaryF(square(2), square(26), WIDTH, HEIGHT)).toBe(0)
    expect(gradientError(square(10).map((a) => a / 2), square(10), WIDTH, HEIGHT)).toBeGreaterThan(1)
  })

  it('do not call true motion flicker, but a wrong pixel that comes and goes', () => {
    expect(flicker(square(12), square(10), square(12), square(10))).toBe(0)
    const wrong = square(10)
    wrong[0] = 255
    expect(flicker(wrong, square(10), square(10), square(10))).toBeCloseTo((1 / 1200) * 1000)
  })

  it('refuse a single frame', () => {
    expect(() => quality([square(10)], [square(10)], WIDTH, HEIGHT)).toThrow('two at least')
  })
})

it('every condition has its own name', () => {
  const names = [...WALLS, ...ROOMS].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
