import { z } from 'zod'
import { cappedBody } from '#platform/http/capped-body.ts'
import type { IdentityAnswer, IdentityService } from './identity-service.ts'

/** A register connected by its own network. `token` is sent as a bearer token and never logged. */
export type IdentityRegister = { name: string; url: string; token?: string }

const Reply = z.object({ result: z.enum(['match', 'mismatch']), reference: z.string().trim().min(1).max(100) })
/** The clerk waits for it with the citizen before them, ms. */
const WITHIN_MS = 8_000
/** An answer is two short words; more is a mistake. Bytes. */
const MAX_REPLY = 16 * 1024

/**
 * Asks a register over HTTP: POST `{"name","identityNumber"}` as JSON, answered by `{"result":"match"|"mismatch","reference"}`
 * (docs/windows.md). Whatever else comes back, or nothing in time, is no answer: `check` rejects, and the clerk is told
 * that the register could not be asked. Neither name nor number is part of an error.
 */
export function identityOverHttp({ name, url, token }: IdentityRegister, withinMs = WITHIN_MS): IdentityService {
  return {
    name,
    async check({ name: citizen, number }): Promise<IdentityAnswer> {
      const response = await fetch(url, {
        method: 'POST', redirect: 'error', signal: AbortSignal.timeout(withinMs),
        headers: { 'content-type': 'application/json', accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ name: citizen, identityNumber: number }),
      })
      if (!response.ok) throw new Error(`the register answered HTTP ${response.status}`)
      const reply = Reply.safeParse(parsed((await cappedBody(response, MAX_REPLY, () => new Error('the register answered too much'))).toString('utf8')))
      if (!reply.success) throw new Error('the register answered what is no answer')
      return reply.data
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
