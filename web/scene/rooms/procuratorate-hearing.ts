import type { RoomInput } from './schema.ts'
import { TALL_DAIS, benchRow, landscape, partyRowsBesideLongBench, portrait, portraitRows } from './shared.ts'

const colours: RoomInput['colours'] = { wall: '#a98a68', panel: '#cfc3b2', wood: '#5f3a26', floor: '#a8a39a', carpet: '#2f4560', ceiling: '#eeebe4' }
const SEATS = ['bench-6', 'bench-4', 'bench-2', 'bench-1', 'bench-3', 'bench-5', 'bench-7']

/** As many hearing officers as there are: no empty chairs beside them. */
const bench = (z: number, pitch: number, scale: number, margin: number, floor: number) => ({ ...benchRow(SEATS, z, pitch, scale, margin, floor), always: ['bench-1'] })

/** 检察听证室: the presiding procurator with the hearing officers on one bench. */
export const procuratorateHearing: RoomInput = {
  id: 'procuratorateHearing', title: { zh: '检察听证室', en: 'Procuratorate hearing room' }, emblem: 'procuratorate', wallText: { zh: '检察听证室', en: 'Hearing room' }, colours,
  layouts: {
    landscape: { ...landscape([bench(8.3, 0.79, 1.28, 0.36, 0.32), ...partyRowsBesideLongBench()]), walls: { halfWidth: 4.5, height: 4.15, far: 9.6 }, screen: { x: 3.5, y: 3.05, z: 9.55, width: 1.45 } },
    portrait: portrait([bench(8.6, 0.7, 0.95, 0.3, TALL_DAIS), ...portraitRows()]),
  },
}
