import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fades, riseOf } from './motion.ts'

describe('what fades', () => {
  it('comes and goes without a jump, wherever it is turned round', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(0 as const, 1 as const), fc.integer({ min: 1, max: 900 })), { minLength: 1, maxLength: 30 }), (turns) => {
      const fades = new Fades()
      let now = 0
      for (const [to, ms] of turns) {
        const before = fades.at('a', now)
        fades.to('a', to, now, 500)
        expect(fades.at('a', now)).toBeCloseTo(before, 6)
        now += ms
        const after = fades.at('a', now)
        expect(after).toBeGreaterThanOrEqual(0)
        expect(after).toBeLessThanOrEqual(1)
      }
    }))
  })

  it('is told gone once, when it has faded away', () => {
    const fades = new Fades()
    fades.to('a', 1, 0, 500)
    fades.to('a', 0, 600, 500)
    expect(fades.moving(800)).toEqual(['a'])
    expect(fades.gone(1000)).toEqual([])
    expect(fades.gone(1100)).toEqual(['a'])
    expect(fades.gone(1200)).toEqual([])
    expect(fades.at('a', 1200)).toBe(0)
  })

  it('is there at once where less motion was asked for', () => {
    const fades = new Fades()
    fades.to('a', 1, 0, 0)
    expect(fades.at('a', 0)).toBe(1)
    expect(fades.moving(0)).toEqual([])
  })
})

it('those who rise come back to where they sat', () => {
  const rise = { at: 100, holdMs: 1000 }
  expect(riseOf(rise, 100, false)).toBe(1)
  expect(riseOf(rise, 1400, false)).toBeGreaterThan(1.05)
  expect(riseOf(rise, 2690, false)).toBeLessThan(1.01)
  expect(riseOf(rise, 2700, false)).toBeNull()
  expect(riseOf(rise, 110, true)).toBe(riseOf(rise, 1400, true))
})
