import type { Row } from '../rooms/schema.ts'
import { furnitureReach } from './boxes.ts'
import type { Lens, Point3, Rect } from './lens.ts'
import { KNEES, arcPoint } from './seats.ts'
import type { RowPlaces, SeatPlace } from './seats.ts'

/** A point on the floor plan, metres. */
export type Xz = readonly [x: number, z: number]

/** How far an oval table's edge is from the middle of those who sit at it. */
const CLOSE = 0.14

/** The four corners of a straight piece: near-left, near-right, far-right, far-left. A desk fits who sits at it; bench and table keep their size. */
export function straightBase({ row, ends, seats, front }: RowPlaces): [Xz, Xz, Xz, Xz] {
  const whole = row.furniture.kind === 'bench' || row.furniture.kind === 'table'
  const [left, right]: readonly [Xz, Xz] = whole ? ends : [[seats[0]!.x, seats[0]!.z], [seats.at(-1)!.x, seats.at(-1)!.z]]
  const along = [-front[1], front[0]] as const
  const corner = (end: Xz, out: number, ahead: number): Xz => [end[0] + along[0] * out + front[0] * ahead, end[1] + along[1] * out + front[1] * ahead]
  const reach = furnitureReach(row)
  const near = KNEES + row.furniture.depth
  return [corner(left, -reach, near), corner(right, reach, near), corner(right, reach, KNEES), corner(left, -reach, KNEES)]
}

/** Points of a bent desk's edge, left to right, `inward` metres from the seats. */
export function curvedEdge({ place, ...row }: Row, inward: number, points = 41): Xz[] {
  if (place.kind !== 'arc') return []
  const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const out = furnitureReach({ place, ...row }) / place.radius[0]
  const left = Math.max(-0.985, cos(place.from) - out)
  const right = Math.min(0.985, cos(place.to) + out)
  return Array.from({ length: points }, (_, i) => {
    const [x, z] = arcPoint(place, left + ((right - left) * i) / (points - 1), inward)
    return [x, z]
  })
}

/** An oval table: its middle and radii. */
export function ovalOf({ place }: Row): { centre: Xz; rx: number; rz: number } | null {
  if (place.kind !== 'arc') return null
  return { centre: place.centre, rx: place.radius[0] + CLOSE, rz: Math.max(0.5, place.radius[1] - CLOSE) }
}

/** Points of an oval, anticlockwise from its right end. */
export const ovalRing = ({ centre, rx, rz }: { centre: Xz; rx: number; rz: number }, k = 1, points = 72): Xz[] =>
  Array.from({ length: points }, (_, i) => [centre[0] + rx * k * Math.cos((i * 2 * Math.PI) / points), centre[1] + rz * k * Math.sin((i * 2 * Math.PI) / points)])

/** The edge behind which people sit, left to right. */
export function farEdge(places: RowPlaces): Xz[] {
  const { kind } = places.row.furniture
  if (kind === 'curve') return curvedEdge(places.row, KNEES)
  const oval = kind === 'round' ? ovalOf(places.row) : null
  if (oval) return ovalRing(oval).slice(0, 37).toReversed()
  const [, , right, left] = straightBase(places)
  return [left, right]
}

/** A point of the table before a seat: metres to the seat's left (negative) or right, and metres ahead of it. */
export const onTable = ({ row }: RowPlaces, { x, z, front }: SeatPlace, side: number, ahead: number): Point3 =>
  [x + front[0] * ahead - front[1] * side, row.floor + row.furniture.height, z + front[1] * ahead + front[0] * side]

/** Where on the table files lie: metres ahead of the seat, far edge and near edge. */
export function paperReach({ furniture }: Row): { far: number; near: number } {
  const depth = Math.min(0.6, furniture.depth)
  // At an oval table the plates stand between the people and their files.
  const ahead = furniture.kind === 'round' ? 0.4 : 0
  return { far: KNEES + ahead + depth * 0.24, near: KNEES + ahead + depth * 0.72 }
}

/** Height of a microphone, metres: it stays below the chin. */
export const MICROPHONE = 0.23

/** The foot of a seat's microphone, beside the shoulder; null where there is none. */
export function microphoneFoot(places: RowPlaces, seat: SeatPlace): Point3 | null {
  const { kind } = places.row.furniture
  if (kind === 'round' || kind === 'rail' || kind === 'none') return null
  const { far, near } = paperReach(places.row)
  return onTable(places, seat, -0.33 * places.row.scale, (near + far) / 2)
}

/** What of the picture it takes, canvas pixels. */
export function microphoneRect(lens: Lens, places: RowPlaces, seat: SeatPlace): Rect | null {
  const foot = microphoneFoot(places, seat)
  if (!foot) return null
  const [x, y] = lens.at(foot)
  const metre = lens.metre(foot[2])
  return { x: x - 0.03 * metre, y: y - MICROPHONE * metre, w: 0.08 * metre, h: MICROPHONE * metre }
}
