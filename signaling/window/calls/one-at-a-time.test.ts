import { expect, test } from 'vitest'
import { OneAtATime } from './one-at-a-time.ts'

test('never twice at once for a key; whoever asks meanwhile gets one run more, and waits for it', async () => {
  const log: string[] = []
  const gates: (() => void)[] = []
  const work = new OneAtATime(async (key) => {
    log.push(`begin ${key}`)
    await new Promise<void>((resolve) => gates.push(resolve))
    log.push(`end ${key}`)
  })
  const first = work.run('a')
  const [second, third] = [work.run('a'), work.run('a')]
  expect(second).toBe(third)
  void work.run('b')
  expect(log).toEqual(['begin a', 'begin b'])
  gates.shift()?.()
  await first
  await Promise.resolve()
  expect(log).toEqual(['begin a', 'begin b', 'end a', 'begin a'])
  let isDone = false
  void second.then(() => (isDone = true))
  await Promise.resolve()
  expect(isDone).toBe(false)
  for (const open of gates.splice(0)) open()
  await second
  await work.settled()
  expect(log).toEqual(['begin a', 'begin b', 'end a', 'begin a', 'end b', 'end a'])
  void work.run('a')
  expect(log.at(-1)).toBe('begin a')
})
