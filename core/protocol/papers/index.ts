import { z } from 'zod'
import { AgreementFields, CivilMediationFields } from './agreement.ts'
import { HearingRecordFields, MediationRecordFields, RecordingStatementFields } from './sitting.ts'
import { AcceptanceFields, CorrectionFields, NoticeToAppearFields, SummonsFields } from './notices.ts'
import { EvidenceListFields, OnlineConsentFields, ServiceAddressFields, ServiceCertificateFields } from './service.ts'
import { ApplicationFormFields, CompletionNoticeFields, MaterialsReceiptFields, WindowCorrectionFields, WindowReceiptFields } from './window.ts'
import type { TemplateId } from './kinds.ts'

export * from './kinds.ts'
export { AgreementFields } from './agreement.ts'
export { ServiceBasis, ServiceChannel } from './service.ts'
export { PaperPerson, nameOf, type FieldName, type PaperAgent, type RecordEntry } from './parts.ts'

/** What each paper is filled in with. */
export const PAPER_FIELDS = {
  settlementAgreement: AgreementFields, civilMediationPaper: CivilMediationFields, hearingRecord: HearingRecordFields, mediationRecord: MediationRecordFields,
  summons: SummonsFields, noticeToAppear: NoticeToAppearFields, acceptanceNotice: AcceptanceFields, correctionNotice: CorrectionFields,
  serviceCertificate: ServiceCertificateFields, serviceAddressConfirmation: ServiceAddressFields, onlineConsent: OnlineConsentFields, evidenceList: EvidenceListFields,
  recordingStatement: RecordingStatementFields, windowReceipt: WindowReceiptFields, materialsReceipt: MaterialsReceiptFields, completionNotice: CompletionNoticeFields,
  applicationForm: ApplicationFormFields, windowCorrection: WindowCorrectionFields,
} as const satisfies Record<TemplateId, z.ZodObject>
export type PaperFields<T extends TemplateId = TemplateId> = z.output<(typeof PAPER_FIELDS)[T]>

const content = <const T extends TemplateId>(template: T) => z.strictObject({ template: z.literal(template), fields: PAPER_FIELDS[template] })
/** A paper's kind together with what it is filled in with. */
export const PaperContent = z.discriminatedUnion('template', [
  content('settlementAgreement'), content('civilMediationPaper'), content('hearingRecord'), content('mediationRecord'), content('summons'), content('noticeToAppear'),
  content('acceptanceNotice'), content('correctionNotice'), content('serviceCertificate'), content('serviceAddressConfirmation'), content('onlineConsent'),
  content('evidenceList'), content('recordingStatement'), content('windowReceipt'), content('materialsReceipt'), content('completionNotice'), content('applicationForm'),
  content('windowCorrection'),
])
export type PaperContent = z.output<typeof PaperContent>
/** One kind's content. */
export type ContentOf<T extends TemplateId> = Extract<PaperContent, { template: T }>
/** What a form sends, before defaults are filled in. */
export type PaperDraft = z.input<typeof PaperContent>
