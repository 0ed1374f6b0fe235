import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { CALL_LIMITS } from '#protocol/window/session.ts'
import { CITIZEN, CLERK, HELPER, NUMBER, talking } from '#domain/window/session/testing/call.ts'
import { openBrowser, openSite } from '../scene/browser.ts'
import type { Site } from '../scene/browser.ts'
import { Counter, overflow, serious } from './counter.ts'

let site: Site
let browser: Browser
let counter: Counter

beforeAll(async () => {
  site = await openSite('../window/page')
  browser = await openBrowser()
}, 120_000)

afterEach(async () => {
  for (const { errors } of counter.sides) expect(errors).toEqual([])
  await counter.close()
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

it('what one types the other sees before it is committed, and who filled it afterwards; the citizen confirms what they see', async () => {
  const call = talking()
  call.identify()
  counter = new Counter(browser, site.url, call)
  const citizen = (await counter.seat(CITIZEN)).page
  const clerk = (await counter.seat(CLERK)).page
  for (const page of [citizen, clerk]) await page.locator('[data-panel="form"]').click()

  await citizen.locator('[data-field="owner"]').pressSequentially('王喆堃')
  await clerk.locator('[data-row="owner"] .now q', { hasText: '王喆堃' }).waitFor()
  await citizen.locator('[data-field="owner"]').press('Enter')
  await clerk.locator('[data-row="owner"] .who', { hasText: '办事人填写' }).waitFor()
  expect(await clerk.locator('[data-field="amount"]').isDisabled()).toBe(true)

  await citizen.locator('[data-act="askForHelpFilling"]').click()
  await clerk.locator('[data-field="amount"]:enabled').fill('1200000')
  await clerk.locator('[data-field="amount"]').press('Enter')
  await citizen.locator('[data-row="amount"] .who', { hasText: '陆一舟代填' }).waitFor()

  // A number with a wrong check digit is told at once, the right one is seen by nobody again.
  const number = citizen.locator('[data-field="ownerNumber"]')
  await number.fill(NUMBER.replace(/.$/, '5'))
  await number.press('Enter')
  await citizen.locator('[data-row="ownerNumber"] .wrong').waitFor()
  await number.fill(NUMBER)
  await number.press('Enter')
  await clerk.locator('[data-row="ownerNumber"] .held', { hasText: '0112' }).waitFor()
  expect(await clerk.locator('tt-window-call').evaluate((element) => element.shadowRoot!.textContent)).not.toContain(NUMBER)

  expect(await citizen.locator('[data-act="confirmForm"]').isDisabled()).toBe(true)
  await citizen.locator('[data-check="amount"]').check()
  await citizen.locator('[data-act="confirmForm"]').click()
  await clerk.getByText('办事人已于').waitFor()
  expect(call.state.form.confirmed?.digest).toBe(call.digest())

  // The citizen points, the clerk sees where.
  await citizen.locator('[data-row="remark"]').scrollIntoViewIfNeeded()
  await citizen.locator('[data-row="remark"]').hover()
  await clerk.locator('[data-row="remark"] .pointer[data-person="citizen"] b').waitFor()
  for (const page of [citizen, clerk]) expect(await serious(page)).toEqual([])
}, 60_000)

it('from the number and two photographs to the decision, on the clerk’s word', async () => {
  counter = new Counter(browser, site.url, talking())
  const citizen = (await counter.seat(CITIZEN)).page
  const clerk = (await counter.seat(CLERK, { camera: false })).page
  await citizen.locator('input[name="number"]').fill(NUMBER)
  await citizen.locator('[data-act="enterIdentityNumber"]').click()
  for (const kind of ['identityCard', 'liveFace']) {
    await clerk.locator(`[data-act="askCapture"][data-value="${kind}"]`).click()
    await citizen.locator('[data-act="takeNow"]').click()
    await citizen.locator('[data-act="takeStill"]:enabled').click()
    // The talk gives its camera up meanwhile: beside it the same device would only give the talk's small picture.
    expect(Number(/^\d+/.exec((await citizen.locator('.size').textContent()) ?? '')?.[0])).toBeGreaterThanOrEqual(CALL_LIMITS.stillLongSidePx)
    await citizen.locator('[data-act="turnRight"]').click()
    expect(await serious(citizen)).toEqual([])
    await citizen.locator('[data-act="sendStill"]').click()
    await clerk.locator(`[data-face="${kind}"] [data-act="openStill"]`).waitFor()
  }
  expect(await serious(clerk)).toEqual([])
  await clerk.locator('[data-act="confirmIdentity"]:enabled').click()
  await clerk.locator('[data-identity="confirmed"]').waitFor()
  await citizen.locator('[data-panel="identity"]').click()
  await citizen.locator('[data-identity="confirmed"]').waitFor()
  expect(counter.call.state.identity.mark?.tail).toBe(NUMBER.slice(-4))
}, 60_000)

it('a hold, a lost third person and the end are told on the screen; on phone and kiosk nothing slides sideways', async () => {
  const call = talking()
  counter = new Counter(browser, site.url, call)
  const phone = (await counter.seat(CITIZEN, { size: { width: 390, height: 844 }, phone: true })).page
  const kiosk = (await counter.seat(HELPER, { size: { width: 1080, height: 1920 }, large: true })).page
  for (const page of [phone, kiosk]) {
    for (const panel of ['papers', 'form', 'chat', 'identity']) {
      await page.locator(`[data-panel="${panel}"]`).click()
      expect(await overflow(page)).toBe(0)
    }
    expect(await serious(page)).toEqual([])
  }
  call.by(CLERK, { type: 'hold', reason: 'lookUp' })
  await phone.locator('[data-state="onHold"]', { hasText: '查询资料' }).waitFor()
  call.by(CLERK, { type: 'resume' })
  call.drop(HELPER)
  await phone.locator('[data-state="dropped"]', { hasText: '李䶮' }).waitFor()
  // The panels are reached and changed by the keyboard alone.
  await phone.locator('#tab-identity').focus()
  await phone.keyboard.press('ArrowLeft')
  expect(await phone.locator('[role="tab"][aria-selected="true"]').getAttribute('data-panel')).toBe('chat')
  await phone.locator('input[name="text"]').last().fill('我听不清')
  await phone.keyboard.press('Enter')
  await counter.settled()
  expect(call.state.messages.map(({ text }) => text)).toEqual(['我听不清'])
  call.by(CLERK, { type: 'end', outcome: 'done', note: '' })
  await phone.getByText('通话已结束').first().waitFor()
  expect(await serious(phone)).toEqual([])
}, 60_000)
