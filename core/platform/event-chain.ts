import { CommandId, Instant } from '#protocol/ids.ts'
import { StoredActor } from '#protocol/stored-actor.ts'
import { ZERO_HASH, canonicalJson, eventHash } from './canonical.ts'
import type { NewEvent, Stored } from './ports.ts'

/** A row of the log as it lies in the database: what was hashed, as text. */
export type EventRow = {
  stream: string
  seq: number
  at: string
  actor: string
  command_id: string | null
  event: string
  prev_hash: string
  hash: string
}
export type Head = { seq: number; hash: string }
export type Verdict = { stream: string; events: number; headHash: string; ok: boolean; firstBadSeq: number | null }

export const EMPTY_HEAD: Head = { seq: 0, hash: ZERO_HASH }

/** The rows that continue a stream after `head`. */
export function chainOn(stream: string, head: Head, events: NewEvent<unknown, StoredActor>[], at: string): EventRow[] {
  let last = head
  return events.map(({ actor, commandId, event }) => {
    const fields = { stream, seq: last.seq + 1, at, actor, commandId, event, prevHash: last.hash }
    const hash = eventHash(fields)
    last = { seq: fields.seq, hash }
    return {
      stream,
      seq: fields.seq,
      at,
      actor: canonicalJson(actor),
      command_id: commandId,
      event: canonicalJson(event),
      prev_hash: fields.prevHash,
      hash,
    }
  })
}

/** A row as the rest of the program sees it; `event` still unchecked, `actor` only for being one the log knows. */
export function fromRow(row: EventRow): Stored<unknown, StoredActor> {
  return {
    stream: row.stream,
    seq: row.seq,
    at: row.at,
    actor: StoredActor.parse(JSON.parse(row.actor)),
    commandId: row.command_id,
    event: JSON.parse(row.event) as unknown,
    prevHash: row.prev_hash,
    hash: row.hash,
  }
}

/**
 * Recomputes a chain from the rows as stored, in order of seq. Finds what was edited (even white space), removed,
 * inserted, exchanged, or cut off at the front or in the middle. Events cut off at the end leave a shorter, sound
 * chain: compare `headHash` with one written down elsewhere (a paper, an export).
 */
export function verifyChain(stream: string, rows: Iterable<EventRow>): Verdict {
  let head = EMPTY_HEAD
  let events = 0
  let firstBadSeq: number | null = null
  for (const row of rows) {
    events += 1
    if (firstBadSeq === null && !follows(stream, head, row)) firstBadSeq = head.seq + 1
    head = { seq: row.seq, hash: row.hash }
  }
  return { stream, events, headHash: head.hash, ok: firstBadSeq === null, firstBadSeq }
}

/** The same for events as `read` gives them or an export holds them, all of one stream. White space is not judged here. */
export function verifyStored(stream: string, events: readonly Stored<unknown, StoredActor>[]): Verdict {
  return verifyChain(
    stream,
    events.map((stored) => ({
      stream: stored.stream,
      seq: stored.seq,
      at: stored.at,
      actor: canonicalJson(stored.actor),
      command_id: stored.commandId,
      event: canonicalJson(stored.event),
      prev_hash: stored.prevHash,
      hash: stored.hash,
    })),
  )
}

function follows(stream: string, head: Head, row: EventRow): boolean {
  if (row.stream !== stream || row.seq !== head.seq + 1 || row.prev_hash !== head.hash) return false
  if (!Instant.safeParse(row.at).success || (row.command_id !== null && !CommandId.safeParse(row.command_id).success))
    return false
  try {
    const actor: unknown = JSON.parse(row.actor)
    const event: unknown = JSON.parse(row.event)
    // Only the one way of writing it passes, so that two different texts never stand for one hash.
    if (canonicalJson(actor) !== row.actor || canonicalJson(event) !== row.event) return false
    const fields = {
      stream,
      seq: row.seq,
      at: row.at,
      actor: StoredActor.parse(actor),
      commandId: row.command_id,
      event,
      prevHash: row.prev_hash,
    }
    return eventHash(fields) === row.hash
  } catch {
    return false
  }
}
