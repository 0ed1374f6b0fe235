import type { RoomInput } from './schema.ts'
import { landscapeForSeven, portraitForSeven } from './seven.ts'

const colours: RoomInput['colours'] = { wall: '#b5977a', panel: '#d8cdbc', wood: '#63402a', floor: '#a8a39a', carpet: '#2f4560', ceiling: '#eeebe4' }

/** 检察听证室: the presiding procurator with the hearing officers on one bench, as many chairs as there are officers. */
export const procuratorateHearing: RoomInput = {
  id: 'procuratorateHearing', title: { zh: '检察听证室', en: 'Procuratorate hearing room' }, emblem: 'procuratorate', wallText: { zh: '检察听证室', en: 'Hearing room' }, colours,
  layouts: { landscape: landscapeForSeven(false), portrait: portraitForSeven(false) },
}
