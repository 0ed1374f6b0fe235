import { CITIZENS, ITEM, flagsOf, signInStaff } from './cast.ts'
import { callNext, sitDown, talk } from './counter.ts'
import { choosePlace, signInCitizen, windowsOf } from './first-visit.ts'
import { answer } from './stage.ts'
import type { Stage } from './stage.ts'

/** 手语: asked for by the citizen, whoever speaks it is rung, comes in, is seen, and goes again. */
async function interpreted(stage: Stage, sessionId: string): Promise<void> {
  const interpreterId = 'w-bai-shouyu'
  const interpreter = await stage.open('interpreter')
  const { page } = interpreter
  await signInStaff(interpreter, stage.court, 'interpreter', '/window/desk')
  await page.locator('tt-desk-interpreting .wait').waitFor()
  const phone = stage.who('secondCitizen')
  await phone.page.locator('[data-act="askInterpreter"]').click()
  await answer(phone, { language: 'csl' })
  await page.locator('tt-desk-interpreting [data-act="enterCall"]').waitFor()
  await stage.sizes('interpreter', 'interpreter-asked')
  await page.locator('tt-desk-interpreting [data-act="enterCall"]').click()
  await stage.call(sessionId, 'the interpreter is in the call', ({ people }) => people[interpreterId]?.connectionId)
  await talk([phone, interpreter])
  await page.waitForTimeout(3000)
  await stage.picture('secondCitizen', 'phone-interpreted')
  await stage.picture('interpreter', 'interpreter-call')
  await page.locator('tt-window-call [data-act="leaveCall"]').click()
  await stage.call(sessionId, 'the interpreter has left', ({ people }) => !people[interpreterId]?.connectionId)
  await page.locator('tt-desk-interpreting .wait').waitFor()
  await stage.leave('interpreter')
}

export type Transfer = { number: string; from: string; to: string; sameNumber: boolean; messagesKept: boolean }
const SAID = '我的房子贷款已还清，想问注销抵押要带什么材料。'

/** A citizen at home, on a phone: takes a number, is served at one window, and goes on at another with all that was said. */
export async function secondVisit(stage: Stage): Promise<Transfer> {
  const phone = await stage.open('secondCitizen')
  const { page } = phone
  await page.goto(`${stage.court.url}/window?${flagsOf('secondCitizen')}`)
  await page.locator('tt-window-home-page').waitFor()
  await stage.picture('secondCitizen', 'phone-home')
  await page.goto(`${stage.court.url}/window/items/${ITEM}`)
  await choosePlace(stage, 'secondCitizen')
  await signInCitizen(stage, 'secondCitizen')
  await stage.picture('secondCitizen', 'phone-item')
  await page.locator('[data-act="takeTicket"]').click()
  const { ticketId } = await stage.until('a number is taken on the phone', async () => (await stage.tickets()).find(({ centerId, status }) => centerId === null && status === 'waiting'))
  await page.locator('tt-ticket-card [data-figure="before"]').waitFor()
  await stage.picture('secondCitizen', 'phone-ticket')

  const colleague = await stage.open('colleague')
  await signInStaff(colleague, stage.court, 'colleague', '/window/desk')
  const [first = '', second = ''] = windowsOf(stage)
  await sitDown(stage, 'colleague', second)
  const sessionId = await callNext(stage, 'colleague', ticketId)
  await stage.call(sessionId, 'they talk', ({ startedAt }) => startedAt)
  await talk([phone, colleague])
  await page.locator('[data-panel="chat"]').click()
  await page.locator('tt-call-chat textarea, tt-call-chat input').first().fill(SAID)
  await page.keyboard.press('Enter')
  await stage.call(sessionId, 'the question is there', ({ messages }) => messages.some(({ text }) => text === SAID))
  await stage.picture('secondCitizen', 'phone-call')

  await interpreted(stage, sessionId)
  await colleague.page.locator('tt-desk-bar [data-act="transfer"]').click()
  await answer(colleague, { kind: 'window' }, true)
  await answer(colleague, { to: first, reason: '由经办抵押登记的窗口办理' })
  const waiting = await stage.ticket(ticketId, 'the number waits at the other window', ({ pinned }) => pinned === first)
  await callNext(stage, 'clerk', ticketId)
  const served = await stage.ticket(ticketId, 'the other window serves', ({ status, at }) => status === 'serving' && at?.windowId === first)
  const clerk = stage.who('clerk')
  await talk([phone, clerk])
  await clerk.page.locator('tt-window-call [data-panel="chat"]').click()
  await clerk.page.getByText(SAID).waitFor()
  await stage.picture('clerk', 'transferred-desk')
  if ((await clerk.page.getByText(CITIZENS.citizen.name).count()) > 0) throw new Error('beside the second citizen something of the first is still open')
  await stage.picture('secondCitizen', 'phone-transferred')
  const kept = await stage.call(sessionId, 'the call goes on', ({ ended }) => ended === null)
  await clerk.page.locator('tt-desk-bar [data-act="end"]').click()
  await answer(clerk, { outcome: 'done' })
  await page.locator('tt-window-rating [data-level]').first().waitFor()
  await stage.picture('secondCitizen', 'phone-rating')
  await page.locator('[data-level="verySatisfied"]').click()
  await page.locator('[data-act="rate"]').click()
  await page.locator('tt-window-rating .thanks').waitFor()
  await stage.leave('colleague')
  return {
    number: served.number, from: second, to: first, sameNumber: served.number === waiting.number && served.transfers === 1,
    messagesKept: kept.messages.some(({ text }) => text === SAID) && kept.people[kept.citizen]?.name === CITIZENS.secondCitizen.name,
  }
}
