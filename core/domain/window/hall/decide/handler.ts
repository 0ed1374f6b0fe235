import type { AnyHallCommand, HallCommandType } from '#protocol/window/hall.ts'
import type { Draft } from './draft.ts'

export type CommandOf<T extends HallCommandType> = Extract<AnyHallCommand, { type: T }>
/** Adds events to the draft or refuses (throws AppError). */
export type Handlers<T extends HallCommandType> = { [K in T]: (draft: Draft, command: CommandOf<K>) => void }
