import type { LayoutInput, RowInput } from './shared.ts'
import { TIERS, benchRow, landscape, partyRowsBesideLongBench, portrait, portraitRows } from './shared.ts'

export { WARM_OAK } from './shared.ts'

const SEATS = ['bench-6', 'bench-4', 'bench-2', 'bench-1', 'bench-3', 'bench-5', 'bench-7']
const BEHIND = ['bench-6', 'bench-4', 'bench-5', 'bench-7']
const BEFORE = ['bench-2', 'bench-1', 'bench-3']

/** Up to seven on one long bench, others moved to its sides. @param always whether empty chairs stay. */
export function landscapeForSeven(always: boolean): LayoutInput {
  const bench = benchRow(SEATS, 8.3, 0.8, 1.34, 0.36)
  return {
    ...landscape([{ ...bench, always: always ? SEATS : ['bench-1'] }, ...partyRowsBesideLongBench()]),
    walls: { halfWidth: 4.7, height: 4.3, far: 9.6 }, screen: { x: 3.75, y: 3.1, z: 9.55, width: 1.5 },
  }
}

/** On a phone the outer four sit in a raised row behind the middle three; it is there only when somebody sits in it. */
export function portraitForSeven(always: boolean): LayoutInput {
  const behind: RowInput = { ...benchRow(BEHIND, 9.6, 0.84, 1.18, 0.34, 1.92), id: 'benchBehind', always: always ? BEHIND : [] }
  const before: RowInput = { ...benchRow(BEFORE, TIERS[0].z, 0.9, 1.14, 0.34, TIERS[0].floor), always: always ? BEFORE : ['bench-1'] }
  return {
    ...portrait([behind, before, ...portraitRows()]),
    walls: { halfWidth: 2.3, height: 5.3, far: 10.6 }, emblem: { y: 4.36, diameter: 0.72 }, screen: { x: 1.4, y: 4.36, z: 10.55, width: 1 },
  }
}
