import { AppError } from '#protocol/errors.ts'
import { cappedBody } from '#platform/http/capped-body.ts'

/** What a licensed service answers is small; more is a mistake or an attack. */
const MAX_REPLY = 256 * 1024

export type Remote = { url: string; /** Sent as a bearer token; never logged. */ token?: string; timeoutMs: number }

/**
 * One request to a service outside.
 * @throws AppError signingServiceUnavailable when it cannot be reached, takes too long, refuses, or answers too much
 */
export async function exchange(remote: Remote, path: string, body: { type: string; data: Uint8Array | string } | null, accept: string): Promise<Buffer> {
  const service = new URL(remote.url).host
  const failed = (reason: string): AppError => new AppError('signingServiceUnavailable', { service, reason })
  const url = path === '' ? remote.url : `${remote.url.replace(/\/$/, '')}/${path}`
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET', redirect: 'error', signal: AbortSignal.timeout(remote.timeoutMs),
      headers: { accept, ...(body ? { 'content-type': body.type } : {}), ...(remote.token ? { authorization: `Bearer ${remote.token}` } : {}) },
      ...(body ? { body: typeof body.data === 'string' ? body.data : new Uint8Array(body.data) } : {}),
    })
    if (!response.ok) throw failed(`HTTP ${response.status}`)
    return await cappedBody(response, MAX_REPLY, () => failed('too large'))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw failed(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable')
  }
}
