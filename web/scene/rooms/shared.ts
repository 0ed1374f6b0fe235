import type { RoomInput } from './schema.ts'

type LayoutInput = RoomInput['layouts']['landscape']
type RowInput = LayoutInput['rows'][number]

export const WARM_OAK: RoomInput['colours'] = { wall: '#b98d5f', panel: '#d9c3a0', wood: '#7c4526', floor: '#b9ad9c', carpet: '#7d2f2c', ceiling: '#efe9de' }

const numbered = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name}-${i + 1}`)

/** How high the bench stands in a tall picture, so that its plates clear the heads before it. */
export const TALL_DAIS = 0.72

/** A bench of `seats` (left to right) with its dais. */
export function benchRow(seats: string[], z: number, pitch: number, scale: number, margin = 0.7, floor = 0.32): RowInput {
  const reach = (pitch * (seats.length - 1)) / 2
  return {
    id: 'bench', seats, place: { kind: 'line', from: [-reach, z], to: [reach, z] }, floor, pitch, scale,
    furniture: { kind: 'bench', height: 0.98, depth: 0.7, margin }, chair: 'high', always: seats,
  }
}

/** Both parties, third party, witness and gallery before a wide picture. */
export function partyRows(): RowInput[] {
  return [
    { id: 'thirdParty', seats: numbered('thirdParty', 2), place: { kind: 'line', from: [-3.15, 7.7], to: [-2.35, 7.9] }, floor: 0.28, pitch: 0.75, scale: 1.1, furniture: { kind: 'desk', height: 0.86, depth: 0.5 } },
    { id: 'witness', seats: ['witness', 'interpreter'], place: { kind: 'line', from: [2.35, 7.9], to: [3.15, 7.7] }, floor: 0.28, pitch: 0.75, scale: 1.1, furniture: { kind: 'stand', height: 0.9, depth: 0.5 }, always: ['witness'] },
    { id: 'clerk', seats: ['assistant', 'clerk'], place: { kind: 'line', from: [-0.42, 6.3], to: [0.42, 6.3] }, pitch: 0.84, furniture: { kind: 'desk', height: 0.7, margin: 0.5 }, always: ['clerk'] },
    { id: 'plaintiff', seats: ['plaintiff-4', 'plaintiff-3', 'plaintiff-2', 'plaintiff-1'], place: { kind: 'line', from: [-2.6, 5.5], to: [-1.2, 6.1] }, pitch: 0.72, furniture: { kind: 'table', margin: 0.3 }, always: ['plaintiff-1'] },
    { id: 'defendant', seats: numbered('defendant', 4), place: { kind: 'line', from: [1.2, 6.1], to: [2.6, 5.5] }, pitch: 0.72, furniture: { kind: 'table', margin: 0.3 }, always: ['defendant-1'] },
    galleryRow(4.1, 2),
  ]
}

/** The same with third party and witness moved out, beside a bench of seven. */
export function partyRowsBesideLongBench(): RowInput[] {
  return partyRows().map((row) => {
    if (row.id !== 'thirdParty' && row.id !== 'witness') return row
    const [left, right] = row.id === 'witness' ? ([3.1, 3.7] as const) : ([-3.7, -3.1] as const)
    return { ...row, place: { kind: 'line', from: [left, 7.75], to: [right, 7.75] }, scale: 1, furniture: { ...row.furniture, margin: 0.25 } }
  })
}

/** The public, in front of the rail, lower than the court. */
export function galleryRow(z: number, reach: number): RowInput {
  return { id: 'gallery', seats: numbered('gallery', 24), place: { kind: 'line', from: [-reach, z], to: [reach, z] }, floor: -1, pitch: 0.55, scale: 0.8, furniture: { kind: 'rail', height: 0.8, depth: 0.2, margin: 0.5 }, chair: 'none' }
}

/** The same people before a tall, narrow picture: rows one below the other, two of a side in each. */
export function portraitRows(): RowInput[] {
  return [
    { id: 'clerk', seats: ['assistant', 'clerk'], place: { kind: 'line', from: [-1.25, 7.3], to: [-0.65, 7.3] }, floor: 0.28, pitch: 0.6, scale: 0.95, furniture: { kind: 'desk', height: 0.74 }, always: ['clerk'] },
    { id: 'thirdParty', seats: numbered('thirdParty', 2), place: { kind: 'line', from: [-0.25, 7.3], to: [0.35, 7.3] }, floor: 0.28, pitch: 0.55, scale: 0.95, furniture: { kind: 'desk', height: 0.74, margin: 0.25 } },
    { id: 'witness', seats: ['witness', 'interpreter'], place: { kind: 'line', from: [0.65, 7.3], to: [1.25, 7.3] }, floor: 0.28, pitch: 0.6, scale: 0.95, furniture: { kind: 'stand', height: 0.82, depth: 0.5, margin: 0.3 } },
    { id: 'plaintiff', seats: ['plaintiff-2', 'plaintiff-1'], place: { kind: 'line', from: [-0.97, 5.75], to: [-0.35, 5.85] }, pitch: 0.6, furniture: { kind: 'table', margin: 0.2 }, always: ['plaintiff-1'] },
    { id: 'defendant', seats: ['defendant-1', 'defendant-2'], place: { kind: 'line', from: [0.35, 5.85], to: [0.97, 5.75] }, pitch: 0.6, furniture: { kind: 'table', margin: 0.2 }, always: ['defendant-1'] },
    { id: 'plaintiffAgents', seats: ['plaintiff-4', 'plaintiff-3'], place: { kind: 'line', from: [-0.75, 4.4], to: [-0.27, 4.48] }, pitch: 0.5, scale: 0.8, furniture: { kind: 'table', margin: 0.18 } },
    { id: 'defendantAgents', seats: ['defendant-3', 'defendant-4'], place: { kind: 'line', from: [0.27, 4.48], to: [0.75, 4.4] }, pitch: 0.5, scale: 0.8, furniture: { kind: 'table', margin: 0.18 } },
    { ...galleryRow(3.5, 0.6), scale: 0.5, pitch: 0.3 },
  ]
}

export const landscape = (rows: RowInput[]): LayoutInput => ({
  aspect: 0.5625, camera: { eye: 2.35, focal: 1, horizon: 0.183 }, walls: { halfWidth: 4.35, height: 4.15, far: 9.6 },
  emblem: { y: 3.2, diameter: 0.98 }, screen: { x: 3.1, y: 2.8, z: 9.55, width: 1.9 }, rows, rail: { z: 4.3, height: 0.66 },
})

export const portrait = (rows: RowInput[], focal = 2.5): LayoutInput => ({
  aspect: 1.3333, camera: { eye: 4.1, focal, horizon: 0.2 }, walls: { halfWidth: 4, height: 4.25, far: 9.6 },
  emblem: { y: 3.2, diameter: 0.74 }, screen: { x: 1.3, y: 3.2, z: 9.55, width: 1.05 }, rows,
})
