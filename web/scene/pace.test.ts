import { describe, expect, it } from 'vitest'
import { Pace } from './pace.ts'

/** A device on which a picture of full size takes `ms`. */
function settle(pace: Pace, ms: number, pictures: number): number {
  let changes = 0
  for (let i = 0; i < pictures; i++) if (pace.note(ms * pace.scale ** 2)) changes++
  return changes
}

describe('the pace of drawing', () => {
  it('draws at full rate and size where that costs little', () => {
    const pace = new Pace()
    settle(pace, 8, 200)
    expect(pace.scale).toBe(1)
    expect(pace.intervalMs).toBe(40)
  })

  it('draws less often before it draws smaller', () => {
    const pace = new Pace()
    settle(pace, 50, 300)
    expect(pace.scale).toBe(1)
    expect(pace.intervalMs).toBeGreaterThan(80)
    expect(pace.intervalMs).toBeLessThan(90)
  })

  it('finds a size a slow device can bear, and comes back when it is free again', () => {
    const pace = new Pace()
    settle(pace, 130, 300)
    expect(130 * pace.scale ** 2).toBeLessThan(60)
    settle(pace, 10, 4000)
    expect(pace.scale).toBe(1)
  })

  it('does not go up and down all the time', () => {
    const pace = new Pace()
    expect(settle(pace, 90, 10_000)).toBeLessThan(12)
  })

  it('does not mind one slow picture', () => {
    const pace = new Pace()
    settle(pace, 8, 100)
    pace.note(900)
    settle(pace, 8, 5)
    expect(pace.scale).toBe(1)
    expect(pace.intervalMs).toBe(40)
  })
})
