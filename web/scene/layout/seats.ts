import type { Layout, Row } from '../rooms/schema.ts'
import type { ScenePerson } from '../people.ts'

/** One place in the room, taken or empty. Metres; `front` points from the seat over the furniture, length 1. */
export type SeatPlace = { seat: string; person: ScenePerson | null; x: number; z: number; front: readonly [number, number] }
export type RowPlaces = { row: Row; seats: SeatPlace[]; /** Ends of the furniture's middle line. */ ends: [readonly [number, number], readonly [number, number]]; front: readonly [number, number] }

/** Distance from a seat to the near and far edge of the furniture's top. */
export const KNEES = 0.16

/** Puts everybody onto their seats: occupied seats and those always shown, spread evenly about the row's middle. */
export function seatPeople(layout: Layout, people: ScenePerson[]): RowPlaces[] {
  const known = new Set(layout.rows.flatMap((row) => row.seats))
  const taken = new Map<string, ScenePerson>()
  const free = layout.rows.flatMap((row) => row.seats.filter((seat) => seat.startsWith('gallery')))
  for (const person of people) if (known.has(person.seat) && !taken.has(person.seat)) taken.set(person.seat, person)
  for (const person of people) {
    if (taken.get(person.seat) === person) continue
    const seat = free.find((s) => !taken.has(s))
    if (seat) taken.set(seat, person)
  }
  return layout.rows.flatMap((row) => {
    const shown = row.seats.filter((seat) => taken.has(seat) || row.always.includes(seat))
    if (shown.length === 0) return []
    return [placeRow(row, shown, taken)]
  })
}

type Arc = Extract<Row['place'], { kind: 'arc' }>

/**
 * A point of an arc, `inward` metres from its line on the side of the viewer.
 * @param c cosine of the angle: −1 left end, 0 middle, 1 right end.
 * @returns x, z and the outward normal there.
 */
export function arcPoint({ centre, radius }: Arc, c: number, inward: number): [x: number, z: number, nx: number, nz: number] {
  const s = Math.sqrt(Math.max(0, 1 - c * c))
  const length = Math.hypot(c / radius[0], s / radius[1])
  const [nx, nz] = [c / radius[0] / length, s / radius[1] / length]
  return [centre[0] + radius[0] * c - nx * inward, centre[1] + radius[1] * s - nz * inward, nx, nz]
}

function placeRow(row: Row, shown: string[], taken: Map<string, ScenePerson>): RowPlaces {
  const place = (seat: string, x: number, z: number, front: readonly [number, number]): SeatPlace => ({ seat, person: taken.get(seat) ?? null, x, z, front })
  if (row.place.kind === 'line') {
    const { from, to } = row.place
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const along = length === 0 ? ([1, 0] as const) : ([(to[0] - from[0]) / length, (to[1] - from[1]) / length] as const)
    const front = [along[1], -along[0]] as const
    const pitch = Math.min(row.pitch, shown.length > 1 ? length / (shown.length - 1) : row.pitch)
    const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const
    const seats = shown.map((seat, i) => {
      const t = (i - (shown.length - 1) / 2) * pitch
      return place(seat, middle[0] + along[0] * t, middle[1] + along[1] * t, front)
    })
    return { row, seats, ends: [from, to], front }
  }
  const { centre, radius, from, to } = row.place
  const arc = row.place
  // Even steps from left to right as they are seen, not along the curve: the ends would crowd.
  const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const reach = Math.abs(cos(to) - cos(from)) / 2
  const middle = (cos(to) + cos(from)) / 2
  const step = shown.length > 1 ? Math.min((2 * reach) / (shown.length - 1), row.pitch / Math.abs(radius[0])) : 0
  const seats = shown.map((seat, i) => {
    const c = middle + (i - (shown.length - 1) / 2) * step
    const on = arcPoint(arc, c, 0)
    return place(seat, on[0], on[1], [-on[2], -on[3]])
  })
  return { row, seats, ends: [[centre[0] - radius[0], centre[1]], [centre[0] + radius[0], centre[1]]], front: [0, -1] }
}
