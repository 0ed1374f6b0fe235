import { readRoom } from './schema.ts'
import type { RoomInput, RoomSpec, RoomSpecId } from './schema.ts'
import { soleJudge } from './sole-judge.ts'
import { panelOfThree } from './panel-of-three.ts'
import { panelOfSeven } from './panel-of-seven.ts'
import { mediation } from './mediation.ts'
import { procuratorateHearing } from './procuratorate-hearing.ts'
import { deliberation } from './deliberation.ts'
import { consultation } from './consultation.ts'
import { windowHall } from './window-hall.ts'

export { ROOM_IDS, RoomDataError, readRoom } from './schema.ts'
export type { Layout, RoomSpec, RoomSpecId, Row } from './schema.ts'

const FILES: Record<string, RoomInput> = {
  'rooms/sole-judge.ts': soleJudge, 'rooms/panel-of-three.ts': panelOfThree, 'rooms/panel-of-seven.ts': panelOfSeven,
  'rooms/mediation.ts': mediation, 'rooms/procuratorate-hearing.ts': procuratorateHearing,
  'rooms/deliberation.ts': deliberation, 'rooms/consultation.ts': consultation, 'rooms/window-hall.ts': windowHall,
}

const rooms = new Map<string, RoomSpec>()

/** @throws RoomDataError when the shipped data is broken; Error for an id that is not known. */
export function roomOf(id: RoomSpecId): RoomSpec {
  if (rooms.size === 0) {
    for (const [file, data] of Object.entries(FILES)) {
      const room = readRoom(file, data)
      rooms.set(room.id, room)
    }
  }
  const room = rooms.get(id)
  if (!room) throw new Error(`no room is called ${id}`)
  return room
}

/**
 * The room a kind of sitting is held in, by how many sit on the bench.
 * @param place where in the house the viewer is: the panel's own room and private talks have rooms of their own
 */
export function roomFor(kind: string, benchSeats: number, place: 'courtroom' | 'deliberationRoom' | 'consultation' = 'courtroom'): RoomSpecId {
  if (place === 'deliberationRoom') return 'deliberation'
  if (place === 'consultation') return 'consultation'
  if (/mediat/i.test(kind)) return 'mediation'
  if (/window/i.test(kind)) return 'windowHall'
  if (/procurat|hearing/i.test(kind)) return 'procuratorateHearing'
  return benchSeats <= 1 ? 'soleJudge' : benchSeats <= 3 ? 'panelOfThree' : 'panelOfSeven'
}
