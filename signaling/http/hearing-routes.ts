import type { Request, Router } from 'express'
import { AppError } from '#protocol/errors.ts'
import { DocumentId, HearingId, Sha256 } from '#protocol/ids.ts'
import { HearingListReply, ROUTES, type HearingListItem } from '#protocol/http.ts'
import { isComplete } from '#domain/document/index.ts'
import type { Person } from '#domain/hearing/state.ts'
import { mayWrite, visiblePaper } from '../documents/rules.ts'
import type { Papers } from '../documents/papers.ts'
import type { HearingHosts } from '../hosts/hearing.ts'
import type { MediaSessions } from '../media/sessions.ts'
import type { Doors, Seat } from '../sign-in/doors.ts'
import { bearer, checkBody } from '#platform/http/replies.ts'

export type HearingRouteServices = { doors: Doors; hosts: HearingHosts; media: MediaSessions; papers: Papers }

/** Media routes per person, for the witness report: the bench and the clerk read it. */
export const MEDIA_ROUTES_PATH = '/api/hearings/:hearingId/media-routes'

export function addHearingRoutes(router: Router, services: HearingRouteServices): void {
  const { doors, hosts, media, papers } = services

  router.get(ROUTES.hearings.path, async (request, response) => {
    const seats = await doors.seatsOf(await doors.find(bearer(request)))
    const items = await Promise.all(seats.map((seat) => listItem(seat, hosts)))
    const hearings = items.filter((item) => item !== null).sort((a, b) => a.caseFile.scheduledAt.localeCompare(b.caseFile.scheduledAt))
    response.set('Cache-Control', 'no-store').json(HearingListReply.parse({ hearings }))
  })

  router.get(ROUTES.documentFile.path, async (request, response) => {
    const { person, hearingId } = await enter(request, services)
    const documentId = checkBody(DocumentId, request.params.documentId)
    // The page named by its digest is a draft's preview; without it, the newest revision of a paper that is final.
    const preview = request.query['sha256'] === undefined ? {} : { sha256: checkBody(Sha256, request.query['sha256']) }
    await papers.load(hearingId)
    const view = visiblePaper(papers.list(hearingId), documentId, person)
    const { sha256, base64 } = await papers.call('file', { documentId, ...preview })
    if (isComplete(view)) void papers.noteOpened(view, person)
    response.set({ ETag: `"${sha256}"`, 'Cache-Control': 'private, no-cache', 'Content-Disposition': `inline; filename="${documentId}.pdf"` })
    if (request.headers['if-none-match'] === `"${sha256}"`) response.status(304).end()
    else response.type('application/pdf').send(Buffer.from(base64, 'base64'))
  })

  router.get(MEDIA_ROUTES_PATH, async (request, response) => {
    const { person, hearingId } = await enter(request, services)
    if (!mayWrite(person) && person.side !== 'bench') throw new AppError('notPermitted')
    response.set('Cache-Control', 'no-store').json({ routes: media.routesOf(hearingId) })
  })
}

/** The caller's part in the hearing that the path names. @throws AppError notSignedIn, sessionExpired, notInHearing */
export async function enter(request: Request, { doors, hosts }: HearingRouteServices): Promise<{ person: Person; hearingId: string }> {
  const session = await doors.find(bearer(request))
  const { hearingId, personId } = await doors.seatIn(session, checkBody(HearingId, request.params.hearingId))
  const person = (await hosts.peek(hearingId))?.people[personId]
  if (person === undefined) throw new AppError('notInHearing')
  return { person, hearingId }
}

async function listItem({ hearingId, personId }: Seat, hosts: HearingHosts): Promise<HearingListItem | null> {
  const state = await hosts.peek(hearingId)
  const person = state?.people[personId]
  if (!state || person === undefined) return null
  // To one who must stay apart even the number of those present says something.
  const mayCount = person.testimony === null
  const people = Object.values(state.people)
  return {
    hearingId, kind: state.kind, caseFile: state.caseFile, stage: mayCount ? state.stage : 'preTrial', closed: state.closedAt !== null,
    personId, role: person.role, connected: mayCount ? people.filter((one) => one.connectionId !== null).length : 0, invited: people.length,
  }
}
