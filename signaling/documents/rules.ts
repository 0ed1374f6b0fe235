import { AppError } from '#protocol/errors.ts'
import type { DocumentView } from '#protocol/documents.ts'
import { PAPER_KINDS, type TemplateId } from '#protocol/papers/index.ts'
import type { RoleId } from '#protocol/people.ts'
import { isComplete, namedIn } from '#domain/document/index.ts'
import type { Person } from '#domain/hearing/state.ts'

const WRITERS: RoleId[] = ['clerk', 'judgeAssistant', 'presidingJudge', 'soleJudge', 'judge', 'mediator', 'specialMediator']
const COURT: RoleId[] = [...WRITERS, 'layJudge', 'prosecutor', 'hearingOfficer']
/** Witnesses and those who assist them, observers and technicians never see a paper of the case that is not theirs (R1 26). */
const PARTY_SIDES = ['plaintiff', 'defendant', 'thirdParty']
const NEVER: RoleId[] = ['witness', 'appraiser', 'expertAssistant', 'observer', 'bailiff', 'courtTech', 'interpreter']

export const isCourt = (person: Person): boolean => COURT.includes(person.role)
export const mayWrite = (person: Person): boolean => WRITERS.includes(person.role)

/** Whether somebody is shown the papers of this hearing. */
export function maySeePapers(person: Person | undefined): boolean {
  if (person === undefined || NEVER.includes(person.role)) return false
  return isCourt(person) || PARTY_SIDES.includes(person.side)
}

/** One person's paper: a summons, a consent, a list of evidence before it is handed in. */
const isOwn = (view: DocumentView): boolean => {
  const { drafters, served } = PAPER_KINDS[view.content.template]
  if (view.content.template === 'evidenceList') return !isComplete(view)
  return drafters === 'party' || served === 'addressee' || view.content.template === 'serviceCertificate'
}

/** Whether somebody is shown this paper: the court all, the parties those of the case, and everybody their own. */
export function maySeePaper(view: DocumentView, person: Person | undefined): boolean {
  if (person === undefined) return false
  if (isCourt(person)) return true
  if (view.signers.some(({ personId }) => personId === person.personId)) return true
  if (!isOwn(view)) return maySeePapers(person)
  return isTheirs(view, person)
}

/** It names them, or a party they speak for; a draft of the court is nobody's yet. */
function isTheirs(view: DocumentView, person: Person): boolean {
  const theirs = namedIn(view.content).some(({ personId }) => personId === person.personId || person.represents.includes(personId))
  return theirs && (isComplete(view) || PAPER_KINDS[view.content.template].drafters === 'party')
}

/** Whether somebody may draw up such a paper about this person: the court's writers all, a party and its agents their own. */
export function mayDraw(template: TemplateId, person: Person, about: string | undefined): boolean {
  if (mayWrite(person)) return true
  if (PAPER_KINDS[template].drafters !== 'party' || about === undefined || !maySeePapers(person)) return false
  return about === person.personId || person.represents.includes(about)
}

/** The host's word to docs-service: the judge confirmed this person here; the court's own people signed in by account. */
export function identityVerified(person: Person): boolean {
  return person.identity === 'confirmed' || isCourt(person)
}

/** @throws AppError notFound when there is no such paper; notPermitted when it is not theirs, and always to those who see no papers at all */
export function visiblePaper(views: readonly DocumentView[], documentId: string, person: Person): DocumentView {
  const view = views.find((one) => one.documentId === documentId)
  if (view !== undefined && maySeePaper(view, person)) return view
  throw new AppError(view === undefined && maySeePapers(person) ? 'notFound' : 'notPermitted')
}
