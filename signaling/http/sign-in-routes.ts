import type { Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { ROUTES, SessionReply, SignInBody } from '#protocol/http.ts'
import { AppError } from '#protocol/errors.ts'
import type { Doors } from '../sign-in/doors.ts'
import { FailureGuard } from './failure-guard.ts'
import { bearer, checkBody } from '#platform/http/replies.ts'

/** Attempts of any outcome from one address per minute: each may cost an argon2 hash. */
const ATTEMPTS_PER_MINUTE = 600

export function addSignInRoutes(router: Router, doors: Doors): void {
  const guard = new FailureGuard()
  const limiter = rateLimit({
    windowMs: 60_000, limit: ATTEMPTS_PER_MINUTE, standardHeaders: 'draft-8', legacyHeaders: false,
    handler: (_request, _response, next) => next(new AppError('tooManyRequests')),
  })
  router.post(ROUTES.signIn.path, limiter, async (request, response) => {
    const body = checkBody(SignInBody, request.body)
    const account = 'account' in body ? body.account : null
    const reply = await guard.attempt(request.ip ?? 'unknown', account, () =>
      'invitation' in body ? doors.enterByInvitation(body.invitation) : doors.enterByAccount(body.account, body.password))
    response.set('Cache-Control', 'no-store').json(SessionReply.parse(reply))
  })
  router.delete(ROUTES.signOut.path, async (request, response) => {
    await doors.leave(bearer(request))
    response.json({})
  })
  router.get(ROUTES.me.path, async (request, response) => {
    const session = await doors.find(bearer(request))
    const { name, expiresAt, hearingId, personId } = session
    response.set('Cache-Control', 'no-store').json(ROUTES.me.reply.parse({ name, expiresAt: expiresAt.toISOString(), hearingId, personId, window: await doors.windowSeat(session) }))
  })
}
