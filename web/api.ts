import type { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { ErrorReply, ROUTES } from '#protocol/http.ts'
import type { SignInBody } from '#protocol/http.ts'
import { sha256Bytes } from './digest.ts'
import { currentSession, keepSession } from './session.ts'

type RouteName = keyof typeof ROUTES
type Reply<N extends RouteName> = (typeof ROUTES)[N]['reply'] extends z.ZodType ? z.output<(typeof ROUTES)[N]['reply']> : never

/** The request never reached the court, or no answer came back. */
export class Unreachable extends Error {}

/**
 * Calls one route of the HTTP API and checks the answer against its schema.
 * @throws AppError in the server's words; Unreachable when there is no answer
 */
async function call<N extends RouteName>(name: N, body?: unknown): Promise<Reply<N>> {
  const route = ROUTES[name]
  const answer = await send(route.path, route.method, body)
  if (!route.reply) throw new AppError('internal')
  return route.reply.parse(await answer.json()) as Reply<N>
}

async function send(path: string, method: string, body?: unknown): Promise<Response> {
  const token = currentSession()?.token
  let answer: Response
  try {
    answer = await fetch(path, {
      method: method.toUpperCase(),
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: 'no-store',
    })
  } catch {
    throw new Unreachable()
  }
  if (answer.ok) return answer
  const failure = ErrorReply.safeParse(await answer.json().catch(() => null))
  if (!failure.success) throw new AppError('internal')
  const { code, details } = failure.data.error
  if (token && (code === 'notSignedIn' || code === 'sessionExpired')) keepSession(null)
  throw new AppError(code, details)
}

/** Signs in and keeps the session for this tab. */
export async function signIn(body: z.input<typeof SignInBody>): Promise<Reply<'signIn'>> {
  const session = await call('signIn', body)
  keepSession(session)
  return session
}

/** Ends the session here even when the server cannot be told. */
export async function signOut(): Promise<void> {
  try {
    await call('signOut')
  } finally {
    keepSession(null)
  }
}

export const listHearings = async (): Promise<Reply<'hearings'>['hearings']> => (await call('hearings')).hearings

/** The courtrooms this court drew for itself; none when they cannot be had, for the product's own always can. */
export const ownRooms = async (): Promise<Reply<'rooms'>['rooms']> => {
  try {
    return (await call('rooms')).rooms
  } catch (error) {
    console.warn('own rooms', error)
    return []
  }
}

/** Whether the court answers at all, and how long it takes in ms: the median of a few tries. */
export async function measureRoundTrip(tries = 5): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < tries; i++) {
    const from = performance.now()
    await send(ROUTES.health.path, 'get')
    times.push(performance.now() - from)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
}

/** The newest revision of a paper, or of a draft the preview with this digest: its bytes, and their SHA-256 as reckoned here. */
export async function documentFile(hearingId: string, documentId: string, previewSha256?: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; sha256: string }> {
  const path = ROUTES.documentFile.path.replace(':hearingId', hearingId).replace(':documentId', documentId)
  const answer = await send(previewSha256 ? `${path}?sha256=${previewSha256}` : path, 'get')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { bytes, sha256: await sha256Bytes(bytes) }
}
