import { z } from 'zod'
import { Actor } from '#protocol/hearing-events.ts'
import { DocumentId, Instant, Sha256 } from '#protocol/ids.ts'
import type { Stored } from '#platform/ports.ts'

/** The files of one archive by their names inside it, with at most one folder before each. */
export type ArchiveFiles = Map<string, Uint8Array>

export const PAPER = 'paper.pdf'
export const EVENTS = 'events.json'
export const REPORT = 'report.json'
export const MANIFEST = 'manifest.json'
export const README = 'README.txt'
/** The detached SM2 signature over the paper, and the key it verifies with; where the court has that switched on. */
export const SM2_SIGNATURE = 'paper-sm2.sig'
export const SM2_KEY = 'sm2-public.pem'
export const strokesFile = (sha256: string): string => `evidence/strokes-${sha256}.json`

/** Caps on what is read: a ZIP may claim anything. */
export const ARCHIVE_LIMITS = { files: 400, fileBytes: 64 * 2 ** 20, bytes: 128 * 2 ** 20 } as const
/** No way up, no hidden files, no other alphabet in which two names look the same. */
export const FileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,90}(\.[A-Za-z0-9]{1,8})?$|^[a-z][a-z0-9]{0,20}\/[A-Za-z0-9][A-Za-z0-9_-]{0,90}(\.[A-Za-z0-9]{1,8})?$/)

export const Manifest = z.strictObject({
  format: z.literal('tongting-archive-1'), documentId: DocumentId, packedAt: Instant,
  /** Hash of the last event: whoever has written it down elsewhere knows that none was cut off. */
  headHash: Sha256,
  files: z.array(z.strictObject({ name: FileName, sha256: Sha256, bytes: z.int().min(0) })).max(ARCHIVE_LIMITS.files),
})
export type Manifest = z.infer<typeof Manifest>

/** The log as stored; an event of any age, since the chain is over its very text. */
export const PackedEvents = z.array(z.strictObject({
  stream: z.string(), seq: z.int(), at: Instant, actor: Actor, commandId: z.string().nullable(), event: z.unknown(), prevHash: Sha256, hash: Sha256,
})).min(1)

export const asStored = (events: z.output<typeof PackedEvents>): Stored<unknown>[] => events.map((one) => ({ ...one, event: one.event }))
