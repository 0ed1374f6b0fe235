import { z } from 'zod'
import { HearingId, Id, PersonId, line } from './ids.ts'
import { CaseFile, RoleId } from './people.ts'
import { StageId } from './places.ts'
import { WireError } from './errors.ts'
import { RoomsReply } from './courtroom.ts'
import { WindowSeat } from './window/actor.ts'
import { CitizenSignInBody } from './window/http.ts'

/**
 * The HTTP API. Sign-in gives an opaque token, sent as `Authorization: Bearer …` and in the socket's hello. It lives in
 * the tab (sessionStorage), so that two roles can be tried in two tabs and no other site can ride on a cookie.
 */
export const SignInBody = z.union([
  z.strictObject({ invitation: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/) }),
  z.strictObject({ account: line(40), password: z.string().min(1).max(200) }),
])
export const SessionReply = z.strictObject({
  token: z.string(), expiresAt: z.string(), name: line(60),
  /** Set when the person came by a personal invitation: go straight to that hearing. */
  hearingId: HearingId.nullable(), personId: PersonId.nullable(),
  /** Set for staff of the windows and for citizens there. */
  window: WindowSeat.nullable(),
})
export type SessionReply = z.infer<typeof SessionReply>

export const HearingListItem = z.strictObject({
  hearingId: HearingId, kind: Id, caseFile: CaseFile, stage: StageId, closed: z.boolean(),
  personId: PersonId, role: RoleId, connected: z.int().min(0), invited: z.int().min(0),
})
export type HearingListItem = z.infer<typeof HearingListItem>
export const HearingListReply = z.strictObject({ hearings: z.array(HearingListItem) })

export const ErrorReply = z.strictObject({ error: WireError })
export const HealthReply = z.strictObject({
  status: z.enum(['ok', 'starting', 'degraded']), version: z.string(), uptimeS: z.number(),
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
})

/** Every route, declared once: method, path, who may, body, reply (null: bytes, see the comment). */
export const ROUTES = {
  health: { method: 'get', path: '/healthz', auth: false, body: null, reply: HealthReply },
  signIn: { method: 'post', path: '/api/session', auth: false, body: SignInBody, reply: SessionReply },
  citizenSignIn: { method: 'post', path: '/api/window/session', auth: false, body: CitizenSignInBody, reply: SessionReply },
  signOut: { method: 'delete', path: '/api/session', auth: true, body: null, reply: z.strictObject({}) },
  me: { method: 'get', path: '/api/session', auth: true, body: null, reply: SessionReply.omit({ token: true }) },
  hearings: { method: 'get', path: '/api/hearings', auth: true, body: null, reply: HearingListReply },
  /** application/pdf of the newest revision, or with `?sha256=` of a draft's preview; only for those the hearing shows the paper to. ETag = SHA-256. */
  documentFile: { method: 'get', path: '/api/hearings/:hearingId/documents/:documentId/file', auth: true, body: null, reply: null },
  /** application/zip: the paper with its log, certificates and evidence, to be verified without this server; for those who see the paper. */
  documentArchive: { method: 'get', path: '/api/hearings/:hearingId/documents/:documentId/archive', auth: true, body: null, reply: null },
  /** Courtrooms the court drew for itself; no secret, and needed before anybody is let in. */
  rooms: { method: 'get', path: '/api/rooms', auth: false, body: null, reply: RoomsReply },
  /** Prometheus text. */
  metrics: { method: 'get', path: '/metrics', auth: false, body: null, reply: null },
} as const
export const SOCKET_PATH = '/ws'
