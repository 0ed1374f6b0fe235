import type { Router } from 'express'
import { ROUTES } from '#protocol/http.ts'
import type { RoomSpec } from '#protocol/courtroom.ts'

/** The court's own courtrooms, as they were read at the start. */
export function addRoomRoute(router: Router, rooms: readonly RoomSpec[]): void {
  const body = JSON.stringify(ROUTES.rooms.reply.parse({ rooms }))
  router.get(ROUTES.rooms.path, (_request, response) => {
    response.set('Cache-Control', 'no-store').type('application/json').send(body)
  })
}
