import type { Signer } from '#protocol/documents.ts'
import type { ContentOf, PaperContent, TemplateId } from '#protocol/papers/index.ts'
import type { Block, PaperPlan } from '../typeset/blocks.ts'
import { acceptanceNotice } from './acceptance-notice.ts'
import { applicationForm } from './application-form.ts'
import { civilMediationPaper } from './civil-mediation-paper.ts'
import { completionNotice } from './completion-notice.ts'
import { correctionNotice } from './correction-notice.ts'
import { evidenceList } from './evidence-list.ts'
import { hearingRecord } from './hearing-record.ts'
import { materialsReceipt } from './materials-receipt.ts'
import { mediationRecord } from './mediation-record.ts'
import { noticeToAppear } from './notice-to-appear.ts'
import { onlineConsent } from './online-consent.ts'
import { recordingStatement } from './recording-statement.ts'
import { serviceAddressConfirmation } from './service-address-confirmation.ts'
import { serviceCertificate } from './service-certificate.ts'
import { settlementAgreement } from './settlement-agreement.ts'
import { summons } from './summons.ts'
import type { Template } from './template.ts'
import { windowCorrection } from './window-correction.ts'
import { windowReceipt } from './window-receipt.ts'
import { WORDING, sayFor, type Wording } from './wording/index.ts'

export { SEAL_FIELD, fieldOf } from './parts.ts'
export { WordingError, readWording, type Wording } from './wording/index.ts'

const TEMPLATES: { [T in TemplateId]: Template<T> } = {
  settlementAgreement, civilMediationPaper, hearingRecord, mediationRecord, summons, noticeToAppear, acceptanceNotice, correctionNotice,
  serviceCertificate, serviceAddressConfirmation, onlineConsent, evidenceList, recordingStatement, windowReceipt, materialsReceipt, completionNotice,
  applicationForm, windowCorrection,
}
export const TEST_MARK = '【测试 TEST CA】本文书由内置测试证书签发，仅供演示与测试，不具有法律效力'

export type PaperContext = {
  documentId: string
  /** The signatures will come from the built-in test authority, and the paper says so. */
  testCa: boolean
  /** Where people reach the court, without a slash at the end; with it the square code is an address, without it the number. */
  publicUrl?: string
  /** A court's own sentences; the product's where absent. */
  wording?: Wording
}

/** What a paper of any kind says, ready to be set on pages. */
export function planOf(content: PaperContent, signers: readonly Signer[], { documentId, testCa, publicUrl = '', wording = WORDING }: PaperContext): PaperPlan {
  const { fields, template } = content
  return {
    title: `${wording[template].title} ${fields.caseNo}`, blocks: blocksOf(content, signers, wording), testMark: testCa ? TEST_MARK : null,
    footer: `电子文书编号 ${documentId} · 扫码或凭编号核验`, code: publicUrl === '' ? documentId : `${publicUrl}/verify/${documentId}`,
  }
}

function blocksOf<T extends TemplateId>(content: ContentOf<T>, signers: readonly Signer[], wording: Wording): Block[] {
  const template: Template<T> = TEMPLATES[content.template as T]
  return template(content.fields as Parameters<Template<T>>[0], signers, sayFor(wording, content.template as T))
}
