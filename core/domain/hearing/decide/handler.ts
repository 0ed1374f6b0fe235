import type { CommandType, HearingCommand } from '#protocol/hearing-commands.ts'
import type { Person } from '../state.ts'
import type { Draft } from './draft.ts'

export type CommandOf<T extends CommandType> = Extract<HearingCommand, { type: T }>
/** Adds events to the draft or refuses (throws AppError). `by` is the participant; permission is settled already. */
export type Handlers<T extends CommandType> = { [K in T]: (draft: Draft, command: CommandOf<K>, by: Person) => void }
/** What the platform reports: nobody in the room asked for it. */
export type SystemHandlers<T extends CommandType> = { [K in T]: (draft: Draft, command: CommandOf<K>) => void }
