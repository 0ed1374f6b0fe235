import type { Router } from 'express'
import { ROUTES } from '#protocol/http.ts'
import { DocumentId } from '#protocol/ids.ts'
import { ARCHIVE_SUBJECT, ArchiveReply } from '#protocol/verification.ts'
import { checkBody } from '#platform/http/replies.ts'
import type { Court } from '../context.ts'
import { visiblePaper } from '../documents/rules.ts'
import { enter, type HearingRouteServices } from './hearing-routes.ts'

/** An archive is made anew for each request, and packing a long record takes a while. */
const WITHIN_MS = 60_000

/** Whoever is shown a paper may take it home with all that proves it. */
export function addArchiveRoute(router: Router, court: Court, services: HearingRouteServices): void {
  router.get(ROUTES.documentArchive.path, async (request, response) => {
    const { person, hearingId } = await enter(request, services)
    const documentId = checkBody(DocumentId, request.params.documentId)
    await services.papers.load(hearingId)
    visiblePaper(services.papers.list(hearingId), documentId, person)
    const reply = ArchiveReply.parse(await court.bus.request(ARCHIVE_SUBJECT, { matterId: hearingId, documentId }, { timeoutMs: WITHIN_MS }))
    response.set({ 'Cache-Control': 'private, no-store', 'Content-Disposition': `attachment; filename="${reply.name}"` })
    response.type('application/zip').send(Buffer.from(reply.base64, 'base64'))
  })
}
