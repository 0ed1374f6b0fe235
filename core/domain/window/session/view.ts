import type { WindowActor } from '#protocol/window/actor.ts'
import type { IdentityMark, SessionFact } from '#protocol/window/session.ts'
import type { FieldValue, SessionState } from './state.ts'
import { equal } from '../../hearing/equal.ts'
import { evolve } from './evolve.ts'
import { personOf } from './people.ts'

/**
 * How somebody looks at a call. `own` the citizen · `office` the competent office and its clerks · `centre` those who
 * help where the citizen sits · `interpreter` · `trace` an office that has handed it on, or somebody sent away: that
 * there was such a call, and nothing of what was said or shown.
 */
export type SessionLens = 'all' | 'own' | 'office' | 'centre' | 'interpreter' | 'trace' | 'none'

export function lensOf(state: SessionState, viewer: WindowActor): SessionLens {
  if ('system' in viewer) return 'all'
  const { personId, role, at } = viewer
  if (role === 'serviceApplicant') return personId === state.citizen ? 'own' : 'none'
  if (state.dismissed.includes(personId)) return 'trace'
  switch (role) {
    case 'interpreter': return personOf(state, viewer) ? 'interpreter' : 'none'
    case 'helper': case 'localClerk': return at !== null && at === state.centerId ? 'centre' : 'none'
    case 'remoteClerk': case 'supervisor': case 'reviewer':
      if (at === state.officeId) return 'office'
      return state.handovers.some(({ from }) => from.officeId === at) ? 'trace' : 'none'
  }
}

/** The call as this viewer may see it: the same type, with what they may not see left out (W-3.24, W-7); null = nothing at all. */
export function viewOf(state: SessionState, viewer: WindowActor): SessionState | null {
  switch (lensOf(state, viewer)) {
    case 'none': return null
    case 'all': return state
    case 'own': return { ...state, notes: [] }
    case 'office': return withoutHmacs(state)
    case 'centre': return { ...withoutHmacs(state), notes: [] }
    case 'interpreter': return {
      ...state, notes: [], papers: [], identity: { ...withoutHmacs(state).identity, mark: null, service: null },
      captures: state.captures.map((capture) => ({ ...capture, still: null })),
      form: { ...state.form, values: mapValues(state.form.values, (held) => (held.mark ? { ...held, value: '', mark: null } : held)) },
    }
    case 'trace': return {
      ...state, people: {}, dismissed: [], languages: [], recordingConsent: null, hold: null, interpreter: null, captures: [], caseLink: null, papers: [],
      notes: [], messages: [], transfer: null,
      ended: state.ended && { ...state.ended, note: '' },
      identity: { status: state.identity.status, mark: null, service: null, cardCaptureId: null, faceCaptureId: null, decision: null },
      form: { values: {}, help: null, confirmed: null },
    }
  }
}

/** The mark of a number serves to compare, and only the platform compares; people see its last four characters. */
const asTail = (mark: IdentityMark): IdentityMark => ({ hmac: '', tail: mark.tail })

function withoutHmacs(state: SessionState): SessionState {
  const { identity, form } = state
  return {
    ...state, identity: { ...identity, mark: identity.mark && asTail(identity.mark) },
    form: { ...form, values: mapValues(form.values, (held) => (held.mark ? { ...held, mark: asTail(held.mark) } : held)) },
  }
}

const mapValues = (values: Record<string, FieldValue>, change: (held: FieldValue) => FieldValue): Record<string, FieldValue> =>
  Object.fromEntries(Object.entries(values).map(([fieldId, held]) => [fieldId, change(held)]))

export type SessionDelivery = 'event' | 'snapshot' | 'nothing'

/**
 * What a viewer who holds `viewOf(before)` must be sent so that they hold `viewOf(after)`: nothing, the fact (folding it
 * gives exactly the new view, and so tells nothing else), or the new view. `after` must be `evolve(before, fact)`.
 */
export function delivery(before: SessionState, fact: SessionFact, after: SessionState, viewer: WindowActor): SessionDelivery {
  const [held, due] = [viewOf(before, viewer), viewOf(after, viewer)]
  if (held === null || due === null) return held === due ? 'nothing' : 'snapshot'
  if (equal({ ...held, seq: 0 }, { ...due, seq: 0 })) return 'nothing'
  return equal(evolve(held, fact), due) ? 'event' : 'snapshot'
}
