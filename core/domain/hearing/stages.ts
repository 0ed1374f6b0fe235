import type { StageId } from '#protocol/places.ts'
import type { Shortcut, Span, StageRule } from './kind.ts'
import type { HearingState } from './state.ts'
import { sittingKind } from './kinds/index.ts'

export type StagePlan = { stage: StageId; rule: StageRule; enteredAt: string | null; skippedReason: string | null; current: boolean }[]

export function ruleOf(state: HearingState, stage: StageId = state.stage): StageRule {
  const rule = sittingKind(state.kind).stages.find((candidate) => candidate.stage === stage)
  if (!rule) throw new RangeError(`kind ${state.kind} has no stage ${stage}`)
  return rule
}

/** The whole course of this hearing with what has become of each stage. */
export const stagePlan = (state: HearingState): StagePlan =>
  state.stages.map((entry) => ({ ...entry, rule: ruleOf(state, entry.stage), current: entry.stage === state.stage }))

export const stageIndex = (state: HearingState, stage: StageId): number =>
  state.stages.findIndex((entry) => entry.stage === stage)

const holds = (state: HearingState, when: Shortcut['when']): boolean =>
  when === 'agreementEffective' ? state.agreement?.status === 'effective' : state.outcome?.outcome === 'adjourned'

/** The shortcut the law opens from the present stage, if any (H-3.8). */
export const shortcutOf = (state: HearingState): Shortcut | null =>
  sittingKind(state.kind).shortcuts.find((shortcut) => holds(state, shortcut.when) && within(state, [shortcut.from])) ?? null

/** The stage that advancing would enter now: not passed over, and past what a shortcut leaves out; null at the end. */
export function nextStage(state: HearingState): StageId | null {
  const shortcut = shortcutOf(state)
  const from = shortcut ? stageIndex(state, shortcut.to) : stageIndex(state, state.stage) + 1
  return state.stages.slice(from).find((entry) => entry.skippedReason === null)?.stage ?? null
}

/** Whether the present stage lies between two stages of the plan, both included. */
export function within(state: HearingState, spans: readonly Span[] | undefined): boolean {
  const now = stageIndex(state, state.stage)
  return (spans ?? []).some((span) => stageIndex(state, span.from) <= now && now <= stageIndex(state, span.to))
}

/** 开庭 to 闭庭 (R5 3). */
export const inSession = (state: HearingState): boolean => state.openedAt !== null && state.closedAt === null
export const inSecret = (state: HearingState): boolean => ruleOf(state).secret === true && state.closedAt === null
/** The panel may withdraw: during its deliberation, or in a recess. */
export const mayWithdraw = (state: HearingState): boolean =>
  state.closedAt === null && (inSecret(state) || state.recess !== null)

/** Stages whose record stays with the panel (评议笔录). */
export const isSecretStage = (state: HearingState, stage: StageId): boolean =>
  sittingKind(state.kind).stages.some((rule) => rule.stage === stage && rule.secret === true)
/** Whether the public may watch the present stage (R1 8, 27). */
export const openToPublic = (state: HearingState): boolean =>
  state.caseFile.publicity === 'open' && ruleOf(state).closedToPublic !== true
