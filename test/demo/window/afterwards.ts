import { ratingIdOf } from '../../../signaling/window/ratings/index.ts'
import { answer } from './stage.ts'
import type { Stage } from './stage.ts'
import { CAST, flagsOf } from './cast.ts'
import type { Visit } from './first-visit.ts'

/** 好差评 on the citizen's own screen: 不满意, with a reason. @returns the id of the ticket that came of it */
export async function rate(stage: Stage, { sessionId }: Visit): Promise<string> {
  const { page } = stage.who('citizen')
  await page.locator('[data-level="dissatisfied"]').click()
  await page.locator('[data-reason]').first().click()
  await stage.sizes('citizen', 'rating')
  await page.locator('[data-act="rate"]').click()
  const { ratings } = stage.inside.matters.inside
  const rated = await stage.until('a ticket over the bad rating', async () => {
    const state = await ratings.hosts.peek(ratingIdOf('session', sessionId))
    return state?.complaintId ? state : null
  })
  await page.locator('tt-window-rating .thanks').waitFor()
  await stage.picture('citizen', 'rating-thanks-kiosk')
  return rated.complaintId ?? ''
}

/** At the kiosk: the own case, the list that was told, handed in; then nothing of it stays on the screen. */
export async function handIn(stage: Stage, { caseId }: Visit): Promise<void> {
  const citizen = stage.who('citizen')
  const { page } = citizen
  await page.goto(`${stage.court.url}/window/cases`)
  await page.locator(`a[href="/window/cases/${caseId}"]`).first().waitFor()
  await stage.sizes('citizen', 'own-cases')
  await page.locator(`a[href="/window/cases/${caseId}"]`).first().click()
  await page.locator('[data-act="handInCorrection"]:not([disabled])').waitFor()
  await stage.sizes('citizen', 'own-case')
  await page.locator('[data-act="handInCorrection"]').click()
  await answer(citizen)
  await stage.matter(caseId, 'the correction is handed in', ({ status }) => status === 'reviewing')
  await page.locator('[data-act="endSession"]').click()
  await page.waitForURL((url) => url.pathname === '/window/kiosk')
  await stage.picture('citizen', 'kiosk-wiped')
  await stage.leave('citizen')
  await stage.leave('helper')
}

/** 督办: the picture of all windows, and the ticket: assigned, called back, put right. */
export async function complain(stage: Stage, complaintId: string): Promise<void> {
  const supervisor = await stage.open('supervisor')
  const { page } = supervisor
  const entry = stage.court.demoWindows?.staff.find((one) => one.personId === CAST.supervisor.staff)
  if (!entry) throw new Error('there is no supervisor')
  await page.goto(`${stage.court.url}/enter?${flagsOf('supervisor')}`)
  await page.locator('input[name="account"]').fill(entry.account)
  await page.locator('input[name="password"]').fill(entry.password)
  await supervisor.click('signIn')
  await page.locator('tt-window-board-page [role="tab"]').first().waitFor()
  for (const view of await page.locator('tt-window-board-page [role="tab"]').all()) {
    await view.click()
    await stage.sizes('supervisor', `board-${(await view.getAttribute('data-act'))?.replace('view-', '') ?? ''}`)
  }
  await page.locator('[data-act="view-complaints"]').click()
  const ticket = page.locator(`[data-complaint="${complaintId}"]`)
  const { complaints } = stage.inside.matters.inside.ratings
  const stands = (what: string, status: string) => stage.until(what, async () => (await complaints.hosts.peek(complaintId))?.status === status)
  await ticket.locator('[data-act="assign"]').click()
  await answer(supervisor)
  await stands('the ticket is assigned', 'assigned')
  await ticket.locator('[data-act="callBack"]').click()
  await answer(supervisor, { outcome: 'reached', note: '已电话回访，致歉并说明补正原因' })
  await stands('the citizen is called back', 'calledBack')
  await ticket.locator('[data-act="fix"]').click()
  await answer(supervisor, { what: '材料清单提前告知', reply: '今后取号时即提示带齐原件' })
  await stands('what was wrong is put right', 'fixed')
  await stage.picture('supervisor', 'complaint-fixed')
  await page.goto(`${stage.court.url}/window/admin`)
  await page.locator('tt-window-admin-page h1').first().waitFor()
  await stage.sizes('supervisor', 'catalogue')
  await stage.leave('supervisor')
}
