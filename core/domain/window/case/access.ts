import type { PersonId } from '#protocol/ids.ts'
import type { WireError } from '#protocol/errors.ts'
import type { WindowActor, WindowRole } from '#protocol/window/actor.ts'
import type { AccessPurpose } from '#protocol/window/case.ts'
import type { CaseState } from './state.ts'
import type { CaseLens } from './view.ts'
import { lensOf } from './view.ts'

/** One line of the access log: who looked at whose matter, as what, for what, and how much they were shown. */
export type AccessNote = { at: string; caseId: string; citizen: PersonId; by: PersonId; role: WindowRole; place: string | null; purpose: AccessPurpose; lens: CaseLens }
export type AccessAnswer = { ok: true; note: AccessNote } | { ok: false; error: WireError }

/** Which work each purpose belongs to; whoever does other work cannot name it (W-7.3). */
const PURPOSES: Record<AccessPurpose, readonly WindowRole[]> = {
  handling: ['remoteClerk', 'localClerk', 'helper'],
  supervision: ['supervisor'],
  complaint: ['supervisor', 'reviewer'],
  ownMatter: ['serviceApplicant'],
  archive: ['supervisor'],
}

/**
 * Whether somebody may look at a case for a purpose, and the line to be written before they do (W-7.2). The centre's
 * people handle a case until it is closed; afterwards only its office looks at it.
 * @param now instant
 */
export function accessNote(state: CaseState, actor: WindowActor, purpose: AccessPurpose, now: string): AccessAnswer {
  if ('system' in actor) return refused('notPermitted')
  const lens = lensOf(state, actor)
  if (lens === 'none') return refused('notFound')
  const isClosed = state.status === 'closed' && state.owed.length === 0
  const isFitting = PURPOSES[purpose].includes(actor.role) && !(purpose === 'archive' && state.status !== 'closed')
    && !(purpose === 'handling' && isClosed && lens !== 'office')
  if (!isFitting) return refused('purposeNotAllowed')
  return { ok: true, note: { at: now, caseId: state.caseId, citizen: state.citizen.personId, by: actor.personId, role: actor.role, place: actor.at, purpose, lens } }
}

const refused = (code: WireError['code']): AccessAnswer => ({ ok: false, error: { code, details: {} } })
