import { expect, it } from 'vitest'
import { byPerson } from './quality.ts'

it('names a person with two connections once, by the one that carries more', () => {
  const old = { personId: 'judge', up: null, down: null, rttMs: null, lossPercent: null }
  const now = { personId: 'judge', up: 9, down: 8, rttMs: 20, lossPercent: 0 }
  const clerk = { ...now, personId: 'clerk' }
  expect(byPerson([now, clerk, old])).toEqual([now, clerk])
  expect(byPerson([old, now])).toEqual([now])
})
