import type { Layout, Row } from '../rooms/schema.ts'
import { Lens, unite } from './lens.ts'
import type { Rect } from './lens.ts'
import { KNEES } from './seats.ts'
import type { RowPlaces, SeatPlace } from './seats.ts'

/** Where a person's picture goes, in canvas pixels. Everything below `hiddenBelow` is covered by furniture. */
export type PersonBox = {
  /** Middle of the person, the far edge of the furniture before them, and the top of a head of ordinary size. */
  x: number; hiddenBelow: number; headTop: number
  /** Pixels of one metre of this person, their size included. */
  metre: number
  /** Pixels to the nearest neighbour in the row. */
  room: number
  /** Where the plate stands: the near edge of the furniture's top. */
  plateX: number; plateY: number
}

/** Head above the table of a person sitting, and shoulder width; metres. */
const HEAD_ABOVE = 0.64
export const SHOULDERS = 0.5

/** Metres the furniture reaches beyond its outermost seats: never less than half a person, or they would show beside it. */
export const furnitureReach = (row: Row): number => Math.max(row.furniture.margin, 0.4 * row.scale)

export function boxOf(lens: Lens, places: RowPlaces, seat: SeatPlace): PersonBox {
  const { row } = places
  const top = row.floor + row.furniture.height
  const [x] = lens.at([seat.x, top, seat.z])
  const deep = row.furniture.kind === 'none' ? 0 : row.furniture.depth
  const reach = row.furniture.kind === 'round' ? 0.12 : KNEES
  const far = lens.at([seat.x + seat.front[0] * reach, top, seat.z + seat.front[1] * reach])
  const nearAt = row.furniture.kind === 'round' ? 0.3 : KNEES + deep
  const near = lens.at([seat.x + seat.front[0] * nearAt, top, seat.z + seat.front[1] * nearAt])
  const metre = lens.metre(seat.z) * row.scale
  // At a slanted table the edge before a person's nearer shoulder lies lower than before their middle.
  const slant = Math.abs(seat.front[0]) * metre * 0.1
  const hiddenBelow = far[1] + slant * 0.2
  const room = Math.min(Infinity, ...places.seats.filter((other) => other !== seat).map((other) => Math.abs(lens.at([other.x, top, other.z])[0] - x)))
  return { x, hiddenBelow, headTop: hiddenBelow - HEAD_ABOVE * metre, metre, room, plateX: near[0], plateY: near[1] }
}

export const bodyRect = (box: PersonBox): Rect => ({ x: box.x - 0.34 * box.metre, y: box.headTop, w: 0.68 * box.metre, h: box.hiddenBelow - box.headTop })
export const faceRect = (box: PersonBox): Rect => ({ x: box.x - 0.14 * box.metre, y: box.headTop, w: 0.28 * box.metre, h: 0.32 * box.metre })

/** Part of the picture (in picture widths) that a set of seats takes, plates included. */
export function seatsExtent(layout: Layout, rows: RowPlaces[], filter: (seat: SeatPlace) => boolean): Rect | null {
  const lens = new Lens(layout.camera, { x: 0, y: 0, w: 1, h: 1 }, 1)
  const rects = rows.flatMap((places) => places.seats.filter(filter).map((seat) => {
    const box = boxOf(lens, places, seat)
    const body = bodyRect(box)
    const low = Math.max(box.hiddenBelow, box.plateY) + 0.16 * box.metre
    return { x: Math.min(body.x, box.plateX - 0.3 * box.metre), y: body.y - 0.08 * box.metre, w: Math.max(body.w, 0.68 * box.metre), h: low - body.y + 0.08 * box.metre }
  }))
  return rects.length > 0 ? unite(rects) : null
}
