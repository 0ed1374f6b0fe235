import { z } from 'zod'

/**
 * Identifiers travel as short opaque strings; the pattern keeps hostile input out of logs, paths and subjects, and so that they
 * can be keys, names that every object has are none.
 */
export const Id = z.string().regex(/^(?!(?:__proto__|__define[GS]etter__|__lookup[GS]etter__|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9_-]{1,64}$/)
export const HearingId = Id
export const PersonId = Id
export const DocumentId = Id
/** Chosen by the browser, one per act: a command sent twice is carried out once. */
export const CommandId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/)
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** ISO 8601 instant in UTC, as Date.toISOString() writes it. */
export const Instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
/** One line of text for people: no control characters. */
export const line = (max: number) =>
  z.string().min(1).max(max).regex(/^[^\p{Cc}\p{Cs}]*$/u)
/** Text of several lines. */
export const text = (max: number) =>
  z.string().min(1).max(max).regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u)

export type HearingId = z.infer<typeof HearingId>
export type PersonId = z.infer<typeof PersonId>
export type DocumentId = z.infer<typeof DocumentId>
