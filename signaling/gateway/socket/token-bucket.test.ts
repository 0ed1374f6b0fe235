import { expect, test } from 'vitest'
import fc from 'fast-check'
import { TokenBucket } from './token-bucket.ts'

test('a burst passes, then only the rate', () => {
  const bucket = new TokenBucket(10, 5, 0)
  expect(Array.from({ length: 6 }, () => bucket.take(0))).toEqual([true, true, true, true, true, false])
  expect(bucket.take(99)).toBe(false)
  expect(bucket.take(101)).toBe(true)
  expect(bucket.take(101)).toBe(false)
})

test('never lets more through than burst plus rate, whatever the rhythm', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 300 }), (gaps) => {
    const bucket = new TokenBucket(20, 30, 0)
    let now = 0
    let passed = 0
    for (const gap of gaps) {
      now += gap
      if (bucket.take(now)) passed += 1
    }
    expect(passed).toBeLessThanOrEqual(30 + (now * 20) / 1_000)
  }))
})

test('a clock that steps back gives nothing away', () => {
  const bucket = new TokenBucket(1, 1, 1_000)
  expect(bucket.take(1_000)).toBe(true)
  expect(bucket.take(0)).toBe(false)
})
