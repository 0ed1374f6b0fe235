import type { WorkCalendar } from '#protocol/window/catalogue.ts'
import type { CaseSettings, ClockName, WarningLevel } from '#protocol/window/case.ts'
import type { CaseState } from './state.ts'
import { atOffice, readDay, readTerm } from '../clock/index.ts'
import type { Reading, Term } from '../clock/index.ts'
import { openGaps } from './materials.ts'
import { placeOf, receivingSide } from './people.ts'

/** One clock that runs for a case: whose it is, and what it shows today. */
export type CaseClock = Reading & { clock: ClockName; partId: string | null; holder: { kind: 'office' | 'centre' | 'citizen'; id: string }; /** Working days, null for a day that was named. */ days: number | null }

type Settings = Pick<CaseSettings, 'reviewDays' | 'forwardDays' | 'takeOverDays' | 'postDays' | 'acceptDays' | 'deliverDays' | 'warnSoonDays' | 'warnNearDays'>

/**
 * Every clock that runs now, and the two of the whole matter until it is completed (W-5.8). Pure: the same calendar and
 * day give the same answer; an imported calendar moves the ends by itself.
 * @param now instant
 */
export function clocksOf(state: CaseState, calendar: WorkCalendar, settings: Settings, now: string): CaseClock[] {
  const today = atOffice(now).day
  const warn = [settings.warnSoonDays, settings.warnNearDays] as const
  const office = { kind: 'office' as const, id: state.office.id }
  const citizen = { kind: 'citizen' as const, id: state.citizen.personId }
  const term = (clock: ClockName, holder: CaseClock['holder'], start: string | undefined, days: number, pauses: Term['pauses'] = state.pauses, partId: string | null = null): CaseClock[] =>
    start === undefined ? [] : [{ clock, partId, holder, days, ...readTerm(calendar, { start, days, pauses }, today, warn) }]
  const day = (clock: ClockName, due: string): CaseClock => ({ clock, partId: null, holder: citizen, days: null, ...readDay(calendar, due, today, warn) })

  const { entered, status, accepted } = state
  const correctionFrom = status === 'correcting' ? state.corrections.at(-1)?.from : null
  const stands = (one: 'reviewing' | 'accepting') => status === one || correctionFrom === one
  const side = placeOf(state, receivingSide(state))
  const isRunning = accepted !== null && state.completion === null && status !== 'closed'
  return [
    ...(stands('reviewing') ? term('review', { kind: side.kind, id: side.id }, entered.reviewing, settings.reviewDays) : []),
    ...(status === 'forwarding' ? term('forward', { kind: 'centre', id: placeOf(state, 'centre').id }, entered.forwarding, settings.forwardDays, []) : []),
    ...(status === 'forwarded' ? term('takeOver', office, entered.forwarded, state.forwarded?.way.kind === 'post' ? settings.postDays : settings.takeOverDays, []) : []),
    ...(stands('accepting') ? term('accept', office, entered.accepting, settings.acceptDays) : []),
    ...(status === 'correcting' ? state.corrections.slice(-1).map(({ dueOn }) => day('correction', dueOn)) : []),
    ...(accepted?.gapsBy && state.decision === null && status !== 'closed' && openGaps(state).length > 0 ? [day('gap', accepted.gapsBy)] : []),
    ...(isRunning ? [
      ...term('promised', office, entered.examining, accepted.promisedDays), ...term('legal', office, entered.examining, accepted.legalDays),
      ...state.parts.filter((part) => part.finished === null).flatMap((part) =>
        term('part', { kind: part.place.kind, id: part.place.id }, part.startedOn ?? undefined, part.days, state.pauses, part.partId)),
    ] : []),
    ...(status === 'completed' || status === 'delivering' ? term('deliver', office, entered.completed, settings.deliverDays, []) : []),
  ]
}

export type DueWarning = { clock: ClockName; partId: string | null; level: WarningLevel; dueOn: string; holder: CaseClock['holder'] }

/** Warnings that are due and have not been given: each level of each clock once for the same end (W-5.9). */
export function dueWarnings(state: CaseState, calendar: WorkCalendar, settings: Settings, now: string): DueWarning[] {
  return clocksOf(state, calendar, settings, now).flatMap(({ clock, partId, level, dueOn, holder }) => {
    if (dueOn === null || level === 'running' || level === 'suspended' || level === 'unknown') return []
    const given = state.warnings.some((one) => one.clock === clock && one.partId === partId && one.dueOn === dueOn && one.level === level)
    return given ? [] : [{ clock, partId, level, dueOn, holder }]
  })
}
