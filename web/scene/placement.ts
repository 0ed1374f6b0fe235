import type { Stage, StageSeat } from './layout/stage.ts'
import type { Rect } from './layout/lens.ts'
import { appearanceOf } from './people.ts'
import { USUAL_FIT, cutoutRect, tileRect } from './people/fit.ts'
import type { Tracks } from './people/tracks.ts'

/** Where each visible person's picture goes on the canvas, and how; `shown` is the share of its height above the table. */
export type Placement = { rect: Rect; shown: number; tile: boolean; seat: string }

export function placePeople(stage: Stage, tracks: Tracks, canvas: { width: number; height: number }): Map<string, Placement> {
  const places = new Map<string, Placement>()
  for (const seat of stage.rows.flatMap((row) => row.seats)) {
    const placement = placeOne(seat, tracks)
    if (!placement) continue
    const { x, y, w, h } = placement.rect
    if (x + w > 0 && y + h > 0 && x < canvas.width && y < canvas.height) places.set(keyOf(seat), placement)
  }
  return places
}

export const cameraKey = (personId: string): string => `${personId}/camera`
export const keyOf = (seat: StageSeat): string => cameraKey(seat.place.person?.personId ?? '')

function placeOne(seat: StageSeat, tracks: Tracks): Placement | null {
  const person = seat.place.person
  if (!person) return null
  const track = tracks.get(keyOf(seat))
  const appearance = appearanceOf(person, track?.description ?? null)
  if (appearance === 'absent' || !track) return null
  const name = seat.place.seat
  if (appearance === 'tile') return { rect: tileRect(seat.box, track.aspect), shown: 1, tile: true, seat: name }
  return { ...cutoutRect(seat.box, track.fit ?? USUAL_FIT, track.aspect), tile: false, seat: name }
}

/** Enlarged about the middle of its lower edge: that stays where the table hides it. */
export function enlarged<T extends { rect: Rect; shown: number }>(look: T, by: number): T {
  if (by === 1) return look
  const { rect, shown } = look
  const foot = rect.y + rect.h * shown
  return { ...look, rect: { x: rect.x - (rect.w * (by - 1)) / 2, y: foot - rect.h * shown * by, w: rect.w * by, h: rect.h * by } }
}
