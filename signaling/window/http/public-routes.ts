import type { Router } from 'express'
import { AppError } from '#protocol/errors.ts'
import { ROUTES, SessionReply } from '#protocol/http.ts'
import { Id } from '#protocol/ids.ts'
import { RegionCode } from '#protocol/window/catalogue.ts'
import { CitizenSignInBody, ItemReply, ItemsReply, PublicRatingsReply, RouteReply, WINDOW_ROUTES } from '#protocol/window/http.ts'
import { competentOffices, isCrossProvince, isOpen, itemSearch, nextOpening } from '#domain/window/catalogue/index.ts'
import type { ItemSearch } from '#domain/window/catalogue/index.ts'
import { atOffice } from '#domain/window/clock/index.ts'
import { publicResults } from '#domain/window/rating/index.ts'
import { checkBody } from '#platform/http/replies.ts'
import { FailureGuard } from '../../http/failure-guard.ts'
import type { WindowRouterOptions } from './index.ts'

/** Results of the last year, worked out anew at most so often, in ms. */
const RESULTS_DAYS = 365
const RESULTS_KEPT_MS = 60_000
const MOST_ITEMS = 500

/** What anybody may see and do before they are known: items, offices, results of ratings, and coming in. */
export function addPublicRoutes(router: Router, { court, catalogues, door, matters }: WindowRouterOptions): void {
  const guard = new FailureGuard()
  router.post(ROUTES.citizenSignIn.path, async (request, response) => {
    const body = checkBody(CitizenSignInBody, request.body)
    // the number is no secret that could be guessed, but names are not to be tried on it either
    const reply = await guard.attempt(request.ip ?? 'unknown', body.identityNumber.slice(0, 40), () => door.windowDoors.enterCitizen(body))
    response.set('Cache-Control', 'no-store').json(SessionReply.parse(reply))
  })

  let search: { version: number; find: ItemSearch } | null = null
  router.get(WINDOW_ROUTES.items.path, (request, response) => {
    const catalogue = catalogues.current()
    if (search?.version !== catalogue.version) search = { version: catalogue.version, find: itemSearch(catalogue) }
    const { q, department, audience } = request.query
    const found = search.find(typeof q === 'string' ? q.slice(0, 80) : '', {
      limit: MOST_ITEMS, ...(typeof department === 'string' ? { department } : {}), ...(audience === 'person' || audience === 'company' ? { audience } : {}),
    })
    const items = found.map(({ itemCode, name, department: at, mode, minutes, promisedDays, fee }) => ({ itemCode, zh: name.zh, en: name.en, department: at, mode, minutes, promisedDays, feeFen: fee.fen }))
    const departments = catalogue.departments.map(({ departmentId, name }) => ({ departmentId, zh: name.zh, en: name.en }))
    response.set('Cache-Control', 'no-cache').json(ItemsReply.parse({ items, departments }))
  })

  router.get(WINDOW_ROUTES.item.path, (request, response) => {
    const catalogue = catalogues.current()
    const itemCode = checkBody(Id, request.params['itemCode'])
    const item = catalogue.items.find((one) => one.itemCode === itemCode)
    if (!item) throw new AppError('unknownItem', { item: itemCode })
    response.set('Cache-Control', 'no-cache').json(ItemReply.parse({ item, regions: catalogue.regions }))
  })

  router.get(WINDOW_ROUTES.route.path, (request, response) => {
    const catalogue = catalogues.current()
    const found = competentOffices(catalogue, checkBody(Id, request.params['itemCode']), checkBody(RegionCode, request.params['region']))
    if (!found.ok) throw new AppError(found.error.code, found.error.details)
    const { office } = found
    const now = court.clock.now().toISOString()
    const centre = catalogue.centers.find(({ centerId }) => centerId === request.query['center'])
    const open = isOpen(office, catalogue.calendar, now)
    response.set('Cache-Control', 'no-store').json(RouteReply.parse({
      officeId: office.officeId, officeName: office.name, phone: office.phone, address: office.address, open,
      opensAt: open ? null : nextOpening(office, catalogue.calendar, now), crossProvince: centre !== undefined && isCrossProvince(centre.region, office),
    }))
  })

  let results: { at: number; body: unknown } | null = null
  router.get(WINDOW_ROUTES.publicRatings.path, async (_request, response) => {
    const now = court.clock.now()
    if (results === null || Math.abs(now.getTime() - results.at) > RESULTS_KEPT_MS) {
      const ratings = await matters.inside.ratings.list.given({ from: new Date(now.getTime() - RESULTS_DAYS * 86_400_000), to: now })
      const { offices, items } = catalogues.current()
      const { rows, rest, total } = publicResults(ratings, matters.inside.settings.ratings.smallNumber)
      const named = rows.map((row) => ({
        ...row, office: offices.find(({ officeId }) => officeId === row.officeId)?.name ?? row.officeId, item: items.find(({ itemCode }) => itemCode === row.itemCode)?.name.zh ?? row.itemCode,
      }))
      results = { at: now.getTime(), body: PublicRatingsReply.parse({ results: { rows: named, rest, total }, until: atOffice(now.toISOString()).day }) }
    }
    response.set('Cache-Control', 'no-cache').json(results.body)
  })
}
