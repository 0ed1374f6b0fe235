import type { Router } from 'express'
import { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { DocumentId, Id, Instant, Sha256 } from '#protocol/ids.ts'
import { AccessLogReply, CaseListReply, WINDOW_ROUTES } from '#protocol/window/http.ts'
import { exportFor } from '#domain/window/case/index.ts'
import { isComplete } from '#domain/document/index.ts'
import { ratingsForClerk, viewOfComplaint, viewOfRating } from '#domain/window/rating/index.ts'
import { checkBody } from '#platform/http/replies.ts'
import { citizenOf } from '../matters/citizens.ts'
import { actorOf } from '../matters/wire.ts'
import { seesPapers } from '../cases/watchers.ts'
import { enter, enterAsStaff } from './enter.ts'
import type { WindowRouterOptions } from './index.ts'

const CasesQuery = z.object({ status: z.enum(['open', 'closed']).optional(), before: Instant.optional() })
const AccessQuery = z.object({ caseId: Id.optional(), before: Instant.optional() })

/** Cases, their papers, ratings and tickets, each to those whom they concern. */
export function addMatterRoutes(router: Router, { court, door, matters, ownMore }: WindowRouterOptions): void {
  const { cases, papers, ratings, settings } = matters.inside

  router.get(WINDOW_ROUTES.cases.path, async (request, response) => {
    const { seat } = await enter(request, door)
    const { status, before } = checkBody(CasesQuery, request.query)
    const page = await cases.list.page(seat, { ...(status === undefined ? {} : { status }), ...(before === undefined ? {} : { before }) })
    response.set('Cache-Control', 'no-store').json(CaseListReply.parse(page))
  })

  router.get(WINDOW_ROUTES.paper.path, async (request, response) => {
    const { seat } = await enter(request, door)
    const caseId = checkBody(Id, request.params['caseId'])
    const documentId = checkBody(DocumentId, request.params['documentId'])
    const preview = request.query['sha256'] === undefined ? {} : { sha256: checkBody(Sha256, request.query['sha256']) }
    const state = await cases.hosts.peek(caseId)
    if (state === null || !seesPapers(state, seat)) throw new AppError('notFound')
    await papers.load(caseId)
    const view = papers.find(caseId, documentId)
    // a draft is the office's own until it is put before the citizen
    if (seat.role === 'serviceApplicant' && view.status === 'draft') throw new AppError('notFound')
    await cases.access.glance(state, seat)
    const { sha256, base64 } = await papers.call('file', { documentId, ...preview })
    if (isComplete(view) && seat.role === 'serviceApplicant') void papers.noteOpened(view, seat.personId)
    response.set({ ETag: `"${sha256}"`, 'Cache-Control': 'private, no-cache', 'Content-Disposition': `inline; filename="${documentId}.pdf"` })
    if (request.headers['if-none-match'] === `"${sha256}"`) response.status(304).end()
    else response.type('application/pdf').send(Buffer.from(base64, 'base64'))
  })

  router.get(WINDOW_ROUTES.complaints.path, async (request, response) => {
    const { seat } = await enter(request, door)
    const actor = actorOf(seat)
    const found = await ratings.list.complaints(seat.role === 'serviceApplicant' ? { citizenId: seat.personId } : { officeId: seat.at ?? '' })
    const complaints = found.flatMap((state) => viewOfComplaint(state, actor) ?? [])
    response.set('Cache-Control', 'no-store').json({ complaints })
  })

  router.get(WINDOW_ROUTES.ratings.path, async (request, response) => {
    const { seat } = await enter(request, door)
    const actor = actorOf(seat)
    response.set('Cache-Control', 'no-store')
    if (seat.role === 'serviceApplicant') {
      response.json({ ratings: (await ratings.list.ofCitizen(seat.personId)).flatMap((state) => viewOfRating(state, actor) ?? []) })
      return
    }
    // a clerk's own, in batches that never show one alone (W-6.6)
    response.json({ ratings: ratingsForClerk(await ratings.list.ofClerk(seat.personId), seat.personId, settings.ratings.smallNumber) })
  })

  router.get(WINDOW_ROUTES.accessLog.path, async (request, response) => {
    const seat = await enterAsStaff(request, door, 'supervisor')
    const { caseId, before } = checkBody(AccessQuery, request.query)
    const page = await cases.access.ofOffice(seat.at, { ...(caseId === undefined ? {} : { caseId }), ...(before === undefined ? {} : { before }) })
    response.set('Cache-Control', 'no-store').json(AccessLogReply.parse(page))
  })

  /** Everything held about the citizen (W-7.5): who they are here, their cases, ratings, tickets, and who looked at them. */
  router.get(WINDOW_ROUTES.ownData.path, async (request, response) => {
    const { seat } = await enter(request, door)
    if (seat.role !== 'serviceApplicant') throw new AppError('notPermitted')
    const actor = actorOf(seat)
    const ids = await cases.list.idsOf(seat.personId)
    const own = []
    for (const caseId of ids) {
      const state = await cases.hosts.peek(caseId)
      if (state) own.push(exportFor(state, seat.personId, settings.cases))
    }
    response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': 'attachment; filename="own-data.json"' }).json({
      at: court.clock.now().toISOString(), person: await citizenOf(court.database, seat.personId), cases: own,
      ratings: (await ratings.list.ofCitizen(seat.personId)).flatMap((state) => viewOfRating(state, actor) ?? []),
      complaints: (await ratings.list.complaints({ citizenId: seat.personId })).flatMap((state) => viewOfComplaint(state, actor) ?? []),
      accessLog: await cases.access.ofCitizen(seat.personId), ...(await ownMore(seat.personId)),
    })
  })
}
