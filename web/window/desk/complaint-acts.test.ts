import { describe, expect, test } from 'vitest'
import type { ComplaintCommand } from '#protocol/window/rating.ts'
import type { Hand } from '#domain/window/rating/state.ts'
import { decideComplaint } from '#domain/window/rating/index.ts'
import { CLERK, Desk, HANDLER, NEIGHBOUR, REVIEWER, STRANGER, SUPERVISOR, dueOn } from '#domain/window/rating/testing/desk.ts'
import { complaintActs } from './complaint-acts.ts'
import type { ComplaintAct } from './complaint-acts.ts'

const COMMANDS: Record<ComplaintAct, ComplaintCommand> = {
  assign: { type: 'assign', handler: 'somebody-else' }, callBack: { type: 'callBack', outcome: 'reached', note: '' }, fix: { type: 'fix', what: '已致歉并补发', reply: '' }, close: { type: 'close' },
  appeal: { type: 'appeal', reason: '系统故障所致', evidence: [] }, decideAppeal: { type: 'decideAppeal', outcome: 'dismissed', reason: '与评价无关' },
}
const HANDS: Hand[] = [CLERK, NEIGHBOUR, HANDLER, SUPERVISOR, REVIEWER, STRANGER]

/** What is offered is what the law allows: nothing more, nothing less. */
function agrees(desk: Desk): void {
  const state = desk.complaint
  if (!state) throw new Error('no ticket was opened')
  for (const hand of HANDS) {
    const allowed = (Object.keys(COMMANDS) as ComplaintAct[]).filter((act) => decideComplaint(state, COMMANDS[act], hand, { now: desk.now, settings: desk.settings, dueOn }).ok)
    expect(complaintActs(state, hand, desk.now).sort(), `${hand.personId} at ${state.status}`).toEqual(allowed.sort())
  }
}

describe('the steps offered on a ticket are those the law allows', () => {
  test('from its opening to its close, with an appeal on the way', () => {
    const desk = new Desk()
    desk.rate('dissatisfied')
    agrees(desk)
    desk.by(SUPERVISOR, { type: 'assign', handler: HANDLER.personId })
    agrees(desk)
    desk.by(HANDLER, COMMANDS.callBack)
    agrees(desk)
    desk.by(CLERK, COMMANDS.appeal)
    agrees(desk)
    desk.by(HANDLER, COMMANDS.fix)
    agrees(desk)
    desk.by(REVIEWER, COMMANDS.decideAppeal)
    agrees(desk)
    desk.days(40)
    agrees(desk)
    desk.by(HANDLER, COMMANDS.close)
    agrees(desk)
  })
})
