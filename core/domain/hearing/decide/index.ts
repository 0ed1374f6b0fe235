import { AppError } from '#protocol/errors.ts'
import type { CommandType, HearingCommand, ParticipantCommand, SystemCommand } from '#protocol/hearing-commands.ts'
import type { Actor } from '#protocol/hearing-events.ts'
import type { CaseFile, Participant } from '#protocol/people.ts'
import type { Decision, HearingState } from '../state.ts'
import { compositionFaults } from '../composition.ts'
import { sittingKind } from '../kinds/index.ts'
import { permission } from '../permissions.ts'
import { attendanceHandlers } from './attendance.ts'
import type { DecideContext } from './draft.ts'
import { Draft, refuse } from './draft.ts'
import type { Handlers, SystemHandlers } from './handler.ts'
import { proofHandlers } from './proof.ts'
import { recordHandlers } from './record.ts'
import { rightsHandlers } from './rights.ts'
import { roomHandlers } from './rooms.ts'
import { stageHandlers } from './stages.ts'
import { switchHandlers } from './switches.ts'
import { systemHandlers } from './system.ts'

const participantHandlers: Handlers<ParticipantCommand['type']> = {
  ...attendanceHandlers, ...roomHandlers, ...stageHandlers, ...rightsHandlers, ...switchHandlers, ...proofHandlers, ...recordHandlers,
}

const isSystemCommand = (command: HearingCommand): command is SystemCommand => Object.hasOwn(systemHandlers, command.type)

/**
 * Which events a command adds, or why none. Pure: same arguments, same answer, but for the ids it asks `context` for.
 * A decision that is ok holds at least one event. Commands of the platform need a system actor, all others a participant.
 * @throws whatever is a defect; refusals are returned
 */
export function decide(state: HearingState, command: HearingCommand, actor: Actor, context: DecideContext): Decision {
  const draft = new Draft(state, actor, context)
  return attempt(() => {
    if (isSystemCommand(command)) {
      if (!('system' in actor)) refuse('notPermitted')
      const handle = (systemHandlers as SystemHandlers<CommandType>)[command.type]
      handle(draft, command as never)
    } else {
      if (!('personId' in actor)) return refuse('notPermitted')
      const code = permission(state, actor.personId, command.type)
      if (code) refuse(code)
      const handle = (participantHandlers as Handlers<CommandType>)[command.type]
      handle(draft, command as never, draft.person(actor.personId))
    }
    return draft.events
  })
}

export type Schedule = { hearingId: string; kind: string; caseFile: CaseFile; participants: Participant[] }

/** The first event of a hearing, after the composition rules of its kind (H-2). */
export function schedule({ hearingId, kind, caseFile, participants }: Schedule): Decision {
  return attempt(() => {
    const fault = compositionFaults(sittingKind(kind), participants)[0]
    if (fault) refuse('composition', { rule: fault.zh, ruleEn: fault.en })
    return [{ type: 'hearingScheduled', hearingId, kind, caseFile, participants }]
  })
}

function attempt(work: () => import('#protocol/hearing-events.ts').HearingEvent[]): Decision {
  try {
    return { ok: true, events: work() }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.toWire() }
    throw error
  }
}
