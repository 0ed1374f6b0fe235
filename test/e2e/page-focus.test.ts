import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import type { Court } from '../../bin/compose.ts'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'
import { serious } from './window/counter.ts'
import { PLEDGE } from './window/public-hall.ts'
import { Keyboard } from './window/public-keyboard.ts'

/** What somebody with a keyboard and a screen reader is told when they have gone to another page. */
let dataDir: string
let court: Court
const people: Attendee[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-focus-'))
  court = await startCourt(loadConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0' }), createLog('silent'))
}, 120_000)

afterAll(async () => {
  await Promise.all(people.map((person) => person.close()))
  await court.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

async function visitor(name: string): Promise<Page> {
  const person = await Attendee.open(name, { executablePath: chromiumPath() })
  people.push(person)
  return person.page
}

/** The headings of the first level that a screen reader finds. */
const headings = (page: Page): Promise<string[]> => page.getByRole('heading', { level: 1, includeHidden: false }).allInnerTexts()
const arrives = async (page: Page, keys: Keyboard, heading: string | RegExp, title: string): Promise<void> => {
  await expect.poll(async () => {
    const { role, name } = await keys.here()
    return `${role} ${name}`
  }, { timeout: 10_000 }).toMatch(typeof heading === 'string' ? new RegExp(`^heading ${heading}$`) : heading)
  expect(await page.title()).toBe(title)
  expect(await headings(page)).toHaveLength(1)
  expect(await serious(page)).toEqual([])
}
/** As the browser's own buttons do it. */
const goTo = (page: Page, path: string): Promise<void> => page.evaluate((to) => {
  history.pushState(null, '', to)
  dispatchEvent(new PopStateEvent('popstate'))
}, path)
const signInAs = async (page: Page, who: { account?: string; password?: string }): Promise<void> => {
  await page.goto(`${court.url}/enter`)
  await page.locator('input[name="account"]').fill(who.account!)
  await page.locator('input[name="password"]').fill(who.password!)
  await page.keyboard.press('Enter')
}

describe('after going to another page by keyboard', () => {
  it('in the court: the main heading has the focus, the tab says where one is, every page has one heading', async () => {
    const page = await visitor('plaintiff')
    const keys = await Keyboard.of(page)
    const [path, code] = court.demo.find((one) => one.hearingId === 'demo-trial' && one.personId === 'plaintiff')!.path.split('#')
    await page.goto(`${court.url}${path}?cut=tile#${code}`)
    await page.locator('[data-act="enter"]').waitFor()
    // The first page is read from its beginning.
    expect((await keys.here()).role).toBe('none')
    expect(await page.title()).toBe('进入在线法庭 · 同庭 · 在线法庭')
    await keys.press('进入设备调试')
    await arrives(page, keys, '设备调试', '设备调试 · 同庭 · 在线法庭')
    await keys.press('不使用摄像头和麦克风进入')
    await page.locator('tt-waiting-room').waitFor()
    await arrives(page, keys, /^heading 同庭示范人民法院.+纠纷$/, '庭审 · 同庭 · 在线法庭')
    await page.goBack()
    await arrives(page, keys, '设备调试', '设备调试 · 同庭 · 在线法庭')
  })

  it('with an account, to the list and to what nobody has signed in for', async () => {
    const page = await visitor('clerk')
    const keys = await Keyboard.of(page)
    await signInAs(page, court.demo.find(({ role }) => role === 'clerk')!)
    await arrives(page, keys, /^heading (我的庭审|书记员)/, '我的庭审 · 同庭 · 在线法庭')
    await keys.press('退出登录')
    await arrives(page, keys, '进入在线法庭', '进入在线法庭 · 同庭 · 在线法庭')
    await keys.press(/核验/)
    await arrives(page, keys, '文书核验', '文书核验 · 同庭 · 在线法庭')
    await goTo(page, '/no/such/place')
    await arrives(page, keys, '没有这个页面', '没有这个页面 · 同庭 · 在线法庭')
  })

  it('at the windows, in English too; a query alone moves nothing, and what has the focus keeps it', async () => {
    const page = await visitor('citizen')
    const keys = await Keyboard.of(page)
    await page.goto(`${court.url}/window`)
    await page.locator('[data-department]').first().waitFor()
    expect((await keys.here()).role).toBe('none')
    await keys.press(/^我的办件/)
    await arrives(page, keys, '我的办件', '我的办件 · 同庭 · 远程虚拟窗口')
    await goTo(page, '/window/items')
    await arrives(page, keys, '找事项', '找事项 · 同庭 · 远程虚拟窗口')
    await page.locator('[data-item]').first().waitFor()
    await keys.press(/^不动产抵押登记（首次登记）/)
    await arrives(page, keys, '不动产抵押登记（首次登记）', '办事指南 · 同庭 · 远程虚拟窗口')
    for (const [path, heading] of [['/window/ticket', '我的号'], ['/window/ratings', '评价公开']] as const) {
      await goTo(page, path)
      await arrives(page, keys, heading, `${heading} · 同庭 · 远程虚拟窗口`)
    }
    const stop = await keys.to('English')
    await goTo(page, '?about=nothing#here')
    await page.waitForTimeout(600)
    expect(await keys.here()).toEqual(stop)
    await page.keyboard.press('Enter')
    expect(await page.title()).toBe('Ratings, published · Tongting · Remote service windows')

    // Whoever writes at once in the new page, before its data has come, goes on writing.
    await page.route('**/api/window/items/*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      await route.continue()
    })
    await goTo(page, `/window/items/${PLEDGE.itemCode}`)
    const next = await keys.to(/./)
    await page.waitForTimeout(2_500)
    expect(await keys.here()).toEqual(next)
  })

  it('for the staff: desk and board have one heading, and it is told', async () => {
    for (const [role, heading, title] of [['remoteClerk', '窗口工作台', '窗口工作台'], ['supervisor', '值班台', '值班与评价']] as const) {
      const page = await visitor(role)
      const keys = await Keyboard.of(page)
      await signInAs(page, court.demoWindows!.staff.find((one) => one.role === role)!)
      await arrives(page, keys, heading, `${title} · 同庭 · 远程虚拟窗口`)
      if (role !== 'supervisor') continue
      await keys.press('事项目录管理')
      await arrives(page, keys, '事项目录管理', '事项目录管理 · 同庭 · 远程虚拟窗口')
    }
  })

  it('with the mouse no ring stands around the heading', async () => {
    const page = await visitor('mouse')
    await page.goto(`${court.url}/enter`)
    await page.getByRole('link', { name: /核验/ }).click()
    const heading = page.getByRole('heading', { level: 1, name: '文书核验' })
    await expect.poll(() => heading.evaluate((element) => element.matches(':focus'))).toBe(true)
    expect(await heading.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('none')
  })
})
