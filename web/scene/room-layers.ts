import type { RoomSpec } from './rooms/schema.ts'
import type { Stage, StageRow } from './layout/stage.ts'
import type { Rect } from './layout/lens.ts'
import { drawRoom } from './draw/room.ts'
import { drawBefore, drawBehind, drawRail } from './draw/furniture.ts'
import { context2d, makeCanvas } from './painter/make-canvas.ts'
import type { Layer } from './painter/types.ts'

export type Placed = { layer: Layer; rect: Rect }
export type RowLayers = { behind: Placed | null; before: Placed | null }
/** The still parts of the room for one view, far to near; drawn once, used for every frame. */
export type RoomLayers = { view: Rect; base: Placed; rows: Map<string, RowLayers>; rail: Placed | null }

/** Draws the room's still parts at the canvas' own size. Costs tens of milliseconds: on a new view or seating only. */
export function renderRoom(room: RoomSpec, stage: Stage, width: number, height: number, language: 'zh-CN' | 'en'): RoomLayers {
  const canvas: Rect = { x: 0, y: 0, w: width, h: height }
  const base = paint(canvas, (c) => {
    c.fillStyle = room.colours.wall
    c.fillRect(0, 0, width, height)
    drawRoom(c, room, stage, language)
  })!
  const rows = new Map<string, RowLayers>()
  for (const row of stage.rows) {
    const extent = within(rowExtent(stage, row), canvas)
    rows.set(row.places.row.id, {
      behind: extent && paint(extent, (c) => drawBehind(c, stage, room, row)),
      before: extent && paint(extent, (c) => drawBefore(c, stage, room, row)),
    })
  }
  const { rail, walls } = stage.layout
  let railLayer: Placed | null = null
  if (rail) {
    const [, top] = stage.lens.at([0, rail.height + 0.1, rail.z])
    const extent = within({ x: 0, y: top, w: width, h: height - top }, canvas)
    railLayer = extent && paint(extent, (c) => drawRail(c, stage.lens, room, rail.z, rail.height, walls.halfWidth))
  }
  return { view: stage.lens.view, base, rows, rail: railLayer }
}

function paint(rect: Rect, draw: (c: ReturnType<typeof context2d>) => void): Placed {
  const canvas = makeCanvas(rect.w, rect.h)
  const c = context2d(canvas)
  c.translate(-rect.x, -rect.y)
  draw(c)
  return { layer: { canvas, version: 1 }, rect }
}

/** Everything a row's chairs, dais, furniture and its shadow can touch. */
function rowExtent(stage: Stage, { places }: StageRow): Rect {
  const { row, ends, seats } = places
  const xs = [...ends.map(([x]) => x), ...seats.map(({ x }) => x)]
  const zs = [...ends.map(([, z]) => z), ...seats.map(({ z }) => z)]
  const reach = Math.max(row.furniture.margin, 0.4 * row.scale) + 0.9
  const near = Math.max(1.7, Math.min(...zs) - row.furniture.depth - 0.8 - (row.place.kind === 'arc' ? row.place.radius[1] * 1.4 : 0))
  const corners = [near, Math.max(...zs) + 1].flatMap((z) => [Math.min(...xs) - reach, Math.max(...xs) + reach].flatMap((x) => [Math.min(0, row.floor) - 0.1, row.floor + 0.6 + 1.25 * row.scale].map((y) => stage.lens.at([x, y, z]))))
  const x = Math.min(...corners.map((p) => p[0]))
  const y = Math.min(...corners.map((p) => p[1]))
  return { x, y, w: Math.max(...corners.map((p) => p[0])) - x, h: Math.max(...corners.map((p) => p[1])) - y }
}

function within(r: Rect, canvas: Rect): Rect | null {
  const x = Math.max(0, Math.floor(r.x))
  const y = Math.max(0, Math.floor(r.y))
  const w = Math.min(canvas.w, Math.ceil(r.x + r.w)) - x
  const h = Math.min(canvas.h, Math.ceil(r.y + r.h)) - y
  return w > 0 && h > 0 ? { x, y, w, h } : null
}
