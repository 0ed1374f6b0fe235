import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../../bin/compose.ts'
import type { Court } from '../../../bin/compose.ts'
import { chromiumPath } from '../../harness/chromium.ts'
import { WindowClient } from '../../harness/window-client.ts'

export const KIOSK = { width: 1080, height: 1920 }
export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1440, height: 900 }

/** 不动产抵押登记 in 浙江平湖, and the same in 安徽合肥 and 杭州: three offices, three lines. */
export const PLEDGE = { itemCode: '000715001001', region: '330482', officeId: 'zj-pinghu-realty' }
export const PLEDGE_HEFEI = { ...PLEDGE, region: '340104', officeId: 'ah-hefei' }
export const PLEDGE_HANGZHOU = { ...PLEDGE, region: '330106', officeId: 'zj-hangzhou' }
const HOME_CENTRE = 'c-lianshui'

const FLAGS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--mute-audio']

export type Visitor = { page: Page; context: BrowserContext; errors: string[] }
export type PublicHall = Awaited<ReturnType<typeof openPublicHall>>

/** A real court with the demo's service hall, and one browser in which every visitor has a device of their own. */
export async function openPublicHall() {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-public-'))
  const court: Court = await startCourt(loadConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0', DATABASE_URL: '', SEED_DEMO: '1' }), createLog('silent'))
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS })
  const demo = court.demoWindows!
  const kiosk = demo.kiosks.find(({ centerId }) => centerId === HOME_CENTRE)!
  const terminalCode = new URL(kiosk.path, court.url).searchParams.get('terminal')!
  const clients: WindowClient[] = []

  return {
    url: court.url,
    /** The terminal of the centre where the citizens of these tests are. */
    kioskAddress: court.url + kiosk.path,
    terminalCode,

    /** @param clock the page's clock may be put forward, for what a terminal does when nobody touches it */
    async visitor({ size = DESK, phone = false, clock = false }: { size?: { width: number; height: number }; phone?: boolean; clock?: boolean } = {}): Promise<Visitor> {
      const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...(phone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}) })
      const page = await context.newPage()
      if (clock) await page.clock.install()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(String(error)))
      return { page, context, errors }
    },

    /** A clerk of the office at a window of theirs that is open and takes the matter. */
    async clerk({ itemCode, officeId }: typeof PLEDGE): Promise<WindowClient> {
      const catalogue = court.signaling.inside.windows.inside.catalogues.current()
      const department = catalogue.items.find((item) => item.itemCode === itemCode)!.department
      const who = catalogue.staff.find((one) => one.role === 'remoteClerk' && one.at === officeId && (one.skills.includes(department) || one.skills.includes(itemCode)))!
      const { account, password } = demo.staff.find(({ personId }) => personId === who.personId)!
      const client = await WindowClient.staff(court.url, account, password)
      clients.push(client)
      await client.ask({ type: 'openWindow', windowId: catalogue.windows.find((one) => one.officeId === officeId)!.windowId })
      return client
    },

    /** A citizen at the centre's terminal, as far as the server knows. */
    async atTerminal(name: string, identityNumber: string): Promise<WindowClient> {
      const client = await WindowClient.citizen(court.url, { name, identityNumber, terminal: terminalCode })
      clients.push(client)
      return client
    },

    async close(): Promise<void> {
      for (const client of clients) client.kill()
      await browser.close()
      await court.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Chooses a place step by step as a finger does. */
export async function choosePlace(page: Page, region: string): Promise<void> {
  for (const [step, code] of [['province', `${region.slice(0, 2)}0000`], ['prefecture', `${region.slice(0, 4)}00`], ['county', region]] as const) {
    await page.locator(`[data-place="${step}"]`).selectOption(code)
  }
}

/** Says who one is on whatever page asks for it. */
export async function signIn(page: Page, name: string, number: string): Promise<void> {
  await page.locator('tt-citizen-sign-in input[name="number"]').fill(number)
  await page.locator('tt-citizen-sign-in input[name="name"]').fill(name)
  await page.locator('[data-act="citizenSignIn"]').click()
}
