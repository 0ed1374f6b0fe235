import { sql } from 'kysely'
import { HallEvent } from '#protocol/window/hall.ts'
import { SessionEvent, type CallOutcome } from '#protocol/window/session.ts'
import type { Database } from '#platform/db/database.ts'
import { hallStream } from '../hall/law.ts'
import { callStream } from './law.ts'

/** After its end the log of a call says no more than that people have come or gone. */
const LAST_EVENTS = 20

/** Every call that a window has begun on a day, oldest first. */
export async function callsOfDay(database: Database, day: string): Promise<{ sessionId: string; ticketId: string }[]> {
  const rows = await database.kysely.selectFrom('events').select('event')
    .where('stream', '=', hallStream(day)).where('event', 'like', '%"type":"ticketCalled"%').orderBy('seq').execute()
  const calls = new Map<string, { sessionId: string; ticketId: string }>()
  for (const row of rows) {
    const event = HallEvent.parse(JSON.parse(row.event))
    if (event.type === 'ticketCalled') calls.set(event.sessionId, { sessionId: event.sessionId, ticketId: event.ticketId })
  }
  return [...calls.values()]
}

/** How those among many calls ended that their logs say are over. One question for a whole day; no log is read whole. */
export async function endsOf(database: Database, sessionIds: readonly string[]): Promise<Map<string, CallOutcome>> {
  const ends = new Map<string, CallOutcome>()
  if (sessionIds.length === 0) return ends
  const { rows } = await sql<{ session_id: string; event: string }>`
    select asked.session_id, last.event
    from unnest(${sessionIds}::text[], ${sessionIds.map(callStream)}::text[]) as asked (session_id, stream)
    cross join lateral (
      select event from events where events.stream = asked.stream order by seq desc limit ${sql.lit(LAST_EVENTS)}
    ) as last
    where last.event like '%"type":"sessionEnded"%'`.execute(database.kysely)
  for (const row of rows) {
    const event = SessionEvent.parse(JSON.parse(row.event))
    if (event.type === 'sessionEnded') ends.set(row.session_id, event.outcome)
  }
  return ends
}
