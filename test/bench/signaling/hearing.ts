import type { HearingSpec } from '../../../signaling/index.ts'

/** A sole judge's open hearing with as many observers and plaintiffs as a measurement needs. */
export function crowdedHearing(observers: number, parties: number): HearingSpec {
  return {
    hearingId: 'bench-crowd', kind: 'soleJudge',
    caseFile: {
      caseNo: '（2026）同庭01民初1号', cause: '买卖合同纠纷', court: '同庭示范人民法院', courtroom: '第一在线法庭', publicity: 'open', scheduledAt: '2026-11-21T09:30:00+08:00',
    },
    participants: [
      { personId: 'judge', name: '林静安', role: 'soleJudge', side: 'bench' },
      { personId: 'clerk', name: '苏婉', role: 'clerk', side: 'court' },
      { personId: 'defendant', name: '李䶮', role: 'defendant', side: 'defendant' },
      ...Array.from({ length: parties }, (_, i) => ({ personId: `party${i}`, name: `原告${i + 1}`, role: 'plaintiff' as const, side: 'plaintiff' as const })),
      ...Array.from({ length: observers }, (_, i) => ({ personId: `observer${i}`, name: `旁听人${i + 1}`, role: 'observer' as const, side: 'public' as const })),
    ],
  }
}
