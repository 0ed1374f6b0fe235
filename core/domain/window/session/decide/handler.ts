import type { SessionCommand, SessionCommandType } from '#protocol/window/session.ts'
import type { SessionPerson } from '../state.ts'
import type { Draft } from './draft.ts'

export type CommandOf<T extends SessionCommandType> = Extract<SessionCommand, { type: T }>
/** Adds events to the draft or refuses (throws AppError). `by` is the person of the call; permission is settled already. */
export type Handlers<T extends SessionCommandType> = { [K in T]: (draft: Draft, command: CommandOf<K>, by: SessionPerson) => void }
/** What the platform reports: nobody in the call asked for it. */
export type SystemHandlers<T extends SessionCommandType> = { [K in T]: (draft: Draft, command: CommandOf<K>) => void }
