import type { ParticipantCommand, CommandType } from '#protocol/hearing-commands.ts'
import type { HearingEvent } from '#protocol/hearing-events.ts'
import type { RoleId, SideId } from '#protocol/people.ts'
import type { StageId } from '#protocol/places.ts'
import type { Text } from './labels/text.ts'

/**
 * A kind of sitting as data. `decide` reads these tables and knows no kind by name: another kind is another table.
 * Rule numbers (H-…) are those of docs/spec/hearing.md.
 */
export type Outcome = Extract<HearingEvent, { type: 'outcomeAnnounced' }>['outcome']

/** Conditions a stage may ask for before it is left; each is one function in conditions.ts. */
export type ConditionId =
  | 'attendanceTaken' | 'partyPresent' | 'panelPresent' | 'identitiesVerified' | 'rightsAcknowledged'
  | 'recusalAnswered' | 'recusalDecided' | 'turnsDone' | 'issuesSummarized' | 'exhibitsExamined'
  | 'noWitnessInBox' | 'witnessesHeard' | 'mediationAnswered' | 'agreementSettled' | 'agreementClosed'
  | 'outcomeAnnounced' | 'correctionsDecided' | 'recordSignedOrRefused'

/** Whose turn it is, in order: every party of a side, or everybody of a role. */
export type Speaker = { side: Extract<SideId, 'plaintiff' | 'defendant' | 'thirdParty'> } | { role: RoleId }

export type StageRule = {
  stage: StageId
  /** Who reads the words of this stage. */
  conductor: 'presiding' | 'clerk'
  mayAdvance: readonly ('presiding' | 'clerk')[]
  /** Must hold before the stage is left in the ordinary way. */
  requires: readonly ConditionId[]
  /** May be passed over, always with a reason that becomes an event. */
  skippable: boolean
  speakingOrder?: readonly Speaker[]
  /** The hearing is in session from this stage on (R5 3). */
  opens?: true
  /** The deliberators withdraw to the deliberation room while it lasts; nobody else learns what is said. */
  secret?: true
  /** The bench may visit one side's consultation room (背对背调解, R2 16). */
  caucus?: true
  /** Held without the public (R1 8). */
  closedToPublic?: true
  /** `floor`: only who has the floor, and the court, are heard. */
  microphones: 'open' | 'floor'
}

/** What must be true of the people summoned. */
export type CompositionRule = { roles: readonly RoleId[]; min: number; max: number; text: Text }

/** A stage-bound command is allowed between two stages of the plan, both included. */
export type Span = { from: StageId; to: StageId }
export type Acts = Partial<Record<ParticipantCommand['type'] & CommandType, readonly Span[]>>

/** Stages the law makes needless once something has happened; each is passed over with this reason as an event. */
export type Shortcut = {
  when: 'agreementEffective' | 'adjourned'
  /** Applies when one of these is left. */
  from: Span
  /** Everything between the stage left and this one is skipped. */
  to: StageId
  /** Also lets the stage at hand be left incomplete. */
  leavesIncomplete: boolean
  reason: string
}

export type SittingKind = {
  id: string
  name: Text
  /** Which set of words is read aloud (script/). */
  wording: 'trial' | 'mediation' | 'procuratorate'
  /** Where the law says so. */
  basis: string
  /** The first person of these roles in the case file presides. */
  presiding: readonly RoleId[]
  bench: readonly RoleId[]
  deliberators: readonly RoleId[]
  composition: readonly CompositionRule[]
  stages: readonly StageRule[]
  acts: Acts
  outcomes: readonly { outcome: Outcome; spans: readonly Span[] }[]
  shortcuts: readonly Shortcut[]
}

/** A stage with the usual answers filled in. */
export function stageRule(stage: StageId, rule: Partial<Omit<StageRule, 'stage'>> = {}): StageRule {
  const conductor = rule.conductor ?? 'presiding'
  return {
    stage, conductor, mayAdvance: conductor === 'clerk' ? ['clerk', 'presiding'] : ['presiding'],
    requires: [], skippable: false, microphones: 'open', ...rule,
  }
}
