import { z } from 'zod'
import { Id, Instant, PersonId, line } from '../ids.ts'
import { CaseOutcome, CaseStatus, WarningLevel } from './case.ts'

/** One case in a list, as far as everybody who may see it at all sees it. */
export const CaseListItem = z.strictObject({
  caseId: Id, caseNo: line(60), itemCode: Id, itemName: line(120), status: CaseStatus, outcome: CaseOutcome.nullable(), personId: PersonId, citizen: line(60),
  officeId: Id, centerId: Id.nullable(), openedAt: Instant,
  /** Who owes the next step and what, in words; `none` once it is closed. */
  duty: z.string().max(200), dutyAt: z.enum(['citizen', 'office', 'centre', 'none']),
  dueOn: z.iso.date().nullable(), warning: WarningLevel.nullable(),
})
export type CaseListItem = z.infer<typeof CaseListItem>
