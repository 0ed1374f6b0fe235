import type { RoomInput } from './schema.ts'
import { TIERS, WARM_OAK, benchRow, landscape, partyRows, portrait, portraitRows } from './shared.ts'

/** 独任庭: one judge. */
export const soleJudge: RoomInput = {
  id: 'soleJudge', title: { zh: '独任审判庭', en: 'Sole judge' }, emblem: 'national', colours: WARM_OAK,
  layouts: {
    landscape: landscape([benchRow(['bench-1'], 8.2, 1.1, 1.45, 1.1), ...partyRows()]),
    portrait: portrait([benchRow(['bench-1'], TIERS[0].z, 1, 1.32, 0.75, TIERS[0].floor), ...portraitRows()]),
  },
}
