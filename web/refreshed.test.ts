import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { Refreshed } from './refreshed.ts'

// The words stand in the reader's language, which only a browser has.
vi.mock('./failures.ts', () => ({ failureText: String }))

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

/** An element as its controllers know it. */
function page() {
  const controllers: ReactiveController[] = []
  const host: ReactiveControllerHost = { addController: (one) => { controllers.push(one) }, removeController: () => undefined, requestUpdate: () => undefined, updateComplete: Promise.resolve(true) }
  return {
    host,
    enter: () => { for (const one of controllers) one.hostConnected?.() },
    leave: () => { for (const one of controllers) one.hostDisconnected?.() },
  }
}

test('fetched on coming in, again by the clock, and no more after leaving', async () => {
  const { host, enter, leave } = page()
  let fetched = 0
  const list = new Refreshed(host, 1000, async () => ++fetched)
  expect(list.value).toBeNull()
  enter()
  await vi.advanceTimersByTimeAsync(0)
  expect(list.value).toBe(1)
  await vi.advanceTimersByTimeAsync(2000)
  expect(list.value).toBe(3)
  leave()
  await vi.advanceTimersByTimeAsync(5000)
  expect(fetched).toBe(3)
})

test('what was fetched stays while the server cannot be reached, and the reason stands beside it', async () => {
  const { host, enter } = page()
  const answers = [async () => 'list', async () => Promise.reject('out of reach'), async () => 'newer']
  const list = new Refreshed(host, 1000, () => answers.shift()!())
  enter()
  await vi.advanceTimersByTimeAsync(1000)
  expect(list.value).toBe('list')
  expect(list.problem).toBe('out of reach')
  await vi.advanceTimersByTimeAsync(1000)
  expect([list.value, list.problem]).toEqual(['newer', ''])
})

test('a late answer to a former question is not shown', async () => {
  const { host } = page()
  let answer: (value: string) => void = () => undefined
  const answers = [() => new Promise<string>((resolve) => { answer = resolve }), async () => 'closed']
  const list = new Refreshed(host, 1000, () => answers.shift()!())
  const former = list.load()
  await list.askAnew()
  answer('open')
  await former
  expect(list.value).toBe('closed')
})
