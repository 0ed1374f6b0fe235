import type { CallRule, PauseReason, PriorityGround, TicketChannel } from '#protocol/window/hall.ts'
import type { Desk, Ticket, TicketStatus, TicketStep } from './state.ts'

type Wording = { zh: string; en: string }

/** What people read of the hall. */
export const HALL_LABELS: {
  grounds: Record<PriorityGround, Wording>; channels: Record<TicketChannel, Wording>; pauses: Record<PauseReason, Wording>; statuses: Record<TicketStatus, Wording>
  windows: Record<Desk['status'] | 'lost', Wording>; rules: Record<CallRule, Wording>; ends: Record<NonNullable<Ticket['ended']>['reason'], Wording>; steps: Record<TicketStep['what'], Wording>
} = {
  grounds: {
    elder: { zh: '老年人', en: 'Elderly person' }, disabled: { zh: '残疾人', en: 'Person with a disability' }, soldier: { zh: '现役军人', en: 'Soldier' }, veteran: { zh: '退役军人', en: 'Veteran' },
    martyrFamily: { zh: '烈属、军属', en: 'Family of a soldier or martyr' }, pregnant: { zh: '孕妇', en: 'Pregnant' }, infant: { zh: '携带婴幼儿', en: 'With an infant' }, firefighter: { zh: '消防救援人员', en: 'Fire and rescue' },
  },
  channels: { kiosk: { zh: '现场取号', en: 'Kiosk' }, phone: { zh: '手机取号', en: 'Phone' }, appointment: { zh: '预约', en: 'Appointment' } },
  pauses: { break: { zh: '短暂休息', en: 'Short break' }, meal: { zh: '用餐', en: 'Meal' }, meeting: { zh: '会议', en: 'Meeting' }, technical: { zh: '设备故障', en: 'Technical fault' }, other: { zh: '其他', en: 'Other' } },
  statuses: {
    booked: { zh: '已预约', en: 'Booked' }, waiting: { zh: '等候中', en: 'Waiting' }, called: { zh: '已叫号', en: 'Called' }, serving: { zh: '办理中', en: 'In service' },
    passed: { zh: '已过号', en: 'Missed' }, ended: { zh: '已结束', en: 'Ended' },
  },
  windows: { open: { zh: '开放', en: 'Open' }, paused: { zh: '暂停', en: 'Paused' }, closed: { zh: '关闭', en: 'Closed' }, lost: { zh: '线路中断', en: 'Line lost' } },
  rules: {
    front: { zh: '优先续办', en: 'Taken up again' }, ahead: { zh: '依法优先或预约', en: 'Priority or appointment' }, ordinary: { zh: '按先后顺序', en: 'In order of arrival' },
    early: { zh: '预约时间前', en: 'Before the slot' }, directed: { zh: '值班长指定', en: 'Directed by the supervisor' },
  },
  ends: {
    done: { zh: '已办完', en: 'Done' }, caseGoesOn: { zh: '已收件', en: 'Received; the case goes on' }, notDone: { zh: '未能办理', en: 'Not done' }, citizenLeft: { zh: '办事人结束通话', en: 'Ended by the applicant' },
    alone: { zh: '长时间无人', en: 'Nobody there' }, left: { zh: '办事人放弃', en: 'Given up' }, dayClosed: { zh: '当日业务结束', en: 'End of the day' },
  },
  steps: {
    taken: { zh: '取号', en: 'Number taken' }, booked: { zh: '预约', en: 'Booked' }, checkedIn: { zh: '签到', en: 'Checked in' }, called: { zh: '叫号', en: 'Called' }, recalled: { zh: '重呼', en: 'Recalled' },
    started: { zh: '开始办理', en: 'Service began' }, passed: { zh: '过号', en: 'Missed' }, rejoined: { zh: '恢复排队', en: 'Rejoined' }, transferred: { zh: '转办', en: 'Transferred' },
    putBack: { zh: '退回队首', en: 'Back to the front' }, ended: { zh: '结束', en: 'Ended' },
  },
}
