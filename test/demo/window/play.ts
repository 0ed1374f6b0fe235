import type { Visit } from './first-visit.ts'
import { beCalled, correct, endCall, gather, identify, openWindow, receive, sign, takeNumber } from './first-visit.ts'
import { complain, rate, handIn } from './afterwards.ts'
import { decideCase, passOn } from './course.ts'
import { killClerk } from './killed.ts'
import type { Reconnect } from './killed.ts'
import { publicPages } from './public-pages.ts'
import { secondVisit } from './second-visit.ts'
import type { Transfer } from './second-visit.ts'
import type { Stage } from './stage.ts'
import { summarize } from './summarize.ts'
import type { Summary } from './summary.ts'

export type Told = { visit: Visit; reconnect: Reconnect; transfer: Transfer; complaintId: string }

/** The whole day at the windows, scene by scene; everything that a person does is done in a page. */
export async function play(stage: Stage): Promise<Summary> {
  const { progress } = stage
  const step = <T>(title: string, work: () => Promise<T>): Promise<T> => progress.step(title, work)
  await step('the clerk in 平湖 sits down at a window', () => openWindow(stage))
  const ticketId = await step('a citizen takes a number at the kiosk in 涟水', () => takeNumber(stage))
  const sessionId = await step('the number is called; citizen, helper and clerk see and hear each other', () => beCalled(stage, ticketId))
  await step('identity: number, card under the document camera, face, decision', () => identify(stage, sessionId))
  const reconnect = await step('the clerk’s browser is killed in mid-call and comes back', () => killClerk(stage, sessionId))
  const opened = await step('the case is opened, papers are photographed, the form is filled together', () => gather(stage, sessionId))
  await step('the citizen signs the application in the call', () => sign(stage, opened.caseId))
  await step('the centre receives it, with a receipt, and tells the one correction', () => receive(stage, opened))
  const visit: Visit = { ticketId, sessionId, ...opened }
  await step('the forgotten paper is photographed in the same call', () => correct(stage, visit))
  await step('the call ends', () => endCall(stage, sessionId))
  const complaintId = await step('the citizen rates the call 不满意; a ticket opens by itself', () => rate(stage, visit))
  await step('the citizen hands in the correction and leaves the kiosk', () => handIn(stage, visit))
  await step('the centre forwards the case', () => passOn(stage, visit))
  await step('the office accepts, examines, decides, completes and delivers', () => decideCase(stage, visit))
  await step('the supervisor sees the windows and calls the citizen back', () => complain(stage, complaintId))
  const transfer = await step('a second citizen, on a phone, is transferred between windows', () => secondVisit(stage))
  await step('what anybody may see', () => publicPages(stage))
  return step('papers and logs are checked', () => summarize(stage, { visit, reconnect, transfer, complaintId }))
}
