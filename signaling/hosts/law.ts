import type { z } from 'zod'
import type { WireError } from '#protocol/errors.ts'
import type { StoredActor } from '#protocol/stored-actor.ts'

/** The terms a law speaks in: what is folded, what may be asked, what is stored, and whose hand it comes from. */
export type Terms = { state: { seq: number }; command: { type: string }; event: { type: string }; actor: StoredActor }

export type Fact<T extends Terms> = { seq: number; at: string; actor: T['actor']; event: T['event'] }
/** One act asked of a stream. `commandId` null: the platform's own report, not deduplicated. */
export type Submission<T extends Terms> = { command: T['command']; actor: T['actor']; commandId: string | null }
export type Decided<T extends Terms> = { ok: true; events: T['event'][] } | { ok: false; error: WireError }

/** All that a host needs to know of what it hosts: a hearing, a hall's day, a call, a case. Pure but for the ids it makes. */
export type Law<T extends Terms> = {
  /** In logs and metrics; one of a closed list. */
  readonly name: string
  /** The stream's and its lease's name. */
  streamOf(id: string): string
  readonly event: z.ZodType<T['event']>
  readonly actor: z.ZodType<T['actor']>
  /** Whether this command may be the first of its stream; any other finds nothing there. */
  begins(command: T['command']): boolean
  /** @param now ISO 8601 UTC; whatever else the decision needs, the law itself brings along */
  decide(state: T['state'] | null, command: T['command'], actor: T['actor'], now: string): Decided<T>
  evolve(state: T['state'] | null, fact: Fact<T>): T['state']
  /** What to report of connections that died with a process: asked once, after a stream was loaded. */
  ghosts?(state: T['state'], isLive: (connectionId: string) => boolean): Pick<Submission<T>, 'command' | 'actor'>[]
}
