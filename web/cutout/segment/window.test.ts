import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { createPlanes } from '../planes.ts'
import { nextWindow, sampleWindow } from './window.ts'

const COLUMNS = 64
const ROWS = 36
const all = { x: 0, y: 0, width: 640, height: 360 }

/** A mask that is 1 inside a box, given in cells. */
function box(x0: number, y0: number, x1: number, y1: number): Float32Array {
  const mask = new Float32Array(COLUMNS * ROWS)
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) mask[y * COLUMNS + x] = 1
  return mask
}

describe('the window that the model is shown', () => {
  it('closes in on the person with room around', () => {
    const window = nextWindow(box(24, 10, 40, 36), COLUMNS, ROWS, all, 640, 360)
    expect(window.width).toBeLessThan(400)
    expect(window.x).toBeLessThan(240)
    expect(window.x + window.width).toBeGreaterThan(400)
    expect(window.y).toBeLessThan(100)
    expect(window.y + window.height).toBe(360)
  })

  it('never leaves the picture, keeps even numbers and half of it at least, whatever the mask', () => {
    fc.assert(fc.property(fc.tuple(fc.nat(63), fc.nat(35), fc.nat(63), fc.nat(35)), fc.boolean(), ([a, b, c, d], again) => {
      const mask = box(Math.min(a, c), Math.min(b, d), Math.max(a, c) + 1, Math.max(b, d) + 1)
      let window = nextWindow(mask, COLUMNS, ROWS, all, 640, 360)
      if (again) window = nextWindow(mask, COLUMNS, ROWS, window, 640, 360)
      for (const number of [window.x, window.y, window.width, window.height]) expect(number % 2).toBe(0)
      expect(window.x).toBeGreaterThanOrEqual(0)
      expect(window.y).toBeGreaterThanOrEqual(0)
      expect(window.x + window.width).toBeLessThanOrEqual(640)
      expect(window.y + window.height).toBeLessThanOrEqual(360)
      expect(window.width).toBeGreaterThanOrEqual(320)
      expect(window.height).toBeGreaterThanOrEqual(288)
    }))
  })

  it('opens when the person reaches its edge, and stays for small moves', () => {
    const close = nextWindow(box(24, 10, 40, 36), COLUMNS, ROWS, all, 640, 360)
    const inside = (x0: number, x1: number) => box(x0, 10, x1, 36)
    expect(nextWindow(inside(16, 49), COLUMNS, ROWS, close, 640, 360)).toBe(close)
    const cut = nextWindow(inside(16, 64), COLUMNS, ROWS, close, 640, 360)
    expect(cut.x + cut.width).toBe(640)
  })

  it('shows the whole picture when nobody is there or the model doubts', () => {
    const close = nextWindow(box(24, 10, 40, 36), COLUMNS, ROWS, all, 640, 360)
    expect(nextWindow(new Float32Array(COLUMNS * ROWS), COLUMNS, ROWS, close, 640, 360)).toEqual(all)
    const doubt = box(24, 10, 40, 36).map((m, i) => (m === 1 && i % 4 === 0 ? 0.5 : m))
    expect(nextWindow(doubt, COLUMNS, ROWS, close, 640, 360)).toEqual(all)
  })
})

describe('shrinking a window', () => {
  it('keeps the mean of every ramp and flat area, at any window', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 24, max: 40 }), (x, width) => {
      const p = createPlanes(128, 64)
      for (let i = 0; i < p.y.length; i++) p.y[i] = 2 * (i % 128)
      p.u.fill(90)
      p.v.fill(160)
      const out = createPlanes(16, 16)
      const window = { x: x * 2, y: 4, width: width * 2, height: 56 }
      sampleWindow(p, window, out)
      for (let u = 0; u < 16; u++) {
        const middle = 2 * (window.x + ((u + 0.5) * window.width) / 16 - 0.5)
        expect(Math.abs(out.y[5 * 16 + u]! - middle)).toBeLessThanOrEqual(1)
      }
      expect(new Set(out.u)).toEqual(new Set([90]))
      expect(new Set(out.v)).toEqual(new Set([160]))
    }))
  })
})
