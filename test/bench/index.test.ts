import { expect, test } from 'vitest'
import { loadBenches, machineFacts, median, percentile } from './index.ts'

test('every benchmark says what it is and which figures it gives', async () => {
  const benches = await loadBenches()
  expect(new Set(benches.map((bench) => bench.name)).size).toBe(benches.length)
  for (const bench of benches) {
    expect(bench.description).not.toBe('')
    expect(bench.metrics.length).toBeGreaterThan(0)
  }
})

test('medians and percentiles', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(percentile([10, 20, 30, 40, 50], 99)).toBeCloseTo(49.6)
  expect(() => median([])).toThrow()
})

test('the machine is described', () => {
  expect(machineFacts()).toMatchObject({ cores: expect.any(Number), node: process.version })
})
