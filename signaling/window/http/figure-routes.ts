import type { Router } from 'express'
import { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { Day } from '#protocol/window/catalogue.ts'
import { DashboardReply, StatisticsReply, WINDOW_ROUTES } from '#protocol/window/http.ts'
import { atOffice, dayAfter, instantOf } from '#domain/window/clock/index.ts'
import { figuresOf, viewOf } from '#domain/window/hall/index.ts'
import { complaintFigures, figureOf } from '#domain/window/rating/index.ts'
import { checkBody } from '#platform/http/replies.ts'
import { actorOf } from '../matters/wire.ts'
import { Statistics } from '../statistics/index.ts'
import { caseFigures } from '../statistics/cases.ts'
import { enterAsStaff } from './enter.ts'
import type { WindowRouterOptions } from './index.ts'

const MOST_DAYS = 400
const RECENT_MS = 30 * 86_400_000
const Query = z.object({ from: Day, to: Day, by: z.enum(['day', 'item', 'office', 'pair']).default('day'), format: z.enum(['json', 'csv']).default('json') })

/** What supervisors see of their office, and of all offices taken together. */
export function addFigureRoutes(router: Router, { court, catalogues, door, matters, hallOf }: WindowRouterOptions): void {
  const { cases, ratings } = matters.inside
  const today = (): string => atOffice(court.clock.now().toISOString()).day
  const statistics = new Statistics({ database: court.database, catalogue: () => catalogues.current(), ratings: ratings.list, hallOf, today })

  router.get(WINDOW_ROUTES.dashboard.path, async (request, response) => {
    const seat = await enterAsStaff(request, door, 'supervisor', 'reviewer')
    const now = court.clock.now()
    const hall = await hallOf(today())
    const view = hall && viewOf(hall, actorOf(seat))
    const since = new Date(instantOf(today(), '00:00'))
    const recent = { from: new Date(now.getTime() - RECENT_MS), to: new Date(now.getTime() + 1) }
    const [figures, pressing, asked, complaints] = await Promise.all([
      caseFigures(court.database, seat.at, since), cases.list.pressing(seat.at), ratings.list.asked({ ...recent, officeId: seat.at }), ratings.list.complaints({ officeId: seat.at, ...recent }),
    ])
    response.set('Cache-Control', 'no-store').json(DashboardReply.parse({
      at: now.toISOString(), hall: view && figuresOf(view, now.toISOString()), cases: { ...figures, pressing },
      ratings: { recent: figureOf(asked), today: figureOf(asked.filter((one) => (one.given?.at ?? one.askedAt) >= since.toISOString())), complaints: complaintFigures(complaints, now.toISOString()) },
    }))
  })

  /** By day and item of the own office; by office and pair of provinces of all, in figures alone. */
  router.get(WINDOW_ROUTES.statistics.path, async (request, response) => {
    const seat = await enterAsStaff(request, door, 'supervisor', 'reviewer')
    const { from, to, by, format } = checkBody(Query, request.query)
    if (to < from || daysBetween(from, to) > MOST_DAYS) throw new AppError('badMessage', { path: 'to' })
    const officeId = by === 'day' || by === 'item' ? seat.at : undefined
    response.set('Cache-Control', 'no-store')
    if (format === 'csv') {
      response.set('Content-Disposition', `attachment; filename="statistics-${by}-${from}-${to}.csv"`).type('text/csv; charset=utf-8').send(await statistics.csv({ from, to }, by, officeId))
      return
    }
    response.json(StatisticsReply.parse({ from, to, rows: await statistics.rows({ from, to }, by, officeId) }))
  })
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${dayAfter(to)}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
}
