import type { PersonId } from '#protocol/ids.ts'
import type { ComplaintStep } from '#protocol/window/rating.ts'
import type { ComplaintState } from './state.ts'
import { dayAfter } from '../clock/index.ts'
import { dayOf } from './opinion.ts'

/** A step that somebody owes: by whom, until the end of which day, and whether that day is over. */
export type DueStep = {
  step: ComplaintStep
  duty: { role: 'supervisor' | 'handler' | 'reviewer'; officeId: string; personId: PersonId | null }
  by: string
  overdue: boolean
  dueToday: boolean
}

/**
 * First day on which the ticket may be closed: the citizen has re-rated or had the time to, the clerk has appealed or
 * had the time to, and no appeal is open. null = not yet to be known.
 */
export function closeFrom(state: ComplaintState): string | null {
  if (state.status !== 'fixed' || state.fixed === null || state.reRateBy === null) return null
  if (state.appeal !== null && state.appeal.decision === null) return null
  const waits = [
    dayOf(state.fixed.at),
    ...(state.reRated === null ? [dayAfter(state.reRateBy)] : [dayOf(state.reRated.at)]),
    ...(state.appeal === null ? (state.concerns.clerkId === null ? [] : [dayAfter(state.appealBy)]) : [dayOf(state.appeal.decision?.at ?? state.appeal.at)]),
  ]
  return waits.sort().at(-1) ?? null
}

/** Every step that is owed now, and by whom; empty only once the ticket is closed (W-6.8, W-6.9). `now` is an instant. */
export function dueSteps(state: ComplaintState, now: string): DueStep[] {
  const { officeId } = state.concerns
  const today = dayOf(now)
  const step = (name: ComplaintStep, role: DueStep['duty']['role'], personId: PersonId | null, by: string): DueStep =>
    ({ step: name, duty: { role, officeId, personId }, by, overdue: today > by, dueToday: today === by })
  const { appeal } = state
  const review = appeal !== null && appeal.decision === null ? [step('review', 'reviewer', null, appeal.reviewBy)] : []
  switch (state.status) {
    case 'opened': return [step('assign', 'supervisor', null, state.callBackBy), ...review]
    case 'assigned': return [step('callBack', 'handler', state.handler, state.callBackBy), ...review]
    case 'calledBack': return [step('fix', 'handler', state.handler, state.fixBy), ...review]
    case 'fixed': {
      const from = closeFrom(state)
      return from === null ? review : [step('close', 'handler', state.handler, from), ...review]
    }
    case 'closed': return []
  }
}

/** Who owes something now; the same as `dueSteps` without the clock. */
export const dutiesOf = (state: ComplaintState): DueStep['duty'][] => dueSteps(state, state.openedAt).map(({ duty }) => duty)
