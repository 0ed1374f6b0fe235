import type { RoomInput } from './schema.ts'
import { TALL_DAIS, WARM_OAK, benchRow, landscape, partyRows, portrait, portraitRows } from './shared.ts'

/** 独任庭: one judge. */
export const soleJudge: RoomInput = {
  id: 'soleJudge', title: { zh: '独任审判庭', en: 'Sole judge' }, emblem: 'national', colours: WARM_OAK,
  layouts: {
    landscape: landscape([benchRow(['bench-1'], 8.2, 1.1, 1.4, 1.1), ...partyRows()]),
    portrait: portrait([benchRow(['bench-1'], 8.6, 1, 1.4, 0.8, TALL_DAIS), ...portraitRows()]),
  },
}
