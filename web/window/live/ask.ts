import { AppError } from '#protocol/errors.ts'
import { ErrorReply } from '#protocol/http.ts'
import { Unreachable } from '../../api.ts'
import { currentSession, keepSession } from '../../session.ts'

export type Query = Record<string, string | number | null | undefined>
export type Asked = { method?: string; body?: BodyInit; type?: string; query?: Query; signal?: AbortSignal }

/** `/a/:x` with its places filled and the query behind it; what is null or empty is left out. */
export function address(path: string, places: Record<string, string> = {}, query: Query = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(places[name] ?? ''))
  const asked = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [[name, String(value)]])))
  return asked.size > 0 ? `${filled}?${asked.toString()}` : filled
}

/**
 * One request to the server with this tab's sign-in.
 * @throws AppError in the server's words; Unreachable when there is no answer; DOMException AbortError
 */
export async function ask(path: string, { method = 'get', body, type, signal }: Asked = {}): Promise<Response> {
  const token = currentSession()?.token
  let answer: Response
  try {
    answer = await fetch(path, {
      method: method.toUpperCase(), cache: 'no-store',
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(type ? { 'content-type': type } : {}) },
      ...(body === undefined ? {} : { body }), ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Unreachable()
  }
  if (answer.ok) return answer
  const failure = ErrorReply.safeParse(await answer.json().catch(() => null))
  if (!failure.success) throw new AppError('internal')
  const { code, details } = failure.data.error
  if (token && (code === 'notSignedIn' || code === 'sessionExpired')) keepSession(null)
  throw new AppError(code, details)
}
