import { z } from 'zod'
import { StageId } from '#protocol/places.ts'
import { RoleId } from '#protocol/people.ts'
import { Instant, Sha256 } from '#protocol/ids.ts'

/** summary.json of `npm run demo`: its schema is also its check — the demo fails when a promise in it is not kept. */
export const Summary = z.strictObject({
  participants: z.array(z.strictObject({
    role: RoleId, name: z.string(), joinMs: z.number(), firstRemoteFrameMs: z.number(), videoFps: z.number().positive(), audioReceived: z.literal(true),
  })).min(7),
  stages: z.array(z.strictObject({ id: StageId, at: Instant })).min(10),
  witness: z.strictObject({ mediaRoutesBeforeCall: z.literal(0), mediaRoutesWhileTestifying: z.number().min(1), mediaRoutesAfterRelease: z.literal(0) }),
  reconnect: z.strictObject({ gapMs: z.number().positive(), micStateKept: z.literal(true) }),
  agreement: z.strictObject({
    file: z.string(), sha256: Sha256,
    signatures: z.array(z.strictObject({ signer: z.string(), role: z.string(), valid: z.literal(true) })).min(4),
  }),
  log: z.strictObject({ events: z.int().min(30), headHash: Sha256, verified: z.literal(true) }),
})
export type Summary = z.infer<typeof Summary>
