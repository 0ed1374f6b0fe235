import type { Stage, StageSeat } from './layout/stage.ts'
import type { Rect } from './layout/lens.ts'
import { appearanceOf } from './people.ts'
import { USUAL_FIT, cutoutRect, tileRect } from './people/fit.ts'
import type { Tracks } from './people/tracks.ts'

/** Where each visible person's picture goes on the canvas, and how. */
export type Placement = { rect: Rect; tile: boolean }

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

export const keyOf = (seat: StageSeat): string => `${seat.place.person?.personId ?? ''}/camera`

function placeOne(seat: StageSeat, tracks: Tracks): Placement | null {
  const person = seat.place.person
  if (!person) return null
  const track = tracks.get(keyOf(seat))
  const appearance = appearanceOf(person, track?.description ?? null)
  if (appearance === 'absent' || !track) return null
  if (appearance === 'tile') return { rect: tileRect(seat.box, track.aspect), tile: true }
  return { rect: cutoutRect(seat.box, track.fit ?? USUAL_FIT, track.aspect), tile: false }
}
