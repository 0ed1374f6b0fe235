import { PAPER_KINDS, type PaperFields, type TemplateId } from '#protocol/papers/index.ts'
import type { Case } from './case.ts'
import { civilMediationPaper, hearingRecord, mediationRecord, recordingStatement, settlementAgreement } from './sitting.ts'
import { acceptanceNotice, correctionNotice, noticeToAppear, serviceCertificate, summons } from './notices.ts'
import { evidenceList, onlineConsent, serviceAddressConfirmation } from './own.ts'

export type { Case } from './case.ts'
export { courtClock, courtDate, courtTime } from './time.ts'

/** Kinds of paper that a hearing can fill in; the window's papers are filled in from its cases. */
export type HearingTemplate = Exclude<TemplateId, 'windowReceipt' | 'materialsReceipt' | 'completionNotice' | 'applicationForm' | 'windowCorrection'>

const CONTENTS: { [T in HearingTemplate]: (of: Case) => Partial<PaperFields<T>> } = {
  settlementAgreement, civilMediationPaper, hearingRecord, mediationRecord, recordingStatement, summons, noticeToAppear, acceptanceNotice, correctionNotice,
  serviceCertificate: (of) => serviceCertificate(of, (template) => PAPER_KINDS[template as TemplateId].zh),
  serviceAddressConfirmation, onlineConsent, evidenceList,
}
export const HEARING_TEMPLATES = Object.keys(CONTENTS) as HearingTemplate[]

/** Kinds that are for or about one person, whom whoever drafts them chooses. */
export const ABOUT_ONE: ReadonlySet<TemplateId> = new Set<TemplateId>([
  'summons', 'noticeToAppear', 'acceptanceNotice', 'correctionNotice', 'serviceCertificate', 'serviceAddressConfirmation', 'onlineConsent', 'evidenceList',
])

/**
 * What the case and the log of its hearing say for the fields of a paper. Fields that nobody can know (facts agreed,
 * clauses, what is missing) stay empty: whoever drafts fills them in, and `readContent` tells what is still wrong.
 */
export const contentsOf = <T extends HearingTemplate>(template: T, of: Case): Partial<PaperFields<T>> => CONTENTS[template](of)
