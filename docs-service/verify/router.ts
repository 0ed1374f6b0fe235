import express, { type Request, type RequestHandler, type Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { AppError } from '#protocol/errors.ts'
import { DocumentId } from '#protocol/ids.ts'
import { PaperStatus, VERIFY_LIMITS, VERIFY_ROUTES, VerifyReply } from '#protocol/verification.ts'
import { checkBody, errorReplies } from '#platform/http/replies.ts'
import type { Log } from '#platform/log.ts'
import { paperStatus, verifyFile, type PublicDeps } from './public.ts'

/** From one address per minute. A file costs some milliseconds, a number one read of the log. */
const PER_MINUTE = { files: 30, codes: 60 }
/** Bodies held in memory at once. */
const BODIES_AT_ONCE = 8
const BODY_WITHIN_MS = 2 * 60_000

/** The public verification of papers: nobody signs in, nothing is kept. */
export function createVerifyRouter(deps: PublicDeps & { log: Log; perMinute?: { files: number; codes: number } }): Router {
  const { files, codes } = deps.perMinute ?? PER_MINUTE
  const router = express.Router()
  let bodies = 0
  router.post(VERIFY_ROUTES.file, limited(files), async (request, response) => {
    if (bodies >= BODIES_AT_ONCE) throw new AppError('busy')
    bodies++
    try {
      const reply = await verifyFile(deps, await readBody(request))
      response.set('Cache-Control', 'no-store').json(VerifyReply.parse(reply))
    } finally {
      bodies--
    }
  })
  router.get(VERIFY_ROUTES.code, limited(codes), async (request, response) => {
    const status = await paperStatus(deps, checkBody(DocumentId, request.params['documentId']))
    response.set('Cache-Control', 'no-store').json(PaperStatus.parse(status))
  })
  router.use(errorReplies(deps.log))
  return router
}

const limited = (limit: number): RequestHandler =>
  rateLimit({ windowMs: 60_000, limit, standardHeaders: 'draft-8', legacyHeaders: false, handler: (_request, _response, next) => next(new AppError('tooManyRequests')) })

/** @throws AppError tooLarge as soon as it is too much; badMessage when it is empty or breaks off */
async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > VERIFY_LIMITS.bytes) throw new AppError('tooLarge')
  const chunks: Buffer[] = []
  let length = 0
  request.setTimeout(BODY_WITHIN_MS, () => request.destroy())
  try {
    for await (const chunk of request) {
      length += (chunk as Buffer).length
      if (length > VERIFY_LIMITS.bytes) throw new AppError('tooLarge')
      chunks.push(chunk as Buffer)
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('badMessage', { path: 'body' })
  }
  if (length === 0) throw new AppError('badMessage', { path: 'body' })
  return Buffer.concat(chunks)
}
