import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCsv } from '#domain/window/catalogue/csv/parse.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { Attendee } from '../../harness/attendee.ts'
import { overflow, serious } from './counter.ts'
import { CANCEL, DeskHouse, PLEDGE, answer } from './desk-house.ts'

/** The supervisor's board and the catalogue as the real server has them, after a morning's work at three offices. */
let house: DeskHouse
let lead: Attendee
let downloads = ''

beforeAll(async () => {
  downloads = await mkdtemp(join(tmpdir(), 'tongting-board-'))
  house = await DeskHouse.open()
  await morning(house)
  lead = await house.browser('w-lu-minghua', '/window/board')
}, 120_000)
afterAll(async () => {
  await house?.close()
  await rm(downloads, { recursive: true, force: true })
}, 60_000)

/** Two calls rated, one badly; a case begun; five who wait at one office, others elsewhere, at home and in another province. */
async function morning(day: DeskHouse): Promise<void> {
  const rated = await day.atWindow('w-shen-yizhe', 'zj-pinghu-realty-w2')
  const cross = await day.queue('王喆堃', 1, PLEDGE)
  await day.serve(cross, rated)
  await day.rate(cross, 'dissatisfied', ['slow', 'unclear'], '等了一个多小时，也没有说清楚要带什么。')
  const content = await day.queue('赵钱孙', 2, CANCEL, null)
  await day.serve(content, rated)
  await day.rate(content, 'verySatisfied', ['friendly'])
  const other = await day.atWindow('w-gu-mingkun', 'zj-pinghu-realty-w3')
  const caseId = await day.gather(await day.queue('李䶮', 3, PLEDGE), other, 3, ['propertyCertificate'])
  await (await day.staff('w-zhang-guilan')).inCase(caseId, { type: 'receive' })
  await other.ask({ type: 'pauseWindow', reason: 'meal' })
  await Promise.all([
    day.queue('陈一', 11, PLEDGE), day.queue('陈二', 12, { ...PLEDGE, grounds: ['elder'] }), day.queue('陈三', 13, CANCEL, 'c-pinghu'), day.queue('陈四', 14, CANCEL, null),
    day.queue('陈五', 15, { ...PLEDGE, region: '320826' }, 'c-pinghu'), day.queue('陈六', 16, { ...PLEDGE, region: '340104' }),
  ])
}

describe('the board', () => {
  it('shows every window, who waits and how long, and the load from province to province', async () => {
    const { page } = lead
    await page.locator('[data-window="zj-pinghu-realty-w2"][data-state="open"]', { hasText: '沈以喆' }).waitFor()
    await page.locator('[data-window="zj-pinghu-realty-w3"][data-state="paused"]', { hasText: '顾明堃' }).waitFor()
    await page.locator('tt-board-matrix th[scope="row"]', { hasText: '江苏省' }).waitFor()
    const cell = page.locator('tt-board-matrix tbody tr', { has: page.locator('th', { hasText: '江苏省' }) }).locator('td').first()
    await cell.waitFor()
    expect(await page.locator('tt-board-matrix tbody tr').count()).toBe(3)
    expect(await serious(page)).toEqual([])
  })

  it('directs one ticket to one free window, with a reason; closes a window, whose ticket goes back', async () => {
    const { page } = lead
    await lead.click('direct')
    await answer(page, { reason: '行动不便' })
    await page.locator('[data-window="zj-pinghu-realty-w2"][data-state="busy"]').waitFor()
    await page.locator('[data-act="closeOther"][data-value="zj-pinghu-realty-w2"]').click()
    await answer(page, { reason: '设备检修' })
    await page.locator('[data-window="zj-pinghu-realty-w2"][data-state="closed"]').waitFor()
  })

  it('terms: what runs out is listed and looked at for supervision; the look is in the access log', async () => {
    const { page } = lead
    await lead.click('view-terms')
    await page.locator('tt-board-figures tr[data-case]', { hasText: '涟水县政务服务大厅' }).waitFor()
    expect(await serious(page)).toEqual([])
    await lead.click('superviseCase')
    await page.locator('tt-desk-case [data-status="reviewing"]').waitFor()
    await lead.click('tab-course')
    await page.locator('tt-desk-case .course li', { hasText: '收件' }).waitFor()
    expect(await serious(page)).toEqual([])
    await lead.click('view-access')
    await page.locator('tt-board-access tbody tr', { hasText: '督办' }).first().waitFor()
    expect(await serious(page)).toEqual([])
  })

  it('ratings: levels and reasons, without a name', async () => {
    const { page } = lead
    await lead.click('view-ratings')
    await page.locator('tt-board-figures tbody tr', { hasText: '等候或办理时间长' }).waitFor()
    expect(await page.locator('tt-board-figures .bars .bar').count()).toBe(5)
    expect(await page.locator('tt-board-figures').innerText()).not.toContain('王喆堃')
    expect(await serious(page)).toEqual([])
  })

  it('statistics by day, item, office and province; the CSV has the same rows', async () => {
    const { page } = lead
    await lead.click('view-statistics')
    for (const by of ['day', 'item', 'office', 'pair']) {
      await page.locator('tt-board-statistics [name="by"]').selectOption(by)
      await page.locator('tt-board-statistics tbody tr').first().waitFor()
      expect(await serious(page), by).toEqual([])
    }
    const [download] = await Promise.all([page.waitForEvent('download'), lead.click('saveCsv')])
    expect(download.suggestedFilename()).toMatch(/^statistics-pair-.*\.csv$/)
    const { rows: lines, problems } = parseCsv('statistics', (await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, ''))
    expect(problems).toEqual([])
    const rows = lines.map(({ cells }) => cells)
    expect(rows[0]?.slice(0, 3)).toEqual(['编码', '名称', '取号'])
    expect(rows.slice(1).map(([key]) => key)).toContain('320000>330000')
    expect(rows).toHaveLength(1 + (await page.locator('tt-board-statistics tbody tr').count()))
  })

  it('a bad rating is assigned, called back and mended; the clerk appeals, the reviewer decides', async () => {
    const { page } = lead
    await lead.click('view-complaints')
    const ticket = page.locator('[data-complaint]')
    await ticket.getByText('等了一个多小时').waitFor()
    expect(await serious(page)).toEqual([])
    await lead.click('assign')
    await answer(page, { handler: 'w-lu-minghua' })
    await lead.click('callBack')
    await answer(page, { outcome: 'reached', note: '已致歉' })
    await lead.click('fix')
    await answer(page, { what: '增设窗口', reply: '已增设窗口，缩短等候。' })
    await ticket.getByText('已增设窗口').waitFor()

    const clerk = await house.browser('w-shen-yizhe', '/window/board')
    await clerk.click('appeal')
    await answer(clerk.page, { reason: '当日系统故障，非人员原因' })
    await clerk.page.getByText('当日系统故障').waitFor()
    expect(await clerk.page.locator('tt-window-board-page').innerText()).not.toContain('王喆堃')
    expect(await serious(clerk.page)).toEqual([])
    const reviewer = await house.browser('w-ji-huaizhen', '/window/board')
    await reviewer.click('decideAppeal')
    await answer(reviewer.page, { outcome: 'upheld', reason: '故障记录属实' })
    // called back, mended and out of the figures: nothing is left to do, and it goes to the closed ones
    await ticket.waitFor({ state: 'detached' })
    await page.getByLabel('包括已办结').check()
    await ticket.getByText('故障记录属实').waitFor()
    expect([...lead.errors, ...clerk.errors, ...reviewer.errors]).toEqual([])
  })

  it('fits a phone, every view of it', async () => {
    const phone = await house.browser('w-lu-minghua', '/window/board', { phone: true })
    const { page } = phone
    for (const view of ['live', 'terms', 'ratings', 'complaints', 'statistics', 'access']) {
      await phone.click(`view-${view}`)
      await page.locator('#view section, #view .figures').first().waitFor()
      expect(await overflow(page), view).toBe(0)
      expect(await serious(page), view).toEqual([])
    }
    expect(phone.errors).toEqual([])
    // the other tab was taken over, and says so
    await lead.page.locator('[data-act="takeBack"]').waitFor()
    await phone.close()
    await lead.click('takeBack')
    await lead.page.locator('[data-act="view-live"]').waitFor()
  })
})

describe('the catalogue', () => {
  it('goes out as JSON and as CSV, and comes back in as a new version', async () => {
    const { page } = lead
    await page.goto(`${house.url}/window/admin`)
    await page.getByText('第1版').or(page.locator('td.num')).first().waitFor()
    expect(await serious(page)).toEqual([])
    for (const [act, kind] of [['exportJson', 'json'], ['exportCsv', 'zip']] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), lead.click(act)])
      await download.saveAs(join(downloads, `catalogue.${kind}`))
    }
    for (const kind of ['json', 'zip']) {
      const before = house.court.signaling.inside.windows.inside.catalogues.current().version
      await page.locator('input[name="catalogue"]').setInputFiles(join(downloads, `catalogue.${kind}`))
      await lead.click('importCatalogue')
      await expect.poll(() => house.court.signaling.inside.windows.inside.catalogues.current().version, { timeout: 15_000 }).toBe(before + 1)
      await page.locator('[data-act="importCatalogue"]').waitFor({ state: 'detached' })
    }
  })

  it('tells every fault in words, and sends nothing', async () => {
    const { page } = lead
    const catalogue = JSON.parse(await readFile(join(downloads, 'catalogue.json'), 'utf8')) as Catalogue
    const [office] = catalogue.offices
    await writeFile(join(downloads, 'faulty.json'), JSON.stringify({ ...catalogue, offices: [{ ...office, region: '999900' }, ...catalogue.offices.slice(1)] }))
    await page.locator('input[name="catalogue"]').setInputFiles(join(downloads, 'faulty.json'))
    await page.getByText('999900').first().waitFor()
    expect(await page.locator('[data-act="importCatalogue"]').count()).toBe(0)
    expect(await serious(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await overflow(page)).toBe(0)
    expect(lead.errors).toEqual([])
  })
})

