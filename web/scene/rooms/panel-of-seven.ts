import type { RoomInput } from './schema.ts'
import { TALL_DAIS, WARM_OAK, benchRow, landscape, partyRowsBesideLongBench, portrait, portraitRows } from './shared.ts'

const SEATS = ['bench-6', 'bench-4', 'bench-2', 'bench-1', 'bench-3', 'bench-5', 'bench-7']

/** 七人合议庭: three judges and four people's assessors. On a phone the assessors sit in a raised row behind. */
export const panelOfSeven: RoomInput = {
  id: 'panelOfSeven', title: { zh: '七人合议庭', en: 'Panel of seven' }, emblem: 'national', colours: WARM_OAK,
  layouts: {
    landscape: {
      ...landscape([benchRow(SEATS, 8.3, 0.79, 1.3, 0.36), ...partyRowsBesideLongBench()]),
      walls: { halfWidth: 4.5, height: 4.15, far: 9.6 }, screen: { x: 3.5, y: 3.05, z: 9.55, width: 1.45 },
    },
    portrait: {
      ...portrait([
        { ...benchRow(['bench-6', 'bench-4', 'bench-5', 'bench-7'], 9.2, 0.84, 1.12, 0.4), id: 'benchBehind', floor: 1.5 },
        benchRow(['bench-2', 'bench-1', 'bench-3'], 8.1, 0.94, 1.2, 0.4, TALL_DAIS), ...portraitRows(),
      ]),
      walls: { halfWidth: 4, height: 5.1, far: 10.2 }, emblem: { y: 4.05, diameter: 0.74 }, screen: { x: 1.35, y: 4.05, z: 10.1, width: 1.05 },
    },
  },
}
