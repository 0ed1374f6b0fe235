import { randomInt } from 'node:crypto'
import pg from 'pg'
import type { Database } from './db/database.ts'
import type { Lease, Leases } from './ports.ts'

export type LeaseOptions = {
  /** How long a lease outlives its last renewal when its holder falls silent without its session ending. */
  ttlMs?: number
  renewMs?: number
}
type Held = { fence: number; lose(): void }
/** Somebody who waits for a lease; `answer` gets the fence, or null where another holds it. */
type Wish = { name: string; owner: string; answer(fence: number | null): void; fail(error: Error): void }
type Session = {
  client: pg.Client
  holder: number
  renewedAt: number
  held: Map<string, Held>
  /** Not asked for yet. What comes in while a query is under way is one query together: sixty at once cost one commit. */
  wishes: Wish[]
  /** The last query asked: one connection answers one at a time, and pg refuses a second while the first is open. */
  asked: Promise<unknown>
  ended: boolean
  timer?: NodeJS.Timeout
}

const TTL_MS = 10_000
/** Names our advisory locks among those others may take in the same database. */
const LIFELINES = 0x746f6e67
const MAX_HOLDER = 2_147_483_647
const MOST_WISHES = 64

/**
 * Free, run out, or held by a session that has ended (its lifeline lock is gone): the fence grows, the lease is ours. By
 * name, as renewing does: two processes that lock several rows in one order never wait for each other.
 */
const ACQUIRE = `
  insert into leases as l (name, owner, fence, holder, expires_at)
  select name, owner, 1, $3, now() + $4 * interval '1 millisecond'
  from unnest($1::text[], $2::text[]) as asked (name, owner) order by name
  on conflict (name) do update
    set owner = excluded.owner, fence = l.fence + 1, holder = excluded.holder, expires_at = excluded.expires_at
    where l.holder is null or l.expires_at < now() or not exists (
      select 1 from pg_locks k
      where k.locktype = 'advisory' and k.classid = ${LIFELINES} and k.objid = l.holder and k.objsubid = 2 and k.granted
        and k.database = (select oid from pg_database where datname = current_database()))
  returning name, fence`
const RENEW = `
  with mine as (select name from leases where holder = $1 and name = any($3) order by name for update)
  update leases set expires_at = now() + $2 * interval '1 millisecond' from mine where leases.name = mine.name
  returning leases.name, leases.fence`
const RELEASE = `update leases set holder = null, expires_at = now() where name = $1 and fence = $2 and holder = $3`

/**
 * Leases in the database. All leases of a process hang on one session of its own: an advisory lock that falls with
 * the connection, so the leases of a process that died can be taken at once; those of one that fell silent after
 * `ttlMs`. The holder learns of a loss by `lost` (which stays pending after `release`): at once when its connection
 * breaks, at the latest `ttlMs` after the last renewal that got through. `acquire` rejects while the database cannot be
 * reached; try again then.
 */
export function createLeases(database: Database, options: LeaseOptions = {}): Leases & { close(): Promise<void> } {
  const ttlMs = options.ttlMs ?? TTL_MS
  const renewMs = options.renewMs ?? ttlMs / 4
  let opening: Promise<Session> | null = null
  let closed = false

  async function open(): Promise<Session> {
    const client = new pg.Client({
      connectionString: database.url,
      application_name: 'tongting-leases',
      keepAlive: true,
      connectionTimeoutMillis: ttlMs,
      query_timeout: ttlMs,
    })
    const session: Session = {
      client,
      holder: randomInt(1, MAX_HOLDER),
      renewedAt: performance.now(),
      held: new Map(),
      wishes: [],
      asked: Promise.resolve(),
      ended: false,
    }
    client.on('error', () => drop(session))
    client.on('end', () => drop(session))
    try {
      await client.connect()
      // So that the server too finds out soon when this machine vanishes without a word.
      await client.query('set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3')
      await client.query('select pg_advisory_lock($1::integer, $2::integer)', [LIFELINES, session.holder])
    } catch (error) {
      drop(session)
      throw error
    }
    session.timer = setInterval(() => void renew(session), renewMs).unref()
    return session
  }

  async function current(): Promise<Session> {
    if (closed) throw new Error('leases are closed')
    const attempt = (opening ??= open())
    try {
      const session = await attempt
      if (!session.ended) return session
      throw new Error('the database session for leases has ended')
    } catch (error) {
      if (opening === attempt) opening = null
      throw error
    }
  }

  function drop(session: Session): void {
    if (session.ended) return
    session.ended = true
    clearInterval(session.timer)
    opening = null
    // Perhaps alive on the server and only silent here: it must not keep the lifeline.
    void session.client.end().catch(() => undefined)
    for (const held of session.held.values()) held.lose()
    session.held.clear()
  }

  /** One query after the other. */
  function ask<R extends pg.QueryResultRow>(session: Session, text: string, values: unknown[]): Promise<pg.QueryResult<R>> {
    const answer = session.asked.then(() => session.client.query<R>(text, values))
    session.asked = answer.catch(() => undefined)
    return answer
  }

  /** @returns the fence, or null where another holds the lease */
  function wish(session: Session, name: string, owner: string): Promise<number | null> {
    return new Promise((resolve, reject) => {
      session.wishes.push({ name, owner, answer: resolve, fail: reject })
      if (session.wishes.length === 1) session.asked = session.asked.then(() => fulfil(session))
    })
  }

  /** Asks for all that is wished for by now. Never rejects. */
  async function fulfil(session: Session): Promise<void> {
    const now = new Map<string, Wish>()
    const later: Wish[] = []
    // one statement cannot touch a row twice
    for (const wished of session.wishes) {
      if (now.has(wished.name) || now.size === MOST_WISHES) later.push(wished)
      else now.set(wished.name, wished)
    }
    session.wishes = later
    const isMore = later.length > 0
    const wishes = [...now.values()]
    try {
      const values = [wishes.map(({ name }) => name), wishes.map(({ owner }) => owner), session.holder, ttlMs]
      const { rows } = await session.client.query<{ name: string; fence: number }>(ACQUIRE, values)
      const fences = new Map(rows.map(({ name, fence }) => [name, fence]))
      for (const { name, answer } of wishes) answer(fences.get(name) ?? null)
    } catch (error) {
      for (const { fail } of wishes) fail(error as Error)
    }
    if (isMore) session.asked = session.asked.then(() => fulfil(session))
  }

  async function renew(session: Session): Promise<void> {
    const startedAt = performance.now()
    if (startedAt - session.renewedAt >= ttlMs - renewMs) return drop(session)
    try {
      const names = [...session.held.keys()]
      const { rows } = await ask<{ name: string; fence: number }>(session, RENEW, [session.holder, ttlMs, names])
      session.renewedAt = startedAt
      const renewed = new Map(rows.map((row) => [row.name, row.fence]))
      for (const name of names) {
        const held = session.held.get(name)
        if (held === undefined || renewed.get(name) === held.fence) continue
        // Ran out while this process was frozen, and another took it.
        session.held.delete(name)
        held.lose()
      }
    } catch {
      // Tried again at the next turn, until the time is up.
    }
  }

  async function release(session: Session, name: string, fence: number): Promise<void> {
    if (session.held.get(name)?.fence !== fence) return
    session.held.delete(name)
    // Where this does not get through, the lease runs out by itself: only what is held is renewed.
    await ask(session, RELEASE, [name, fence, session.holder]).catch(() => undefined)
  }

  return {
    async acquire(name, owner) {
      const session = await current()
      const fence = await wish(session, name, owner)
      if (fence === null) return null
      if (session.ended) throw new Error('the database session for leases has ended')
      const { promise: lost, resolve: lose } = Promise.withResolvers<void>()
      session.held.get(name)?.lose()
      session.held.set(name, { fence, lose })
      return { name, fence, lost, release: () => release(session, name, fence) } satisfies Lease
    },
    async close() {
      closed = true
      const session = await opening?.catch(() => null)
      if (session === null || session === undefined || session.ended) return
      session.ended = true
      clearInterval(session.timer)
      await session.asked
      await session.client.end()
    },
  }
}
