import type { CaseEvent, DeliveryWay, ForwardWay } from '#protocol/window/case.ts'
import type { CaseState } from './state.ts'

/** What stands where something personal stood. */
export const ERASED = '—'
const text = (value: string): string => (value === '' ? '' : ERASED)
const way = <W extends DeliveryWay | ForwardWay>(sent: W): W => (sent.kind === 'post' ? { ...sent, number: ERASED } : sent)
const noFile = <F extends { fileId: string }>(file: F): F => ({ ...file, fileId: ERASED_ID })
/** An identifier of nothing. */
const ERASED_ID = 'erased'

/**
 * One event with what is personal in it left out: names, numbers, values, files, free words. What stays: who acted, when,
 * digests, decisions, grounds and terms. It keeps to its stored shape, so that a log of such events still folds; whoever
 * stores events may keep exactly the rest under a key of the case and destroy that key (W-7.7).
 */
export function withoutPersonal(event: CaseEvent): CaseEvent {
  switch (event.type) {
    case 'caseOpened': return { ...event, citizen: { ...event.citizen, name: ERASED, phone: '' } }
    case 'materialAdded': return { ...event, file: noFile(event.file) }
    case 'materialReviewed': return { ...event, reason: text(event.reason) }
    case 'materialKnown': return { ...event, reference: ERASED }
    case 'materialNotKnown': return { ...event, reason: ERASED }
    case 'fieldFilled': return { ...event, value: text(event.value), mark: null }
    case 'identityConfirmed': return { ...event, mark: { hmac: '0'.repeat(64), tail: '0000', vaultId: ERASED_ID } }
    case 'paperOriginalReceived': return { ...event, note: text(event.note) }
    case 'feePaid': return { ...event, reference: ERASED }
    case 'feeExempted': return { ...event, basis: ERASED }
    case 'correctionTold': return {
      ...event, items: event.items.map(({ target }) => ({ target: target.kind === 'other' ? { ...target, title: ERASED } : target, problem: ERASED, requirement: ERASED })),
    }
    case 'correctionHandedIn': return { ...event, untouched: event.untouched.map((target) => (target.kind === 'other' ? { ...target, title: ERASED } : target)) }
    case 'reviewPassed': return { ...event, defects: event.defects.map(() => ERASED) }
    case 'forwarded': return { ...event, way: way(event.way) }
    case 'notAccepted': return { ...event, reason: ERASED, goTo: text(event.goTo) }
    case 'partFinished': return { ...event, note: text(event.note) }
    case 'partReopened': case 'deliveryFailed': case 'handoverOffered': case 'handoverDeclined': return { ...event, reason: ERASED }
    case 'examined': return { ...event, note: text(event.note) }
    case 'decided': return { ...event, reason: text(event.reason), remedies: text(event.remedies) }
    case 'completed': return { ...event, result: ERASED, results: event.results.map((result) => ({ ...result, name: ERASED })) }
    case 'deliveryStarted': return { ...event, way: way(event.way) }
    case 'deliveryConfirmed': return { ...event, note: text(event.note) }
    case 'caseClosed': return { ...event, reason: text(event.reason) }
    case 'originalSeen': case 'gapsPromised': case 'formConfirmed': case 'confirmationWithdrawn': case 'signingAsked': case 'documentSigned': case 'received':
    case 'takenOver': case 'accepted': case 'handoverAccepted': case 'paperLinked': case 'warned': case 'personalDataErased': return event
  }
}

const mapped = <T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

/** The case with what is personal left out; the same as folding `withoutPersonal` of its events (W-7.7). */
export function redact(state: CaseState): CaseState {
  return {
    ...state,
    citizen: { ...state.citizen, name: ERASED, phone: '' },
    materials: mapped(state.materials, ({ versions, known }) => ({
      versions: versions.map((one) => ({ ...one, file: noFile(one.file), review: one.review && { ...one.review, reason: text(one.review.reason) } })),
      known: known && { ...known, reference: ERASED },
    })),
    form: { ...state.form, values: mapped(state.form.values, (held) => ({ ...held, value: text(held.value), mark: null })) },
    identity: state.identity && { ...state.identity, mark: { hmac: '0'.repeat(64), tail: '0000', vaultId: ERASED_ID } },
    paperOriginal: state.paperOriginal && { ...state.paperOriginal, note: text(state.paperOriginal.note) },
    fee: { ...state.fee, note: text(state.fee.note) },
    corrections: state.corrections.map((told) => ({
      ...told,
      items: told.items.map(({ target }) => ({ target: target.kind === 'other' ? { ...target, title: ERASED } : target, problem: ERASED, requirement: ERASED })),
      untouched: told.untouched.map((target) => (target.kind === 'other' ? { ...target, title: ERASED } : target)),
    })),
    defects: state.defects.map(() => ERASED),
    forwarded: state.forwarded && { ...state.forwarded, way: way(state.forwarded.way) },
    notAccepted: state.notAccepted && { ...state.notAccepted, reason: ERASED, goTo: text(state.notAccepted.goTo) },
    parts: state.parts.map((part) => ({ ...part, finished: part.finished && { ...part.finished, note: text(part.finished.note) } })),
    examination: state.examination && { ...state.examination, note: text(state.examination.note) },
    decision: state.decision && { ...state.decision, reason: text(state.decision.reason), remedies: text(state.decision.remedies) },
    completion: state.completion && { ...state.completion, result: ERASED, results: state.completion.results.map((result) => ({ ...result, name: ERASED })) },
    delivery: state.delivery && { ...state.delivery, way: way(state.delivery.way) },
    failedDeliveries: state.failedDeliveries.map((failed) => ({ ...failed, way: way(failed.way), reason: ERASED })),
    closed: state.closed && { ...state.closed, reason: text(state.closed.reason) },
    handover: state.handover && { ...state.handover, reason: ERASED },
  }
}

/** What lies outside the log and is destroyed with it: files of docs-service, numbers under lock. */
export function personalStores(state: CaseState): { fileIds: string[]; vaultIds: string[] } {
  const marks = [state.identity?.mark, ...Object.values(state.form.values).map(({ mark }) => mark)]
  return {
    fileIds: [...new Set(Object.values(state.materials).flatMap(({ versions }) => versions.map(({ file }) => file.fileId)))].filter((id) => id !== ERASED_ID),
    vaultIds: [...new Set(marks.flatMap((mark) => (mark ? [mark.vaultId] : [])))].filter((id) => id !== ERASED_ID),
  }
}
