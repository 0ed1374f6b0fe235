import { expect, test } from 'vitest'
import { IpGuard } from './ip-guard.ts'

test('an address that keeps failing waits a minute; others do not', () => {
  const guard = new IpGuard()
  for (let index = 0; index < 41; index += 1) guard.fail('192.0.2.1', 0)
  expect(guard.admit('192.0.2.1', 1_000)).toBe(false)
  expect(guard.admit('192.0.2.2', 1_000)).toBe(true)
  expect(guard.admit('192.0.2.1', 61_000)).toBe(true)
})

test('a whole court house may come in at once, a flood may not', () => {
  const guard = new IpGuard()
  const admitted = Array.from({ length: 1_000 }, () => guard.admit('192.0.2.1', 0)).filter(Boolean)
  expect(admitted.length).toBe(400)
})

test('sockets that never say hello count until they are gone', () => {
  const guard = new IpGuard()
  for (let index = 0; index < 400; index += 1) guard.admit('192.0.2.1', index * 1_000)
  expect(guard.admit('192.0.2.1', 1_000_000)).toBe(false)
  guard.settle('192.0.2.1')
  expect(guard.admit('192.0.2.1', 1_000_000)).toBe(true)
})
