import type { SessionReply } from '#protocol/http.ts'

const STORED = 'tongting.session'

/** Fires `change` on signing in and out. */
export const sessionEvents = new EventTarget()

/** The sign-in lives in this tab only, so that two roles can be tried in two tabs. */
export function currentSession(): SessionReply | null {
  try {
    const session = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as SessionReply | null
    return session && Date.parse(session.expiresAt) > Date.now() ? session : null
  } catch {
    return null
  }
}

export function keepSession(session: SessionReply | null): void {
  if (session) sessionStorage.setItem(STORED, JSON.stringify(session))
  else sessionStorage.removeItem(STORED)
  sessionEvents.dispatchEvent(new Event('change'))
}
