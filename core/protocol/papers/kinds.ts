import { z } from 'zod'

/** Every paper the house makes. */
export const TemplateId = z.enum([
  'settlementAgreement', 'civilMediationPaper', 'hearingRecord', 'mediationRecord', 'summons', 'noticeToAppear', 'acceptanceNotice', 'correctionNotice',
  'serviceCertificate', 'serviceAddressConfirmation', 'onlineConsent', 'evidenceList', 'recordingStatement', 'windowReceipt', 'materialsReceipt', 'completionNotice',
  'applicationForm', 'windowCorrection',
])
export type TemplateId = z.infer<typeof TemplateId>

/** In what capacity somebody signs. `participant`: witness, expert, interpreter …; `recipient` signs for having received; `officer`: of a window. */
export const Capacity = z.enum(['party', 'agent', 'judge', 'mediator', 'clerk', 'participant', 'recipient', 'officer'])
export type Capacity = z.infer<typeof Capacity>

/** A court hearing or a case at a window. */
export const Matter = z.enum(['hearing', 'window'])
export type Matter = z.infer<typeof Matter>

export type SigningRule = {
  /** Who must be among the signers: each party of the paper (itself or by its agents), or at least one in one of these capacities. */
  must: readonly ('everyParty' | readonly Capacity[])[]
  /** All capacities in which somebody may sign it. */
  may: readonly Capacity[]
  /** Most signers at all; absent = 30. */
  most?: number
  /** Those of one group sign in any order, after everybody of the groups before. Capacities in no group sign at any time. */
  order: readonly (readonly Capacity[])[]
  /** A refusal ends the paper (an agreement), or is noted and the paper stands (R6 150). */
  refusal: 'ends' | 'noted'
  /** When the paper takes effect: at the last party's signature (R2 19), at the last signature of all, at its seal. */
  effective: 'parties' | 'signed' | 'sealed'
}

export type PaperKind = {
  zh: string
  en: string
  seal: 'court' | 'office' | 'none'
  matter: Matter
  signing: SigningRule
  /** Every party confirms the text before it is frozen (D-6). */
  confirmed: boolean
  /** `court`: only those who write papers; `party`: also a party that signs it. */
  drafters: 'court' | 'party'
  /** To whom it is served as soon as it takes effect (D-16). */
  served: 'parties' | 'addressee' | 'nobody'
}

const COURT_LAST = [['party', 'agent', 'participant', 'recipient'], ['judge', 'mediator', 'clerk', 'officer']] as const
const sealOnly: SigningRule = { must: [], may: [], most: 0, order: [], refusal: 'ends', effective: 'sealed' }
const partyAlone: SigningRule = { must: ['everyParty'], may: ['party', 'agent'], most: 1, order: [], refusal: 'ends', effective: 'parties' }
const record = (over: readonly Capacity[]): SigningRule => ({
  must: [over], may: ['party', 'agent', 'participant', 'judge', 'mediator', 'clerk'], order: COURT_LAST, refusal: 'noted', effective: 'signed',
})

/** All papers: what they are called, who seals, who signs, in which order, and what a refusal means. */
export const PAPER_KINDS: Readonly<Record<TemplateId, PaperKind>> = {
  settlementAgreement: {
    zh: '调解协议', en: 'Mediation agreement', seal: 'court', matter: 'hearing', confirmed: true, drafters: 'court', served: 'parties',
    signing: { must: ['everyParty', ['judge', 'mediator']], may: ['party', 'agent', 'judge', 'mediator', 'clerk'], order: COURT_LAST, refusal: 'ends', effective: 'parties' },
  },
  civilMediationPaper: {
    // R6 100: the bench and the clerk put their names to it first; it takes effect once the parties have received and signed it.
    zh: '民事调解书', en: 'Civil mediation paper', seal: 'court', matter: 'hearing', confirmed: false, drafters: 'court', served: 'parties',
    signing: { must: ['everyParty', ['judge']], may: ['party', 'agent', 'judge', 'clerk'], order: [['judge', 'clerk'], ['party', 'agent']], refusal: 'ends', effective: 'parties' },
  },
  // The seal of a record fixes it as a whole (R1 34), also where somebody refused and their field stays empty.
  hearingRecord: { zh: '庭审笔录', en: 'Hearing record', seal: 'court', matter: 'hearing', confirmed: false, drafters: 'court', served: 'nobody', signing: record(['judge', 'clerk']) },
  mediationRecord: { zh: '调解笔录', en: 'Mediation record', seal: 'court', matter: 'hearing', confirmed: false, drafters: 'court', served: 'nobody', signing: record(['judge', 'mediator']) },
  summons: { zh: '传票', en: 'Summons', seal: 'court', matter: 'hearing', confirmed: false, drafters: 'court', served: 'addressee', signing: sealOnly },
  noticeToAppear: { zh: '出庭通知书', en: 'Notice to appear', seal: 'court', matter: 'hearing', confirmed: false, drafters: 'court', served: 'addressee', signing: sealOnly },
  acceptanceNotice: { zh: '受理案件通知书', en: 'Notice of acceptance', seal: 'court', matter: 'hearing', confirmed: false, drafters: 'court', served: 'addressee', signing: sealOnly },
  correctionNotice: { zh: '补正通知书', en: 'Notice to correct', seal: 'court', matter: 'hearing', confirmed: false, drafters: 'court', served: 'addressee', signing: sealOnly },
  serviceCertificate: {
    zh: '送达回证', en: 'Certificate of service', seal: 'court', matter: 'hearing', confirmed: false, drafters: 'court', served: 'nobody',
    signing: { must: [], may: ['recipient', 'clerk'], order: COURT_LAST, refusal: 'noted', effective: 'sealed' },
  },
  serviceAddressConfirmation: { zh: '送达地址确认书', en: 'Service-address confirmation', seal: 'none', matter: 'hearing', confirmed: false, drafters: 'party', served: 'nobody', signing: partyAlone },
  onlineConsent: { zh: '在线诉讼同意书', en: 'Consent to online procedure', seal: 'none', matter: 'hearing', confirmed: false, drafters: 'party', served: 'nobody', signing: partyAlone },
  evidenceList: { zh: '证据目录', en: 'Evidence list', seal: 'none', matter: 'hearing', confirmed: false, drafters: 'party', served: 'nobody', signing: partyAlone },
  recordingStatement: {
    zh: '录音录像情况说明', en: 'Recording statement', seal: 'none', matter: 'hearing', confirmed: false, drafters: 'court', served: 'nobody',
    // Without a seal the last field locks the whole paper: the clerk's comes after the judge's.
    signing: { must: [['judge', 'mediator']], may: ['judge', 'mediator', 'clerk'], order: [['judge', 'mediator'], ['clerk']], refusal: 'ends', effective: 'signed' },
  },
  windowReceipt: {
    zh: '办件回执', en: 'Case receipt', seal: 'office', matter: 'window', confirmed: false, drafters: 'court', served: 'addressee',
    signing: { must: [], may: ['recipient', 'officer'], order: COURT_LAST, refusal: 'noted', effective: 'sealed' },
  },
  materialsReceipt: {
    zh: '收件凭证', en: 'Receipt of documents', seal: 'office', matter: 'window', confirmed: false, drafters: 'court', served: 'addressee',
    signing: { must: [], may: ['recipient', 'officer'], order: COURT_LAST, refusal: 'noted', effective: 'sealed' },
  },
  // What the applicant states at a window, filled in together and signed in the call.
  applicationForm: { zh: '申请表', en: 'Application form', seal: 'none', matter: 'window', confirmed: false, drafters: 'court', served: 'nobody', signing: { ...partyAlone, may: ['party'] } },
  // R11: told once, with everything; a court's own is correctionNotice.
  windowCorrection: { zh: '补正告知书', en: 'Correction list', seal: 'office', matter: 'window', confirmed: false, drafters: 'court', served: 'addressee', signing: sealOnly },
  completionNotice: { zh: '办结通知书', en: 'Completion notice', seal: 'office', matter: 'window', confirmed: false, drafters: 'court', served: 'addressee', signing: sealOnly },
}
