import type { HearingSpec } from '../../signaling/index.ts'
import { FIELDS } from '../../docs-service/testing/samples.ts'

/** One mediation: a mediator and the two who sign with them. */
export function mediation(number: number): HearingSpec {
  return {
    hearingId: `load-${number}`, kind: 'mediation',
    caseFile: { caseNo: `（2026）同庭01民诉前调${number}号`, cause: '民间借贷纠纷', court: FIELDS.court, courtroom: '第一在线调解室', publicity: 'closed', scheduledAt: '2026-11-21T09:30:00+08:00' },
    participants: [
      { personId: 'mediator', name: '林静安', role: 'mediator', side: 'bench' },
      { personId: 'plaintiff', name: '王喆堃', role: 'plaintiff', side: 'plaintiff' },
      { personId: 'defendant', name: '李䶮', role: 'defendant', side: 'defendant' },
    ],
  }
}
export const PEOPLE = ['mediator', 'plaintiff', 'defendant'] as const
export type PersonId = (typeof PEOPLE)[number]

/** The agreement of one mediation; each has its own text. */
export function agreement(number: number) {
  return {
    template: 'settlementAgreement' as const,
    fields: {
      ...FIELDS, caseNo: `（2026）同庭01民诉前调${number}号`, agents: [],
      applicants: [{ personId: 'plaintiff', name: '王喆堃', identity: '', address: '' }],
      respondents: [{ personId: 'defendant', name: '李䶮', identity: '', address: '' }],
    },
  }
}
