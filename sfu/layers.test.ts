import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseLayer, layerHeights } from './layers.ts'

const hd = [{ scaleResolutionDownBy: 4 }, { scaleResolutionDownBy: 2 }, { scaleResolutionDownBy: 1 }]

describe('layerHeights', () => {
  it('divides the full height by what each encoding declares', () => {
    expect(layerHeights({ encodings: hd, layout: 'plain', trackHeightPx: 720 })).toEqual([180, 360, 720])
  })
  it('takes half of a stacked track as the picture', () => {
    expect(layerHeights({ encodings: hd.slice(1), layout: 'stacked', trackHeightPx: 736 })).toEqual([184, 368])
  })
  it('guesses the height from the count of layers where nobody said it', () => {
    expect(layerHeights({ encodings: hd, layout: 'stacked' })).toEqual([180, 360, 720])
    expect(layerHeights({ encodings: [{}, {}], layout: 'plain' })).toEqual([180, 360])
    expect(layerHeights({ encodings: [{}], layout: 'plain' })).toEqual([360])
    expect(layerHeights({ encodings: [], layout: 'plain' })).toEqual([360])
  })
})

describe('chooseLayer', () => {
  const heights = [180, 360, 720]
  it('takes the lowest layer that need not be stretched much', () => {
    expect(chooseLayer(heights, 120, null)).toBe(0)
    expect(chooseLayer(heights, 225, null)).toBe(0)
    expect(chooseLayer(heights, 226, null)).toBe(1)
    expect(chooseLayer(heights, 500, null)).toBe(2)
    expect(chooseLayer(heights, 4000, null)).toBe(2)
  })
  it('starts low until told', () => {
    expect(chooseLayer(heights, null, null)).toBe(0)
  })
  it('stays where it is between the two thresholds', () => {
    expect(chooseLayer(heights, 200, 0)).toBe(0)
    expect(chooseLayer(heights, 200, 1)).toBe(1)
    expect(chooseLayer(heights, 180, 1)).toBe(0)
    expect(chooseLayer(heights, 226, 0)).toBe(1)
  })

  const ascending = fc.array(fc.integer({ min: 40, max: 1080 }), { minLength: 1, maxLength: 4 }).map((list) => list.toSorted((a, b) => a - b))
  const drawn = fc.integer({ min: 1, max: 4320 })
  const start = fc.option(fc.nat({ max: 5 }))
  it('is a layer there is, and stable once chosen', () => {
    fc.assert(fc.property(ascending, drawn, start, (list, px, current) => {
      const layer = chooseLayer(list, px, current)
      expect(layer).toBeGreaterThanOrEqual(0)
      expect(layer).toBeLessThan(list.length)
      expect(chooseLayer(list, px, layer)).toBe(layer)
    }))
  })
  it('never asks for less when drawn larger', () => {
    fc.assert(fc.property(ascending, drawn, drawn, start, (list, a, b, current) => {
      expect(chooseLayer(list, Math.min(a, b), current)).toBeLessThanOrEqual(chooseLayer(list, Math.max(a, b), current))
    }))
  })
  it('a size that trembles by a tenth changes the layer at most once', () => {
    fc.assert(fc.property(drawn, fc.array(fc.double({ min: 0.95, max: 1.05, noNaN: true }), { minLength: 2, maxLength: 20 }), (px, tremble) => {
      let current: number | null = null
      let changes = -1
      for (const factor of tremble) {
        const next = chooseLayer(heights, px * factor, current)
        if (next !== current) changes += 1
        current = next
      }
      expect(changes).toBeLessThanOrEqual(1)
    }))
  })
})
