import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyTicket } from '#domain/window/hall/index.ts'
import type { Attendee } from '../../harness/attendee.ts'
import type { WindowClient } from '../../harness/window-client.ts'
import { overflow, serious } from './counter.ts'
import { CANCEL, CORRECTION_DAYS, DeskHouse, PLEDGE, answer, tabTo, ticketOf } from './desk-house.ts'

/** The clerk's desk as the real server has it: real queue, real call, a real case with its receipts. */
let house: DeskHouse
let clerk: Attendee
const WINDOW = 'zj-pinghu-realty-w1'

beforeAll(async () => {
  house = await DeskHouse.open()
}, 120_000)
afterAll(async () => house?.close(), 60_000)

const hall = () => house.court.signaling.inside.windows.inside.halls
const desk = () => hall().state(hall().dayOf({ personId: 'w-lu-jiahe' }))?.windows[WINDOW]
const number = () => clerk.page.locator('tt-desk-bar .number')

describe('the desk, by keyboard alone', () => {
  let [early, elder]: WindowClient[] = []

  it('opens its window, calls the next by one key, recalls, passes over whoever does not come', async () => {
    early = await house.queue('赵钱孙', 1, CANCEL)
    elder = await house.queue('李䶮', 2, { ...PLEDGE, grounds: ['elder'] })
    clerk = await house.browser('w-lu-jiahe', '/window/desk')
    const { page } = clerk
    await page.locator(`[data-act="openWindow"][data-value="${WINDOW}"]`).waitFor()
    expect(await serious(page)).toEqual([])
    await tabTo(page, `[data-act="openWindow"][data-value="${WINDOW}"]`)
    await page.keyboard.press('Enter')
    await page.locator('tt-desk-queue li.next', { hasText: ticketOf(elder!)!.number }).waitFor()
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('n')
    await number().getByText(ticketOf(elder!)!.number).waitFor()
    await elder!.notice('called')
    await page.locator('tt-desk-bar .now', { hasText: '已叫号' }).waitFor()
    await page.locator('tt-desk-bar [data-act="recall"]:enabled').waitFor()
    await page.keyboard.press('r')
    await elder!.until(() => ticketOf(elder!)?.at?.recalls === 1, 'the second call')
    // too early it is refused, with the seconds that are left
    await expect.poll(async () => {
      await page.keyboard.press('p')
      return ticketOf(elder!)?.status
    }, { timeout: 15_000, interval: 300 }).toBe('passed')
    await number().getByText('—').waitFor()
  })

  it('pauses with its reason and comes back; nobody can be called meanwhile', async () => {
    const { page } = clerk
    await tabTo(page, '[data-act="pauseWindow"]')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    expect(await serious(page)).toEqual([])
    await tabTo(page, '[data-act="submit"]')
    await page.keyboard.press('Enter')
    await page.locator('[data-act="resumeWindow"]').waitFor()
    await page.keyboard.press('n')
    expect(desk()).toMatchObject({ status: 'paused', ticketId: null, pause: { reason: 'break' } })
    await tabTo(page, '[data-act="resumeWindow"]')
    await page.keyboard.press('Enter')
    await page.locator('[data-act="pauseWindow"]').waitFor()
    expect(desk()).toMatchObject({ status: 'open', pause: null })
  })

  it('talks: whoever comes is in the call, phrases go out as text, history tells the day, H holds, E ends', async () => {
    const { page } = clerk
    await page.locator('tt-desk-queue li.next').waitFor()
    await page.keyboard.press('n')
    const { sessionId } = await early!.notice('called')
    await early!.join(sessionId)
    await early!.until(() => early!.call?.startedAt, 'the clerk in the call')
    await page.locator('[data-act="side-phrases"]').waitFor()
    expect(await serious(page)).toEqual([])
    await tabTo(page, '[data-act="side-matter"]')
    await page.keyboard.press('ArrowRight')
    await page.locator('tt-desk-history', { hasText: ticketOf(early!)!.number }).waitFor()
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('ArrowRight')
    await tabTo(page, '[data-act="sayPhrase"]')
    await page.keyboard.press('Enter')
    await early!.until(() => early!.call?.messages.some(({ text }) => text.includes('请出示身份证原件')), 'the phrase')
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('h')
    await tabTo(page, '[data-act="submit"]')
    await page.keyboard.press('Enter')
    await early!.until(() => early!.call?.hold, 'being held')
    await page.locator('tt-desk-bar [data-act="hold"].on').waitFor()
    await page.keyboard.press('h')
    await early!.until(() => early!.call?.hold === null, 'the talk going on')
    await page.keyboard.press('e')
    await tabTo(page, '[data-act="submit"]')
    await page.keyboard.press('Enter')
    await early!.until(() => early!.call?.ended, 'the end of the call')
    await page.locator('tt-desk-inbox').waitFor()
    await early!.notice('rating')
    // The hall tells those who did not act once a second: the rating may come before it.
    await early!.until(() => ticketOf(early!)?.ended?.reason === 'done', 'the end of the ticket')
  })

  it('closes the window; the line stays', async () => {
    const { page } = clerk
    const waits = await house.queue('周吴', 3, PLEDGE)
    await number().getByText('—').waitFor()
    await tabTo(page, '[data-act="closeWindow"]')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, '[data-act="submit"]')
    await page.keyboard.press('Enter')
    await page.locator('tt-desk-sit-down').waitFor()
    expect(desk()?.status).toBe('closed')
    expect(everyTicket(waits.hall?.tickets ?? []).some(({ status }) => status === 'waiting')).toBe(true)
    await waits.ask({ type: 'leave', ticketId: ticketOf(waits)!.ticketId })
    expect(clerk.errors).toEqual([])
  })
})

describe('a case from the papers to its end', () => {
  let caseId = ''
  let [citizen, far]: WindowClient[] = []
  let local: Attendee

  it('the centre’s clerk receives, looks the papers through, and tells once what is missing', async () => {
    far = await house.atWindow('w-shen-yizhe', 'zj-pinghu-realty-w2')
    citizen = await house.queue('王喆堃', 4, PLEDGE)
    caseId = await house.gather(citizen, far, 4, ['propertyCertificate'])
    local = await house.browser('w-zhang-guilan', '/window/desk')
    const { page } = local
    await page.locator(`[data-act="showCase"][data-value="${caseId}"]`).click()
    await page.locator('[data-act="receive"]').click()
    await page.locator('tt-desk-case [data-status="reviewing"]').waitFor()
    expect(await serious(page)).toEqual([])
    await approveAll(local)
    await page.locator('[data-act="tellCorrection"]').click()
    const dialog = page.locator('tt-desk-correction')
    await dialog.locator('[data-act="submit"]').waitFor()
    expect(await dialog.locator('[name="days"]').inputValue()).toBe(String(CORRECTION_DAYS))
    expect(await serious(page)).toEqual([])
    await dialog.locator('[data-act="submit"]').click()
    await page.locator('tt-desk-case [data-status="correcting"]').waitFor()
    expect((await house.case(caseId)).corrections[0]?.items.map(({ target }) => target)).toEqual([{ kind: 'material', materialId: 'propertyCertificate' }])
  })

  it('once it is handed in it goes on to the office, whose clerk accepts, decides, completes and delivers it', async () => {
    await house.correct(caseId, citizen!, ['propertyCertificate'])
    await local.page.locator('tt-desk-case [data-status="reviewing"]').waitFor()
    await approveAll(local)
    await local.click('passReview')
    await answer(local.page)
    await local.click('forward')
    await answer(local.page, { kind: 'electronic' })
    await local.page.locator('tt-desk-case [data-status="forwarded"]').waitFor()

    const { page } = clerk
    await page.locator('[data-act="filter-open"]').click()
    await page.locator(`[data-act="showCase"][data-value="${caseId}"]`).click()
    await clerk.click('takeOver')
    await clerk.click('accept')
    await answer(page)
    await page.locator('[data-clock="promised"]').waitFor()
    await clerk.click('examine')
    await answer(page, { opinion: 'grant' })
    const { fee } = await house.case(caseId)
    if (fee.fen > 0) {
      await clerk.click('exemptFee')
      await answer(page, { reason: '小微企业免收登记费' })
    }
    await clerk.click('decide')
    await answer(page, { outcome: 'granted' })
    await clerk.click('complete')
    await answer(page)
    await clerk.click('deliver')
    await answer(page, { kind: 'electronic' })
    await page.locator('tt-desk-case [data-status="closed"]').waitFor()
    expect((await house.case(caseId)).closed).toMatchObject({ outcome: 'granted' })
    expect(await serious(page)).toEqual([])
  })

  it('each receipt is there as a PDF, to be read and taken home', async () => {
    const { page } = clerk
    await clerk.click('tab-papers')
    // what is owed by the case is made within a moment of each step
    await expect.poll(() => page.locator('tt-desk-case [data-document]').count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(5)
    for (const name of ['收件凭证', '补正告知书', '办件回执', '办结通知书']) await page.locator('tt-desk-case [data-document]', { hasText: name }).first().waitFor()
    await page.locator('[data-act="openPaper"]').last().click()
    await page.locator('tt-window-paper canvas').first().waitFor()
    expect(await serious(page)).toEqual([])
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('tt-window-paper [data-act="savePaper"]').click()])
    expect(download.suggestedFilename()).toMatch(/\.pdf$/)
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-')
    await page.keyboard.press('Escape')
    await clerk.click('tab-course')
    expect(await serious(page)).toEqual([])
    expect([...clerk.errors, ...local.errors]).toEqual([])
  })

  it('fits a phone', async () => {
    const phone = await house.browser('w-shen-yizhe', '/window/desk', { phone: true })
    const { page } = phone
    await page.locator('tt-desk-bar').waitFor()
    for (const pane of ['queue', 'main']) {
      await page.locator(`[data-act="pane-${pane}"]`).click()
      expect(await overflow(page), pane).toBe(0)
      expect(await serious(page), pane).toEqual([])
    }
    await page.locator('[data-act="filter-closed"]').click()
    await page.locator(`[data-act="showCase"][data-value="${caseId}"]`).click()
    await page.locator('tt-desk-case .title').waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await serious(page)).toEqual([])
    expect(phone.errors).toEqual([])
  })
})

it('an interpreter waits on a page of their own, on a desk and on a phone', async () => {
  for (const phone of [false, true]) {
    const interpreter = await house.browser('w-bai-shouyu', '/window/desk', { phone })
    await interpreter.page.locator('tt-desk-interpreting [role="status"]').waitFor()
    expect(await interpreter.page.locator('tt-desk-interpreting').getByText('手语').count()).toBe(1)
    expect(await serious(interpreter.page)).toEqual([])
    expect(await overflow(interpreter.page)).toBe(0)
    expect(interpreter.errors).toEqual([])
  }
})

/** Every paper that waits for a word gets a good one. */
async function approveAll({ page }: Attendee): Promise<void> {
  for (const act of ['seeOriginal', 'materialOk']) {
    const buttons = page.locator(`tt-desk-case [data-act="${act}"]`)
    for (let left = await buttons.count(); left > 0; left--) {
      await buttons.first().click()
      await expect.poll(() => buttons.count()).toBe(left - 1)
    }
  }
}

