import type { AgreementFields, PaperContent, Signer, Strokes } from '#protocol/documents.ts'

/** A case with names that fonts and software lose: 喆堃 䶮 㛃 𬭎 𫖯. */
export const FIELDS: AgreementFields = {
  court: '上海市长宁区人民法院', caseNo: '（2026）沪0105民初1234号', cause: '民间借贷纠纷', place: '在线法庭',
  applicants: [{ personId: 'p1', name: '王喆堃', identity: '男，1985年3月14日出生，汉族', address: '上海市长宁区愚园路1088弄12号402室' }],
  respondents: [
    { personId: 'd1', name: '李䶮', identity: '女，1990年7月2日出生，回族', address: '江苏省苏州市姑苏区平江路68号㛃湖苑3幢' },
    { personId: 'd2', name: '欧阳𬭎𫖯', identity: '男，1979年2月28日出生，汉族', address: '上海市长宁区虹桥路1号' },
  ],
  agents: [{ personId: 'a1', name: '张律', of: 'p1', title: '上海市某某律师事务所律师' }],
  facts: `2024年3月1日，原告王喆堃与被告李䶮签订《借款合同》，约定被告向原告借款人民币120,000元，借期一年，年利率3.45%，被告欧阳𬭎𫖯提供连带责任保证。借款到期后，被告仅归还利息4,140元，本金经多次催讨未还。原告遂诉至本院，请求判令被告归还本金及逾期利息。
审理中，各方当事人对借款本金数额、已付利息数额均无争议；对逾期利息的计算标准（“一年期贷款市场报价利率的四倍”还是“合同约定利率”）存在争议。`,
  clauses: [
    '被告李䶮应于2026年12月31日前归还原告王喆堃借款本金人民币120,000元。',
    '被告李䶮应于2027年1月31日前支付原告王喆堃逾期利息人民币8,000元；若未按期足额履行上述任一付款义务，则应以全部未付款项为基数，按照年利率6%另行支付自逾期之日起至实际清偿之日止的违约金，且原告王喆堃有权就剩余全部款项一并向人民法院申请强制执行。',
    '被告欧阳𬭎𫖯对被告李䶮的上述第一、二项付款义务承担连带清偿责任；承担保证责任后，有权向被告李䶮追偿。',
    '原告王喆堃自愿放弃其他诉讼请求。',
    '款项汇入原告王喆堃在中国工商银行上海市长宁支行开立的账户（账号6222 0210 0111 2345 678），汇款附言“（2026）沪0105民初1234号”，以到账之日为付款日。',
  ],
  amountYuan: '128000.00', courtFee: '案件受理费人民币2,860元，减半收取计1,430元，由被告李䶮负担', copies: 4,
}

export const AGREEMENT: PaperContent = { template: 'settlementAgreement', fields: FIELDS }

/** Five signers; the court's seal makes six signatures. */
export const SIGNERS: Signer[] = [
  { personId: 'p1', name: '王喆堃', role: 'plaintiff', capacity: 'party' },
  { personId: 'a1', name: '张律', role: 'lawyer', capacity: 'agent' },
  { personId: 'd1', name: '李䶮', role: 'defendant', capacity: 'party' },
  { personId: 'd2', name: '欧阳𬭎𫖯', role: 'defendant', capacity: 'party' },
  { personId: 'j1', name: '赵审', role: 'soleJudge', capacity: 'judge' },
]

/** A hand that writes a wave and a loop. */
export const STROKES: Strokes = [
  Array.from({ length: 40 }, (_, i) => ({ x: 0.08 + i / 90, y: 0.5 + 0.28 * Math.sin(i / 3), t: i * 16 })),
  Array.from({ length: 30 }, (_, i) => ({ x: 0.7 + 0.14 * Math.cos(i / 4), y: 0.45 + 0.3 * Math.sin(i / 5), t: 900 + i * 20 })),
]
