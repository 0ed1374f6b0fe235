import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PDFDocument } from 'pdf-lib'
import type { Browser } from 'playwright-core'
import { CLERK, CATALOGUE, COLLEAGUE, DeskScene, LOCAL, SUPERVISOR, handOf } from './desk-scene.ts'
import { NOW, visit } from './desk-visit.ts'
import type { Visit } from './desk-visit.ts'
import { Desk, CLERK as RATED } from '#domain/window/rating/testing/desk.ts'
import { openBrowser, openSite } from '../scene/browser.ts'
import type { Site } from '../scene/browser.ts'
import { overflow, serious } from './counter.ts'

let site: Site
let browser: Browser
const visits: Visit[] = []

beforeAll(async () => {
  site = await openSite('../window/desk')
  browser = await openBrowser()
}, 120_000)

afterEach(async () => {
  for (const { errors, page } of visits.splice(0)) {
    expect(errors).toEqual([])
    await page.context().close()
  }
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function open(scene: DeskScene, options: Parameters<typeof visit>[3]): Promise<Visit> {
  const opened = await visit(browser, `${site.url}?view=tiles&cut=tile`, scene, options)
  visits.push(opened)
  return opened
}

/** The clerk's call is over and nobody is at the window. */
function freed(): DeskScene {
  const scene = new DeskScene()
  const { ticketId } = scene.call.state
  scene.answer(CLERK, 'callCommand', { command: { type: 'end', outcome: 'done', note: '' } })
  scene.hall.by(handOf(CLERK), { type: 'finishTicket', ticketId, outcome: 'done' })
  expect(scene.refused).toEqual([])
  return scene
}
const atWindow = (scene: DeskScene): string | null => Object.values(scene.hall.state.windows).find(({ clerkId }) => clerkId === CLERK)!.ticketId

describe('the desk', () => {
  it('one key calls the very ticket that is marked as next; whoever types calls nobody', async () => {
    const scene = freed()
    const { page } = await open(scene, { who: CLERK, at: 'tt-window-desk-page' })
    const marked = await page.locator('tt-desk-queue li.next').getAttribute('data-ticket')
    await page.locator('input[type="search"]').pressSequentially('n')
    expect(atWindow(scene)).toBeNull()
    await page.locator('tt-desk-queue h2').click()
    await page.keyboard.press('n')
    await page.locator('tt-desk-bar .number', { hasText: 'A' }).waitFor()
    expect(atWindow(scene)).toBe(marked)
    expect(await page.locator('[data-act="next"]').isDisabled()).toBe(true)
    expect(scene.refused).toEqual([])
    expect(await serious(page)).toEqual([])
  })

  it('the call holds by H with its reason, goes on by H, and ends by E: keys do nothing over a dialog', async () => {
    const scene = new DeskScene()
    const { page } = await open(scene, { who: CLERK, at: 'tt-window-desk-page', call: true })
    await page.locator('tt-desk-start').waitFor()
    await page.keyboard.press('h')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('e')
    expect(await page.getByRole('dialog').count()).toBe(1)
    await page.locator('tt-form-dialog [data-act="submit"]').click()
    await page.locator('tt-desk-bar [data-act="hold"].on').waitFor()
    expect(scene.call.state.hold?.reason).toBe('consult')
    await page.keyboard.press('h')
    await page.locator('tt-desk-bar [data-act="hold"]:not(.on)').waitFor()
    await page.keyboard.press('e')
    await page.locator('tt-form-dialog select').selectOption('notDone')
    await page.locator('tt-form-dialog textarea').fill('材料不在身边，改日再办')
    await page.locator('tt-form-dialog [data-act="submit"]').click()
    await page.locator('tt-desk-inbox').waitFor()
    expect(scene.call.state.ended).toMatchObject({ outcome: 'notDone', note: '材料不在身边，改日再办' })
    expect(scene.refused).toEqual([])
  })

  it('a case is opened in the call once identity stands; a phrase goes out as text; history shows the day', async () => {
    const scene = new DeskScene()
    const { page } = await open(scene, { who: CLERK, at: 'tt-window-desk-page', call: true })
    await page.locator('[data-act="openCase"]').click()
    await page.locator('tt-desk-case [data-material="loanContract"]').waitFor()
    await page.locator('[data-act="side-phrases"]').click()
    await page.locator('tt-desk-phrases [data-act="sayPhrase"]').first().click()
    await expect.poll(() => scene.call.state.messages.at(-1)?.by).toBe(CLERK)
    await page.locator('[data-act="side-history"]').click()
    await page.locator('tt-desk-history', { hasText: scene.call.state.number }).waitFor()
    expect(scene.refused).toEqual([])
    expect(await serious(page)).toEqual([])
  })

  it('the local clerk looks papers through and tells once what is to be corrected, leaving nothing out', async () => {
    const scene = new DeskScene()
    const [matter] = scene.cases
    const { page } = await open(scene, { who: LOCAL, at: 'tt-window-desk-page' })
    await page.locator('[data-act="showCase"][data-value="k1"]').click()
    await page.locator('[data-act="seeOriginal"][data-value="loanContract"]').click()
    await page.locator('[data-act="materialOk"][data-value="loanContract"]').click()
    await page.locator('[data-material="loanContract"] [data-status="ok"]').waitFor()
    await page.locator('[data-act="materialNotOk"][data-value="identityCard"]').click()
    await page.locator('tt-form-dialog select').selectOption({ label: '已过有效期' })
    await page.locator('tt-form-dialog [data-act="submit"]').click()
    await page.locator('[data-material="identityCard"] .reason', { hasText: '已过有效期' }).waitFor()

    await page.locator('[data-act="tellCorrection"]').click()
    const dialog = page.locator('tt-desk-correction')
    expect(await dialog.locator('[data-act="tickCorrection"]:disabled').count()).toBeGreaterThan(3)
    await dialog.locator('[data-act="tickCorrection"]:enabled').first().check()
    await dialog.locator('[data-act="submit"]').click()
    await dialog.getByRole('alert').waitFor()
    await dialog.locator('[data-act="tickCorrection"]:enabled').first().uncheck()
    expect(await serious(page)).toEqual([])
    await dialog.locator('[data-act="submit"]').click()
    await page.locator('tt-desk-case [data-status="correcting"]').waitFor()
    expect(matter!.state.corrections[0]?.items.map(({ target }) => (target.kind === 'material' ? target.materialId : '')).filter((id) => id !== '')).toContain('identityCard')
    expect(scene.refused).toEqual([])
  })

  it('the competent office takes a forwarded case over, accepts it, and sees its clocks in words', async () => {
    const scene = freed()
    const { page } = await open(scene, { who: CLERK, at: 'tt-window-desk-page' })
    await page.locator('[data-act="showCase"][data-value="k2"]').click()
    await page.locator('[data-clock="takeOver"]', { hasText: '逾期1个工作日' }).waitFor()
    await page.locator('[data-act="takeOver"]').click()
    await page.locator('[data-act="accept"]').click()
    await page.locator('tt-form-dialog [data-act="submit"]').click()
    await page.locator('[data-clock="promised"]').waitFor()
    expect(scene.cases[1]!.state.status).toBe('examining')
    expect(scene.refused).toEqual([])
  })

  it('fits a phone, one part at a time, without sliding sideways', async () => {
    const scene = new DeskScene()
    scene.linkCase()
    const { page } = await open(scene, { who: CLERK, at: 'tt-window-desk-page', call: true, size: { width: 390, height: 844 }, phone: true })
    for (const pane of ['queue', 'main', 'side']) {
      await page.locator(`[data-act="pane-${pane}"]`).click()
      expect(await overflow(page), pane).toBe(0)
    }
    expect(await serious(page)).toEqual([])
  })
})

it('a receipt is read as the PDF it is, and who is still to sign it is named', async () => {
  const scene = freed()
  const paper = await PDFDocument.create()
  for (let page = 0; page < 2; page++) paper.addPage([595, 842]).drawRectangle({ x: 60, y: 700, width: 300, height: 24 })
  scene.pdf = Buffer.from(await paper.save())
  const fields = { office: '平湖市不动产登记服务中心', caseNo: 'x', item: 'x', itemCode: '', applicant: { personId: 'of-k3', name: '赵钱孙', standing: '申请人', identity: '', address: '' }, entries: [], materials: [], window: 'x', officer: 'x', contact: '', issuedOn: '2026-11-23' }
  scene.papers = [{
    documentId: 'd9', matter: 'window', matterId: 'k3', seq: 3, status: 'frozen', version: 1, content: { template: 'applicationForm', fields }, preview: null, revisionSha256: 'a'.repeat(64), pages: 2, effectiveAt: null, services: [],
    signers: [{ personId: 'of-k3', name: '赵钱孙', role: 'plaintiff', capacity: 'party', confirmed: false, signedAt: null, refusedReason: null }],
  }]
  const { page } = await open(scene, { who: CLERK, at: 'tt-window-desk-page' })
  await page.locator('[data-act="showCase"][data-value="k3"]').click()
  await page.locator('[data-act="tab-papers"]').click()
  await page.locator('[data-document="d9"]', { hasText: '待赵钱孙签名' }).waitFor()
  await page.locator('[data-act="openPaper"][data-value="d9"]').click()
  await page.locator('tt-window-paper canvas').nth(1).waitFor()
  expect(await page.locator('tt-window-paper tt-signature-pad').count()).toBe(0)
  expect(await serious(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('tt-window-paper').count()).toBe(0)
})

describe('the board', () => {
  const pairs = { from: '2026-11-23', to: '2026-11-23', rows: [{ key: '320000>330000', name: '江苏省 → 浙江省', tickets: 12, opened: 7 }] }

  it('shows every window; the supervisor closes one, and its ticket goes back', async () => {
    const scene = new DeskScene()
    const { page } = await open(scene, { who: SUPERVISOR, at: 'tt-window-board-page', extra: { statistics: pairs } })
    await page.locator('[data-window="zj-pinghu-realty-w2"][data-state="busy"]', { hasText: '沈以喆' }).waitFor()
    await page.locator('tt-board-matrix td', { hasText: '12' }).waitFor()
    expect(await serious(page)).toEqual([])
    await page.locator('[data-act="closeOther"][data-value="zj-pinghu-realty-w2"]').click()
    await page.locator('tt-form-dialog input').fill('设备检修')
    await page.locator('tt-form-dialog [data-act="submit"]').click()
    await page.locator('[data-window="zj-pinghu-realty-w2"][data-state="closed"]').waitFor()
    expect(Object.values(scene.hall.state.windows).find(({ clerkId, windowId }) => clerkId === COLLEAGUE || windowId === 'zj-pinghu-realty-w2')?.status).toBe('closed')
    expect(scene.refused).toEqual([])
  })

  it('figures as chart and table, tickets with their duties, the access log: each readable by everybody', async () => {
    const desk = new Desk({ officeId: 'zj-pinghu-realty', windowId: 'zj-pinghu-realty-w1', centerId: 'c-lianshui', itemCode: CATALOGUE.items[0]!.itemCode, clerkId: RATED.personId })
    desk.rate('veryDissatisfied', ['slow', 'unclear'], '等了一个多小时，也没有说清楚要带什么。')
    const days = Array.from({ length: 14 }, (_, n) => ({ key: `2026-11-${10 + n}`, name: `2026-11-${10 + n}`, served: n * 3, satisfaction: '96.4%', waitMinutes: '' }))
    const scene = new DeskScene()
    const { page } = await open(scene, { who: SUPERVISOR, at: 'tt-window-board-page', size: { width: 390, height: 844 }, phone: true, extra: {
      statistics: { from: '2026-11-10', to: '2026-11-23', rows: days }, complaints: { complaints: [desk.complaint] },
      accessLog: { more: false, entries: [{ at: NOW, caseId: 'k1', by: CLERK, role: 'remoteClerk', place: 'zj-pinghu-realty', purpose: 'handling', lens: 'office' }] },
    } })
    await page.locator('[data-act="view-statistics"]').click()
    await page.locator('svg[role="img"]').waitFor()
    expect(await page.locator('tt-board-statistics svg .bar').count()).toBe(14)
    expect(await page.locator('tt-board-statistics tbody tr').count()).toBe(14)
    expect(await overflow(page)).toBe(0)
    expect(await serious(page)).toEqual([])
    await page.locator('[data-act="view-complaints"]').click()
    await page.locator('[data-complaint]', { hasText: '等候或办理时间长' }).waitFor()
    await page.locator('[data-act="assign"]').waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await serious(page)).toEqual([])
    await page.locator('[data-act="view-access"]').click()
    await page.locator('tt-board-access tbody', { hasText: '陆嘉禾' }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await serious(page)).toEqual([])
  })
})

it('W-1.1 a faulty catalogue is told with every fault and not sent; a sound one says what changes', async () => {
  const scene = new DeskScene()
  const { page } = await open(scene, { who: SUPERVISOR, at: 'tt-window-admin-page' })
  const broken = { ...CATALOGUE, offices: CATALOGUE.offices.map((office, n) => (n === 2 ? { ...office, region: '999900', standIns: ['nowhere'] } : office)) }
  const choose = (catalogue: unknown) => page.locator('input[type="file"]').setInputFiles({ name: '目录.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(catalogue)) })
  await choose(broken)
  await page.getByText('999900').waitFor()
  await page.getByText('nowhere').waitFor()
  expect(await page.locator('[data-act="importCatalogue"]').count()).toBe(0)
  expect(await serious(page)).toEqual([])
  await choose({ ...CATALOGUE, staff: CATALOGUE.staff.slice(1) })
  await page.locator('[data-act="importCatalogue"]').waitFor()
  expect(await page.locator('.changed').allTextContents()).toEqual([String(CATALOGUE.staff.length - 1)])
})
