import type { Case } from './cases.ts'
import { CLERK, CONTACT, COURT, ISSUED, JUDGE, LI, OFFICE, PLACE, WANG, WITNESS, officer, recipient, sign } from './people.ts'

const joining = '登录同庭（https://court.example）凭短信中的邀请链接进入，无需安装软件；电脑或手机均可，须有摄像头和麦克风。'
const window = { receivedAt: '2026-11-21T09:12', window: '3号综合窗口', officer: CLERK, contact: '021-2205 0000', issuedOn: ISSUED }
const applicant = { ...WANG, standing: '申请人' }

/** What a court or a window sends out under its seal. */
export const NOTICE_CASES: Case[] = [
  {
    content: { template: 'summons', fields: { ...COURT, addressee: LI, reason: '开庭', appearAt: '2026-11-30T09:30', appearPlace: PLACE, joining, notes: ['携带有效身份证件原件备查'], signedBy: JUDGE.name, contact: CONTACT, issuedOn: ISSUED } },
    signers: [],
  },
  {
    content: { template: 'noticeToAppear', fields: { ...COURT, addressee: WITNESS, appearAt: '2026-11-30T09:30', appearPlace: PLACE, joining, notes: ['证人应当如实作证，作伪证的承担法律责任', '作证前不得旁听庭审'], contact: CONTACT, issuedOn: ISSUED } },
    signers: [],
  },
  {
    content: { template: 'acceptanceNotice', fields: { ...COURT, addressee: WANG, opponent: '李䶮、欧阳𬭎𫖯', filedOn: '2026-10-18', acceptedOn: '2026-10-20', feeYuan: '2860.00', feeDueOn: '2026-10-28', notes: ['本案审判人员为审判员林静安，书记员为苏㛃'], contact: CONTACT, issuedOn: '2026-10-20' } },
    signers: [],
  },
  {
    content: {
      template: 'correctionNotice',
      fields: {
        ...COURT, caseNo: '（2026）同庭01民诉前调2210号', addressee: WANG, filedOn: '2026-10-12',
        items: [
          { material: '民事起诉状', problem: '未列明被告欧阳𬭎𫖯的住址和联系方式', requirement: '补充被告住址、身份证号码或者其他足以识别身份的信息' },
          { material: '银行转账凭证', problem: '照片模糊，流水号不可辨认', requirement: '重新拍摄或者上传银行出具的电子回单（PDF）' },
          { material: '授权委托书', problem: '未记明是否有权代为承认、放弃、变更诉讼请求，进行和解', requirement: '逐项记明委托权限，由委托人签名' },
        ],
        dueOn: '2026-10-19', submitTo: '登录同庭“我的案件”上传，或者到本院诉讼服务中心3号窗口提交', contact: CONTACT, issuedOn: '2026-10-13',
      },
    },
    signers: [],
  },
  {
    content: { template: 'windowReceipt', fields: { ...OFFICE, ...window, applicant, decision: 'acceptedWithGaps', reason: '住所使用证明可以在2026年11月25日前补交', legalDays: 20, promisedDays: 3, dueOn: '2026-11-26', query: '同庭“我的办件”，或者扫描页脚二维码' } },
    signers: [recipient, officer],
  },
  {
    content: {
      template: 'materialsReceipt',
      fields: {
        ...OFFICE, ...window, applicant, note: '营业执照正、副本原件当场核验后退还。',
        materials: [
          { name: '公司登记（备案）申请书', form: '电子件', copies: 1, pages: 4, note: '' }, { name: '股东会决议', form: '原件', copies: 1, pages: 2, note: '欧阳𬭎𫖯签名' },
          { name: '新任法定代表人身份证明（李䶮）', form: '复制件', copies: 1, pages: 1, note: '已核对原件' }, { name: '营业执照正、副本', form: '原件', copies: 2, pages: 2, note: '核验后退还' },
        ],
      },
    },
    signers: [recipient, officer],
  },
  {
    content: {
      template: 'windowCorrection',
      fields: {
        ...OFFICE, ...window, applicant, dueOn: '2026-12-04', submitTo: '3号综合窗口，或者登录同庭“我的办件”上传',
        items: [
          { material: '住所使用证明', problem: '租赁合同已于2026年10月到期', requirement: '提交有效期内的租赁合同或者产权证明' },
          { material: '股东会决议', problem: '股东欧阳𬭎𫖯未签名', requirement: '由全体股东签名后重新提交' },
        ],
      },
    },
    signers: [],
  },
  {
    content: {
      template: 'applicationForm',
      fields: {
        ...OFFICE, applicant, window: window.window, officer: CLERK, contact: window.contact, issuedOn: ISSUED,
        entries: [
          { label: '企业名称', value: '涟水喆堃商贸有限公司' }, { label: '统一社会信用代码', value: '91310105MA1FW0000X' }, { label: '变更事项', value: '法定代表人、住所' },
          { label: '原法定代表人', value: WANG.name }, { label: '拟任法定代表人', value: '李䶮' }, { label: '新住所', value: '江苏省苏州市姑苏区平江路68号㛃湖苑3幢' },
          { label: '联系人及电话', value: '欧阳𬭎𫖯，139 0000 2048' },
        ],
        materials: ['公司登记（备案）申请书', '股东会决议', '新任法定代表人身份证明', '营业执照正、副本'],
      },
    },
    signers: [{ ...sign.plaintiff, role: 'thirdParty' }],
  },
  {
    content: {
      template: 'completionNotice',
      fields: {
        ...OFFICE, applicant, receivedAt: window.receivedAt, window: window.window, officer: CLERK, contact: window.contact, completedOn: '2026-11-25', result: '准予变更登记，法定代表人变更为李䶮',
        results: ['营业执照（电子证照）', '登记通知书'], delivery: '电子送达至申请人同庭账户；纸质件邮寄，运单号SF1024 2026 1125', remedies: '如不服本决定，可以自收到本通知书之日起六十日内依法申请行政复议，或者六个月内依法提起行政诉讼', issuedOn: '2026-11-25',
      },
    },
    signers: [],
  },
]
