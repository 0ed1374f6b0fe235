import { AppError } from '#protocol/errors.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { CallCommand, CallSystemCommand, SessionCommand, SessionCommandType, SessionEvent } from '#protocol/window/session.ts'
import type { SessionContext, SessionDecision, SessionState } from '../state.ts'
import { anyIdNumber } from '../number-guard.ts'
import { personOf } from '../people.ts'
import { permission } from '../permissions.ts'
import { Draft, refuse } from './draft.ts'
import { formHandlers } from './form.ts'
import type { CommandOf, Handlers, SystemHandlers } from './handler.ts'
import { identityHandlers } from './identity.ts'
import { systemHandlers } from './system.ts'
import { talkHandlers } from './talk.ts'

const callHandlers: Handlers<CallCommand['type']> = { ...talkHandlers, ...identityHandlers, ...formHandlers }
const isSystemCommand = (command: SessionCommand): command is Exclude<CallSystemCommand, { type: 'open' }> => Object.hasOwn(systemHandlers, command.type)

/**
 * Which events a command adds, or why none. Pure: same arguments, same answer, but for the ids it asks `context` for.
 * A decision that is ok holds at least one event. Commands of the platform need a system actor, all others somebody of the call.
 * @throws whatever is a defect; refusals are returned
 */
export function decide(state: SessionState | null, command: SessionCommand, actor: WindowActor, context: SessionContext): SessionDecision {
  try {
    return { ok: true, events: act(state, command, actor, context) }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.toWire() }
    throw error
  }
}

function act(state: SessionState | null, command: SessionCommand, actor: WindowActor, context: SessionContext): SessionEvent[] {
  const isSystem = 'system' in actor
  if (command.type === 'open') return isSystem ? opening(state, command) : refuse('notPermitted')
  if (state === null) return refuse('notFound')
  const draft = new Draft(state, actor, context)
  if (isSystemCommand(command)) {
    if (!isSystem) refuse('notPermitted')
    const handle = (systemHandlers as SystemHandlers<SessionCommandType>)[command.type]
    handle(draft, command as never)
    return draft.events
  }
  if (isSystem) return refuse('notPermitted')
  const code = permission(state, actor, command.type)
  if (code) refuse(code)
  const by = personOf(state, actor) ?? refuse('notInCall')
  const handle = (callHandlers as Handlers<SessionCommandType>)[command.type]
  handle(draft, command as never, by)
  if (anyIdNumber(draft.events)) refuse('identityNumberInText')
  return draft.events
}

function opening(state: SessionState | null, { type: _type, ...open }: CommandOf<'open'>): SessionEvent[] {
  if (state !== null) refuse('alreadyDone')
  const { citizen, clerk, officeId, centerId } = open
  // nobody deals with a matter of their own
  if (citizen.role !== 'serviceApplicant' || citizen.at !== null || clerk.role !== 'remoteClerk' || clerk.at !== officeId || citizen.personId === clerk.personId || centerId === officeId) {
    refuse('notPermitted')
  }
  return [{ type: 'sessionOpened', ...open }]
}
