import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { FrameBudget, LADDER } from './budget.ts'
import { ModeChoice } from './mode.ts'
import { pullPush } from './pull-push.ts'
import { createPlanes, fromRgb, shrinkPlane, toRgba, workingSize } from './planes.ts'

describe('the frame budget', () => {
  /** Frames of `cost` for `ms`, 15 a second. */
  const run = (budget: FrameBudget, cost: number, from: number, ms: number): number => {
    for (let t = from; t < from + ms; t += 66) budget.add(cost, t)
    return from + ms
  }

  it('steps down under load, up again when it is over', () => {
    const budget = new FrameBudget(40, 3000, 10_000)
    let now = run(budget, 80, 0, 4000)
    expect(budget.current).toBe(LADDER[1])
    now = run(budget, 80, now, 14_000)
    expect(budget.current.mode).toBe('tile')
    run(budget, 5, now, 60_000)
    expect(budget.current).toBe(LADDER[0])
  })

  it('turns itself off after three failures; whoever chooses anew gets another try', () => {
    const budget = new FrameBudget(40, 1000, 2000)
    let now = 0
    for (let i = 0; i < 12; i++) {
      now = run(budget, 200, now, 2500)
      now = run(budget, 1, now, 3500)
    }
    expect(budget.settled).toBe(true)
    expect(budget.current.mode).toBe('tile')
    now = run(budget, 1, now, 30_000)
    expect(budget.current.mode).toBe('tile')
    budget.reset(now)
    expect(budget.current).toBe(LADDER[0])
    expect(budget.settled).toBe(false)
  })

  it('failures hours apart have nothing to do with each other', () => {
    const budget = new FrameBudget(40, 1000, 2000)
    let now = 0
    for (let i = 0; i < 6; i++) {
      now = run(budget, 200, now, 1500)
      now = run(budget, 1, now, 400_000)
    }
    expect(budget.settled).toBe(false)
    expect(budget.current).toBe(LADDER[0])
  })

  it('gives way to a voice that suffers, however cheap its frames are, one step at a time', () => {
    const budget = new FrameBudget(40, 3000, 10_000)
    let now = run(budget, 5, 0, 1000)
    expect(budget.press(now)).toBe(true)
    expect(budget.press(now + 100)).toBe(false)
    expect(budget.current).toBe(LADDER[1])
    for (let i = 0; i < 5; i++) {
      now = run(budget, 5, now, 4000)
      budget.press(now)
    }
    expect(budget.current.mode).toBe('tile')
    run(budget, 5, now, 60_000)
    expect(budget.current).toBe(LADDER[0])
  })

  it('a single slow frame changes nothing', () => {
    const budget = new FrameBudget(40)
    run(budget, 10, 0, 2000)
    expect(budget.add(900, 2000)).toBe(false)
    run(budget, 10, 2066, 4000)
    expect(budget.current).toBe(LADDER[0])
  })
})

describe('the choice of way', () => {
  const wall = (share: number) => ({ hue: 'green' as const, share, threshold: 0.1 })
  it('wall → key, no wall → segmentation, no model → tile, and slow to change its mind', () => {
    const choice = new ModeChoice()
    expect(choice.next('auto', wall(0.9), 'ready', 'full')).toBe('segment')
    expect(choice.next('auto', wall(0.9), 'ready', 'full')).toBe('key')
    for (let i = 0; i < 7; i++) expect(choice.next('auto', wall(0.1), 'ready', 'full')).toBe('key')
    expect(choice.next('auto', wall(0.1), 'ready', 'full')).toBe('segment')
    expect(choice.next('auto', wall(0.1), 'missing', 'full')).toBe('tile')
    expect(choice.next('segment', wall(1), 'ready', 'still')).toBe('still')
    expect(choice.next('key', wall(0), 'missing', 'full')).toBe('key')
    expect(choice.next('tile', wall(1), 'ready', 'full')).toBe('tile')
  })
})

describe('pull-push', () => {
  it('keeps what is known and fills the rest from it, never beyond its range', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 23 }), fc.integer({ min: 1, max: 17 }), fc.integer(), (w, h, seed) => {
      const values = new Float32Array(w * h)
      const weights = new Float32Array(w * h)
      let s = seed
      for (let i = 0; i < values.length; i++) {
        s = (Math.imul(s, 1103515245) + 12345) | 0
        if ((s >>> 16) % 4 === 0 || i === 0) {
          weights[i] = 1
          values[i] = 10 + ((s >>> 8) & 63)
        }
      }
      const known = values.slice()
      pullPush(values, weights, w, h, 1)
      const low = Math.min(...known.filter((_, i) => weights[i] === 1))
      const high = Math.max(...known.filter((_, i) => weights[i] === 1))
      for (let i = 0; i < values.length; i++) {
        if (weights[i] === 1) expect(values[i]).toBe(known[i])
        expect(values[i]).toBeGreaterThanOrEqual(low - 0.01)
        expect(values[i]).toBeLessThanOrEqual(high + 0.01)
      }
    }))
  })
})

describe('planes', () => {
  it('RGB goes to I420 and back within the rounding of flat colours', () => {
    fc.assert(fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), ([r, g, b]) => {
      const rgba = new Uint8ClampedArray(4 * 16)
      for (let i = 0; i < 16; i++) rgba.set([r, g, b, 255], i * 4)
      const planes = createPlanes(4, 4)
      fromRgb(rgba, 16, 0, planes)
      const out = new Uint8ClampedArray(4 * 16)
      toRgba(planes, out)
      for (const [i, want] of [r, g, b].entries()) expect(Math.abs(out[i]! - want)).toBeLessThanOrEqual(4)
    }))
  })

  it('works at an even size of the same shape', () => {
    expect(workingSize(1280, 720, 360)).toEqual({ width: 640, height: 360 })
    expect(workingSize(320, 240, 360)).toEqual({ width: 320, height: 240 })
    const dst = new Uint8Array(4)
    shrinkPlane(new Uint8Array(16).fill(77), 4, 4, 4, dst, 2, 2)
    expect([...dst]).toEqual([77, 77, 77, 77])
  })
})
