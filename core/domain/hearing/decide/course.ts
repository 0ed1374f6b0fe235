import type { StageId } from '#protocol/places.ts'
import type { ConditionId, Shortcut } from '../kind.ts'
import type { HearingState } from '../state.ts'
import type { Draft } from './draft.ts'
import { refuse } from './draft.ts'
import { missingOf } from '../conditions.ts'
import { everybody, isBench, isDeliberator } from '../people.ts'
import { roomKind } from '../rooms.ts'
import { nextSpeaker } from '../speaking.ts'
import { nextStage, ruleOf, shortcutOf, stageIndex } from '../stages.ts'
import { isRegistry } from '../roles.ts'

/** Conditions that nothing excuses: a witness in the box, a paper half signed. */
const NEVER_EXCUSED: readonly ConditionId[] = ['noWitnessInBox', 'agreementSettled']

/** @throws AppError('stageNotComplete') naming what is missing, in Chinese (`missing`) and English (`missingEn`) */
export function demand(state: HearingState, conditions: readonly ConditionId[]): void {
  const missing = missingOf(state, conditions)
  if (missing.length === 0) return
  refuse('stageNotComplete', {
    missing: missing.map((text) => text.zh).join('、'), missingEn: missing.map((text) => text.en).join('; '), count: missing.length,
  })
}

export const excusable = (state: HearingState): readonly ConditionId[] =>
  ruleOf(state).requires.filter((id) => NEVER_EXCUSED.includes(id))

/** Records every stage between here and the shortcut's end as passed over, with its reason. */
function takeShortcut(draft: Draft, shortcut: Shortcut): void {
  const { state } = draft
  const from = stageIndex(state, state.stage) + (shortcut.leavesIncomplete ? 0 : 1)
  for (const entry of state.stages.slice(from, stageIndex(state, shortcut.to))) {
    if (entry.skippedReason === null) draft.emit({ type: 'stageSkipped', stage: entry.stage, reason: shortcut.reason })
  }
}

/** Leaves the present stage, by the shortcut the law opens where there is one: moves people as both stages say and gives the floor to the first speaker. */
export function enterNext(draft: Draft): void {
  const next = nextStage(draft.state) ?? refuse('alreadyDone')
  const shortcut = shortcutOf(draft.state)
  if (shortcut) takeShortcut(draft, shortcut)
  leaveRooms(draft, next)
  draft.emit({ type: 'stageEntered', stage: next })
  if (ruleOf(draft.state).secret) withdraw(draft)
  passFloor(draft)
}

/** The floor goes to whoever is next in the order of the law. */
export function passFloor(draft: Draft): void {
  const next = nextSpeaker(draft.state)
  if (next !== null && next !== draft.state.floor) draft.emit({ type: 'floorGiven', personId: next })
}

function leaveRooms(draft: Draft, next: StageId): void {
  const leaving = ruleOf(draft.state)
  const entering = ruleOf(draft.state, next)
  for (const person of everybody(draft.state)) {
    const kind = roomKind(person.room)
    if (kind === 'deliberationRoom') draft.move(person.personId, 'courtroom')
    // private talk before the opening ends with it; a caucus ends with its stage
    if (kind === 'consultation' && (entering.opens || leaving.caucus)) recall(draft, person.personId)
  }
}

/** Ends a private talk: back to the courtroom, or to the waiting room for those not let in yet. */
export function recall(draft: Draft, personId: string): void {
  const person = draft.person(personId)
  const belongs = person.admitted || isBench(draft.state, person) || isRegistry(person.role)
  draft.move(personId, belongs ? 'courtroom' : 'waitingRoom')
}

function withdraw(draft: Draft): void {
  for (const person of everybody(draft.state)) {
    if (isDeliberator(draft.state, person) && person.room === 'courtroom') draft.move(person.personId, 'deliberationRoom')
  }
}
