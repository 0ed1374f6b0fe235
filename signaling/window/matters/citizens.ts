import type { Database } from '#platform/db/database.ts'

export type CitizenRow = { personId: string; name: string; phone: string; tail: string; createdAt: string }

/** A citizen as the doors know them; null for somebody who never came in. */
export async function citizenOf(database: Database, personId: string): Promise<CitizenRow | null> {
  const row = await database.kysely.selectFrom('citizens').selectAll().where('person_id', '=', personId).executeTakeFirst()
  return row ? { personId, name: row.name, phone: row.phone ?? '', tail: row.identity_tail, createdAt: row.created_at.toISOString() } : null
}

/** Lets go of those of whom no case is kept whole and who have not come in since `before`. */
export async function forgetCitizens(database: Database, before: Date, now: Date): Promise<void> {
  await database.kysely.deleteFrom('citizens').where('created_at', '<', before)
    .where((is) => is.not(is.exists(is.selectFrom('window_cases').select('case_id').whereRef('window_cases.citizen_id', '=', 'citizens.person_id').where('erased', '=', false))))
    .where((is) => is.not(is.exists(is.selectFrom('sessions').select('token_sha256').whereRef('sessions.citizen_id', '=', 'citizens.person_id')
      .where((or) => or.or([or('created_at', '>=', before), or('expires_at', '>', now)])))))
    .execute()
}
