import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor } from '#protocol/hearing-events.ts'
import { WindowActor } from '#protocol/window/actor.ts'
import { ZERO_HASH, eventHash } from '#platform/canonical.ts'
import { DuplicateCommand, FencedOut, SequenceConflict } from '#platform/event-errors.ts'
import type { EventRow } from '#platform/event-chain.ts'
import type { EventStore, Leases, NewEvent } from '#platform/ports.ts'

export type EventStoreUnderTest = {
  store: EventStore
  /** Another process on the same data: what the first remembers must not mislead it. */
  otherStore: EventStore
  leases: Leases
  /** Writes past the store, as somebody with the administrator's password could. Null removes the row. */
  tamper(stream: string, change: (rows: EventRow[]) => EventRow[]): Promise<void>
}

const actor: Actor = { system: 'seed' }
const Said = z.strictObject({ type: z.literal('said'), text: z.string() })
const said = (text: string, commandId: string | null = null): NewEvent<z.infer<typeof Said>> => ({
  actor,
  commandId,
  event: { type: 'said', text },
})
const someText = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => text.isWellFormed())
let streams = 0
const newStream = (): string => `hearing/contract-${process.pid}-${++streams}`

/** Rules of the port `EventStore`. */
export function eventStoreContract(open: () => Promise<EventStoreUnderTest>): void {
  let t: EventStoreUnderTest
  beforeAll(async () => {
    t = await open()
  }, 60_000)

  describe('append and read', () => {
    it('E1 numbers from 1 without gaps, chains from 64 zeros, gives back what it stored', async () => {
      const stream = newStream()
      const first = await t.store.append(stream, 0, [said('开庭'), said('请坐')], 1)
      const second = await t.store.append(stream, 2, [said('现在核对当事人身份')], 1)
      expect([...first, ...second].map((stored) => stored.seq)).toEqual([1, 2, 3])
      expect(first[0]?.prevHash).toBe(ZERO_HASH)
      expect(second[0]?.prevHash).toBe(first[1]?.hash)
      for (const stored of [...first, ...second]) expect(eventHash(stored)).toBe(stored.hash)
      expect(await t.store.read(stream, Said)).toEqual([...first, ...second])
      expect(await t.otherStore.read(stream, Said, 2)).toEqual(second)
    })

    it('E2 keeps any text exactly', async () => {
      const stream = newStream()
      let seq = 0
      await fc.assert(
        fc.asyncProperty(fc.array(someText, { minLength: 1, maxLength: 4 }), async (texts) => {
          await t.store.append(
            stream,
            seq,
            texts.map((text) => said(text)),
            1,
          )
          const read = await t.store.read(stream, Said, seq)
          seq += texts.length
          expect(read.map((stored) => stored.event.text)).toEqual(texts)
        }),
        { numRuns: 40 },
      )
      expect(await t.store.verify(stream)).toMatchObject({ ok: true, events: seq, firstBadSeq: null })
    })

    it('E3 appends all or nothing', async () => {
      const stream = newStream()
      await t.store.append(stream, 0, [said('a', 'command-one')], 1)
      await expect(t.store.append(stream, 1, [said('b'), said('c', 'command-one')], 1)).rejects.toThrow(DuplicateCommand)
      expect(await t.store.read(stream, Said)).toHaveLength(1)
    })

    it('E4 refuses a stale expectation, below and above', async () => {
      const stream = newStream()
      await t.store.append(stream, 0, [said('a')], 1)
      await t.otherStore.append(stream, 1, [said('b')], 1)
      await expect(t.store.append(stream, 1, [said('c')], 1)).rejects.toThrow(SequenceConflict)
      await expect(t.store.append(stream, 0, [said('c')], 1)).rejects.toMatchObject({ actualSeq: 2 })
      await expect(t.store.append(stream, 7, [said('c')], 1)).rejects.toThrow(SequenceConflict)
      expect(await t.store.append(stream, 2, [said('c')], 1)).toHaveLength(1)
    })

    it('E5 lets exactly one of several writers have each place', async () => {
      const stream = newStream()
      for (let seq = 0; seq < 10; seq += 1) {
        const writers = Array.from({ length: 6 }, (_, n) =>
          (n % 2 ? t.store : t.otherStore).append(stream, seq, [said(`writer ${n}`)], 1),
        )
        const done = await Promise.allSettled(writers)
        expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
        for (const one of done) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(SequenceConflict)
      }
      expect(await t.store.verify(stream)).toMatchObject({ ok: true, events: 10 })
    })

    it('E6 carries out a command once', async () => {
      const stream = newStream()
      await t.store.append(stream, 0, [said('a', 'command-a1'), said('follows')], 1)
      await expect(t.otherStore.append(stream, 2, [said('a', 'command-a1')], 1)).rejects.toMatchObject({
        name: 'DuplicateCommand',
        commandId: 'command-a1',
      })
      expect(await t.store.append(newStream(), 0, [said('a', 'command-a1')], 1)).toHaveLength(1)
    })

    it('E7 refuses a fence older than the stream has seen', async () => {
      const stream = newStream()
      await t.store.append(stream, 0, [said('a')], 5)
      await expect(t.otherStore.append(stream, 1, [said('b')], 4)).rejects.toThrow(FencedOut)
      expect(await t.store.append(stream, 1, [said('b')], 6)).toHaveLength(1)
    })

    it('E8 refuses the former holder as soon as the lease named like the stream has changed hands', async () => {
      const stream = newStream()
      const first = await t.leases.acquire(stream, 'first')
      await t.store.append(stream, 0, [said('a')], first?.fence ?? 0)
      await first?.release()
      const second = await t.leases.acquire(stream, 'second')
      await expect(t.store.append(stream, 1, [said('late')], first?.fence ?? 0)).rejects.toThrow(FencedOut)
      expect(await t.otherStore.append(stream, 1, [said('b')], second?.fence ?? 0)).toHaveLength(1)
    })

    it('E9 reads only what fits the schema', async () => {
      const stream = newStream()
      await t.store.append(stream, 0, [{ actor, commandId: null, event: { type: 'unheardOf' } }], 1)
      await expect(t.store.read(stream, Said)).rejects.toThrow(/event 1 is not of a known form/)
    })

    it('E10 lists streams by prefix, in order, each once', async () => {
      const prefix = `${newStream()}/`
      for (const name of ['b', 'a', 'a%_']) {
        await t.store.append(prefix + name, 0, [said('1'), said('2')], 1)
      }
      expect(await t.store.listStreams(prefix)).toEqual(['a', 'a%_', 'b'].map((name) => prefix + name))
      expect(await t.store.listStreams(`${prefix}a%`)).toEqual([`${prefix}a%_`])
      expect(await t.store.listStreams('nothing/')).toEqual([])
      expect(await t.store.read('nothing/here', Said)).toEqual([])
      expect(await t.store.verify('nothing/here')).toEqual({
        stream: 'nothing/here',
        events: 0,
        headHash: ZERO_HASH,
        ok: true,
        firstBadSeq: null,
      })
    })

    it('E11 keeps the hands of every law, verifies them, and gives a stream only to those who know its hands', async () => {
      const stream = newStream()
      const clerk: WindowActor = { personId: 'clerk-1', role: 'remoteClerk', at: 'office-1' }
      const citizen: WindowActor = { personId: 'citizen-1', role: 'serviceApplicant', at: null }
      const word = { commandId: null, event: said('您好').event }
      const stored = await t.store.append(stream, 0, [{ actor: clerk, ...word }, { actor: citizen, ...word }], 1)
      expect(stored.map((one) => one.actor)).toEqual([clerk, citizen])
      expect(await t.otherStore.readAs(stream, Said, WindowActor)).toEqual(stored)
      expect(await t.otherStore.readAs(stream, Said, WindowActor, 1)).toEqual(stored.slice(1))
      expect(await t.store.verify(stream)).toMatchObject({ events: 2, ok: true })
      await expect(t.store.read(stream, Said)).rejects.toThrow(/event 1 is not by a known hand/)
    })
  })

  describe('verify', () => {
    /** Every single change somebody could make to one row, and to the order of rows. */
    const textField = fc.constantFrom('at', 'actor', 'event', 'prev_hash', 'hash' as const)
    const change = fc.oneof(
      fc.record({ kind: fc.constant('remove' as const), row: fc.nat(6) }),
      fc.record({ kind: fc.constant('exchange' as const), row: fc.nat(6) }),
      fc.record({ kind: fc.constant('repeat' as const), row: fc.nat(7) }),
      fc.record({ kind: fc.constant('command' as const), row: fc.nat(7), text: fc.constantFrom(null, 'other-command', '') }),
      fc.record({ kind: fc.constant('space' as const), row: fc.nat(7) }),
      fc.record({
        kind: fc.constant('edit' as const),
        row: fc.nat(7),
        field: textField,
        at: fc.nat(200),
        text: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 3 }),
      }),
    )

    it('V1 finds any tampering with a stored row, and says where it begins', async () => {
      await fc.assert(
        fc.asyncProperty(change, async (what) => {
          const stream = newStream()
          await t.store.append(
            stream,
            0,
            [said('一', 'command-first'), ...Array.from({ length: 7 }, (_, n) => said(`第${n}句`))],
            1,
          )
          let before: EventRow[] = []
          let after: EventRow[] = []
          await t.tamper(stream, (rows) => {
            before = rows
            after = apply(rows, what)
            return after
          })
          const verdict = await t.store.verify(stream)
          const firstChanged = before.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(after[index]))
          const unchanged = firstChanged === -1 && before.length === after.length
          expect(verdict.ok).toBe(unchanged)
          if (!unchanged) expect(verdict.firstBadSeq).toBe((firstChanged === -1 ? before.length : firstChanged) + 1)
        }),
        { numRuns: 150 },
      )
    })

    it('V2 is not fooled by a chain made anew behind an edited event, when the head is known from elsewhere', async () => {
      const stream = newStream()
      const stored = await t.store.append(stream, 0, [said('同意'), said('签字')], 1)
      await t.tamper(stream, (rows) => rows.slice(0, 1))
      const verdict = await t.store.verify(stream)
      expect(verdict.ok).toBe(true)
      expect(verdict.headHash).not.toBe(stored[1]?.hash)
    })
  })
}

type Change = {
  kind: 'remove' | 'exchange' | 'repeat' | 'command' | 'space' | 'edit'
  row: number
  field?: 'at' | 'actor' | 'event' | 'prev_hash' | 'hash'
  at?: number
  text?: string | null
}

function apply(rows: EventRow[], change: Change): EventRow[] {
  const copy = rows.map((row) => ({ ...row }))
  const row = copy[change.row]
  const next = copy[change.row + 1]
  if (row === undefined) return copy
  if (change.kind === 'remove') copy.splice(change.row, 1)
  if (change.kind === 'repeat') copy.push({ ...row, seq: copy.length + 1, command_id: null })
  if (change.kind === 'command') row.command_id = change.text ?? null
  if (change.kind === 'space') row.event = `${row.event} `
  if (change.kind === 'exchange' && next !== undefined) [row.seq, next.seq] = [next.seq, row.seq]
  if (change.kind === 'edit') {
    const field = change.field ?? 'event'
    const place = (change.at ?? 0) % row[field].length
    row[field] = row[field].slice(0, place) + (change.text ?? '').replaceAll('\0', '0') + row[field].slice(place + 1)
  }
  return copy.sort((a, b) => a.seq - b.seq)
}
