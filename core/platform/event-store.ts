import { DatabaseError } from 'pg'
import type { z } from 'zod'
import { sql } from 'kysely'
import { Actor } from '#protocol/hearing-events.ts'
import type { StoredActor } from '#protocol/stored-actor.ts'
import type { Database } from './db/database.ts'
import { EMPTY_HEAD, chainOn, fromRow, verifyChain } from './event-chain.ts'
import type { EventRow, Head } from './event-chain.ts'
import { DuplicateCommand, FencedOut, SequenceConflict } from './event-errors.ts'
import type { Clock, EventStore, NewEvent, Stored } from './ports.ts'

export { DuplicateCommand, FencedOut, SequenceConflict }

const UNIQUE_VIOLATION = '23505'
const MAX_REMEMBERED_HEADS = 10_000

/**
 * Checks and writes in one statement, hence in one transaction and one round trip: the stream must still end at the
 * event the caller knows, and neither the stream nor the lease of the same name may have seen a newer fence.
 */
const APPEND = `
  with head as (select seq, hash, fence from events where stream = $1 order by seq desc limit 1)
  insert into events (stream, seq, at, actor, command_id, event, prev_hash, hash, fence)
  select $1, row.seq, row.at, row.actor, row.command_id, row.event, row.prev_hash, row.hash, $4
  from unnest($5::integer[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
    as row (seq, at, actor, command_id, event, prev_hash, hash)
  where coalesce((select seq from head), 0) = $2
    and coalesce((select hash from head), repeat('0', 64)) = $3
    and coalesce((select fence from head), 0) <= $4
    and coalesce((select fence from leases where name = $1), 0) <= $4`

/**
 * The event log in PostgreSQL. A lease named like the stream guards it: `append` with a fence older than that lease's
 * (or than the stream's newest event's) is refused. Throws `DuplicateCommand` besides what the port names.
 * @param isExpress streams for whose events so many wait that they are not to stand in line with the others'
 */
export function createEventStore(database: Database, clock: Clock, isExpress: (stream: string) => boolean = () => false): EventStore {
  const { pool, expressPool, kysely } = database
  // What this process appended last, to save a query; PostgreSQL checks it, so a stale one costs a retry, no more.
  const heads = new Map<string, Head>()

  async function headAt(stream: string, expectedSeq: number, fence: number): Promise<Head> {
    const known = heads.get(stream)
    if (known?.seq === expectedSeq) return known
    if (expectedSeq === 0) return EMPTY_HEAD
    const row = await kysely
      .selectFrom('events')
      .select(['seq', 'hash'])
      .where('stream', '=', stream)
      .where('seq', '=', expectedSeq)
      .executeTakeFirst()
    if (row === undefined) throw await conflict(stream, expectedSeq, fence)
    return row
  }

  async function conflict(stream: string, expectedSeq: number, fence: number): Promise<Error> {
    const [last, lease] = await Promise.all([
      kysely
        .selectFrom('events')
        .select(['seq', 'fence'])
        .where('stream', '=', stream)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst(),
      kysely.selectFrom('leases').select('fence').where('name', '=', stream).executeTakeFirst(),
    ])
    const newestFence = Math.max(last?.fence ?? 0, lease?.fence ?? 0)
    return newestFence > fence
      ? new FencedOut(stream, fence, newestFence)
      : new SequenceConflict(stream, expectedSeq, last?.seq ?? 0)
  }

  async function write(stream: string, head: Head, rows: EventRow[], fence: number): Promise<void> {
    const column = <K extends keyof EventRow>(key: K) => rows.map((row) => row[key])
    const values = [
      stream,
      head.seq,
      head.hash,
      fence,
      column('seq'),
      column('at'),
      column('actor'),
      column('command_id'),
      column('event'),
      column('prev_hash'),
      column('hash'),
    ]
    try {
      const { rowCount } = await (isExpress(stream) ? expressPool : pool).query({ name: 'append-events', text: APPEND, values })
      if (rowCount !== rows.length) throw await conflict(stream, head.seq, fence)
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) throw error
      if (error.constraint === 'events_command') {
        const ids = column('command_id').filter((id) => id !== null)
        const there = await kysely
          .selectFrom('events')
          .select('command_id')
          .where('stream', '=', stream)
          .where('command_id', 'in', ids)
          .executeTakeFirst()
        throw new DuplicateCommand(stream, there?.command_id ?? ids.join(', '))
      }
      throw await conflict(stream, head.seq, fence)
    }
  }

  async function readAs<E, A extends StoredActor>(
    stream: string,
    event: z.ZodType<E>,
    actor: z.ZodType<A>,
    afterSeq = 0,
  ): Promise<Stored<E, A>[]> {
    const rows = await kysely
      .selectFrom('events')
      .selectAll()
      .where('stream', '=', stream)
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .execute()
    return rows.map((row, index) => {
      if (row.seq !== afterSeq + index + 1) throw new Error(`${stream}: event ${afterSeq + index + 1} is missing from the log`)
      const stored = fromRow(row)
      const checked = event.safeParse(stored.event)
      if (!checked.success) throw new Error(`${stream}: event ${row.seq} is not of a known form: ${checked.error.message}`)
      const hand = actor.safeParse(stored.actor)
      if (!hand.success) throw new Error(`${stream}: event ${row.seq} is not by a known hand: ${hand.error.message}`)
      return { ...stored, actor: hand.data, event: checked.data }
    })
  }

  return {
    async append<E, A extends StoredActor = Actor>(
      stream: string,
      expectedSeq: number,
      events: NewEvent<E, A>[],
      fence: number,
    ): Promise<Stored<E, A>[]> {
      if (events.length === 0) return []
      const head = await headAt(stream, expectedSeq, fence)
      const rows = chainOn(stream, head, events, clock.now().toISOString())
      try {
        await write(stream, head, rows, fence)
      } catch (error) {
        heads.delete(stream)
        throw error
      }
      remember(heads, stream, rows)
      // As a reader would get it, not the caller's own objects.
      return rows.map((row) => fromRow(row) as Stored<E, A>)
    },
    read: (stream, event, afterSeq) => readAs(stream, event, Actor, afterSeq),
    readAs,
    async listStreams(prefix) {
      // From one stream to the next through the index, whatever their length; not by event 1, which may be missing.
      const { rows } = await sql<{ stream: string }>`
        with recursive names (stream) as (
          (select stream from events where stream >= ${prefix} order by stream limit 1)
          union all
          select (select stream from events where stream > names.stream order by stream limit 1)
          from names where starts_with(names.stream, ${prefix})
        )
        select stream from names where starts_with(stream, ${prefix})`.execute(kysely)
      return rows.map((row) => row.stream)
    },
    async verify(stream) {
      return verifyChain(
        stream,
        await kysely.selectFrom('events').selectAll().where('stream', '=', stream).orderBy('seq').execute(),
      )
    },
  }
}

function remember(heads: Map<string, Head>, stream: string, rows: EventRow[]): void {
  const last = rows.at(-1)
  if (last === undefined) return
  heads.delete(stream)
  heads.set(stream, { seq: last.seq, hash: last.hash })
  const oldest = heads.keys().next()
  if (heads.size > MAX_REMEMBERED_HEADS && oldest.done === false) heads.delete(oldest.value)
}
