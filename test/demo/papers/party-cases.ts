import type { Case } from './cases.ts'
import { CLERK, CONTACT, COURT, ISSUED, LI, WANG, sign } from './people.ts'
import { sha256 } from './strokes.ts'

/** What parties fill in and sign, and the proof that something reached them. */
export const PARTY_CASES: Case[] = [
  {
    content: {
      template: 'serviceCertificate',
      fields: {
        ...COURT, addressee: LI, receiver: LI.name, substitute: '', server: CLERK, note: '', issuedOn: ISSUED, servedAt: '2026-11-21T15:20',
        papers: ['传票', '应诉通知书、起诉状副本及证据目录', '在线诉讼权利义务告知书'].map((name) => ({ name, copies: 1, sha256: sha256(name) })),
        deliveries: [
          { channel: 'platform', address: '同庭平台本人账户', at: '2026-11-21T15:20', basis: 'arrived', note: '' },
          { channel: 'sms', address: '138 0000 1024', at: '2026-11-21T15:21', basis: 'arrived', note: '运营商回执：已送达' },
          { channel: 'platform', address: '同庭平台本人账户', at: '2026-11-21T19:02', basis: 'opened', note: '' },
        ],
      },
    },
    signers: [{ ...sign.defendant, capacity: 'recipient' }],
  },
  {
    content: {
      template: 'serviceAddressConfirmation',
      fields: {
        ...COURT, party: LI, agrees: true, channels: [{ channel: 'platform', address: '同庭平台本人账户' }, { channel: 'sms', address: '138 0000 1024' }, { channel: 'email', address: 'li.yan@mail.example' }],
        scope: '本案各审级及执行程序中的诉讼文书，裁判文书除外', mailAddress: LI.address, postcode: '215005', receiver: LI.name, phone: '138 0000 1024', substitute: '', contact: CONTACT, issuedOn: ISSUED,
      },
    },
    signers: [sign.defendant],
  },
  {
    content: {
      template: 'onlineConsent',
      fields: { ...COURT, party: WANG, stages: ['证据交换与质证', '开庭审理', '调解', '阅读、签署笔录', '接收诉讼文书'], agrees: true, conditions: '本人备有电脑、摄像头、麦克风和有线网络，能够在安静、无他人在场的房间参加', phone: '139 0000 2048', issuedOn: ISSUED },
    },
    signers: [sign.plaintiff],
  },
  {
    content: {
      template: 'evidenceList',
      fields: {
        ...COURT, party: WANG, issuedOn: ISSUED,
        items: [
          { name: '《借款合同》', type: '书证', source: '原告保存', form: '原件', purpose: '证明2024年3月1日双方成立借贷关系，借款金额、期限、利率均有约定', pages: '1–3' },
          { name: '银行转账凭证', type: '书证', source: '中国工商银行', form: '电子回单', purpose: '证明借款120,000元已于当日交付', pages: '4' },
          { name: '《保证书》', type: '书证', source: '原告保存', form: '原件', purpose: '证明被告欧阳𬭎𫖯承担连带责任保证，保证期间二年', pages: '5–6' },
          { name: '微信聊天记录', type: '电子数据', source: '原告手机', form: '截屏，原始载体可当庭出示', purpose: '证明原告于2025年3月5日、6月18日两次催讨，被告李䶮承认尚欠本金', pages: '7–12' },
          { name: '赵㛃证言', type: '证人证言', source: '证人本人', form: '出庭作证', purpose: '证明被告欧阳𬭎𫖯当场签署保证书', pages: '13' },
          { name: '利息计算表', type: '书证', source: '原告制作', form: '电子表格打印件', purpose: '证明逾期利息的计算过程', pages: '14–15' },
        ],
      },
    },
    signers: [sign.plaintiff],
  },
]
