import { AppError } from '#protocol/errors.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { AnyHallCommand, HallCommand, HallCommandType, HallEvent, HallSystemCommand } from '#protocol/window/hall.ts'
import type { HallContext, HallDecision, HallState } from '../state.ts'
import type { Handlers } from './handler.ts'
import { callHandlers } from './calls.ts'
import { systemHandlers } from './day.ts'
import { Draft, refuse } from './draft.ts'
import { ticketHandlers } from './tickets.ts'
import { windowHandlers } from './windows.ts'

const handlers: Handlers<HallCommand['type'] | Exclude<HallSystemCommand['type'], 'openDay'>> = { ...windowHandlers, ...ticketHandlers, ...callHandlers, ...systemHandlers }
const isSystemCommand = (command: AnyHallCommand): command is Exclude<HallSystemCommand, { type: 'openDay' }> => Object.hasOwn(systemHandlers, command.type)

/**
 * Which events a command adds, or why none. Pure: same arguments, same answer, but for the ids it asks `context` for.
 * A decision that is ok holds at least one event. `state` is the host's, with its index, never a viewer's.
 * @throws whatever is a defect; refusals are returned
 */
export function decide(state: HallState | null, command: AnyHallCommand, actor: WindowActor, context: HallContext): HallDecision {
  try {
    return { ok: true, events: act(state, command, actor, context) }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.toWire() }
    throw error
  }
}

function act(state: HallState | null, command: AnyHallCommand, actor: WindowActor, context: HallContext): HallEvent[] {
  const isSystem = 'system' in actor
  if (command.type === 'openDay') {
    if (!isSystem) return refuse('notPermitted')
    return state === null ? [{ type: 'dayOpened', day: command.day, settings: command.settings }] : refuse('alreadyDone')
  }
  if (isSystemCommand(command) && !isSystem) return refuse('notPermitted')
  if (state === null) return refuse('notFound')
  if (state.closed !== null) return refuse('hallClosed')
  const draft = new Draft(state, actor, context)
  const handle = (handlers as Handlers<HallCommandType>)[command.type]
  handle(draft, command as never)
  return draft.events
}
