import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { cutoutRect, USUAL_FIT } from '../people/fit.ts'
import type { ScenePerson } from '../people.ts'
import { ROOM_IDS, roomOf } from '../rooms/index.ts'
import type { RoomSpecId } from '../rooms/index.ts'
import { faceRect } from './boxes.ts'
import { farEdge, microphoneRect } from './footprint.ts'
import { overlaps } from './lens.ts'
import type { Rect } from './lens.ts'
import { ROLE_SIZE } from './plates.ts'
import { layoutFor, plateFont, seatPeople, stageOf } from './stage.ts'
import type { Stage, StageRow, StageSeat } from './stage.ts'
import { viewOfCamera } from './views.ts'

const WORDS = { seat: () => '审判席', away: '（离线）' }
/** CSS pixels; a phone's canvas has two device pixels in each. */
const CANVASES = [[1440, 810, 1], [1920, 1080, 1], [1280, 720, 1], [390, 520, 2], [390, 700, 2], [390, 844, 2], [360, 600, 3], [844, 390, 2]] as const
const NAMES = ['张伟', '欧阳建国', '李静', '阿依古丽', '王五'] as const
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/^bench-1$/, '审判长'], [/^bench/, '人民陪审员'], [/^mediator/, '特邀调解员'], [/^clerk$/, '书记员'], [/^assistant$/, '法官助理'], [/^plaintiff-1$/, '原告'], [/^defendant-1$/, '被告'],
  [/^(plaintiff|defendant)/, '委托诉讼代理人'], [/^thirdParty/, '第三人'], [/^witness$/, '证人'], [/^interpreter$/, '翻译人员'], [/^window/, '窗口人员'], [/^citizen/, '办事人'], [/^helper$/, '帮办员'],
]

/** Everybody's seats but the gallery's. A private talk has one side only. */
const seatsOf = (room: RoomSpecId): string[] => roomOf(room).layouts.landscape.rows.flatMap((row) => row.seats)
  .filter((seat) => !seat.startsWith('gallery') && !(room === 'consultation' && /^(defendant|thirdParty|bench)/.test(seat)))
const most = (room: RoomSpecId) => Math.min(room === 'panelOfSeven' ? 16 : 12, seatsOf(room).length)

const people = (seats: readonly string[]): ScenePerson[] => seats.map((seat, i) => ({
  personId: `p${i}`, seat, name: NAMES[i % NAMES.length]!, roleLabel: ROLES.find(([pattern]) => pattern.test(seat))![1], speaking: false, handRaised: false, muted: false, network: 9, away: false, framed: false,
}))

type Canvas = { width: number; height: number; ratio: number }
function stage(room: RoomSpecId, seats: readonly string[], canvas: Canvas): Stage {
  const layout = layoutFor(roomOf(room), canvas.width, canvas.height)
  const rows = seatPeople(layout, people(seats))
  return stageOf(layout, rows, viewOfCamera(layout, rows, 'whole', null, canvas.height / canvas.width), canvas, WORDS)
}

/** Share of `what` under `by`. */
const share = (what: Rect, by: Rect): number => {
  const w = Math.min(by.x + by.w, what.x + what.w) - Math.max(by.x, what.x)
  const h = Math.min(by.y + by.h, what.y + what.h) - Math.max(by.y, what.y)
  return w > 0 && h > 0 ? (w * h) / (what.w * what.h) : 0
}

/** Where the edge behind which a row sits is on the canvas, at x. */
function edgeAt({ lens }: Stage, { places }: StageRow, x: number): number | null {
  const top = places.row.floor + places.row.furniture.height
  const edge = farEdge(places).map(([ex, ez]) => lens.at([ex, top, ez]))
  for (const [i, b] of edge.entries()) {
    const a = edge[i - 1]
    if (a && x >= a[0] && x <= b[0]) return a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])
  }
  return null
}

/** Half a person's width where the picture ends, metres: chest and arms of somebody sitting. */
const CHEST = 0.25

function faultsOf(s: Stage, canvas: Canvas): string[] {
  const faults: string[] = []
  const all = s.rows.flatMap((row) => row.seats.map((seat) => ({ row, seat })))
  const taken = all.filter(({ seat }) => seat.place.person)
  const plates = all.flatMap(({ seat }) => (seat.plate ? [seat.plate] : []))
  for (const { seat: { place, box, plate } } of taken) {
    if (!plate) faults.push(`${place.seat} has no plate`)
    else if (Math.abs(plate.x + plate.w / 2 - box.plateX) > plate.w * 0.75 || plate.y - box.plateY > plate.h * 1.6 || plate.y + plate.h < box.headTop) faults.push(`plate ${plate.key} stands away from its seat`)
  }
  plates.forEach((a, i) => {
    if (a.x < 0 || a.y < 0 || a.x + a.w > canvas.width || a.y + a.h > canvas.height) faults.push(`plate ${a.key} outside`)
    if (a.font * ROLE_SIZE < 11 * canvas.ratio) faults.push(`plate ${a.key} has letters of ${(a.font * ROLE_SIZE) / canvas.ratio} px`)
    for (const b of plates.slice(i + 1)) if (overlaps(a, b)) faults.push(`plates ${a.key} and ${b.key} overlap`)
  })
  for (const one of taken) faults.push(...faultsOfPerson(s, one, all, canvas))
  for (const row of s.rows) if (row.places.row.place.kind === 'line' && row.places.ends[0][1] === row.places.ends[1][1]) {
    const tops = row.seats.map(({ box }) => box.headTop)
    if (Math.max(...tops) - Math.min(...tops) > 0.5) faults.push(`heads of ${row.places.row.id} are not on one line`)
  }
  return faults
}

type One = { row: StageRow; seat: StageSeat }
function faultsOfPerson(s: Stage, { row, seat: { place, box } }: One, all: One[], canvas: Canvas): string[] {
  const faults: string[] = []
  const { seat } = place
  const face = faceRect(box)
  if (face.y < 0 || box.x - 0.27 * box.metre < 0 || box.x + 0.27 * box.metre > canvas.width) faults.push(`${seat} is cut off`)
  for (const { row: other, seat: { place: at, box: by, plate } } of all) {
    if (plate && share(face, plate) > 0.12) faults.push(`plate ${plate.key} on the face of ${seat}`)
    const nearer = at.person && other.depth < row.depth
    if (nearer && share(face, { x: by.x - 0.2 * by.metre, y: by.headTop + 0.02 * by.metre, w: 0.4 * by.metre, h: by.hiddenBelow - by.headTop }) > 0.25) faults.push(`${seat} behind ${at.seat}`)
    if (other.depth <= row.depth && row.places.row.furniture.kind !== 'rail') {
      const mic = microphoneRect(s.lens, other.places, at)
      if (mic && share(face, mic) > 0) faults.push(`microphone of ${at.seat} before the face of ${seat}`)
    }
    const top = other !== row && other.depth < row.depth ? edgeAt(s, other, box.x) : null
    if (top !== null && face.y + face.h > top) faults.push(`furniture of ${other.places.row.id} before the face of ${seat}`)
  }
  for (const fit of [USUAL_FIT, { top: 0.02, shoulders: 1.6, centre: 0.3 }, { top: 0.55, shoulders: 0.35, centre: 0.6 }]) {
    const { rect, shown } = cutoutRect(box, fit, 16 / 9)
    const bottom = rect.y + rect.h * shown
    for (const dx of [-CHEST, 0, CHEST]) {
      const edge = edgeAt(s, row, box.x + dx * box.metre)
      if (edge === null) faults.push(`${seat} sits beside the furniture`)
      else if (edge > bottom + 1) faults.push(`${seat} floats ${Math.round(edge - bottom)} px above the table`)
    }
  }
  return faults
}

describe.each(ROOM_IDS)('%s, whoever is there', (room) => {
  it.each(CANVASES)('at %i×%i (×%i): everybody sits, nobody is covered or cut, every plate can be read', (width, height, ratio) => {
    const canvas = { width: width * ratio, height: height * ratio, ratio }
    const some = fc.shuffledSubarray(seatsOf(room), { minLength: 1, maxLength: most(room) })
    fc.assert(fc.property(some, (seats) => {
      expect(faultsOf(stage(room, seats, canvas), canvas)).toEqual([])
    }), { numRuns: 60 })
  })
})

it('letters of a name are never smaller than 12 CSS pixels', () => {
  for (const [width, height, ratio] of CANVASES) expect(plateFont(width * ratio, height * ratio, ratio)).toBeGreaterThanOrEqual(12 * ratio)
})
