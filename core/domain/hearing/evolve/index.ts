import type { HearingEventType, HearingFact } from '#protocol/hearing-events.ts'
import type { HearingState } from '../state.ts'
import type { Fold, Folds } from './change.ts'
import { courseFolds } from './course.ts'
import { peopleFolds } from './people.ts'
import { proofFolds } from './proof.ts'
import { scheduled } from './start.ts'

const folds: Folds<Exclude<HearingEventType, 'hearingScheduled'>> = { ...peopleFolds, ...courseFolds, ...proofFolds }

/**
 * Folds one event of the log into the state; server and browser use this same function. Pure: the input is not changed
 * and what is untouched keeps its identity. `seq` becomes that of the fact.
 * @throws RangeError when the first event is not `hearingScheduled` (the log is damaged)
 */
export function evolve(state: HearingState | null, fact: HearingFact): HearingState {
  const { event } = fact
  if (event.type === 'hearingScheduled') return scheduled(event, fact)
  if (!state) throw new RangeError(`the first event of a hearing must be hearingScheduled, not ${event.type}`)
  const fold = folds[event.type] as Fold<typeof event.type>
  const next = fold(state, event as never, fact)
  return { ...next, seq: fact.seq }
}
