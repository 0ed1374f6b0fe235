import { afterAll, beforeAll, expect, test } from 'vitest'
import { WindowActor } from '#protocol/window/actor.ts'
import { CaseEvent } from '#protocol/window/case.ts'
import { Matter } from '#domain/window/case/testing/matter.ts'
import { evolve } from '#domain/window/case/index.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { systemClock } from '#platform/clock.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { createEventStore } from '#platform/event-store.ts'
import type { EventStore } from '#platform/ports.ts'
import { openText, sealText } from '../matters/secrets.ts'
import { CaseKeys, createSealedStore } from './sealed-store.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let plain: EventStore
const master = Buffer.alloc(32, 7)
beforeAll(async () => {
  database = await openTestDatabase()
  plain = createEventStore(database, systemClock)
}, 60_000)
afterAll(() => database.close())

/** A whole case, from opening to completion. */
function course(): Matter {
  const matter = new Matter('collectOnBehalf')
  matter.toCompleted()
  return matter
}
const folded = (facts: { seq: number; at: string; actor: WindowActor; event: CaseEvent }[]): CaseState | null => facts.reduce<CaseState | null>((state, fact) => evolve(state, fact), null)

test('W-7.7 the log holds nothing personal in clear, gives everything back while the key is there, and nothing once it is destroyed', async () => {
  const { facts, state } = course()
  const keys = new CaseKeys(database, master)
  const store = createSealedStore(plain, keys)
  const written = await store.append('case/k1', 0, facts.map(({ actor, event }) => ({ actor, commandId: null, event })), 1)
  expect(written.map(({ event }) => event)).toEqual(facts.map(({ event }) => event))
  const { rows } = await database.pool.query<{ event: string }>('select event from events')
  expect(rows.map(({ event }) => event).join()).not.toMatch(/王喆堃|13800138000|印章|准予登记/)

  // another process, which knows the master key alone
  const other = createSealedStore(plain, new CaseKeys(database, master))
  expect((await other.readAs('case/k1', CaseEvent, WindowActor)).map(({ event }) => event)).toEqual(facts.map(({ event }) => event))
  expect((await plain.verify('case/k1')).ok).toBe(true)

  await keys.destroy('k1')
  const left = folded(await createSealedStore(plain, new CaseKeys(database, master)).readAs('case/k1', CaseEvent, WindowActor))
  expect(JSON.stringify(left)).not.toMatch(/王喆堃|13800138000|准予登记/)
  expect(left).toMatchObject({ caseNo: state.caseNo, status: state.status, decision: { outcome: 'granted' }, completion: { at: expect.any(String) as string } })
  expect((await plain.verify('case/k1')).ok).toBe(true)
})

test('what is written after the key is destroyed is written without anything personal', async () => {
  const { facts } = course()
  const keys = new CaseKeys(database, master)
  const store = createSealedStore(plain, keys)
  const [first, second] = facts.map(({ actor, event }) => ({ actor, commandId: null, event }))
  if (!first || !second) throw new Error('the course is too short')
  await store.append('case/k2', 0, [first], 1)
  await keys.destroy('k2')
  await store.append('case/k2', 1, [second], 1)
  const { rows } = await database.pool.query<{ event: string }>("select event from events where stream = 'case/k2' and seq = 2")
  expect(rows[0]?.event).not.toContain('sealed')
})

test('a sealed text opens with its key and at its place alone, and not when a bit of it was changed', () => {
  const sealed = sealText(master, '320826199003070112', 'vault-1')
  expect(openText(master, sealed, 'vault-1')).toBe('320826199003070112')
  expect(() => openText(master, sealed, 'vault-2')).toThrow()
  expect(() => openText(Buffer.alloc(32, 8), sealed, 'vault-1')).toThrow()
  const bytes = Buffer.from(sealed, 'base64')
  bytes[bytes.length - 1]! ^= 1
  expect(() => openText(master, bytes.toString('base64'), 'vault-1')).toThrow()
  expect(sealText(master, 'a', 'b')).not.toBe(sealText(master, 'a', 'b'))
})
