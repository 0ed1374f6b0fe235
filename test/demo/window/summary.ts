import { z } from 'zod'
import { Sha256 } from '#protocol/ids.ts'

const Log = z.strictObject({ stream: z.string(), events: z.int().min(1), headHash: Sha256, verified: z.literal(true) })

/** summary.json of `npm run demo -- --kind window`: its schema is also its check — the demo fails when a promise in it is not kept. */
export const Summary = z.strictObject({
  ticket: z.strictObject({ number: z.string(), office: z.literal('zj-pinghu-realty'), center: z.literal('c-lianshui'), window: z.string(), waitedMs: z.number() }),
  call: z.strictObject({ people: z.array(z.string()).min(3), startedAt: z.string(), endedAt: z.string(), outcome: z.literal('caseGoesOn') }),
  identity: z.strictObject({ status: z.literal('confirmed'), tail: z.string().length(4), decidedBy: z.string() }),
  stills: z.array(z.strictObject({ what: z.string(), widthPx: z.int(), heightPx: z.int() })).min(9),
  form: z.strictObject({ byCitizen: z.int().min(3), byClerk: z.int().min(5), confirmed: z.literal(true) }),
  correction: z.strictObject({ times: z.literal(1), items: z.array(z.string()).min(1), dueOn: z.string(), handedIn: z.literal(true) }),
  case: z.strictObject({ caseNo: z.string(), status: z.literal('closed'), outcome: z.literal('granted'), dueOn: z.string() }),
  papers: z.array(z.strictObject({ file: z.string(), kind: z.string(), sha256: Sha256, signers: z.array(z.string()).min(1), valid: z.literal(true) })).min(6),
  rating: z.strictObject({ level: z.literal('dissatisfied'), ticket: z.string(), callBackBy: z.string(), fixBy: z.string(), status: z.literal('fixed') }),
  transfer: z.strictObject({ number: z.string(), from: z.string(), to: z.string(), sameNumber: z.literal(true), messagesKept: z.literal(true) }),
  reconnect: z.strictObject({ gapMs: z.number().positive(), sameCall: z.literal(true) }),
  logs: z.array(Log).min(4),
  pictures: z.array(z.string()).min(40),
})
export type Summary = z.infer<typeof Summary>
