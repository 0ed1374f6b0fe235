import { expect, it } from 'vitest'
import { ZERO_HASH } from './canonical.ts'
import { EMPTY_HEAD, chainOn, fromRow, verifyChain, verifyStored } from './event-chain.ts'

const rows = chainOn(
  'hearing/1',
  EMPTY_HEAD,
  [1, 2, 3].map((n) => ({ actor: { personId: 'judge' }, commandId: null, event: { n, b: 1, a: '庭' } })),
  '2026-01-01T00:00:00.000Z',
)
const stored = rows.map(fromRow)

it('verifies rows and exported events alike', () => {
  const verdict = { stream: 'hearing/1', events: 3, headHash: rows[2]?.hash, ok: true, firstBadSeq: null }
  expect(verifyChain('hearing/1', rows)).toEqual(verdict)
  expect(verifyStored('hearing/1', JSON.parse(JSON.stringify(stored)) as typeof stored)).toEqual(verdict)
  expect(rows[0]?.prev_hash).toBe(ZERO_HASH)
})

it('finds an edited export, and events of another stream', () => {
  const edited = stored.map((one) => (one.seq === 2 ? { ...one, event: { n: 2, b: 1, a: '院' } } : one))
  expect(verifyStored('hearing/1', edited)).toMatchObject({ ok: false, firstBadSeq: 2 })
  expect(verifyStored('hearing/2', stored)).toMatchObject({ ok: false, firstBadSeq: 1 })
})

it('is not deceived by text moved from one column to the next', () => {
  const [first] = rows
  if (first === undefined) throw new Error('no row')
  const moved = { ...first, actor: `${first.actor},"at":"2026-01-01T00:00:00.000Z"` }
  expect(verifyChain('hearing/1', [moved])).toMatchObject({ ok: false, firstBadSeq: 1 })
})
