import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { scaleFor } from './scale.ts'

describe('the scale of a chart', () => {
  test('ends just above the highest value, in round steps', () => {
    expect(scaleFor(17)).toEqual({ top: 20, lines: [0, 5, 10, 15, 20] })
    expect(scaleFor(4)).toEqual({ top: 4, lines: [0, 1, 2, 3, 4] })
    expect(scaleFor(0.9)).toEqual({ top: 1, lines: [0, 0.25, 0.5, 0.75, 1] })
  })

  test('nothing at all still has a scale', () => {
    expect(scaleFor(0)).toEqual({ top: 1, lines: [0, 1] })
    expect(scaleFor(Number.NaN)).toEqual({ top: 1, lines: [0, 1] })
  })

  test('no bar is higher than the chart, and no chart more than twice as high as needed', () => {
    fc.assert(fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (highest) => {
      const { top, lines } = scaleFor(highest)
      expect(top).toBeGreaterThanOrEqual(highest * (1 - 1e-9))
      expect(top).toBeLessThan(highest * 2)
      expect(lines.length).toBeLessThanOrEqual(6)
    }))
  })
})
