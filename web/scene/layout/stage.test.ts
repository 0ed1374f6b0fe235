import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { ROOM_IDS, roomOf } from '../rooms/index.ts'
import { cast, castSize } from '../../../test/e2e/scene/people.ts'
import { overlaps } from './lens.ts'
import type { Rect } from './lens.ts'
import { layoutFor, seatPeople, stageOf } from './stage.ts'
import type { Stage } from './stage.ts'
import { viewOfCamera } from './views.ts'
import { SCENE_CAMERAS } from '../people.ts'
import type { SceneCamera } from '../people.ts'
import { placePlates } from './plates.ts'
import { faceRect } from './boxes.ts'
import type { PersonBox } from './boxes.ts'
import { cutoutRect, USUAL_FIT } from '../people/fit.ts'

const WORDS = { seat: () => '审判席', away: '（离线）' }
const CANVASES = [[1280, 720], [1920, 1080], [844, 390], [390, 520], [390, 700]].map(([width, height]) => ({ width: width!, height: height!, ratio: 1 }))

function stage(room: (typeof ROOM_IDS)[number], count: number, canvas: { width: number; height: number; ratio: number }, camera: SceneCamera = 'whole'): Stage {
  const spec = roomOf(room)
  const layout = layoutFor(spec, canvas.width, canvas.height)
  const rows = seatPeople(layout, cast(room, count))
  return stageOf(layout, rows, viewOfCamera(layout, rows, camera, 'p0', canvas.height / canvas.width), canvas, WORDS)
}

const visibleBody = (box: PersonBox): Rect => ({ x: box.x - 0.24 * box.metre, y: box.headTop + 0.05 * box.metre, w: 0.48 * box.metre, h: box.hiddenBelow - box.headTop })
/** Share of `what` under `by`. */
const share = (what: Rect, by: Rect): number => {
  const w = Math.min(by.x + by.w, what.x + what.w) - Math.max(by.x, what.x)
  const h = Math.min(by.y + by.h, what.y + what.h) - Math.max(by.y, what.y)
  return w > 0 && h > 0 ? (w * h) / (what.w * what.h) : 0
}
const seats = (s: Stage) => s.rows.flatMap((row) => row.seats)

describe.each(ROOM_IDS)('%s', (room) => {
  it.each(CANVASES)('at $width×$height: everybody is seated and in the picture, no plate overlaps another, 3 people and more', (canvas) => {
    for (let count = 3; count <= Math.min(room === 'panelOfSeven' ? 16 : 12, castSize(room)); count++) {
      const s = stage(room, count, canvas)
      const taken = seats(s).filter(({ place }) => place.person)
      expect(taken, `${count}`).toHaveLength(Math.min(count, cast(room, count).length))
      const plates = seats(s).flatMap(({ plate }) => (plate ? [plate] : []))
      expect(plates.length).toBeGreaterThanOrEqual(taken.length)
      for (const [i, a] of plates.entries()) {
        for (const b of plates.slice(i + 1)) expect(overlaps(a, b), `${count}: ${a.key} and ${b.key}`).toBe(false)
        expect(a.x >= 0 && a.y >= 0 && a.x + a.w <= canvas.width && a.y + a.h <= canvas.height, `${count}: ${a.key} inside`).toBe(true)
      }
      for (const { box, place } of taken) {
        const face = faceRect(box)
        expect(face.x > -face.w * 0.3 && face.x + face.w < canvas.width + face.w * 0.3 && face.y > 0, `${count}: face of ${place.seat}`).toBe(true)
      }
    }
  })

  it.each(CANVASES)('at $width×$height: every camera shows the emblem whole or not at all (R1 24)', (canvas) => {
    if (roomOf(room).emblem === 'none') return
    for (const camera of SCENE_CAMERAS) for (const count of [3, 5, 9, castSize(room)]) {
      const { lens } = stage(room, Math.min(count, castSize(room)), canvas, camera)
      const { emblem, walls } = layoutFor(roomOf(room), canvas.width, canvas.height)
      const r = (emblem.diameter / 2) * lens.metre(walls.far)
      const [x, y] = lens.at([0, emblem.y, walls.far])
      const shown = share({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }, { x: 0, y: 0, w: canvas.width, h: canvas.height })
      expect(shown === 0 || shown > 0.999, `${camera}, ${count} people: ${shown}`).toBe(true)
    }
  })

  it.each(CANVASES)('at $width×$height: no face is hidden by a person or a plate, nobody is cut off at the edge', (canvas) => {
    const faults: string[] = []
    for (let count = 3; count <= Math.min(room === 'panelOfSeven' ? 16 : 12, castSize(room)); count++) {
      const all = seats(stage(room, count, canvas))
      const taken = all.filter(({ place }) => place.person)
      for (const { place, box } of taken) {
        const face = faceRect(box)
        const nearer = taken.filter((other) => other.place.z < place.z - 0.05).map((other) => [other.place.seat, visibleBody(other.box)] as const)
        for (const [seat, body] of nearer) if (share(face, body) > 0.34) faults.push(`${count}: ${place.seat} behind ${seat} ${share(face, body).toFixed(2)}`)
        for (const { plate } of all) if (plate && share(face, plate) > 0.2) faults.push(`${count}: plate ${plate.key} on the face of ${place.seat}`)
        if (box.x - 0.27 * box.metre < 0 || box.x + 0.27 * box.metre > canvas.width) faults.push(`${count}: ${place.seat} cut off at the edge`)
      }
    }
    expect(faults).toEqual([])
  })

  it('nobody floats: the lower edge of every cut-out is behind the furniture', () => {
    for (const canvas of CANVASES) {
      for (const { box } of seats(stage(room, 12, canvas))) {
        for (const fit of [USUAL_FIT, { top: 0.02, shoulders: 1.6, centre: 0.3 }, { top: 0.55, shoulders: 0.35, centre: 0.6 }]) {
          const { rect, shown } = cutoutRect(box, fit, 16 / 9)
          expect(rect.y + rect.h * shown).toBeGreaterThan(box.hiddenBelow)
        }
      }
    }
  })

  it('every camera keeps the canvas shape and stays inside the whole picture', () => {
    for (const canvas of CANVASES) {
      const whole = stage(room, 9, canvas).lens.view
      for (const camera of SCENE_CAMERAS) {
        const { view } = stage(room, 9, canvas, camera).lens
        expect(view.h / view.w).toBeCloseTo(canvas.height / canvas.width, 3)
        if (camera === 'public') continue
        expect(view.x).toBeGreaterThanOrEqual(whole.x - 1e-9)
        expect(view.y + view.h).toBeLessThanOrEqual(whole.y + whole.h + 1e-9)
      }
    }
  })
})

it('people whose seat the room does not have sit in the gallery; nobody is lost', () => {
  const layout = roomOf('soleJudge').layouts.landscape
  const people = [...cast('panelOfSeven', 9)]
  const seated = seatPeople(layout, people).flatMap((row) => row.seats.filter(({ person }) => person))
  expect(seated).toHaveLength(9)
  expect(seated.filter(({ seat }) => seat.startsWith('gallery')).length).toBe(6)
})

it('plates never overlap, whatever is asked, as long as there is room for them', () => {
  fc.assert(fc.property(fc.array(fc.record({ x: fc.integer({ min: -50, max: 1330 }), y: fc.integer({ min: -50, max: 770 }), maxWidth: fc.integer({ min: 10, max: 220 }), role: fc.string({ maxLength: 12 }), name: fc.string({ maxLength: 20 }), rank: fc.integer({ min: 0, max: 9 }) }), { maxLength: 24 }), (wishes) => {
    const plates = placePlates(wishes.map((wish, i) => ({ ...wish, key: String(i) })), { width: 1280, height: 720 }, { usual: 14, least: 12 }, [])
    expect(plates).toHaveLength(wishes.length)
    for (const [i, a] of plates.entries()) for (const b of plates.slice(i + 1)) expect(overlaps(a, b)).toBe(false)
  }), { numRuns: 60 })
})
