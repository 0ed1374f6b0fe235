import { sql } from 'kysely'
import { caseNumber } from '#domain/window/case/index.ts'
import { AppError } from '#protocol/errors.ts'
import type { Database } from '#platform/db/database.ts'

/** So many cases of one place would have to begin within the same few milliseconds. */
const TRIES = 50

/**
 * The number of a case, the next of its place and day; asked again for the same case it is the same. Numbers are never
 * given twice; one may be left out where opening failed afterwards.
 * @param day at the office, e.g. "2026-11-21"
 * @throws AppError busy
 */
export async function numberFor(database: Database, caseId: string, region: string, day: string): Promise<string> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = await database.kysely.selectFrom('case_numbers').selectAll().where('case_id', '=', caseId).executeTakeFirst()
    if (known) return caseNumber(known.region, known.day, known.running)
    // Two cases of one place at the same moment: one of them takes the next in another round.
    await sql`insert into case_numbers (case_id, region, day, running)
      select ${caseId}, ${region}, ${day}, coalesce(max(running), 0) + 1 from case_numbers where region = ${region} and day = ${day}
      on conflict do nothing`.execute(database.kysely)
  }
  throw new AppError('busy')
}
