import type { HearingState, Person } from '../state.ts'
import type { Text } from '../labels/text.ts'
import { ROLE_LABELS } from '../labels/roles.ts'
import { say } from '../labels/text.ts'
import { everybody, isBench, presidingOf } from '../people.ts'
import { isRegistry } from '../roles.ts'

/** The names a script needs, already put into words. */
export type Cast = {
  court: string; caseNo: string; cause: Text
  presiding: Text; panel: Text; clerk: Text; officers: Text
  plaintiff: Text; defendant: Text; thirdParty: Text
  panelSize: number; hasThirdParty: boolean; open: boolean
  issues: string[]
}

const named = (people: Person[], none: Text): Text =>
  people.length === 0
    ? none
    : say(
        people.map((person) => `${ROLE_LABELS[person.role].zh}${person.name}`).join('、'),
        people.map((person) => `${ROLE_LABELS[person.role].en} ${person.name}`).join(', '),
      )

export function castOf(state: HearingState): Cast {
  const people = everybody(state)
  const bench = people.filter((person) => isBench(state, person))
  const presiding = presidingOf(state)
  const ordered = presiding ? [presiding, ...bench.filter((person) => person !== presiding)] : bench
  const side = (role: Person['role']) => named(people.filter((person) => person.role === role), say('(未列明)', '(not named)'))
  return {
    court: state.caseFile.court, caseNo: state.caseFile.caseNo, cause: say(state.caseFile.cause, state.caseFile.cause),
    presiding: named(presiding ? [presiding] : [], say('(未列明)', '(not named)')),
    panel: named(ordered, say('(未列明)', '(not named)')),
    clerk: named(people.filter((person) => isRegistry(person.role)), say('(未列明)', '(not named)')),
    officers: named(people.filter((person) => person.role === 'hearingOfficer'), say('(未列明)', '(not named)')),
    plaintiff: side('plaintiff'), defendant: side('defendant'), thirdParty: side('thirdParty'),
    panelSize: bench.length, hasThirdParty: people.some((person) => person.role === 'thirdParty'),
    open: state.caseFile.publicity === 'open', issues: state.issues,
  }
}

export type Script = Partial<Record<HearingState['stage'], (cast: Cast) => Text[]>>
