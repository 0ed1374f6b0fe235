import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PersonBox } from '../layout/boxes.ts'
import { cutoutRect, measureMatte } from './fit.ts'

const box: PersonBox = { x: 400, hiddenBelow: 500, headTop: 372, metre: 200, room: 300, plateX: 400, plateY: 520 }
const fits = fc.record({ top: fc.double({ min: 0.02, max: 0.5, noNaN: true }), shoulders: fc.double({ min: 0.35, max: 1.7, noNaN: true }), centre: fc.double({ min: 0.2, max: 0.8, noNaN: true }) })
const aspects = fc.constantFrom(16 / 9, 4 / 3, 9 / 16)

describe('where a person is drawn', () => {
  it('the lower edge is behind the table and never below it, whatever the camera gives', () => {
    fc.assert(fc.property(fits, aspects, (fit, aspect) => {
      const { rect, shown } = cutoutRect(box, fit, aspect)
      const foot = rect.y + rect.h * shown
      expect(foot).toBeGreaterThan(box.hiddenBelow + 0.04 * box.metre)
      expect(foot).toBeLessThan(box.hiddenBelow + 0.1 * box.metre)
      expect(shown).toBeGreaterThan(0)
      expect(shown).toBeLessThanOrEqual(1)
    }))
  })

  it('keeps everybody as broad as they are high', () => {
    fc.assert(fc.property(fits, aspects, (fit, aspect) => {
      const { rect } = cutoutRect(box, fit, aspect)
      expect(Math.abs(rect.w / rect.h - aspect)).toBeLessThan(0.03)
    }))
  })

  it('heads of a row are on one line wherever a camera shows enough of the body', () => {
    const tops = [{ top: 0.1, shoulders: 0.62, centre: 0.5 }, { top: 0.2, shoulders: 0.5, centre: 0.45 }, { top: 0.3, shoulders: 0.45, centre: 0.5 }, { top: 0.14, shoulders: 0.8, centre: 0.5 }]
      .map((fit) => ({ fit, ...cutoutRect(box, fit, 16 / 9) })).map(({ fit, rect }) => rect.y + fit.top * rect.h)
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(0.03 * box.metre)
  })
})

describe('measuring a matte', () => {
  const person = (hand: boolean) => {
    const luma = new Uint8Array(320 * 180).fill(16)
    const fill = (x0: number, y0: number, x1: number, y1: number) => {
      for (let y = y0; y < y1; y++) luma.fill(235, y * 320 + x0, y * 320 + x1)
    }
    fill(138, 40, 182, 100)
    fill(90, 100, 230, 180)
    if (hand) fill(236, 4, 256, 180)
    return measureMatte(luma, 320, 180, 320, 16)!
  }

  it('does not take a raised hand for a head', () => {
    expect(person(true).top).toBeCloseTo(person(false).top, 2)
  })
})
