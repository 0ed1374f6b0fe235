import type { PersonId } from '#protocol/ids.ts'
import type { CallItem, SessionEvent, SessionEventType, SessionFact } from '#protocol/window/session.ts'
import type { SessionPerson, SessionState } from './state.ts'
import { own } from '../../own.ts'
import { newcomer } from './people.ts'

type EventOf<T extends SessionEventType> = Extract<SessionEvent, { type: T }>
/** Folds one event; never throws, never changes its input, and leaves alone what a viewer's state does not hold. */
type Fold<T extends SessionEventType> = (state: SessionState, event: EventOf<T>, fact: SessionFact) => SessionState
type Folds = { [K in Exclude<SessionEventType, 'sessionOpened'>]: Fold<K> }

function withPerson(state: SessionState, personId: PersonId, change: (person: SessionPerson) => Partial<SessionPerson>): SessionState {
  const person = own(state.people, personId)
  return person ? { ...state, people: { ...state.people, [personId]: { ...person, ...change(person) } } } : state
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _gone, ...rest } = record
  return rest
}

const handOf = (fact: SessionFact): PersonId => ('personId' in fact.actor ? fact.actor.personId : '')

function opened(event: EventOf<'sessionOpened'>, { seq, at }: SessionFact): SessionState {
  const { sessionId, ticketId, number, citizen, clerk, windowId, officeId, centerId, item, languages, caseLink } = event
  return {
    sessionId, seq, ticketId, number, citizen: citizen.personId, clerk: clerk.personId, windowId, officeId, centerId, item, languages, caseLink,
    people: { [citizen.personId]: newcomer(citizen, at), [clerk.personId]: newcomer(clerk, at) }, dismissed: [],
    openedAt: at, startedAt: null, ended: null, hold: null, recordingConsent: null, interpreter: null,
    identity: { status: 'open', mark: null, service: null, cardCaptureId: null, faceCaptureId: null, decision: null },
    captures: [], form: { values: {}, help: null, confirmed: null }, papers: [], transfer: null, handovers: [], notes: [], messages: [],
  }
}

/** Of the values filled so far those that the other item's form asks for too. */
function carriedOver(state: SessionState, item: CallItem): SessionState['form']['values'] {
  const kindOf = (form: CallItem['form'], fieldId: string) => form.find((field) => field.fieldId === fieldId)?.kind
  return Object.fromEntries(Object.entries(state.form.values).filter(([fieldId]) => {
    const kind = kindOf(item.form, fieldId)
    return kind !== undefined && kind !== 'choice' && kind === kindOf(state.item.form, fieldId)
  }))
}

const folds: Folds = {
  personAdmitted: (state, { person }, { at }) => ({
    ...state, people: { ...state.people, [person.personId]: newcomer(person, at) }, dismissed: state.dismissed.filter((id) => id !== person.personId),
    interpreter: person.role === 'interpreter' ? null : state.interpreter,
  }),
  personDismissed: (state, { personId }) => ({ ...state, people: without(state.people, personId), dismissed: [...state.dismissed, personId] }),
  // the own switches outlive a lost line; whoever comes for the first time is seen and heard as soon as the call starts
  personConnected: (state, event, { at }) => {
    const next = withPerson(state, event.personId, (person) => ({
      connectionId: event.connectionId, withCamera: event.withCamera, withMicrophone: event.withMicrophone,
      cameraOn: event.withCamera && (person.cameraOn || person.joinedAt === null || !person.withCamera),
      microphoneOn: event.withMicrophone && (person.microphoneOn || person.joinedAt === null),
      presentation: null, joinedAt: person.joinedAt ?? at, awaySince: null,
    }))
    return event.personId === state.clerk && state.startedAt === null ? { ...next, startedAt: at } : next
  },
  personDisconnected: (state, event, { at }) =>
    withPerson(state, event.personId, (person) => (person.connectionId === event.connectionId ? { connectionId: null, presentation: null, awaySince: at } : {})),
  microphoneSet: (state, event) => withPerson(state, event.personId, () => ({ microphoneOn: event.on })),
  cameraSet: (state, event) => withPerson(state, event.personId, () => ({ cameraOn: event.on })),
  presentationSet: (state, event) => withPerson(state, event.personId, () => ({ presentation: event.on ? event.kind : null })),
  recordingConsentGiven: (state, { consent }) => ({ ...state, recordingConsent: consent }),
  held: (state, { reason }, { at }) => ({ ...state, hold: { reason, since: at } }),
  resumed: (state) => ({ ...state, hold: null }),
  interpreterAsked: (state, { language }, { at }) => ({ ...state, interpreter: { language, since: at } }),
  interpreterNoLongerAsked: (state) => ({ ...state, interpreter: null }),
  said: (state, { messageId, text }, fact) => ({ ...state, messages: [...state.messages, { messageId, text, by: handOf(fact), at: fact.at }] }),
  // another number is another question: what was answered for the old one is no answer
  identityNumberEntered: (state, { mark }) => ({ ...state, identity: { ...state.identity, mark, service: null, status: 'open' } }),
  identityChecked: (state, { service, result, reference }, { at }) => ({ ...state, identity: { ...state.identity, service: { service, result, reference, at } } }),
  identityDecided: (state, { outcome, reason }, fact) => ({
    ...state, identity: { ...state.identity, status: outcome, decision: { by: handOf(fact), outcome, reason, at: fact.at } },
  }),
  captureAsked: (state, { captureId, kind, materialId, note }, fact) => ({
    ...state, captures: [...state.captures, { captureId, kind, materialId, note, askedBy: handOf(fact), askedAt: fact.at, status: 'asked', still: null }],
  }),
  captureWithdrawn: (state, { captureId }) => ({
    ...state, captures: state.captures.map((capture) => (capture.captureId === captureId ? { ...capture, status: 'withdrawn' } : capture)),
  }),
  materialCaptured: (state, { captureId, kind, by, fileId, sha256, pages, widthPx, heightPx }, { at }) => ({
    ...state,
    captures: state.captures.map((capture) =>
      capture.captureId === captureId ? { ...capture, status: 'taken', still: { by, at, fileId, sha256, pages, widthPx, heightPx } } : capture),
    identity: {
      ...state.identity,
      cardCaptureId: kind === 'identityCard' ? captureId : state.identity.cardCaptureId,
      faceCaptureId: kind === 'liveFace' ? captureId : state.identity.faceCaptureId,
    },
  }),
  fillingHelpAsked: (state, _event, { at }) => ({ ...state, form: { ...state.form, help: at } }),
  fillingHelpEnded: (state) => ({ ...state, form: { ...state.form, help: null } }),
  fieldFilled: (state, { fieldId, value, mark, by }, { at, actor }) => ({
    ...state, form: { ...state.form, values: { ...state.form.values, [fieldId]: { value, mark, by, as: 'role' in actor ? actor.role : 'serviceApplicant', at } } },
  }),
  formConfirmed: (state, { digest }, { at }) => ({ ...state, form: { ...state.form, confirmed: { digest, at } } }),
  confirmationWithdrawn: (state) => ({ ...state, form: { ...state.form, confirmed: null } }),
  caseOpened: (state, { caseId, caseNo }) => ({ ...state, caseLink: { caseId, caseNo } }),
  paperShown: (state, { documentId, kind }, { at }) => ({ ...state, papers: [...state.papers, { documentId, kind, shownAt: at, signedAt: null }] }),
  paperSigned: (state, { documentId }, { at }) => ({
    ...state, papers: state.papers.map((paper) => (paper.documentId === documentId ? { ...paper, signedAt: at } : paper)),
  }),
  noteWritten: (state, { noteId, text }, fact) => ({ ...state, notes: [...state.notes, { noteId, text, by: handOf(fact), at: fact.at }] }),
  transferAsked: (state, { to, reason }, { at }) => ({ ...state, transfer: { to, reason, since: at } }),
  transferCancelled: (state) => ({ ...state, transfer: null }),
  handedOver: (state, { clerk, windowId, officeId, item }, { at }) => {
    const { [state.clerk]: leaving, ...others } = state.people
    const known = own(state.people, clerk.personId)
    const from = { clerk: state.clerk, windowId: state.windowId, officeId: state.officeId }
    const waiting = state.startedAt === null && known?.connectionId ? at : state.startedAt
    return {
      ...state, people: { ...(clerk.personId === state.clerk && leaving ? state.people : others), [clerk.personId]: known ?? newcomer(clerk, at) },
      clerk: clerk.personId, windowId, officeId, startedAt: waiting, transfer: null,
      handovers: [...state.handovers, { from, to: { clerk: clerk.personId, windowId, officeId }, reason: state.transfer?.reason ?? '', at }],
      ...(item && { item, form: { ...state.form, values: carriedOver(state, item) } }),
    }
  },
  sessionEnded: (state, { outcome, note }, fact) => ({
    ...state, ended: { at: fact.at, outcome, note, by: handOf(fact) || null }, hold: null, transfer: null, interpreter: null,
    form: { ...state.form, help: null },
  }),
}

/**
 * Folds one event of the log into the state; server and browser use this same function. Pure: the input is not changed
 * and what is untouched keeps its identity.
 * @throws RangeError when the first event is not `sessionOpened` (the log is damaged)
 */
export function evolve(state: SessionState | null, fact: SessionFact): SessionState {
  const { event } = fact
  if (event.type === 'sessionOpened') return opened(event, fact)
  if (!state) throw new RangeError(`the first event of a call must be sessionOpened, not ${event.type}`)
  const fold = folds[event.type] as Fold<typeof event.type>
  return { ...fold(state, event as never, fact), seq: fact.seq }
}
