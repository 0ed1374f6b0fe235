import { AppError } from '#protocol/errors.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { AnyCaseCommand, CaseCommand, CaseCommandType, CaseEvent, CaseSystemCommand } from '#protocol/window/case.ts'
import { anyIdNumber } from '../../session/number-guard.ts'
import { permission } from '../flow.ts'
import type { CaseContext, CaseDecision, CaseState } from '../state.ts'
import { courseHandlers } from './course.ts'
import type { CommandOf, Handlers, SystemHandlers } from './draft.ts'
import { Draft, refuse } from './draft.ts'
import { gatherHandlers } from './gather.ts'
import { outcomeHandlers } from './outcome.ts'
import { systemHandlers } from './system.ts'

const handlers: Handlers<CaseCommand['type']> = { ...gatherHandlers, ...courseHandlers, ...outcomeHandlers }
const isSystemCommand = (command: AnyCaseCommand): command is Exclude<CaseSystemCommand, { type: 'open' }> => Object.hasOwn(systemHandlers, command.type)

/**
 * Which events a command adds to a case, or why none. Pure: same arguments, same answer. A decision that is ok holds at
 * least one event. Commands of the platform need a system actor, all others somebody's hand.
 * @throws whatever is a defect; refusals are returned
 */
export function decide(state: CaseState | null, command: AnyCaseCommand, actor: WindowActor, context: CaseContext): CaseDecision {
  try {
    return { ok: true, events: act(state, command, actor, context) }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.toWire() }
    throw error
  }
}

function act(state: CaseState | null, command: AnyCaseCommand, actor: WindowActor, context: CaseContext): CaseEvent[] {
  const isSystem = 'system' in actor
  if (command.type === 'open') return isSystem ? opening(state, command) : refuse('notPermitted')
  if (state === null) return refuse('notFound')
  const draft = new Draft(state, actor, context)
  if (isSystemCommand(command)) {
    if (!isSystem) return refuse('notPermitted')
    const handle = (systemHandlers as SystemHandlers<CaseCommandType>)[command.type]
    handle(draft, command as never)
  } else {
    if (isSystem) return refuse('notPermitted')
    const code = permission(state, actor, command.type, context.settings)
    if (code) refuse(code)
    const handle = (handlers as Handlers<CaseCommandType>)[command.type]
    handle(draft, command as never, actor)
    // the log keeps everything: a number written where words are expected would stand there for good
    if (anyIdNumber(draft.events)) refuse('identityNumberInText')
  }
  return draft.events
}

function opening(state: CaseState | null, { type: _type, ...open }: CommandOf<'open'>): CaseEvent[] {
  if (state !== null) refuse('alreadyDone')
  const { office, centre, item, parts } = open
  if (office.kind !== 'office' || (centre !== null && centre.kind !== 'centre')) refuse('badMessage', { path: 'office' })
  // every part of joint handling has a place before the first paper is taken in
  const named = new Set(parts.map((part) => part.partId))
  const isComplete = item.parts.length === parts.length && item.parts.every((part) => named.has(part.partId))
  if (!isComplete) refuse('badMessage', { path: 'parts' })
  return [{ type: 'caseOpened', ...open }]
}
