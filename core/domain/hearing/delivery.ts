import type { HearingFact } from '#protocol/hearing-events.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { HearingState } from './state.ts'
import { equal } from './equal.ts'
import { evolve } from './evolve/index.ts'
import { viewKey, viewOf } from './screening.ts'

export type Delivery = 'event' | 'snapshot' | 'nothing'

/** Answers already worked out for one step of the log: a full gallery asks the same question two hundred times. */
const answers = new WeakMap<HearingState, { before: HearingState; fact: HearingFact; byKeys: Map<string, Delivery> }>()

const sameButSeq = (a: HearingState, b: HearingState): boolean => equal({ ...a, seq: 0 }, { ...b, seq: 0 })

/**
 * What a viewer who holds `viewOf(before)` must be sent so that they hold `viewOf(after)` (H-9).
 * `nothing`: their view is the same but for `seq`, which they may leave behind. `event`: folding the fact gives exactly
 * the new view, and so tells nothing else. `snapshot`: otherwise. `after` must be `evolve(before, fact)`.
 */
export function delivery(before: HearingState, fact: HearingFact, after: HearingState, viewer: PersonId): Delivery {
  let step = answers.get(after)
  if (!step || step.before !== before || step.fact !== fact) answers.set(after, (step = { before, fact, byKeys: new Map() }))
  const keys = `${viewKey(before, viewer)}>${viewKey(after, viewer)}`
  let answer = step.byKeys.get(keys)
  if (!answer) step.byKeys.set(keys, (answer = compare(viewOf(before, viewer), fact, viewOf(after, viewer))))
  return answer
}

function compare(held: HearingState, fact: HearingFact, due: HearingState): Delivery {
  if (sameButSeq(held, due)) return 'nothing'
  return equal(evolve(held, fact), due) ? 'event' : 'snapshot'
}
