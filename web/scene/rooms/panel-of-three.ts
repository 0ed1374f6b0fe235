import type { RoomInput } from './schema.ts'
import { TIERS, WARM_OAK, benchRow, landscape, partyRows, portrait, portraitRows } from './shared.ts'

const SEATS = ['bench-2', 'bench-1', 'bench-3']

/** 合议庭（三人）: presiding judge in the middle. */
export const panelOfThree: RoomInput = {
  id: 'panelOfThree', title: { zh: '三人合议庭', en: 'Panel of three' }, emblem: 'national', colours: WARM_OAK,
  layouts: {
    landscape: landscape([benchRow(SEATS, 8.2, 1.22, 1.55, 0.62), ...partyRows()]),
    portrait: portrait([benchRow(SEATS, TIERS[0].z, 0.98, 1.3, 0.42, TIERS[0].floor), ...portraitRows()]),
  },
}
