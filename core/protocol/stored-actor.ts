import { z } from 'zod'
import { Actor } from './hearing-events.ts'
import { WindowActor } from './window/actor.ts'

/** Whose hand any stored event may come from, whichever law it falls under: the log keeps and verifies all of them. */
export const StoredActor = z.union([Actor, WindowActor])
export type StoredActor = z.infer<typeof StoredActor>
