import type { ErrorRequestHandler, Request, RequestHandler } from 'express'
import type { z } from 'zod'
import { AppError, ERRORS } from '#protocol/errors.ts'
import type { ErrorReply } from '#protocol/http.ts'
import type { Log } from '#platform/log.ts'

/** Bodies of this API are a few hundred bytes. */
export const MAX_BODY = '16kb'

/** The token of `Authorization: Bearer …`. @throws AppError notSignedIn */
export function bearer(request: Request): string {
  const token = /^Bearer ([A-Za-z0-9_-]{16,128})$/.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw new AppError('notSignedIn')
  return token
}

/** @throws AppError badMessage naming the first wrong member */
export function checkBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new AppError('badMessage', { path: parsed.error.issues[0]?.path.join('.') ?? '' })
  return parsed.data
}

export const notFound: RequestHandler = () => {
  throw new AppError('notFound')
}

/** Every failure as ErrorReply with the status of its code. */
export function errorReplies(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const known = asAppError(error)
    if (known.code === 'internal') log.error({ err: error }, 'an HTTP request failed')
    response.status(ERRORS[known.code].status).json({ error: known.toWire() } satisfies z.input<typeof ErrorReply>)
  }
}

/** body-parser marks its own refusals with a `type`. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined
  if (type === 'entity.too.large') return new AppError('tooLarge')
  if (typeof type === 'string' && (type.startsWith('entity.') || type.startsWith('encoding.') || type.startsWith('charset.'))) {
    return new AppError('badMessage', { path: 'body' })
  }
  if (error instanceof URIError) return new AppError('badMessage', { path: 'url' })
  return new AppError('internal')
}
