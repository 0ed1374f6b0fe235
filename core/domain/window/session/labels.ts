import type { CallOutcome, CallRole, CaptureKind, HoldReason } from '#protocol/window/session.ts'
import type { z } from 'zod'
import type { Phase } from './state.ts'

type Wording = { zh: string; en: string }

/** What people in a call read of it. */
export const CALL_LABELS: {
  roles: Record<CallRole, Wording>; phases: Record<Phase, Wording>; holds: Record<z.infer<typeof HoldReason>, Wording>
  captures: Record<CaptureKind, Wording>; outcomes: Record<CallOutcome, Wording>; identity: Record<'open' | 'confirmed' | 'rejected', Wording>
} = {
  roles: {
    serviceApplicant: { zh: '办事人', en: 'Applicant' }, helper: { zh: '帮办员', en: 'Assistant' }, localClerk: { zh: '收件窗口人员', en: 'Local clerk' },
    remoteClerk: { zh: '属地窗口人员', en: 'Competent-office clerk' }, interpreter: { zh: '翻译人员', en: 'Interpreter' },
  },
  phases: {
    calling: { zh: '正在接通窗口', en: 'Connecting to the window' },
    talking: { zh: '通话中', en: 'In the call' },
    onHold: { zh: '通话保持中，窗口人员正在核实', en: 'On hold: the clerk is looking something up' },
    clerkAway: { zh: '窗口人员的线路中断，您的位置为您保留', en: 'The clerk has lost the line; your place is kept' },
    ended: { zh: '通话已结束', en: 'The call is over' },
  },
  holds: {
    consult: { zh: '与同事商议', en: 'Asking a colleague' }, lookUp: { zh: '查询资料', en: 'Looking something up' },
    print: { zh: '打印、盖章', en: 'Printing or sealing' }, other: { zh: '其他', en: 'Something else' },
  },
  captures: {
    identityCard: { zh: '身份证件', en: 'Identity card' }, liveFace: { zh: '本人现场照片', en: 'Live photograph' }, material: { zh: '材料', en: 'Paper' },
  },
  outcomes: {
    done: { zh: '已办完', en: 'Done' }, caseGoesOn: { zh: '已收件，办件继续办理', en: 'Received; the case goes on' },
    notDone: { zh: '未能办理', en: 'Not done' },
    citizenLeft: { zh: '办事人结束通话', en: 'Ended by the applicant' },
    alone: { zh: '长时间无人，系统结束', en: 'Ended by the system: nobody there' },
    ticketReturned: { zh: '号票退回队列', en: 'Ticket back in the queue' }, dayClosed: { zh: '当日业务结束', en: 'End of the day' },
  },
  identity: { open: { zh: '待核验', en: 'To be checked' }, confirmed: { zh: '已核验', en: 'Confirmed' }, rejected: { zh: '核验未通过', en: 'Rejected' } },
}
