import { sha256 } from './strokes.ts'
import type { Case } from './cases.ts'
import { AGENT, CLERK, COURT, ISSUED, JUDGE, LI, OUYANG, PLACE, WANG, WITNESS, sign } from './people.ts'

const attendance = [
  { personId: 'p1', name: WANG.name, standing: '原告', present: true, note: '在上海在线参加，人脸识别和身份证件核对一致' },
  { personId: 'a1', name: AGENT.name, standing: '委托诉讼代理人', present: true, note: '特别授权，律师执业证已核对' },
  { personId: 'd1', name: LI.name, standing: '被告', present: true, note: '在苏州在线参加，身份证件核对一致' },
  { personId: 'd2', name: OUYANG.name, standing: '被告', present: true, note: '' },
  { personId: 'w1', name: WITNESS.name, standing: '证人', present: true, note: '作证前在证人室等候，未旁听庭审' },
]
const span = { startedAt: '2026-11-21T09:30', endedAt: '2026-11-21T11:05' }
const stage = (at: string, text: string) => ({ kind: 'stage' as const, at, speaker: '', text })
const said = (speaker: string, text: string) => ({ kind: 'speech' as const, at: '', speaker, text })
const noted = (text: string) => ({ kind: 'note' as const, at: '', speaker: '', text })

const hearing = [
  stage('09:30:00', '宣布开庭'),
  said('书记员', '请旁听人员保持安静，现在宣布法庭纪律。未经许可不得录音、录像、摄影，不得随意走动，不得鼓掌、喧哗。'),
  said('审判员', '现在开庭。同庭示范人民法院依法公开开庭审理原告王喆堃诉被告李䶮、欧阳𬭎𫖯民间借贷纠纷一案，本案适用简易程序，由审判员林静安独任审判，书记员苏㛃担任记录。'),
  stage('09:36:20', '核对身份、告知权利'),
  said('审判员', '各方当事人对对方出庭人员的身份有无异议？'),
  said('原告', '没有异议。'),
  said('被告李䶮', '没有异议。'),
  said('被告欧阳𬭎𫖯', '没有异议。'),
  said('审判员', '当事人有申请回避的权利，有委托代理人、收集和提供证据、进行辩论、请求调解、提起上诉的权利。是否申请回避？'),
  noted('各方当事人均表示听清，不申请回避'),
  stage('09:42:05', '法庭调查'),
  said('原告委托诉讼代理人', '请求判令：一、被告李䶮归还借款本金人民币120,000元；二、被告李䶮支付逾期利息，以120,000元为基数，自2025年3月1日起按照全国银行间同业拆借中心公布的一年期贷款市场报价利率计算至实际清偿之日止；三、被告欧阳𬭎𫖯对上述债务承担连带清偿责任；四、诉讼费用由两被告负担。事实与理由同起诉状。'),
  said('被告李䶮', '借款本金属实，利息已付4,140元。因经营困难未能按期归还，希望分期。'),
  said('被告欧阳𬭎𫖯', '保证书上“𬭎𫖯”二字是本人所签，但保证期间是否届满请法庭查明。'),
  said('审判员', '传证人赵㛃到庭。'),
  noted('证人赵㛃由证人室进入法庭，签署如实作证保证书'),
  said('证人', '2024年3月1日签合同时我在场，欧阳𬭎𫖯当场签的字，说“䶮姐的债我来担保”。'),
  said('审判员', '证人退庭，不得旁听。'),
  said('原告委托诉讼代理人', '出示证据一《借款合同》、证据二银行转账凭证（流水号20240301-0088-120000）、证据三《保证书》，证明借贷关系成立、款项已交付、保证人承担连带责任。'),
  said('被告李䶮', '对三份证据的真实性、合法性、关联性均无异议。'),
  said('被告欧阳𬭎𫖯', '对证据一、二不清楚，对证据三真实性无异议。'),
  stage('10:21:40', '法庭辩论'),
  said('原告委托诉讼代理人', '保证期间约定为主债务履行期限届满之日起二年，原告于期间内起诉，保证责任未免除。'),
  said('被告李䶮', '愿意还款，请求减免部分利息。'),
  said('被告欧阳𬭎𫖯', '服从法庭查明的事实。'),
  stage('10:48:10', '最后意见与调解'),
  said('审判员', '依照法律规定，各方是否愿意调解？'),
  said('原告', '愿意。'),
  said('被告李䶮', '愿意。'),
  said('被告欧阳𬭎𫖯', '愿意。'),
  noted('各方另行达成调解协议，见本案调解协议'),
  said('审判员', '现在休庭。笔录由各方当庭阅读后签名。'),
]

export const SITTING_CASES: Case[] = [
  {
    content: {
      template: 'settlementAgreement',
      fields: {
        ...COURT, place: PLACE, agents: [AGENT],
        applicants: [{ personId: 'p1', name: WANG.name, identity: WANG.identity, address: WANG.address }],
        respondents: [LI, OUYANG].map(({ personId, name, identity, address }) => ({ personId, name, identity, address })),
        facts: '2024年3月1日，原告王喆堃与被告李䶮签订《借款合同》，约定被告李䶮向原告借款人民币120,000元，借期一年，年利率3.45%，被告欧阳𬭎𫖯提供连带责任保证。借款到期后，被告李䶮仅支付利息4,140元，本金经多次催讨未还。\n审理中，各方当事人对借款本金数额、已付利息数额均无争议；对逾期利息的计算标准存在争议。',
        clauses: [
          '被告李䶮应于2026年12月31日前归还原告王喆堃借款本金人民币120,000元',
          '被告李䶮应于2027年1月31日前支付原告王喆堃逾期利息人民币8,000元；若未按期足额履行上述任一付款义务，则以全部未付款项为基数，按照年利率6%另行支付自逾期之日起至实际清偿之日止的违约金，且原告王喆堃有权就剩余全部款项一并申请强制执行',
          '被告欧阳𬭎𫖯对被告李䶮的上述第一、二项付款义务承担连带清偿责任；承担保证责任后，有权向被告李䶮追偿',
          '款项汇入原告王喆堃在中国工商银行上海市长宁支行开立的账户（账号6222 0210 0111 2345 678），以到账之日为付款日',
          '原告王喆堃自愿放弃其他诉讼请求',
        ],
        amountYuan: '128000.00', courtFee: '案件受理费人民币2,860元，减半收取计1,430元，由被告李䶮负担', copies: 4,
      },
    },
    signers: [sign.plaintiff, sign.agent, sign.defendant, sign.guarantor, sign.judge],
  },
  {
    content: {
      template: 'civilMediationPaper',
      fields: {
        ...COURT, parties: [WANG, LI, OUYANG], agents: [AGENT],
        claim: '1．判令被告李䶮归还借款本金人民币120,000元并支付逾期利息；2．判令被告欧阳𬭎𫖯对上述债务承担连带清偿责任；3．诉讼费用由两被告负担。',
        facts: '经审理查明，2024年3月1日，王喆堃与李䶮签订《借款合同》，约定李䶮向王喆堃借款人民币120,000元，借期一年，年利率3.45%，欧阳𬭎𫖯提供连带责任保证。当日，王喆堃通过银行转账交付借款。借款到期后，李䶮支付利息4,140元，本金未还。',
        clauses: ['被告李䶮于2026年12月31日前归还原告王喆堃借款本金人民币120,000元', '被告李䶮于2027年1月31日前支付原告王喆堃逾期利息人民币8,000元', '被告欧阳𬭎𫖯对上述第一、二项债务承担连带清偿责任', '各方当事人就本案无其他争议'],
        courtFee: '人民币2,860元，减半收取计1,430元，由被告李䶮负担', bench: [JUDGE], clerk: CLERK, issuedOn: ISSUED,
      },
    },
    signers: [sign.plaintiff, sign.defendant, sign.guarantor, sign.judge, sign.clerk],
  },
  {
    content: {
      template: 'hearingRecord',
      fields: {
        ...COURT, place: PLACE, ...span, publicity: 'open', bench: [JUDGE], clerk: CLERK, attendance, entries: hearing,
        issues: ['保证期间是否届满', '逾期利息的计算标准'], transcript: '',
      },
    },
    signers: [sign.plaintiff, sign.agent, sign.defendant, sign.guarantor, sign.witness, sign.judge, sign.clerk],
  },
  {
    content: {
      template: 'mediationRecord',
      fields: {
        ...COURT, place: '在线调解室', startedAt: '2026-11-21T14:00', endedAt: '2026-11-21T14:50', mediators: [{ title: '审判员', name: JUDGE.name }, { title: '特邀调解员', name: '周㛃如' }], clerk: CLERK,
        attendance: attendance.slice(0, 4),
        entries: [
          stage('14:00:00', '核对身份、告知权利'),
          said('调解员', '在线调解与线下调解具有同等法律效力；调解应当自愿，不得虚构事实恶意串通损害他人利益。各方是否清楚？'),
          noted('各方当事人均表示清楚，自愿参加调解'),
          stage('14:08:00', '调解经过'),
          said('原告', '本金必须归还，利息可以商量。'),
          said('被告李䶮', '年底前可以还清本金，利息希望一次确定数额。'),
          said('调解员', '建议利息总额确定为8,000元，2027年1月31日前付清，各方考虑。'),
          said('原告', '同意。'), said('被告李䶮', '同意。'), said('被告欧阳𬭎𫖯', '同意继续担保。'),
        ],
        agreedFacts: ['借款本金为人民币120,000元，已于2024年3月1日交付', '李䶮已支付利息4,140元'],
        outcome: '各方当事人自愿达成调解协议，协议内容另行制作文书，由各方在线签名。', transcript: '调解员：请各方确认方案。\n原告：确认。\n被告李䶮：确认。\n被告欧阳𬭎𫖯：确认。',
      },
    },
    signers: [sign.plaintiff, sign.defendant, sign.guarantor, sign.mediator, sign.clerk],
  },
  {
    content: {
      template: 'recordingStatement',
      fields: {
        ...COURT, place: PLACE, ...span, equipment: '在线庭审平台服务端同步录制，视频1280×720、音频48 kHz，双路备份',
        pauses: [{ from: '2026-11-21T10:05', to: '2026-11-21T10:12', reason: '法庭休息' }],
        faults: [{ at: '2026-11-21T09:55', what: '被告李䶮网络中断约40秒', measure: '审判员暂停发问，重新连接后重述前一问题' }],
        files: ['庭审全景画面', '各方发言音轨'].map((name) => ({ name, sha256: sha256(name) })),
        note: '除上列中断外，录音录像与庭审活动同步，未作剪辑。', presiding: JUDGE, clerk: CLERK, issuedOn: ISSUED,
      },
    },
    signers: [sign.judge, sign.clerk],
  },
]
