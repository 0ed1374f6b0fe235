import type { Rect } from './layout/lens.ts'
import type { Stage, StageSeat } from './layout/stage.ts'
import type { Overlays } from './overlays.ts'
import { enlarged, keyOf } from './placement.ts'
import type { Placement } from './placement.ts'
import type { Painter } from './painter/types.ts'
import { NO_GAIN } from './people/light.ts'
import type { Tracks } from './people/tracks.ts'
import type { Placed, RoomLayers } from './room-layers.ts'

export type Picture = {
  painter: Painter; overlays: Overlays; stage: Stage; layers: RoomLayers; places: Map<string, Placement>; tracks: Tracks
  /** How much of a person is there, 0 … 1, by key of the camera; and how bright the light of who speaks is, by person. */
  presence: (key: string) => number; glow: (personId: string) => number
  /** By how much those who stand are larger. */
  rise: number
  /** People whose picture has stopped. */
  stalled: ReadonlySet<string>
  presentation: { key: string | null; caption: string }; gavel: number | null; curtain: number; curtainText: string; size: { width: number; height: number }
}

/** One picture, far to near: room, then each row's chairs, people and furniture, then what nothing may cover. */
export function drawStage(picture: Picture, dirty: Rect[] | null): void {
  const { painter, overlays, stage, layers, presentation, size } = picture
  painter.begin(dirty)
  const still = (placed: Placed | null) => placed && painter.layer(placed.layer, moved(placed.rect, layers.view, stage, size.width))
  still(layers.base)
  if (presentation.key && painter.person(presentation.key, { rect: screenPicture(stage, picture.tracks.get(presentation.key)?.aspect), shown: 1, gain: NO_GAIN })) overlays.drawCaption(painter, stage.screen, presentation.caption)
  let railDue = layers.rail
  for (const row of stage.rows) {
    if (railDue && stage.layout.rail && row.depth < stage.layout.rail.z) {
      still(railDue)
      railDue = null
    }
    const parts = layers.rows.get(row.places.row.id)
    still(parts?.behind ?? null)
    for (const seat of row.seats) drawPerson(picture, seat)
    still(parts?.before ?? null)
    for (const seat of row.seats) drawDeskShadow(picture, seat)
  }
  still(railDue)
  if (picture.gavel !== null) overlays.drawGavel(painter, stage, picture.gavel)
  overlays.drawPlates(painter, stage, picture.stalled)
  if (picture.curtain > 0) overlays.drawCurtain(painter, size, picture.curtain, picture.curtainText)
  painter.end()
}

/** The bench stays seated when everybody rises; so does whoever is in a frame. */
const stands = ({ seat, tile }: Placement): boolean => !tile && !/^(bench|mediator)/.test(seat)

/** Who comes in steps up to the chair: this much smaller at first. */
const STEP_BACK = 0.06

function drawPerson({ painter, overlays, places, tracks, presence, glow, rise }: Picture, seat: StageSeat): void {
  const key = keyOf(seat)
  const placement = places.get(key)
  const there = placement ? presence(key) : 0
  if (!placement || there <= 0) return
  const light = glow(seat.place.person?.personId ?? '') * there
  if (light > 0) overlays.drawGlow(painter, glowRect(seat), light)
  if (placement.tile) {
    overlays.drawFrame(painter, key, placement.rect, seat.box.metre, there)
    painter.person(key, { ...placement, gain: NO_GAIN }, there)
    return
  }
  const size = (stands(placement) ? rise : 1) * (1 - STEP_BACK * (1 - there))
  painter.person(key, enlarged({ ...placement, gain: tracks.get(key)?.gain ?? NO_GAIN }, size), there)
}

/** What a person's body and arms keep from the light on the table before them. */
function drawDeskShadow({ painter, overlays, places, presence }: Picture, seat: StageSeat): void {
  const placement = places.get(keyOf(seat))
  const there = placement ? presence(keyOf(seat)) : 0
  const deep = seat.box.plateY - seat.box.hiddenBelow
  if (!placement || there <= 0 || deep < 3) return
  const half = placement.tile ? placement.rect.w * 0.5 : 0.36 * seat.box.metre
  overlays.drawContact(painter, { x: seat.box.x - half, y: seat.box.hiddenBelow - deep * 0.12, w: 2 * half, h: Math.min(deep * 0.7, 0.17 * seat.box.metre) }, there)
}

export function glowRect({ box }: StageSeat): Rect {
  const high = box.hiddenBelow - box.headTop
  return { x: box.x - 0.62 * box.metre, y: box.headTop - 0.32 * high, w: 1.24 * box.metre, h: high * 1.62 }
}

/** A layer drawn for another view, put where it belongs in this one. */
function moved(rect: Rect, from: Rect, stage: Stage, width: number): Rect {
  const { view } = stage.lens
  if (view === from) return rect
  const k = from.w / view.w
  const scale = width / view.w
  return { x: (from.x - view.x) * scale + rect.x * k, y: (from.y - view.y) * scale + rect.y * k, w: rect.w * k, h: rect.h * k }
}

/** Where the shown material stands on the room's screen. */
export function screenPicture({ screen }: Stage, aspect = 16 / 9): Rect {
  const w = Math.min(screen.w, screen.h * aspect)
  const h = w / aspect
  return { x: Math.round(screen.x + (screen.w - w) / 2), y: Math.round(screen.y + (screen.h - h) / 2), w: Math.round(w), h: Math.round(h) }
}
