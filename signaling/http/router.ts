import express, { type Router } from 'express'
import { ROUTES } from '#protocol/http.ts'
import type { Court } from '../context.ts'
import { addArchiveRoute } from './archive-route.ts'
import { addHearingRoutes, type HearingRouteServices } from './hearing-routes.ts'
import { MAX_BODY, errorReplies, notFound } from '#platform/http/replies.ts'
import { addRoomRoute } from './room-route.ts'
import { addSignInRoutes } from './sign-in-routes.ts'

/** The HTTP API under /api and Prometheus text under /metrics; every refusal is an ErrorReply. */
export function createRouter(court: Court, services: HearingRouteServices): Router {
  const router = express.Router()
  router.get(ROUTES.metrics.path, async (_request, response) => {
    response.type(court.metrics.contentType).send(await court.metrics.metrics())
  })
  const api = express.Router()
  api.use(express.json({ limit: MAX_BODY, strict: true }))
  addSignInRoutes(api, services.doors)
  addHearingRoutes(api, services)
  addArchiveRoute(api, court, services)
  addRoomRoute(api, court.rooms ?? [])
  api.use('/api', notFound)
  api.use(errorReplies(court.log))
  router.use(onlyUnderApi(api))
  return router
}

/** The body parser and the error form are the API's alone; pages and files beside it keep their own. */
function onlyUnderApi(api: Router): express.RequestHandler {
  return (request, response, next) => (request.path.startsWith('/api/') ? api(request, response, next) : next())
}
