import { courtDay } from '../../../i18n/index.ts'
import { sessionEvents } from '../../../session.ts'
import { isElder } from './id-entry.ts'

let elder = false

/** Only whether the law gives priority is remembered of a number, and only until somebody else signs in. */
export function noteAge(number: string): void {
  elder = isElder(number, courtDay(Date.now()))
}
export const isElderHere = (): boolean => elder

sessionEvents.addEventListener('change', () => { elder = false })
