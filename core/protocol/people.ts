import { z } from 'zod'
import { Id, PersonId, line } from './ids.ts'

/** Who takes part; identifiers are the field's words. */
export const RoleId = z.enum([
  'presidingJudge', 'soleJudge', 'judge', 'layJudge', 'judgeAssistant', 'clerk', 'bailiff', 'courtTech',
  'plaintiff', 'defendant', 'thirdParty', 'legalRepresentative', 'guardianAgent', 'litigationAgent', 'lawyer',
  'witness', 'appraiser', 'expertAssistant', 'interpreter', 'mediator', 'specialMediator',
  'prosecutor', 'hearingOfficer', 'peoplesSupervisor', 'observer',
])
export type RoleId = z.infer<typeof RoleId>

/** On whose side a person sits: decides seat, speaking order, consultation room. */
export const SideId = z.enum(['bench', 'court', 'plaintiff', 'defendant', 'thirdParty', 'neutral', 'public'])
export type SideId = z.infer<typeof SideId>

/** One person summoned to a hearing, as the case file names them. */
export const Participant = z.strictObject({
  personId: PersonId,
  name: line(60),
  role: RoleId,
  side: SideId,
  /** The parties this person speaks for; empty for everybody who speaks for themselves. */
  represents: z.array(PersonId).max(16).default([]),
  /** Where the person attends from, as shown on the roster, e.g. "广州". */
  place: line(60).optional(),
  /** HMAC-SHA-256 of the identity number, never the number itself. */
  identityHmac: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  /** Last four characters, shown to the judge when identity is checked. */
  identityTail: z.string().regex(/^[0-9Xx]{4}$/).optional(),
})
export type Participant = z.infer<typeof Participant>

export const CaseFile = z.strictObject({
  caseNo: line(80),
  cause: line(80),
  court: line(80),
  courtroom: line(80),
  /** Open to observers, or not (R1 27). */
  publicity: z.enum(['open', 'closed']),
  scheduledAt: z.string().max(40),
  claim: z.string().max(4000).default(''),
})
export type CaseFile = z.infer<typeof CaseFile>

/** Names a kind of sitting declared as data in core/domain/hearing/kinds. */
export const SittingKindId = Id
