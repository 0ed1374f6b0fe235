import type { RoomInput } from './schema.ts'

export type LayoutInput = RoomInput['layouts']['landscape']
export type RowInput = LayoutInput['rows'][number]

export const WARM_OAK: RoomInput['colours'] = { wall: '#c3a17c', panel: '#e2d0b0', wood: '#7c4526', floor: '#b9ad9c', carpet: '#7d2f2c', ceiling: '#efe9de' }

export const numbered = (name: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${name}-${i + 1}`)

/** A bench of `seats` (left to right) with its dais. */
export function benchRow(seats: string[], z: number, pitch: number, scale: number, margin = 0.7, floor = 0.56): RowInput {
  const reach = (pitch * (seats.length - 1)) / 2
  return {
    id: 'bench', seats, place: { kind: 'line', from: [-reach, z], to: [reach, z] }, floor, pitch, scale,
    furniture: { kind: 'bench', height: 0.98, depth: 0.7, margin }, chair: 'high', always: seats,
  }
}

/** The far part of a wide court is one step higher: third party and witness sit on it beside the bench. */
const WIDE_STEP = 0.42

/** Both parties, third party, witness and gallery before a wide picture. */
export function partyRows(): RowInput[] {
  return [
    { id: 'thirdParty', seats: numbered('thirdParty', 2), place: { kind: 'line', from: [-3.2, 7.75], to: [-2.4, 7.95] }, floor: WIDE_STEP, pitch: 0.72, scale: 1.1, furniture: { kind: 'desk', height: 0.88, depth: 0.4 } },
    { id: 'witness', seats: ['witness', 'interpreter'], place: { kind: 'line', from: [2.4, 7.95], to: [3.2, 7.75] }, floor: WIDE_STEP, pitch: 0.72, scale: 1.1, furniture: { kind: 'stand', height: 0.92, depth: 0.4 }, always: ['witness'] },
    { id: 'clerk', seats: ['assistant', 'clerk'], place: { kind: 'line', from: [-0.42, 6.45], to: [0.42, 6.45] }, pitch: 0.84, scale: 1.12, furniture: { kind: 'desk', height: 0.7, margin: 0.5 }, always: ['clerk'] },
    { id: 'plaintiff', seats: ['plaintiff-4', 'plaintiff-3', 'plaintiff-2', 'plaintiff-1'], place: { kind: 'line', from: [-2.52, 5.7], to: [-1.18, 6.25] }, pitch: 0.7, scale: 1.14, furniture: { kind: 'table', margin: 0.3 }, always: ['plaintiff-1'] },
    { id: 'defendant', seats: numbered('defendant', 4), place: { kind: 'line', from: [1.18, 6.25], to: [2.52, 5.7] }, pitch: 0.7, scale: 1.14, furniture: { kind: 'table', margin: 0.3 }, always: ['defendant-1'] },
    galleryRow(4, 2),
  ]
}

/** The same with third party and witness moved out, beside a bench of seven. */
export function partyRowsBesideLongBench(): RowInput[] {
  return partyRows().map((row) => {
    if (row.id !== 'thirdParty' && row.id !== 'witness') return row
    const [left, right] = row.id === 'witness' ? ([3.25, 3.75] as const) : ([-3.75, -3.25] as const)
    return { ...row, place: { kind: 'line', from: [left, 7.75], to: [right, 7.75] }, scale: 1, pitch: 0.5, furniture: { ...row.furniture, margin: 0.25 } }
  })
}

/** The public, in front of the rail, lower than the court. */
export function galleryRow(z: number, reach: number): RowInput {
  return { id: 'gallery', seats: numbered('gallery', 24), place: { kind: 'line', from: [-reach, z], to: [reach, z] }, floor: -1, pitch: 0.55, scale: 0.8, furniture: { kind: 'rail', height: 0.8, depth: 0.2, margin: 0.5 }, chair: 'none' }
}

/** Distance and floor of the rows of a tall picture, far to near: each row a step lower, so that all heads are seen. */
export const TIERS = [{ z: 8.6, floor: 1.16 }, { z: 7.5, floor: 0.72 }, { z: 6.5, floor: 0.3 }, { z: 5.65, floor: 0 }] as const
/** A row's step begins a little before its furniture. */
export const TIER_STEPS = [{ z: 5.72, height: 0.3 }, { z: 6.72, height: 0.72 }, { z: 7.72, height: 1 }]

type Tier = 0 | 1 | 2 | 3
/** A straight row of a tall picture; `x` from and to. */
export function tierRow(id: string, seats: string[], tier: Tier, [from, to]: readonly [number, number], more: Partial<RowInput> = {}): RowInput {
  const { z, floor } = TIERS[tier]
  return { id, seats, place: { kind: 'line', from: [from, z], to: [to, z] }, floor, pitch: 0.56, furniture: { kind: 'table', depth: 0.3, margin: 0.1 }, ...more }
}

/** The same along a shallow arc: everybody at one bent table. */
export function tierCurve(id: string, seats: string[], tier: Tier, reach: number, more: Partial<RowInput> = {}): RowInput {
  const { z, floor } = TIERS[tier]
  const wide = reach / Math.cos((50 * Math.PI) / 180)
  const bend = 0.55 * Math.min(1, reach * reach)
  return { id, seats, place: { kind: 'arc', centre: [0, z - bend * 0.85], radius: [wide, bend], from: 130, to: 50 }, floor, pitch: 0.6, furniture: { kind: 'curve', depth: 0.3, margin: 0.1 }, ...more }
}

/** The same people before a tall, narrow picture: rows one below the other, two of a side in each. */
export function portraitRows(): RowInput[] {
  return [
    tierRow('clerk', ['assistant', 'clerk'], 1, [-1.22, -0.72], { pitch: 0.5, furniture: { kind: 'desk', height: 0.72, depth: 0.3, margin: 0.1 }, always: ['clerk'] }),
    tierRow('thirdParty', numbered('thirdParty', 2), 1, [-0.25, 0.25], { pitch: 0.5, furniture: { kind: 'desk', height: 0.72, depth: 0.3, margin: 0.1 } }),
    tierRow('witness', ['witness', 'interpreter'], 1, [0.72, 1.22], { pitch: 0.5, furniture: { kind: 'stand', height: 0.76, depth: 0.3, margin: 0.1 } }),
    tierRow('plaintiff', ['plaintiff-2', 'plaintiff-1'], 2, [-0.92, -0.36], { always: ['plaintiff-1'] }),
    tierRow('defendant', ['defendant-1', 'defendant-2'], 2, [0.36, 0.92], { always: ['defendant-1'] }),
    tierRow('plaintiffAgents', ['plaintiff-4', 'plaintiff-3'], 3, [-0.8, -0.32], { scale: 0.88, pitch: 0.48 }),
    tierRow('defendantAgents', ['defendant-3', 'defendant-4'], 3, [0.32, 0.8], { scale: 0.88, pitch: 0.48 }),
    { ...galleryRow(4.3, 0.7), scale: 0.5, pitch: 0.3 },
  ]
}

export const landscape = (rows: RowInput[]): LayoutInput => ({
  aspect: 0.5625, camera: { eye: 2.5, focal: 0.9, horizon: 0.178 }, walls: { halfWidth: 4.5, height: 4.3, far: 9.6 },
  emblem: { y: 3.3, diameter: 1.04 }, screen: { x: 3.42, y: 2.85, z: 9.55, width: 1.8 }, steps: [{ z: 7.05, height: WIDE_STEP }], rows, rail: { z: 4.2, height: 0.66 },
})

export const portrait = (rows: RowInput[]): LayoutInput => ({
  aspect: 1.3333, camera: { eye: 4.1, focal: 2.5, horizon: -0.14 }, walls: { halfWidth: 2.2, height: 4.25, far: 9.8 },
  emblem: { y: 3.42, diameter: 0.68 }, screen: { x: 1.28, y: 3.42, z: 9.75, width: 0.92 }, steps: TIER_STEPS, rows,
})
