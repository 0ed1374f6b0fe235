import { createHmac } from 'node:crypto'
import type { z } from 'zod'
import type { Participant } from '#protocol/people.ts'
import type { HearingSpec } from './seed-hearing.ts'

export type DemoPerson = z.input<typeof Participant> & { account?: string }
export type DemoHearing = Omit<HearingSpec, 'participants'> & { people: DemoPerson[] }

/** Everybody here is invented; the area code 990000 of the identity numbers is given to no place. */
const COURT = '同庭示范人民法院'
const DAY_MS = 24 * 3600_000

/** The invented number as the case file would hold it: its HMAC under the installation's key and its last four. */
function identity(key: Buffer, number: string): Pick<DemoPerson, 'identityHmac' | 'identityTail'> {
  return { identityHmac: createHmac('sha256', key).update(number).digest('hex'), identityTail: number.slice(-4) }
}

/** `HH:MM` of a day from now in the court's own time (UTC+8), as the case file writes it. */
function at(now: Date, days: number, time: string): string {
  const local = new Date(now.getTime() + 8 * 3600_000 + days * DAY_MS)
  return `${local.toISOString().slice(0, 10)}T${time}:00+08:00`
}

/** Today's open trial before a panel of three. */
function trial(now: Date, key: Buffer): DemoHearing {
  return {
    hearingId: 'demo-trial', kind: 'panel3',
    caseFile: {
      caseNo: `（${now.getUTCFullYear()}）同庭01民初1024号`, cause: '买卖合同纠纷', court: COURT, courtroom: '第一在线法庭', publicity: 'open',
      scheduledAt: at(now, 0, '09:30'),
      claim: '请求判令被告支付尚欠货款人民币120000元及逾期付款利息，并承担本案诉讼费用。',
    },
    people: [
      { personId: 'judge', name: '林静安', role: 'presidingJudge', side: 'bench', place: '广州', account: 'linjingan' },
      { personId: 'juror1', name: '周慧', role: 'layJudge', side: 'bench', place: '佛山', account: 'zhouhui' },
      { personId: 'juror2', name: '何志远', role: 'layJudge', side: 'bench', place: '清远', account: 'hezhiyuan' },
      { personId: 'clerk', name: '苏婉', role: 'clerk', side: 'court', place: '广州', account: 'suwan' },
      { personId: 'plaintiff', name: '王喆堃', role: 'plaintiff', side: 'plaintiff', place: '成都', ...identity(key, '990000198503120016') },
      { personId: 'plaintiffLawyer', name: '陈思齐', role: 'lawyer', side: 'plaintiff', represents: ['plaintiff'], place: '成都', ...identity(key, '990000199008240027') },
      { personId: 'defendant', name: '李䶮', role: 'defendant', side: 'defendant', place: '哈尔滨', ...identity(key, '990000198211050038') },
      { personId: 'witness', name: '赵国强', role: 'witness', side: 'neutral', place: '长沙', ...identity(key, '990000197906180049') },
      { personId: 'observer1', name: '吴悠', role: 'observer', side: 'public', place: '上海' },
      { personId: 'observer2', name: '郑嘉禾', role: 'observer', side: 'public', place: '昆明' },
    ],
  }
}

/** This afternoon's mediation of a neighbours' case. */
function mediation(now: Date, key: Buffer): DemoHearing {
  return {
    hearingId: 'demo-mediation', kind: 'mediation',
    caseFile: {
      caseNo: `（${now.getUTCFullYear()}）同庭01民诉前调206号`, cause: '相邻关系纠纷', court: COURT, courtroom: '第二在线调解室', publicity: 'closed',
      scheduledAt: at(now, 0, '14:30'), claim: '请求被申请人拆除搭建在共用天井的雨棚，恢复通风采光。',
    },
    people: [
      { personId: 'mediator', name: '梁淑仪', role: 'specialMediator', side: 'bench', place: '珠海', account: 'liangshuyi' },
      { personId: 'clerk', name: '苏婉', role: 'clerk', side: 'court', place: '广州', account: 'suwan' },
      { personId: 'plaintiff', name: '黄静怡', role: 'plaintiff', side: 'plaintiff', place: '东莞', ...identity(key, '990000199204150051') },
      { personId: 'defendant', name: '罗建国', role: 'defendant', side: 'defendant', place: '东莞', ...identity(key, '990000196810020062') },
    ],
  }
}

/** Tomorrow's case before a sole judge. */
function smallClaim(now: Date, key: Buffer): DemoHearing {
  return {
    hearingId: 'demo-sole', kind: 'soleJudge',
    caseFile: {
      caseNo: `（${now.getUTCFullYear()}）同庭01民初1031号`, cause: '民间借贷纠纷', court: COURT, courtroom: '第三在线法庭', publicity: 'open',
      scheduledAt: at(now, 1, '10:00'), claim: '请求判令被告返还借款本金人民币36000元。',
    },
    people: [
      { personId: 'judge', name: '林静安', role: 'soleJudge', side: 'bench', place: '广州', account: 'linjingan' },
      { personId: 'clerk', name: '苏婉', role: 'clerk', side: 'court', place: '广州', account: 'suwan' },
      { personId: 'plaintiff', name: '许文博', role: 'plaintiff', side: 'plaintiff', place: '南宁', ...identity(key, '990000198801230073') },
      { personId: 'defendant', name: '孙丽', role: 'defendant', side: 'defendant', place: '贵阳', ...identity(key, '990000199512090084') },
    ],
  }
}

export const demoHearings = (now: Date, key: Buffer): DemoHearing[] => [trial(now, key), mediation(now, key), smallClaim(now, key)]
