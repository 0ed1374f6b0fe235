import type { RoomInput } from './schema.ts'
import { TALL_DAIS, WARM_OAK, benchRow, landscape, partyRows, portrait, portraitRows } from './shared.ts'

const SEATS = ['bench-2', 'bench-1', 'bench-3']

/** 合议庭（三人）: presiding judge in the middle. */
export const panelOfThree: RoomInput = {
  id: 'panelOfThree', title: { zh: '三人合议庭', en: 'Panel of three' }, emblem: 'national', colours: WARM_OAK,
  layouts: {
    landscape: landscape([benchRow(SEATS, 8.2, 1.2, 1.5, 0.6), ...partyRows()]),
    portrait: portrait([benchRow(SEATS, 8.6, 1.02, 1.35, 0.45, TALL_DAIS), ...portraitRows()]),
  },
}
