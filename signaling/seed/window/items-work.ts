import { ID_CARD, ID_CARD_KNOWN, PERSON, COMPANY, LICENCE_KNOWN, item } from './build.ts'

const work = { department: 'humanResources', basis: 'residence' } as const

/** 人社: employment and qualifications. */
export const WORK_ITEMS = [
  item({
    ...work,
    code: '002014020001',
    zh: '失业登记',
    en: 'Registration as unemployed',
    mode: 'fullOnline',
    materials: [ID_CARD_KNOWN, 'endProof|终止就业的材料|Proof that work has ended|electronic optional'],
    form: [
      ...PERSON,
      'lostOn:date|失业日期|Day of becoming unemployed',
      'reason:choice|失业原因|Reason|ended=合同期满=Contract ended|dismissed=单位解除=Dismissed|resigned=本人辞职=Resigned|closed=单位关闭=Employer closed',
    ],
    days: [5, 1],
    minutes: 8,
  }),
  item({
    ...work,
    code: '002014021001',
    zh: '流动人员人事档案接收、转递',
    en: 'Transfer of a personnel file',
    mode: 'jointHandling',
    question: { zh: '档案现存放在哪个县（市、区）？', en: 'In which county or district is the file kept?' },
    materials: [ID_CARD_KNOWN],
    form: [
      ...PERSON,
      'holder:line|档案现存放机构|Where the file is kept',
      'reason:choice|转递原因|Reason|job=就业=New job|study=升学=Study|return=返乡=Return',
    ],
    parts: [
      'call|接收地开具调档函|Request issued at the receiving place|humanResources|applicant|2',
      'send|存档地转出档案|File sent from where it is kept|humanResources|competent|5',
      'keep|接收地审核入库|Checked and kept at the receiving place|humanResources|applicant|5',
    ],
    days: [15, 12],
  }),
  item({
    ...work,
    code: '002014022001',
    zh: '专业技术人员职业资格（职称）证书查询核验',
    en: 'Verification of professional qualifications',
    mode: 'fullOnline',
    basis: 'education',
    audience: 'both',
    materials: [ID_CARD_KNOWN],
    form: [...PERSON, 'certificateNo:line|证书编号|Certificate number', 'purpose:line?|用途|Purpose'],
    days: [3, 0],
    minutes: 6,
    signs: false,
  }),
  item({
    ...work,
    code: '002014023001',
    zh: '用人单位招用人员就业登记',
    en: 'Registration of new employees',
    mode: 'fullOnline',
    basis: 'business',
    audience: 'company',
    materials: [
      LICENCE_KNOWN,
      'list|招用人员名册|List of employees|electronic',
      'contracts|劳动合同|Employment contracts|electronic deferrable',
    ],
    form: [...COMPANY, 'count:line|招用人数|Number of employees'],
    days: [5, 1],
    minutes: 10,
  }),
  item({
    ...work,
    code: '000514024001',
    zh: '高校毕业生求职创业补贴',
    en: 'Subsidy for graduates seeking work',
    mode: 'collectOnBehalf',
    basis: 'education',
    materials: [
      ID_CARD,
      'diploma|学历（学籍）证明|Proof of study|copy known',
      'hardship|困难人员类别证明|Proof of hardship|original deferrable',
    ],
    form: [...PERSON, 'school:line|毕业院校|School', 'bankAccount:line|收款银行账号|Bank account number'],
    days: [20, 15],
  }),
]
