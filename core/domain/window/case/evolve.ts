import type { PersonId } from '#protocol/ids.ts'
import type { CaseEvent, CaseEventType, CaseFact, CasePaperKind, CaseStatus } from '#protocol/window/case.ts'
import type { CaseMaterial, CasePart, CaseState, MaterialVersion, OwedPaper } from './state.ts'
import { atOffice } from '../clock/index.ts'
import { own } from '../../own.ts'
import { placeOf } from './people.ts'
import { redact } from './redact.ts'

type EventOf<T extends CaseEventType> = Extract<CaseEvent, { type: T }>
/** Folds one event; never throws, never changes its input, and leaves alone what a viewer's state does not hold. */
type Fold<T extends CaseEventType> = (state: CaseState, event: EventOf<T>, fact: CaseFact) => CaseState
type Folds = { [K in Exclude<CaseEventType, 'caseOpened'>]: Fold<K> }

const dayOf = (instant: string): string => atOffice(instant).day
const handOf = ({ actor }: CaseFact): PersonId => ('personId' in actor ? actor.personId : '')

function opened({ type: _type, sessionId, parts, ...event }: EventOf<'caseOpened'>, { seq, at }: CaseFact): CaseState {
  return {
    ...event, seq, sessionIds: sessionId === null ? [] : [sessionId], openedAt: at, status: 'opened', entered: { opened: dayOf(at) }, receivedAt: null, received: null,
    materials: {}, gaps: null, form: { values: {}, confirmed: null }, identity: null, signing: [], paperOriginal: null,
    fee: { status: 'open', fen: event.item.fee.fen, note: '', at: null },
    corrections: [], pauses: [], defects: [], forwarded: null, accepted: null, notAccepted: null,
    parts: parts.map(({ partId, place }): CasePart => ({
      partId, place, days: event.item.parts.find((part) => part.partId === partId)?.days ?? 0, status: 'waiting', startedOn: null, finished: null,
    })),
    examination: null, decision: null, completion: null, delivery: null, failedDeliveries: [], closed: null,
    firstClerk: null, answerable: null, handover: null, handovers: [], handlers: {}, owed: [], papers: [], warnings: [], erased: null,
  }
}

/** A clock goes on where a correction stopped it; every other way into a status starts it. */
function enter(state: CaseState, status: CaseStatus, at: string, resumed = false): CaseState {
  return { ...state, status, entered: resumed ? state.entered : { ...state.entered, [status]: dayOf(at) } }
}

function withMaterial(state: CaseState, materialId: string, change: (held: CaseMaterial) => CaseMaterial): CaseState {
  return { ...state, materials: { ...state.materials, [materialId]: change(own(state.materials, materialId) ?? { versions: [], known: null }) } }
}

const withVersion = (state: CaseState, materialId: string, version: number, change: Partial<MaterialVersion>): CaseState =>
  withMaterial(state, materialId, (held) => ({ ...held, versions: held.versions.map((one) => (one.version === version ? { ...one, ...change } : one)) }))

const withPart = (state: CaseState, partId: string, change: Partial<CasePart>): CaseState =>
  ({ ...state, parts: state.parts.map((part) => (part.partId === partId ? { ...part, ...change } : part)) })

function owe(state: CaseState, kind: CasePaperKind, fact: CaseFact, at: 'office' | 'centre', materials: OwedPaper['materials'] = []): CaseState {
  return { ...state, owed: [...state.owed, { kind, owedBy: fact.seq, since: fact.at, by: handOf(fact) || null, at, materials }] }
}

const inform = (state: CaseState, sessionId: string | null): CaseState =>
  sessionId === null || state.sessionIds.includes(sessionId) ? state : { ...state, sessionIds: [...state.sessionIds, sessionId] }
/** Where a step that the centre may take too is being taken. */
function sideOf(state: CaseState): 'office' | 'centre' {
  const status = state.status === 'correcting' ? state.corrections.at(-1)?.from : state.status
  return status === 'reviewing' || status === 'forwarding' ? state.receivedAt ?? 'office' : 'office'
}
const withoutConfirmation = (state: CaseState): CaseState => ({ ...state, form: { ...state.form, confirmed: null } })

const folds: Folds = {
  materialAdded: (state, { materialId, version, file, source, by, as, sessionId }, { at, seq }) =>
    inform(withMaterial(state, materialId, (held) => ({ ...held, versions: [...held.versions, { version, file, source, by, as, at, seq, sessionId, originalSeen: null, review: null }] })), sessionId),
  originalSeen: (state, { materialId, version }, fact) => withVersion(state, materialId, version, { originalSeen: { by: handOf(fact), at: fact.at } }),
  materialReviewed: (state, { materialId, version, ok, reason }, fact) => withVersion(state, materialId, version, { review: { ok, reason, by: handOf(fact), at: fact.at } }),
  materialKnown: (state, { materialId, service, reference }, { at }) => withMaterial(state, materialId, (held) => ({ ...held, known: { service, reference, at } })),
  materialNotKnown: (state, { materialId }) => withMaterial(state, materialId, (held) => ({ ...held, known: null })),
  gapsPromised: (state, { materialIds, by }, { at }) => ({ ...state, gaps: by === null || materialIds.length === 0 ? null : { materialIds, by, promisedAt: at } }),
  fieldFilled: (state, { fieldId, value, mark, by, as }, { at, seq }) => ({ ...state, form: { ...state.form, values: { ...state.form.values, [fieldId]: { value, mark, by, as, at, seq } } } }),
  formConfirmed: (state, { digest, sessionId }, { at }) => inform({ ...state, form: { ...state.form, confirmed: { digest, at, sessionId } } }, sessionId),
  confirmationWithdrawn: withoutConfirmation,
  identityConfirmed: (state, { mark, basis, by, sessionId }, { at }) => inform({ ...state, identity: { mark, basis, by, at } }, sessionId),
  signingAsked: (state, { documentId }, { at }) => ({ ...state, signing: [...state.signing, { documentId, askedAt: at, signedAt: null }] }),
  documentSigned: (state, { documentId }, { at }) => ({ ...state, signing: state.signing.map((one) => (one.documentId === documentId ? { ...one, signedAt: at } : one)) }),
  paperOriginalReceived: (state, { note }, fact) => ({ ...state, paperOriginal: { by: handOf(fact), at: fact.at, note } }),
  feePaid: (state, { fen, reference }, { at }) => ({ ...state, fee: { status: 'paid', fen, note: reference, at } }),
  feeExempted: (state, { basis }, { at }) => ({ ...state, fee: { ...state.fee, status: 'exempt', note: basis, at } }),
  received: (state, { at: side, materials }, fact) => {
    const first = { personId: handOf(fact), at: placeOf(state, side).id }
    const next = { ...enter(state, 'reviewing', fact.at), receivedAt: side, received: { at: fact.at, by: handOf(fact) }, firstClerk: first, answerable: first }
    return owe(next, 'materialsReceipt', fact, side, materials)
  },
  correctionTold: (state, { items, dueOn, exception }, fact) => {
    const side = sideOf(state)
    const from = state.status === 'reviewing' || state.status === 'examining' ? state.status : 'accepting'
    const told = { items, dueOn, exception, by: handOf(fact), toldAt: fact.at, seq: fact.seq, from, handedInAt: null, untouched: [] } as const
    const next = enter({ ...state, corrections: [...state.corrections, { ...told, untouched: [] }], pauses: [...state.pauses, { from: dayOf(fact.at), to: null }] }, 'correcting', fact.at)
    return owe(next, 'windowCorrection', fact, side)
  },
  correctionHandedIn: (state, { materials, untouched }, fact) => {
    const corrections = state.corrections.map((one) => (one.handedInAt === null ? { ...one, handedInAt: fact.at, untouched } : one))
    const pauses = state.pauses.map((pause) => (pause.to === null ? { ...pause, to: dayOf(fact.at) } : pause))
    const next = enter({ ...state, corrections, pauses }, corrections.at(-1)?.from ?? 'accepting', fact.at, true)
    return materials.length === 0 ? next : owe(next, 'materialsReceipt', fact, state.receivedAt ?? 'office', materials)
  },
  reviewPassed: (state, { defects }, { at }) => ({ ...enter(state, state.receivedAt === 'centre' ? 'forwarding' : 'accepting', at), defects }),
  forwarded: (state, { way }, fact) => ({ ...enter(state, 'forwarded', fact.at), forwarded: { way, at: fact.at, by: handOf(fact), takenOverAt: null } }),
  takenOver: (state, _event, { at }) => ({ ...enter(state, 'accepting', at), forwarded: state.forwarded && { ...state.forwarded, takenOverAt: at } }),
  accepted: (state, { type: _type, ...event }, fact) => {
    const parts = state.parts.map((part): CasePart => ({ ...part, status: 'running', startedOn: dayOf(fact.at) }))
    const next = { ...enter(state, 'examining', fact.at), accepted: { ...event, at: fact.at, by: handOf(fact) }, parts, defects: [] }
    return owe(next, 'windowReceipt', fact, 'office')
  },
  notAccepted: (state, { ground, reason, goTo }, fact) => owe({ ...state, notAccepted: { ground, reason, goTo, at: fact.at, by: handOf(fact) } }, 'windowReceipt', fact, 'office'),
  partFinished: (state, { partId, outcome, note }, fact) => withPart(state, partId, { status: outcome, finished: { by: handOf(fact), at: fact.at, note } }),
  // what was examined rested on the part that is done anew
  partReopened: (state, { partId }, { at }) => ({ ...withPart(state, partId, { status: 'running', startedOn: dayOf(at), finished: null }), examination: null }),
  examined: (state, { opinion, note }, fact) => ({ ...state, examination: { opinion, note, at: fact.at, by: handOf(fact) } }),
  decided: (state, { outcome, reason, remedies }, fact) => ({ ...enter(state, 'decided', fact.at), decision: { outcome, reason, remedies, at: fact.at, by: handOf(fact) } }),
  completed: (state, { result, results }, fact) => owe({ ...enter(state, 'completed', fact.at), completion: { result, results, at: fact.at, by: handOf(fact) } }, 'completionNotice', fact, 'office'),
  deliveryStarted: (state, { way }, fact) => ({ ...enter(state, 'delivering', fact.at), delivery: { way, at: fact.at, by: handOf(fact), confirmedAt: null } }),
  deliveryFailed: (state, { reason }, { at }) => ({
    ...enter(state, 'completed', at), delivery: null, failedDeliveries: state.delivery ? [...state.failedDeliveries, { way: state.delivery.way, reason, at }] : state.failedDeliveries,
  }),
  deliveryConfirmed: (state, _event, { at }) => ({ ...state, delivery: state.delivery && { ...state.delivery, confirmedAt: at } }),
  caseClosed: (state, { outcome, reason }, fact) => {
    const pauses = state.pauses.map((pause) => (pause.to === null ? { ...pause, to: dayOf(fact.at) } : pause))
    const next = { ...enter(state, 'closed', fact.at), closed: { outcome, reason, at: fact.at }, handover: null, pauses }
    // whoever withdraws before anything was taken in is owed nothing
    return (outcome === 'withdrawn' || outcome === 'lapsed') && state.received !== null ? owe(next, 'completionNotice', fact, sideOf(state)) : next
  },
  handoverOffered: (state, { to, reason }, { at }) => ({ ...state, handover: { to, reason, since: at } }),
  handoverDeclined: (state) => ({ ...state, handover: null }),
  handoverAccepted: (state, { at: place }, fact) => ({
    ...state, handover: null, answerable: { personId: handOf(fact), at: place },
    handovers: state.answerable ? [...state.handovers, { from: state.answerable.personId, to: handOf(fact), at: fact.at }] : state.handovers,
  }),
  paperLinked: (state, { documentId, kind, owedBy }, { at }) => ({
    ...state, owed: state.owed.filter((paper) => paper.owedBy !== owedBy || paper.kind !== kind), papers: [...state.papers, { documentId, kind, owedBy, at }],
  }),
  warned: (state, { clock, partId, level, dueOn }, { at }) => ({ ...state, warnings: [...state.warnings, { clock, partId, level, dueOn, at }] }),
  personalDataErased: (state, { basis }, { at }) => ({ ...redact(state), erased: { at, basis } }),
}

/**
 * Folds one event of the log into the state; server and browser use this same function. Pure: the input is not changed.
 * @throws RangeError when the first event is not `caseOpened` (the log is damaged)
 */
export function evolve(state: CaseState | null, fact: CaseFact): CaseState {
  const { event } = fact
  if (event.type === 'caseOpened') return opened(event, fact)
  if (state === null) throw new RangeError(`the first event of a case must be caseOpened, not ${event.type}`)
  const fold = folds[event.type] as Fold<CaseEventType>
  return { ...handled(fold(state, event as never, fact), fact), seq: fact.seq }
}

/** Remembers who of each place has the case in hand. */
function handled(state: CaseState, { actor }: CaseFact): CaseState {
  if ('system' in actor || actor.at === null || (actor.role !== 'remoteClerk' && actor.role !== 'localClerk') || state.handlers[actor.at] === actor.personId) return state
  return { ...state, handlers: { ...state.handlers, [actor.at]: actor.personId } }
}
