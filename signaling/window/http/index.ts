import express, { type RequestHandler, type Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { AppError } from '#protocol/errors.ts'
import type { HallState } from '#domain/window/hall/state.ts'
import { MAX_BODY, errorReplies } from '#platform/http/replies.ts'
import type { Court } from '../../context.ts'
import type { Catalogues } from '../catalogue/index.ts'
import type { Matters } from '../matters/index.ts'
import { addCatalogueRoutes } from './catalogue-routes.ts'
import type { WindowDoor } from './enter.ts'
import { addFigureRoutes } from './figure-routes.ts'
import { addMatterRoutes } from './matter-routes.ts'
import { addPublicRoutes } from './public-routes.ts'

export { answerForWindowFiles } from './files.ts'
export type { StillDesk } from './files.ts'
export type { WindowDoor } from './enter.ts'

export type WindowRouterOptions = {
  court: Court; door: WindowDoor; catalogues: Catalogues; matters: Matters
  /** The hall of a day at the office, e.g. "2026-11-21"; null where there was none. */
  hallOf: (day: string) => Promise<HallState | null>
  /** What else is held about a citizen: tickets, calls. Part of their own-data export. */
  ownMore: (personId: string) => Promise<Record<string, unknown>>
}

const PREFIX = '/api/window/'
/** Requests of any outcome from one address per minute: a service centre with sixty screens is one address. */
const PER_MINUTE = 6_000

/** WINDOW_ROUTES and the citizens' sign-in. Stands before the court's API, whose body limit is not made for catalogues. */
export function createWindowRouter(options: WindowRouterOptions): Router {
  const api = express.Router()
  api.use(rateLimit({
    windowMs: 60_000, limit: PER_MINUTE, standardHeaders: 'draft-8', legacyHeaders: false,
    handler: (_request, _response, next) => next(new AppError('tooManyRequests')),
  }))
  addCatalogueRoutes(api, options)
  api.use(express.json({ limit: MAX_BODY, strict: true }))
  addPublicRoutes(api, options)
  addMatterRoutes(api, options)
  addFigureRoutes(api, options)
  // what else lies under the prefix (stills, files) is docs-service's and stands before this
  api.use(() => {
    throw new AppError('notFound')
  })
  api.use(errorReplies(options.court.log))
  return express.Router().use(onlyHere(api))
}

function onlyHere(api: Router): RequestHandler {
  return (request, response, next) => (request.path.startsWith(PREFIX) ? api(request, response, next) : next())
}
