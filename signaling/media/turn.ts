import { createHmac } from 'node:crypto'
import type { IceServer } from '#protocol/media.ts'
import type { z } from 'zod'
import type { TurnOptions } from '../context.ts'

/** Long enough for a day in court, short enough that a leaked one is soon worthless. */
const VALID_FOR_S = 12 * 3600

/**
 * Short-lived TURN credentials as coturn and others check them (draft-uberti-behave-turn-rest): the name is the expiry in
 * Unix seconds and the person, the password its HMAC-SHA1 under the shared secret.
 */
export function iceServersFor(turn: TurnOptions, personId: string, now: Date): z.input<typeof IceServer>[] {
  if (turn === null || turn.urls.length === 0) return []
  const username = `${Math.floor(now.getTime() / 1000) + VALID_FOR_S}:${personId}`
  return [{ urls: turn.urls, username, credential: createHmac('sha1', turn.secret).update(username).digest('base64') }]
}
