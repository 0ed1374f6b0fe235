import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Database } from '#platform/db/database.ts'

/** What is stored of a token or an invitation: enough to recognise it, not enough to use it. */
export const sha256Of = (secret: string): string => createHash('sha256').update(secret).digest('hex')

const KEY_NAME = 'demoCourtKey'

/**
 * The installation's own key for the demo court, made at first start. Links and passwords of the demo are derived from
 * it, so they stay the same at every start of this data folder and differ in every other.
 */
export async function demoKey(database: Database): Promise<Buffer> {
  const value = JSON.stringify({ hex: randomBytes(32).toString('hex') })
  await database.kysely.insertInto('settings').values({ key: KEY_NAME, value }).onConflict((conflict) => conflict.column('key').doNothing()).execute()
  const row = await database.kysely.selectFrom('settings').select('value').where('key', '=', KEY_NAME).executeTakeFirstOrThrow()
  return Buffer.from((row.value as { hex: string }).hex, 'hex')
}

/** A personal invitation code: 32 characters, 192 bits. */
export const invitationCode = (key: Buffer, hearingId: string, personId: string): string =>
  createHmac('sha256', key).update(`invitation/${hearingId}/${personId}`).digest().subarray(0, 24).toString('base64url')

/** A password for a demo account, easy to type: 10 letters and digits, 50 bits, none that look alike. */
export function demoPassword(key: Buffer, account: string): string {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyzz'
  return Array.from(createHmac('sha256', key).update(`password/${account}`).digest().subarray(0, 10), (byte) => alphabet[byte & 31]).join('')
}
