import type { HearingCommand } from '#protocol/hearing-commands.ts'
import type { Actor } from '#protocol/hearing-events.ts'
import type { Participant } from '#protocol/people.ts'
import type { StageId } from '#protocol/places.ts'
import type { Decision } from '#domain/hearing/index.ts'
import { openCourt, reach } from '#domain/hearing/testing/course.ts'
import { PEOPLE, sampleCase } from '#domain/hearing/testing/sample.ts'
import { Trial } from '#domain/hearing/testing/trial.ts'
import type { Court } from '../../bin/compose.ts'

class Rehearsal extends Trial {
  readonly commands: { actor: Actor; command: HearingCommand }[] = []

  override try(actor: Actor, command: HearingCommand): Decision {
    const decision = super.try(actor, command)
    if (decision.ok) this.commands.push({ actor, command })
    return decision
  }
}

/**
 * A hearing that stands at the stage named, in a real court: rehearsed with the rules alone, then every command given
 * to the real host. @returns the invitation code of each participant
 */
export async function hearingAt(court: Court, hearingId: string, kind: string, stage: StageId): Promise<Record<string, string>> {
  const participants: Participant[] = PEOPLE[kind] ?? []
  const codes = await court.signaling.seedHearing({ hearingId, kind, caseFile: sampleCase, participants })
  const rehearsal = new Rehearsal(kind, participants)
  openCourt(rehearsal)
  reach(rehearsal, stage)
  const { hosts } = court.signaling.inside
  for (const [index, { actor, command }] of rehearsal.commands.entries()) {
    await hosts.submit(hearingId, { actor, command, commandId: `rehearsal-${String(index).padStart(4, '0')}` })
  }
  return codes
}
