import { PAPER_KINDS, type TemplateId } from '#protocol/papers/index.ts'
import { ABOUT_ONE, HEARING_TEMPLATES } from '#domain/document/contents/index.ts'
import { DRAFTERS } from '#domain/document/index.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import { language } from '../i18n/index.ts'

/** What a paper is called, in the language now chosen. */
export const kindName = (template: TemplateId): string => PAPER_KINDS[template][language()]

/** Which kinds this person may draw up here: who writes papers all, a party or its agents those of that party alone. */
export function kindsFor(me: Person): TemplateId[] {
  if (DRAFTERS.has(me.role)) return HEARING_TEMPLATES
  return partiesFor(me).length > 0 ? HEARING_TEMPLATES.filter((template) => PAPER_KINDS[template].drafters === 'party') : []
}
export const partiesFor = (me: Person): string[] => (['plaintiff', 'defendant', 'thirdParty'].includes(me.role) ? [me.personId] : me.represents)

/** Whom a paper of this kind can be about; empty where it is about the case. */
export function subjectsOf(template: TemplateId, view: HearingState, me: Person): Person[] {
  if (!ABOUT_ONE.has(template)) return []
  const people = Object.values(view.people)
  if (!DRAFTERS.has(me.role)) return people.filter(({ personId }) => partiesFor(me).includes(personId))
  const parties = people.filter(({ role }) => ['plaintiff', 'defendant', 'thirdParty'].includes(role))
  if (PAPER_KINDS[template].drafters === 'party' || template === 'summons' || template === 'acceptanceNotice' || template === 'correctionNotice') return parties
  return people.filter(({ side, role }) => (side !== 'bench' && side !== 'court' && side !== 'public') || role === 'appraiser')
}
