import type { Browser, Page } from 'playwright-core'
import type { DeskScene} from './desk-scene.ts';
import { CATALOGUE, handOf, seatOf } from './desk-scene.ts'

export const NOW = '2026-11-23T02:30:00.000Z'
type PageName = 'tt-window-desk-page' | 'tt-window-board-page' | 'tt-window-admin-page'
export type Visit = { page: Page; errors: string[]; retell(): Promise<void> }
export type Extra = Partial<Record<'complaints' | 'dashboard' | 'statistics' | 'accessLog', unknown>>

/** One member of the staff at one page, the law behind it in place of the server. */
export async function visit(
  browser: Browser, url: string, scene: DeskScene, { who, at, call = false, size = { width: 1280, height: 720 }, phone = false, extra = {} }:
  { who: string; at: PageName; call?: boolean; size?: { width: number; height: number }; phone?: boolean; extra?: Extra },
): Promise<Visit> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', permissions: ['camera', 'microphone', 'clipboard-write'], hasTouch: phone, isMobile: phone })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.clock.setFixedTime(NOW)
  const retell = async (): Promise<void> => {
    const told = scene.told(who, { call })
    await page.evaluate((one) => window.tellDesk(one), told)
  }
  await page.exposeFunction('askFar', async (name: string, params: unknown) => {
    const answer = scene.answer(who, name, params)
    if (['hallCommand', 'callCommand', 'caseCommand', 'openCase'].includes(name)) await retell()
    return answer
  })
  const json = (path: string, body: () => unknown) => page.route(path, (route) => route.fulfill({ json: body() }))
  await json('**/api/rooms', () => ({ rooms: [] }))
  await json('**/api/window/catalogue*', () => CATALOGUE)
  await json('**/api/window/cases?*', () => ({ cases: scene.list(who, NOW), more: false }))
  await json('**/api/window/cases', () => ({ cases: scene.list(who, NOW), more: false }))
  await json('**/api/window/complaints*', () => extra.complaints ?? { complaints: [] })
  await json('**/api/window/dashboard*', () => extra.dashboard)
  await json('**/api/window/statistics*', () => extra.statistics)
  await json('**/api/window/access-log*', () => extra.accessLog ?? { entries: [], more: false })
  await page.route('**/api/window/cases/*/documents/*/file', (route) => route.fulfill({ contentType: 'application/pdf', body: scene.pdf }))
  await page.route('**/api/window/files/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: sheet(route.request().url()) }))
  await page.goto(url)
  await page.evaluate(([tag, seat, name, told]) => window.openPage(tag, seat, name, told), [at, seatOf(who), CATALOGUE.staff.find(({ personId }) => personId === who)!.name, scene.told(who, { call })] as const)
  return { page, errors, retell }
}

const sheet = (url: string): string => `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754"><rect width="1240" height="1754" fill="#fdfdf8"/>
  <text x="620" y="220" text-anchor="middle" font-size="64" fill="#222">${new URL(url).pathname.includes('mortgage') ? '抵押合同' : '借款合同'}</text>
  ${Array.from({ length: 24 }, (_, n) => `<rect x="150" y="${330 + n * 52}" width="${n % 5 === 4 ? 520 : 940}" height="14" fill="#c9c9c4"/>`).join('')}<circle cx="930" cy="1560" r="110" fill="none" stroke="#b3302a" stroke-width="10"/></svg>`

export { handOf }
