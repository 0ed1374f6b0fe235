import { expect, test } from 'vitest'
import type { HearingState } from '#domain/hearing/state.ts'
import type { HearingStep, HearingTerms } from './hearing.ts'
import { History } from './history.ts'

/** Only the seqs matter here. */
const stepAt = (seq: number): HearingStep => ({
  before: { seq: seq - 1 } as HearingState, after: { seq } as HearingState,
  fact: { seq, at: '2026-11-12T00:00:00.000Z', actor: { system: 'gateway' }, event: { type: 'recessEnded' } },
})
function filled(from: number, to: number): History<HearingTerms> {
  const history = new History<HearingTerms>()
  for (let seq = from; seq <= to; seq += 1) history.add(stepAt(seq))
  return history
}

test('what came after a point, nothing when up to date', () => {
  const history = filled(2, 10)
  expect(history.after(7, 10)?.map(({ fact }) => fact.seq)).toEqual([8, 9, 10])
  expect(history.after(1, 10)).toHaveLength(9)
  expect(history.after(10, 10)).toEqual([])
})

test('null for a point that is not known: too old, or not yet', () => {
  expect(filled(5, 10).after(3, 10)).toBeNull()
  expect(filled(2, 10).after(11, 10)).toBeNull()
  const long = filled(2, 6_000)
  expect(long.after(2, 6_000)).toBeNull()
  expect(long.after(4_500, 6_000)).toHaveLength(1_500)
})
