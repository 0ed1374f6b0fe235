import type { Rect } from './layout/lens.ts'
import type { Stage, StageSeat } from './layout/stage.ts'
import type { Overlays } from './overlays.ts'
import { keyOf } from './placement.ts'
import type { Placement } from './placement.ts'
import type { Layer, Painter } from './painter/types.ts'
import type { Tracks } from './people/tracks.ts'
import type { Placed, RoomLayers } from './room-layers.ts'
import { context2d, makeCanvas } from './painter/make-canvas.ts'

export type Picture = {
  painter: Painter; overlays: Overlays; stage: Stage; layers: RoomLayers; places: Map<string, Placement>; tracks: Tracks
  presentation: { key: string | null; caption: string }; gavel: number | null; curtain: number; curtainText: string; size: { width: number; height: number }
}

/** One picture, far to near: room, then each row's chairs, people and furniture, then what nothing may cover. */
export function drawStage(picture: Picture, dirty: Rect[] | null): void {
  const { painter, overlays, stage, layers, presentation, size } = picture
  painter.begin(dirty)
  const still = (placed: Placed | null) => placed && painter.layer(placed.layer, moved(placed.rect, layers.view, stage, size.width))
  still(layers.base)
  if (presentation.key && painter.person(presentation.key, fitInto(stage.screen, picture.tracks.get(presentation.key)?.aspect ?? 16 / 9))) overlays.drawCaption(painter, stage.screen, presentation.caption)
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
  }
  still(railDue)
  if (picture.gavel !== null) overlays.drawGavel(painter, stage, picture.gavel)
  overlays.drawPlates(painter, stage)
  if (picture.curtain > 0) overlays.drawCurtain(painter, size, picture.curtain, picture.curtainText)
  painter.end()
}

function drawPerson({ painter, overlays, places }: Picture, seat: StageSeat): void {
  const key = keyOf(seat)
  const placement = places.get(key)
  if (!placement) return
  const { rect, tile } = placement
  if (tile) {
    const edge = Math.max(2, seat.box.metre * 0.022)
    painter.layer(frameLayer(), { x: rect.x - edge, y: rect.y - edge, w: rect.w + 2 * edge, h: rect.h + 2 * edge })
    painter.layer(frameLayer(), { x: seat.box.x - edge * 4, y: rect.y + rect.h, w: edge * 8, h: Math.max(2, seat.box.hiddenBelow - rect.y - rect.h + edge) })
  } else overlays.drawShadow(painter, { x: seat.box.x - 0.42 * seat.box.metre, y: seat.box.headTop + 0.1 * seat.box.metre, w: 0.9 * seat.box.metre, h: (seat.box.hiddenBelow - seat.box.headTop) * 1.3 })
  painter.person(key, rect)
}

/** A layer drawn for another view, put where it belongs in this one. */
function moved(rect: Rect, from: Rect, stage: Stage, width: number): Rect {
  const { view } = stage.lens
  if (view === from) return rect
  const k = from.w / view.w
  const scale = width / view.w
  return { x: (from.x - view.x) * scale + rect.x * k, y: (from.y - view.y) * scale + rect.y * k, w: rect.w * k, h: rect.h * k }
}

function fitInto(box: Rect, aspect: number): Rect {
  const w = Math.min(box.w, box.h * aspect)
  const h = w / aspect
  return { x: box.x + (box.w - w) / 2, y: box.y + (box.h - h) / 2, w, h }
}

let frame: Layer | null = null
/** The dark edge of a framed picture, one pixel stretched. */
function frameLayer(): Layer {
  if (!frame) {
    const canvas = makeCanvas(2, 2)
    const c = context2d(canvas)
    c.fillStyle = '#2a2522'
    c.fillRect(0, 0, 2, 2)
    frame = { canvas, version: 1 }
  }
  return frame
}
