import type { Layout, RoomSpec } from '../rooms/schema.ts'
import type { ScenePerson } from '../people.ts'
import { Lens, unite } from './lens.ts'
import type { Rect } from './lens.ts'
import { boxOf, faceRect } from './boxes.ts'
import type { PersonBox } from './boxes.ts'
import { placePlates } from './plates.ts'
import type { PlateBox } from './plates.ts'
import { seatPeople } from './seats.ts'
import type { RowPlaces, SeatPlace } from './seats.ts'

export type StageSeat = { place: SeatPlace; box: PersonBox; plate: PlateBox | null }
export type StageRow = { places: RowPlaces; /** Far to near. */ seats: StageSeat[]; depth: number }
export type Stage = { lens: Lens; layout: Layout; /** Far to near: the order of drawing. */ rows: StageRow[]; screen: Rect }

export const layoutFor = (room: RoomSpec, width: number, height: number): Layout => (height > width * 0.95 ? room.layouts.portrait : room.layouts.landscape)

/** Names on a phone, CSS pixels: the role above them is then 11. */
const LEAST_FONT = 12

/** Letters of a name plate in canvas pixels. `ratio` = device pixels per CSS pixel: a hand's breadth is one everywhere. */
export const plateFont = (width: number, height: number, ratio: number): number => Math.min(18, Math.max(LEAST_FONT, Math.min(width / ratio / 96, height / ratio / 40))) * ratio

export { seatPeople }

/** Everything that is drawn, in pixels of the canvas, for one view. Pure. */
export function stageOf(layout: Layout, rows: RowPlaces[], view: Rect, canvas: { width: number; height: number; ratio: number }, words: { seat: (seat: string) => string; away: string }): Stage {
  const lens = new Lens(layout.camera, view, canvas.width)
  const staged = rows.map((places): StageRow => ({
    places, depth: Math.min(...places.seats.map((seat) => seat.z), places.ends[0][1], places.ends[1][1]),
    seats: places.seats.map((place) => ({ place, box: boxOf(lens, places, place), plate: null })).sort((a, b) => b.place.z - a.place.z),
  })).sort((a, b) => b.depth - a.depth)
  const seats = staged.flatMap((row) => row.seats.map((seat) => ({ row, seat })))
  const inView = ({ seat }: (typeof seats)[number]) => seat.box.x > -20 && seat.box.x < canvas.width + 20 && seat.box.hiddenBelow > 0 && seat.box.headTop < canvas.height
  const visible = seats.filter(inView)
  // Whose table is cut off by a closer view is not in the picture: a plate there would stand on their face.
  const plated = visible.filter(({ seat }) => seat.box.plateY < canvas.height + 2 && seat.box.plateX > 0 && seat.box.plateX < canvas.width)
  const whole = layout.aspect > 1 ? 0.7 : 0.95
  const font = plateFont(canvas.width, canvas.height, canvas.ratio) * Math.min(1.3, Math.max(1, (whole / view.w) ** 0.45))
  const plates = placePlates(plated.map(({ row, seat }) => {
    const person: ScenePerson | null = seat.place.person
    const neighbours = row.seats.filter((other) => other !== seat).map((other) => Math.abs(other.box.plateX - seat.box.plateX))
    return {
      key: seat.place.seat, x: seat.box.plateX, y: seat.box.plateY + 3 * canvas.ratio, rank: rankOf(seat.place),
      maxWidth: Math.min(200 * canvas.ratio, ...neighbours.map((d) => d - 4)), role: person?.roleLabel ?? words.seat(seat.place.seat), name: person ? (person.away ? person.name + words.away : person.name) : '',
    }
  }), canvas, { usual: font, least: LEAST_FONT * canvas.ratio }, visible.filter(({ seat }) => seat.place.person).map(({ seat }) => faceRect(seat.box)))
  const byKey = new Map(plates.map((plate) => [plate.key, plate]))
  for (const { seat } of seats) seat.plate = byKey.get(seat.place.seat) ?? null
  const s = layout.screen
  const a = lens.at([s.x - s.width / 2, s.y + s.width * 0.28125, s.z])
  const b = lens.at([s.x + s.width / 2, s.y - s.width * 0.28125, s.z])
  return { lens, layout, rows: staged, screen: { x: a[0], y: a[1], w: b[0] - a[0], h: b[1] - a[1] } }
}

function rankOf(place: SeatPlace): number {
  const empty = place.person ? 0 : 10
  return empty + (place.seat.startsWith('bench') || place.seat.startsWith('mediator') ? 0 : place.seat.startsWith('gallery') ? 5 : 2)
}

export { unite }
