import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGE_VERSION_META } from '#protocol/socket.ts'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import type { Court } from '../../bin/compose.ts'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'
import { idNumber } from '../integration/window/hall-house.ts'
import { overflow, serious } from './window/counter.ts'
import { signIn } from './window/public-hall.ts'

/** Pages that were opened before the server was updated. */
let dataDir: string
let court: Court
const people: Attendee[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-outdated-'))
  court = await startCourt(loadConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0' }), createLog('silent'))
}, 120_000)

afterAll(async () => {
  await Promise.all(people.map((person) => person.close()))
  await court.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

async function visitor(name: string, phone = false): Promise<Attendee & { lines: number }> {
  const person = Object.assign(await Attendee.open(name, { executablePath: chromiumPath(), phone, viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 } }), { lines: 0 })
  people.push(person)
  person.page.on('websocket', () => { person.lines += 1 })
  await person.page.addInitScript(() => {
    const lines: WebSocket[] = []
    const Original = WebSocket
    Object.assign(globalThis, { lines, WebSocket: class extends Original {
      constructor(url: string) {
        super(url)
        lines.push(this)
      }
    } })
  })
  return person
}

const bar = (page: Page) => page.locator('tt-outdated-bar [role="alert"]')
/** The server is another from now on: what stands in this page is a version it does not serve, and its line breaks. */
const update = (page: Page): Promise<void> => page.evaluate((name) => {
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)!.content = 'of yesterday'
  ;(globalThis as unknown as { lines: WebSocket[] }).lines.at(-1)!.close()
}, PAGE_VERSION_META)

const entrance = (personId: string): string => {
  const [path, code] = court.demo.find((one) => one.hearingId === 'demo-trial' && one.personId === personId)!.path.split('#')
  return `${court.url}${path}?autojoin=1&camera=0&mic=0&view=tile#${code}`
}

describe('a page that is older than the server', () => {
  it('in a hearing: says so, seeks no line, keeps what was typed and says that it is not sent; a new page goes on', async () => {
    for (const phone of [false, true]) {
      const judge = await visitor('judge', phone)
      const { page } = judge
      await page.goto(entrance('judge'))
      await judge.act('strikeGavel').waitFor()
      expect(await bar(page).innerText()).toBe('')
      await judge.click('panel-messages')
      const draft = page.locator('tt-message-panel').getByRole('textbox')
      await draft.fill('请原告核对第二页')
      const before = judge.lines
      await update(page)
      await bar(page).getByText('系统已更新，请刷新页面').waitFor()
      expect(await bar(page).locator('[data-state="draft"]').innerText()).toContain('尚未提交的部分刷新后不会保留')
      expect(await draft.inputValue()).toBe('请原告核对第二页')
      await page.waitForTimeout(5_000)
      expect(judge.lines).toBe(before + 1)
      expect([...await serious(page), await overflow(page)]).toEqual([0])
      await judge.click('reloadPage')
      await judge.act('strikeGavel').waitFor()
      expect(await bar(page).innerText()).toBe('')
      expect(judge.errors).toEqual([])
      await judge.close()
    }
  })

  it('at the windows, before any line stood: the same bar, in English too', async () => {
    const citizen = await visitor('citizen', true)
    const { page } = citizen
    await page.goto(`${court.url}/window/ticket?lang=en`)
    await page.evaluate((name) => { document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)!.content = 'of yesterday' }, PAGE_VERSION_META)
    await signIn(page, '孙红梅', idNumber(771))
    await bar(page).getByText('The system has been updated: reload the page').waitFor()
    expect(await bar(page).locator('[data-state="draft"]').count()).toBe(0)
    await page.waitForTimeout(5_000)
    expect(citizen.lines).toBe(1)
    expect([...await serious(page), await overflow(page)]).toEqual([0])
    await citizen.click('reloadPage')
    await page.locator('tt-window-ticket-page').getByText('You have no number').waitFor()
    expect(await bar(page).innerText()).toBe('')
  })

  it('a line that brings what nobody knows, though the versions agree, is called disturbed and tried slowly', async () => {
    const clerk = await visitor('clerk')
    const { page } = clerk
    await page.routeWebSocket(/\/ws\?/, (near) => {
      const far = near.connectToServer()
      far.onMessage((message) => {
        near.send(message)
        if (String(message).includes('"ok":true')) near.send('{"name":"noticeOfTomorrow","params":{}}')
      })
    })
    await page.goto(entrance('clerk'))
    await page.locator('tt-connection-banner [data-state="lost"]').getByText('线路受到干扰').waitFor()
    await page.waitForTimeout(8_000)
    expect(await page.evaluate(() => (globalThis as unknown as { lines: WebSocket[] }).lines.length)).toBeLessThan(5)
    expect(await bar(page).innerText()).toBe('')
  })
})
