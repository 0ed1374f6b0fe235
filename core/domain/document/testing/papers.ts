import type { Signer } from '#protocol/documents.ts'
import type { ContentOf, TemplateId } from '#protocol/papers/index.ts'
import type { DocumentActor } from '../state.ts'

/** One of every paper, all of one invented case. */
const head = { court: '同庭示范人民法院', caseNo: '（2026）同庭01民初1024号', cause: '买卖合同纠纷' }
const office = { office: '长宁区行政服务中心', caseNo: '同庭办〔2026〕88号', item: '企业变更登记', itemCode: '1000122009000' }
const wang = { personId: 'p1', name: '王喆堃', standing: '原告', identity: '女，1985年3月12日出生，汉族', address: '成都市青羊区草堂路1号' }
const li = { personId: 'd1', name: '李䶮', standing: '被告', identity: '男，1982年11月5日出生，汉族', address: '哈尔滨市道里区中央大街2号' }
const attendance = [
  { personId: 'p1', name: '王喆堃', standing: '原告', present: true, note: '在成都在线参加，身份已核对' },
  { personId: 'a1', name: '陈思齐', standing: '委托诉讼代理人', present: true, note: '' },
  { personId: 'd1', name: '李䶮', standing: '被告', present: true, note: '' },
]
const entries = [
  { kind: 'stage' as const, at: '09:30:00', speaker: '', text: '宣布开庭' },
  { kind: 'speech' as const, at: '09:31:10', speaker: '审判员林静安', text: '现在开庭。' },
  { kind: 'note' as const, at: '', speaker: '', text: '经核对，各方身份属实' },
]
const issuedOn = '2026-11-21'
const materials = [{ name: '营业执照副本', form: '电子件', copies: 1, pages: 2, note: '' }]
const officers = [{ title: '审判员', name: '林静安' }]

export const SAMPLES: { [T in TemplateId]: ContentOf<T> } = {
  settlementAgreement: { template: 'settlementAgreement', fields: {
    ...head, place: '在线法庭', applicants: [{ personId: 'p1', name: '王喆堃', identity: '', address: '' }], respondents: [{ personId: 'd1', name: '李䶮', identity: '', address: '' }],
    agents: [{ personId: 'a1', name: '陈思齐', of: 'p1', title: '律师' }], facts: '双方就货款支付发生争议。', clauses: ['被告于2026年12月31日前支付原告货款100000元。'],
    amountYuan: '100000.00', courtFee: '', copies: 3,
  } },
  civilMediationPaper: { template: 'civilMediationPaper', fields: {
    ...head, parties: [wang, li], agents: [], claim: '请求判令被告支付货款。', facts: '双方签订买卖合同，原告已交付货物。', clauses: ['被告支付原告货款100000元。'], courtFee: '由被告负担', bench: officers, clerk: '苏婉', issuedOn,
  } },
  hearingRecord: { template: 'hearingRecord', fields: {
    ...head, place: '第一在线法庭', startedAt: '2026-11-21T09:30', endedAt: '2026-11-21T10:45', publicity: 'open', bench: officers, clerk: '苏婉', attendance, issues: ['货款数额'], entries, transcript: '',
  } },
  mediationRecord: { template: 'mediationRecord', fields: {
    ...head, place: '第一在线法庭', startedAt: '2026-11-21T09:30', endedAt: '2026-11-21T10:45', mediators: [{ title: '调解员', name: '林静安' }], clerk: '苏婉', attendance,
    agreedFacts: ['双方确认货款总额为120000元。'], entries, outcome: '双方自愿达成调解协议。', transcript: '',
  } },
  summons: { template: 'summons', fields: {
    ...head, addressee: wang, reason: '开庭', appearAt: '2026-11-30T09:30', appearPlace: '第一在线法庭', joining: '凭邀请链接进入。', notes: ['准时到庭。'], signedBy: '林静安', contact: '', issuedOn,
  } },
  noticeToAppear: { template: 'noticeToAppear', fields: {
    ...head, addressee: { personId: 'a1', name: '陈思齐', standing: '委托诉讼代理人', identity: '', address: '' }, appearAt: '2026-11-30T09:30', appearPlace: '第一在线法庭', joining: '', notes: [], contact: '', issuedOn,
  } },
  acceptanceNotice: { template: 'acceptanceNotice', fields: { ...head, addressee: wang, opponent: '李䶮', filedOn: '2026-11-18', acceptedOn: '2026-11-20', feeYuan: '2700.00', feeDueOn: '2026-11-28', notes: [], contact: '', issuedOn } },
  correctionNotice: { template: 'correctionNotice', fields: {
    ...head, addressee: wang, filedOn: '2026-11-18', items: [{ material: '起诉状', problem: '未列明被告住址', requirement: '补充被告住址及联系方式' }], dueOn: '2026-11-28', submitTo: '通过在线诉讼平台上传', contact: '', issuedOn,
  } },
  serviceCertificate: { template: 'serviceCertificate', fields: {
    ...head, addressee: wang, papers: [{ name: '传票', copies: 1, sha256: '' }], deliveries: [{ channel: 'platform', address: '在线诉讼平台本人账户', at: '2026-11-21T09:00', basis: 'arrived', note: '' }],
    servedAt: '2026-11-21T09:00', receiver: '王喆堃', substitute: '', server: '苏婉', note: '', issuedOn,
  } },
  serviceAddressConfirmation: { template: 'serviceAddressConfirmation', fields: {
    ...head, party: wang, agrees: true, channels: [{ channel: 'sms', address: '13800000000' }], scope: '本案各审级及执行程序中的诉讼文书', mailAddress: '成都市青羊区草堂路1号', postcode: '610000',
    receiver: '王喆堃', phone: '13800000000', substitute: '', contact: '', issuedOn,
  } },
  onlineConsent: { template: 'onlineConsent', fields: { ...head, party: wang, stages: ['证据交换', '开庭审理', '签署笔录'], agrees: true, conditions: '', phone: '', issuedOn } },
  evidenceList: { template: 'evidenceList', fields: { ...head, party: wang, items: [{ name: '买卖合同', type: '书证', source: '原告保存', form: '原件', purpose: '证明合同关系', pages: '1–3' }], issuedOn } },
  recordingStatement: { template: 'recordingStatement', fields: {
    ...head, place: '第一在线法庭', startedAt: '2026-11-21T09:30', endedAt: '2026-11-21T10:45', equipment: '在线庭审平台同步录音录像', pauses: [{ from: '2026-11-21T10:00', to: '2026-11-21T10:10', reason: '休息' }],
    faults: [], files: [], note: '', presiding: { title: '审判员', name: '林静安' }, clerk: '苏婉', issuedOn,
  } },
  windowReceipt: { template: 'windowReceipt', fields: {
    ...office, applicant: { ...wang, standing: '申请人' }, receivedAt: '2026-11-21T09:00', window: '3号综合窗口', officer: '苏婉', decision: 'accepted', reason: '', legalDays: 20, promisedDays: 5, dueOn: '2026-11-28', query: '', contact: '', issuedOn,
  } },
  materialsReceipt: { template: 'materialsReceipt', fields: { ...office, applicant: { ...wang, standing: '申请人' }, materials, receivedAt: '2026-11-21T09:00', window: '3号综合窗口', officer: '苏婉', note: '', contact: '', issuedOn } },
  applicationForm: { template: 'applicationForm', fields: {
    ...office, applicant: { ...wang, standing: '申请人' }, entries: [{ label: '企业名称', value: '涟水喆堃商贸有限公司' }, { label: '变更事项', value: '住所' }], materials: ['营业执照副本', '住所使用证明'],
    window: '3号综合窗口', officer: '苏婉', contact: '', issuedOn,
  } },
  windowCorrection: { template: 'windowCorrection', fields: {
    ...office, applicant: { ...wang, standing: '申请人' }, receivedAt: '2026-11-21T09:00', window: '3号综合窗口', officer: '苏婉',
    items: [{ material: '住所使用证明', problem: '未提交', requirement: '请提交原件' }], dueOn: '2026-12-04', submitTo: '3号综合窗口，或者在线提交', contact: '', issuedOn,
  } },
  completionNotice: { template: 'completionNotice', fields: {
    ...office, applicant: { ...wang, standing: '申请人' }, receivedAt: '2026-11-21T09:00', completedOn: '2026-11-27', result: '准予变更登记', results: ['营业执照'], delivery: '电子送达', remedies: '', window: '3号综合窗口', officer: '苏婉', contact: '', issuedOn: '2026-11-27',
  } },
}

const plaintiff: Signer = { personId: 'p1', name: '王喆堃', role: 'plaintiff', capacity: 'party' }
const agent: Signer = { personId: 'a1', name: '陈思齐', role: 'lawyer', capacity: 'agent' }
const defendant: Signer = { personId: 'd1', name: '李䶮', role: 'defendant', capacity: 'party' }
const judge: Signer = { personId: 'j1', name: '林静安', role: 'soleJudge', capacity: 'judge' }
const mediator: Signer = { personId: 'j1', name: '林静安', role: 'soleJudge', capacity: 'mediator' }
const clerk: Signer = { personId: 'c1', name: '苏婉', role: 'clerk', capacity: 'clerk' }

/** Who signs each sample, in the order in which they stand in it. */
export const SAMPLE_SIGNERS: Record<TemplateId, Signer[]> = {
  settlementAgreement: [plaintiff, agent, defendant, judge], civilMediationPaper: [plaintiff, defendant, judge, clerk], hearingRecord: [plaintiff, agent, defendant, judge, clerk],
  mediationRecord: [plaintiff, agent, defendant, mediator, clerk], summons: [], noticeToAppear: [], acceptanceNotice: [], correctionNotice: [],
  serviceCertificate: [{ ...plaintiff, capacity: 'recipient' }], serviceAddressConfirmation: [plaintiff], onlineConsent: [plaintiff], evidenceList: [plaintiff],
  recordingStatement: [judge, clerk], windowReceipt: [], materialsReceipt: [{ ...plaintiff, capacity: 'recipient' }, { ...clerk, capacity: 'officer' }], completionNotice: [], windowCorrection: [], applicationForm: [{ ...plaintiff, role: 'thirdParty' }],
}
export const CLERK_ACTOR: Exclude<DocumentActor, 'system'> = { personId: 'c1', role: 'clerk' }
