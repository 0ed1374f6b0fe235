import type { z } from 'zod'
import type { Actor } from '#protocol/hearing-events.ts'
import type { StoredActor } from '#protocol/stored-actor.ts'

/** Time, injected so that tests own it. */
export type Clock = { now(): Date }

/**
 * Messages between services. Every implementation encodes and decodes (JSON), so that what works in one process works
 * over a wire. `request` rejects with the responder's AppError (same code and details), with AppError('busy') when
 * nobody answers the subject or the time is up.
 */
export type Bus = {
  request(subject: string, payload: unknown, options?: { timeoutMs?: number }): Promise<unknown>
  respond(subject: string, handler: (payload: unknown) => Promise<unknown>): () => void
  publish(subject: string, payload: unknown): void
  subscribe(subject: string, handler: (payload: unknown) => void): () => void
}

/** `A`: whose hands a stream knows; a hearing's and its papers' unless said otherwise. */
export type NewEvent<E, A extends StoredActor = Actor> = { actor: A; commandId: string | null; event: E }
export type Stored<E, A extends StoredActor = Actor> = {
  stream: string; seq: number; at: string; actor: A; commandId: string | null; event: E; prevHash: string; hash: string
}

/** The log. Streams are named `hearing/ID`, `document/ID`; seqs count from 1 without gaps; hashes chain from 64 zeros. */
export type EventStore = {
  /**
   * Appends all or nothing, durable when it resolves.
   * @param expectedSeq seq of the last event the caller has folded
   * @param fence the caller's lease fence; an older fence than the stream's newest is refused
   * @throws SequenceConflict when somebody appended meanwhile; FencedOut when the lease was lost
   */
  append<E, A extends StoredActor = Actor>(stream: string, expectedSeq: number, events: NewEvent<E, A>[], fence: number): Promise<Stored<E, A>[]>
  /** In order, checked against `event`; after `afterSeq` (0 = all). */
  read<E>(stream: string, event: z.ZodType<E>, afterSeq?: number): Promise<Stored<E>[]>
  /** The same for streams with other hands than a hearing's: these are checked against `actor`. */
  readAs<E, A extends StoredActor>(stream: string, event: z.ZodType<E>, actor: z.ZodType<A>, afterSeq?: number): Promise<Stored<E, A>[]>
  listStreams(prefix: string): Promise<string[]>
  /** Recomputes the chain of every event of the stream as stored. */
  verify(stream: string): Promise<{ stream: string; events: number; headHash: string; ok: boolean; firstBadSeq: number | null }>
}

/** "One process at a time owns this", with a fence that grows at every change of hands. */
export type Lease = { name: string; fence: number; release(): Promise<void>; lost: Promise<void> }
export type Leases = { acquire(name: string, owner: string): Promise<Lease | null> }

/** Content kept under its SHA-256; never overwritten. */
export type Blobs = {
  put(bytes: Uint8Array): Promise<string>
  get(sha256: string): Promise<Uint8Array | null>
  /** For good. What is not there is not missed. */
  remove(sha256: string): Promise<void>
}
