import type { CaseSettings } from '#protocol/window/case.ts'
import { atOffice } from '../clock/index.ts'
import type { CaseState } from './state.ts'

/**
 * The last day on which the case must be kept whole (W-7.6): so many years after the day it was closed, by its outcome.
 * null while it is not closed.
 */
export function retainUntil(state: Pick<CaseState, 'closed'>, settings: Pick<CaseSettings, 'retentionYears'>): string | null {
  if (state.closed === null) return null
  const day = atOffice(state.closed.at).day
  const year = Number(day.slice(0, 4)) + settings.retentionYears[state.closed.outcome]
  const end = `${year}${day.slice(4)}`
  const isLeapYear = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return day.endsWith('-02-29') && !isLeapYear ? `${year}-02-28` : end
}
