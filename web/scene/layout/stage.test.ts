import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { ROOM_IDS, roomOf } from '../rooms/index.ts'
import { cast } from '../../../test/e2e/scene/people.ts'
import { overlaps } from './lens.ts'
import { layoutFor, seatPeople, stageOf } from './stage.ts'
import type { Stage } from './stage.ts'
import { viewOfCamera } from './views.ts'
import { SCENE_CAMERAS } from '../people.ts'
import type { SceneCamera } from '../people.ts'
import { placePlates } from './plates.ts'
import { faceRect } from './boxes.ts'
import { cutoutRect, USUAL_FIT } from '../people/fit.ts'

const WORDS = { seat: () => '审判席', away: '（离线）' }
const CANVASES = [{ width: 1280, height: 720, ratio: 1 }, { width: 390, height: 520, ratio: 1 }]

function stage(room: (typeof ROOM_IDS)[number], count: number, canvas: { width: number; height: number; ratio: number }, camera: SceneCamera = 'whole'): Stage {
  const spec = roomOf(room)
  const layout = layoutFor(spec, canvas.width, canvas.height)
  const rows = seatPeople(layout, cast(room, count))
  return stageOf(layout, rows, viewOfCamera(layout, rows, camera, 'p0', canvas.height / canvas.width), canvas, WORDS)
}

const seats = (s: Stage) => s.rows.flatMap((row) => row.seats)

describe.each(ROOM_IDS)('%s', (room) => {
  it.each(CANVASES)('at $width×$height: everybody is seated and in the picture, no plate overlaps another, 3 to 12 people', (canvas) => {
    for (let count = 3; count <= 12; count++) {
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

  it('nobody floats: the lower edge of every cut-out is behind the furniture', () => {
    for (const canvas of CANVASES) {
      for (const { box } of seats(stage(room, 12, canvas))) {
        for (const fit of [USUAL_FIT, { top: 0.02, shoulders: 1.6, centre: 0.3 }, { top: 0.55, shoulders: 0.35, centre: 0.6 }]) {
          const rect = cutoutRect(box, fit, 16 / 9)
          expect(rect.y + rect.h).toBeGreaterThan(box.hiddenBelow)
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
    const plates = placePlates(wishes.map((wish, i) => ({ ...wish, key: String(i) })), { width: 1280, height: 720 }, 14, [])
    expect(plates).toHaveLength(wishes.length)
    for (const [i, a] of plates.entries()) for (const b of plates.slice(i + 1)) expect(overlaps(a, b)).toBe(false)
  }), { numRuns: 60 })
})
