import { expect, test } from 'vitest'
import { Latest } from './latest.ts'

test('what changes while it is being written is written once more with its newest value, each key by itself', async () => {
  const written: string[] = []
  const latest = new Latest<number>(async (key, value) => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    written.push(`${key}${value}`)
  }, () => undefined)
  for (let n = 0; n < 20; n += 1) latest.note('a', n)
  latest.note('b', 1)
  await latest.settled()
  expect(written.filter((one) => one.startsWith('a'))).toEqual(['a0', 'a19'])
  expect(written).toContain('b1')
})

test('after a failure the newest value is tried again, and the failure is told', async () => {
  const [written, told]: [number[], unknown[]] = [[], []]
  let fails = 1
  const latest = new Latest<number>((_key, value) => {
    if (fails-- > 0) return Promise.reject(new Error('gone'))
    written.push(value)
    return Promise.resolve()
  }, (error) => told.push(error))
  latest.note('a', 1)
  latest.note('a', 2)
  await latest.settled()
  expect(written).toEqual([2])
  expect(told).toHaveLength(1)
})
