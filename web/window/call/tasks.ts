import type { CaptureKind } from '#protocol/window/session.ts'
import { capacityOf, emptyFields, stillIsSmall } from '#domain/window/session/index.ts'
import type { Capture, SessionPerson, SessionState } from '#domain/window/session/state.ts'

/** What this person is to do now, in the order in which it is best done. */
export type CallTask =
  | { what: 'number' }
  | { what: 'capture'; capture: Capture }
  | { what: 'form'; missing: number }
  | { what: 'confirm' }
  | { what: 'sign'; documentId: string }
  | { what: 'decide' }
  | { what: 'small'; capture: Capture }

export function callTasks(view: SessionState, me: SessionPerson): CallTask[] {
  if (view.ended !== null || view.startedAt === null) return []
  switch (capacityOf(view, me)) {
    case 'citizen': return ofCitizen(view)
    case 'local': return asked(view)
    case 'clerk': return ofClerk(view)
    default: return []
  }
}

const asked = (view: SessionState): CallTask[] =>
  view.captures.filter(({ status }) => status === 'asked').map((capture) => ({ what: 'capture', capture }))

function ofCitizen(view: SessionState): CallTask[] {
  const missing = emptyFields(view).length
  const form: CallTask[] = view.item.form.length === 0 || view.form.confirmed ? []
    : missing > 0 ? [{ what: 'form', missing }] : view.identity.status === 'confirmed' ? [{ what: 'confirm' }] : []
  return [
    ...(view.identity.mark === null ? [{ what: 'number' } as const] : []), ...asked(view), ...form,
    ...view.papers.filter(({ signedAt }) => signedAt === null).map(({ documentId }) => ({ what: 'sign', documentId }) as const),
  ]
}

function ofClerk(view: SessionState): CallTask[] {
  const { mark, cardCaptureId, faceCaptureId, status } = view.identity
  const latest = new Map(view.captures.filter(({ still }) => still !== null).map((capture) => [subjectOf(capture), capture]))
  return [
    ...(status === 'open' && mark && cardCaptureId && faceCaptureId ? [{ what: 'decide' } as const] : []),
    ...[...latest.values()].filter((capture) => stillIsSmall(capture) && !isAsked(view, capture)).map((capture) => ({ what: 'small', capture }) as const),
  ]
}

const subjectOf = ({ kind, materialId }: { kind: CaptureKind; materialId: string | null }): string => `${kind}/${materialId ?? ''}`
/** Whether the same thing has been asked for and not come yet. */
export const isAsked = (view: SessionState, subject: { kind: CaptureKind; materialId: string | null }): boolean =>
  view.captures.some((capture) => capture.status === 'asked' && subjectOf(capture) === subjectOf(subject))

/** Captures of one thing, oldest first, those that were not needed after all left out. */
export const capturesOf = (view: SessionState, subject: { kind: CaptureKind; materialId: string | null }): Capture[] =>
  view.captures.filter((capture) => capture.status !== 'withdrawn' && subjectOf(capture) === subjectOf(subject))
