import { expect, it } from 'vitest'
import { Shot } from './shot.ts'

const WHOLE = { x: 0, y: 0, w: 1, h: 0.56 }
const BENCH = { x: 0.3, y: 0.1, w: 0.4, h: 0.23 }
const LEFT = { x: 0, y: 0.3, w: 0.3, h: 0.17 }
const RIGHT = { x: 0.7, y: 0.3, w: 0.3, h: 0.17 }

it('pans to a view that touches this one and arrives there', () => {
  const shot = new Shot()
  shot.aim(WHOLE, 0, true)
  expect(shot.at(0)).toEqual(WHOLE)
  shot.aim(BENCH, 100, true)
  expect(shot.moving).toBe(true)
  const { w } = shot.at(500)
  expect(w).toBeLessThan(1)
  expect(w).toBeGreaterThan(0.4)
  expect(shot.at(1100)).toEqual(BENCH)
  expect(shot.moving).toBe(false)
})

it('cuts to a view far away, and where no pan is wanted', () => {
  const shot = new Shot()
  shot.aim(LEFT, 0, true)
  shot.aim(RIGHT, 100, true)
  expect(shot.at(101)).toEqual(RIGHT)
  shot.aim(WHOLE, 200, false)
  expect(shot.at(201)).toEqual(WHOLE)
})

it('a seating that changes during a pan only moves its end', () => {
  const shot = new Shot()
  shot.aim(WHOLE, 0, true)
  shot.aim(BENCH, 0, true)
  shot.at(300)
  const end = { ...BENCH, x: 0.31 }
  shot.aim(end, 300, false)
  expect(shot.moving).toBe(true)
  expect(shot.at(1000)).toEqual(end)
})
