import type { Signer } from '#protocol/documents.ts'
import type { PaperPerson } from '#protocol/papers/index.ts'

/** One invented case, with names that fonts and software lose: 喆堃 䶮 㛃 𬭎 𫖯. */
export const COURT = { court: '同庭示范人民法院', caseNo: '（2026）同庭01民初1024号', cause: '民间借贷纠纷' }
export const OFFICE = { office: '长宁区行政服务中心', caseNo: '长政服办〔2026〕88号', item: '公司变更登记（法定代表人、住所）', itemCode: '000131025001' }
export const PLACE = '第一在线法庭'
export const CONTACT = '苏㛃书记员，021-5208 1024，12368诉讼服务热线'
export const ISSUED = '2026-11-21'

const person = (personId: string, name: string, standing: string, identity: string, address: string): PaperPerson => ({ personId, name, standing, identity, address })
export const WANG = person('p1', '王喆堃', '原告', '男，1985年3月14日出生，汉族', '上海市长宁区愚园路1088弄12号402室')
export const LI = person('d1', '李䶮', '被告', '女，1990年7月2日出生，回族', '江苏省苏州市姑苏区平江路68号㛃湖苑3幢')
export const OUYANG = person('d2', '欧阳𬭎𫖯', '被告', '男，1979年2月28日出生，汉族', '上海市长宁区虹桥路1号')
export const AGENT = { personId: 'a1', name: '陈思齐', of: 'p1', title: '上海同衡律师事务所律师' }
export const WITNESS = person('w1', '赵㛃', '证人', '女，1988年9月1日出生，汉族', '上海市静安区南京西路1266号')
export const JUDGE = { title: '审判员', name: '林静安' }
export const CLERK = '苏㛃'

export const sign = {
  plaintiff: { personId: 'p1', name: WANG.name, role: 'plaintiff', capacity: 'party' },
  agent: { personId: 'a1', name: AGENT.name, role: 'lawyer', capacity: 'agent' },
  defendant: { personId: 'd1', name: LI.name, role: 'defendant', capacity: 'party' },
  guarantor: { personId: 'd2', name: OUYANG.name, role: 'defendant', capacity: 'party' },
  witness: { personId: 'w1', name: WITNESS.name, role: 'witness', capacity: 'participant' },
  judge: { personId: 'j1', name: JUDGE.name, role: 'soleJudge', capacity: 'judge' },
  mediator: { personId: 'j1', name: JUDGE.name, role: 'soleJudge', capacity: 'mediator' },
  clerk: { personId: 'c1', name: CLERK, role: 'clerk', capacity: 'clerk' },
} as const satisfies Record<string, Signer>
/** The same people at a window, or taking something in. */
export const recipient = { ...sign.plaintiff, capacity: 'recipient' } as const
export const officer = { ...sign.clerk, capacity: 'officer' } as const
