import type { Visit } from './first-visit.ts'
import { review } from './first-visit.ts'
import { answer } from './stage.ts'
import type { Stage } from './stage.ts'

/** 涟水: what was corrected is looked through, the review passed, the case sent to the office. */
export async function passOn(stage: Stage, { caseId }: Visit): Promise<void> {
  const localClerk = stage.who('localClerk')
  const { page } = localClerk
  await page.locator('tt-desk-case [data-act="tab-materials"]').click()
  await review(stage, caseId)
  await page.locator('tt-desk-case [data-act="passReview"]').click()
  await answer(localClerk)
  await stage.matter(caseId, 'the review is passed', ({ status }) => status === 'forwarding')
  await page.locator('tt-desk-case [data-act="forward"]').click()
  await answer(localClerk, { kind: 'electronic' })
  await stage.matter(caseId, 'the case is forwarded', ({ status }) => status === 'forwarded')
  await stage.picture('localClerk', 'case-forwarded')
  await stage.leave('localClerk')
}

/** 平湖: taken over, accepted with its promised day, examined, decided, completed, delivered electronically. */
export async function decideCase(stage: Stage, { caseId }: Visit): Promise<void> {
  const clerk = stage.who('clerk')
  const { page } = clerk
  const act = async (name: string, done: string, answers?: Record<string, string>): Promise<void> => {
    await page.locator(`tt-desk-case [data-act="${name}"]:not([disabled])`).click()
    if (answers) await answer(clerk, answers)
    await stage.matter(caseId, done, ({ status, examination, fee }) => status === done || (done === 'examined' && examination) || (done === 'exempt' && fee.status !== 'open'))
  }
  if ((await page.locator('tt-desk-case').count()) === 0) await page.locator(`tt-desk-inbox [data-case="${caseId}"] [data-act="showCase"]`).click()
  await act('takeOver', 'accepting')
  await act('accept', 'examining', {})
  await stage.paper(caseId, 'windowReceipt')
  await act('examine', 'examined', { opinion: 'grant' })
  await stage.picture('clerk', 'case-examined')
  await act('decide', 'decided', { outcome: 'granted' })
  const { fee } = await stage.matter(caseId, 'the case', () => true)
  if (fee.status === 'open' && fee.fen > 0) await act('exemptFee', 'exempt', { reason: '按规定减免不动产登记费' })
  await act('complete', 'completed', {})
  await stage.paper(caseId, 'completionNotice')
  await act('deliver', 'closed', { kind: 'electronic' })
  await page.locator('tt-desk-case [data-act="tab-course"]').click()
  await stage.picture('clerk', 'case-closed')
}
