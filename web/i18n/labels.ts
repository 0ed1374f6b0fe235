import type { RoleId, SideId } from '#protocol/people.ts'
import type { RoomId, StageId } from '#protocol/places.ts'
import { labels } from '#domain/hearing/index.ts'
import type { Text } from '#domain/hearing/index.ts'
import { language } from './index.ts'

/** The law's own words, in the language now chosen. */
export const pick = (text: Text): string => text[language()]

export const roleLabel = (role: RoleId): string => pick(labels.role[role])
export const sideLabel = (side: SideId): string => pick(labels.side[side])
export const stageLabel = (stage: StageId): string => pick(labels.stage[stage])
export const roomLabel = (room: RoomId): string => pick(labels.room(room))
