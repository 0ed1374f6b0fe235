import { expect, test } from 'vitest'
import { Trial } from '#domain/hearing/testing/trial.ts'
import { PEOPLE } from '#domain/hearing/testing/sample.ts'
import { TailCheck } from './identity-tail.ts'

const CALLER = { hearingId: 'h', personId: 'plaintiff' }
const trial = new Trial('soleJudge', PEOPLE['soleJudge'] ?? [])

test('the last characters must match; an x may be small; five wrong ones and nobody guesses on for ten minutes', () => {
  let now = 0
  const tails = new TailCheck(() => now)
  const check = (tail: string | undefined) => { tails.check(CALLER, trial.who('plaintiff'), tail) }
  check('001x')
  for (const left of [4, 3]) expect(() => check('0000')).toThrowError(expect.objectContaining({ code: 'identityMismatch', details: { left } }))
  expect(() => check(undefined)).toThrowError(expect.objectContaining({ code: 'identityMismatch', details: { left: 3 } }))
  check('001X')
  for (let i = 0; i < 5; i++) expect(() => check('0000')).toThrowError(expect.objectContaining({ code: 'identityMismatch' }))
  expect(() => check('001X')).toThrowError(expect.objectContaining({ code: 'tooManyRequests' }))
  now += 10 * 60_000
  check('001X')
})

test('of whom the case file has no number nothing is asked', () => {
  new TailCheck(() => 0).check({ hearingId: 'h', personId: 'defendantLawyer' }, trial.who('defendantLawyer'), undefined)
})
