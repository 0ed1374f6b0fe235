import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { everyTicket } from '#domain/window/hall/index.ts'
import type { WindowClient } from '../../harness/window-client.ts'
import { idNumber } from '../../integration/window/hall-house.ts'
import { overflow, serious } from './counter.ts'
import { KIOSK, PHONE, PLEDGE, PLEDGE_HANGZHOU, PLEDGE_HEFEI, choosePlace, openPublicHall, signIn } from './public-hall.ts'
import type { PublicHall, Visitor } from './public-hall.ts'
import { PAGES, card, faultsOf, switchLook, writeDownSpeech } from './public-looks.ts'
import { Keyboard, addresses, everythingIn, kept } from './public-keyboard.ts'

/** Citizens' pages and the terminal, in real Chromium against the real server. */
let hall: PublicHall
let hefei: WindowClient
let pinghu: WindowClient
const visitors: Visitor[] = []

beforeAll(async () => {
  hall = await openPublicHall()
  hefei = await hall.clerk(PLEDGE_HEFEI)
  pinghu = await hall.clerk(PLEDGE)
}, 120_000)
afterEach(() => {
  for (const { errors } of visitors) expect(errors).toEqual([])
})
afterAll(async () => {
  await hall.close()
}, 60_000)

async function visitor(options: Parameters<PublicHall['visitor']>[0]): Promise<Visitor> {
  const one = await hall.visitor(options)
  visitors.push(one)
  return one
}

/** Nobody is the same citizen twice, not even where a test is tried again. */
let nth = 300
const nobodyYet = () => idNumber(nth++)

/** The citizen who does not come when called: called in the first test, passed over in the last, a minute later. */
let missing: { page: Page; name: string; number: string; ticketId: string } | null = null

describe('on a phone', () => {
  it('signs in, takes a number, sees the place, gives it up, takes another and is called', async () => {
    const { page } = await visitor({ size: PHONE, phone: true })
    const [name, number] = ['李建国', nobodyYet()]
    await page.goto(`${hall.url}/window`)
    await page.getByRole('link', { name: /^我的号/ }).tap()
    await signIn(page, name, number)
    await page.getByText('您现在没有号').waitFor()
    await page.getByRole('link', { name: '找事项' }).tap()
    await page.getByRole('searchbox', { name: '搜索事项' }).fill('房子抵押')
    await page.getByRole('link', { name: /^不动产抵押登记（首次登记）/ }).tap()
    await choosePlace(page, PLEDGE_HEFEI.region)
    await page.getByText('合肥市政务服务中心').waitFor()
    await page.locator('[data-act="takeTicket"]').tap()
    await card(page, 'waiting').locator('[data-figure="before"]').waitFor()
    expect(await card(page, 'waiting').locator('[data-figure="before"]').innerText()).toMatch(/^(下一位就是您|前面还有\d+位)$/)
    expect(await card(page, 'waiting').locator('[data-figure="wait"]').innerText()).toMatch(/分钟|马上/)
    expect(await overflow(page)).toBe(0)

    // A phone is not asked to photograph itself.
    expect(await page.locator('tt-follow-code').count()).toBe(0)
    await page.locator('[data-act="leave"]').tap()
    await page.locator('tt-form-dialog').getByRole('button', { name: '继续等候' }).tap()
    await page.locator('[data-act="leave"]').tap()
    await page.locator('tt-form-dialog').getByRole('button', { name: '不等了' }).tap()
    await page.getByText('您现在没有号').waitFor()
    await page.getByText('今天已结束').waitFor()

    await page.goto(`${hall.url}/window/items/${PLEDGE.itemCode}`)
    await choosePlace(page, PLEDGE_HEFEI.region)
    await page.locator('[data-act="takeTicket"]').tap()
    await card(page, 'waiting').waitFor()
    const ticketId = (await card(page, 'waiting').getAttribute('data-ticket'))!
    await hefei.ask({ type: 'callNext' })
    // Wherever a citizen is in these pages, the call takes them to the window.
    await page.waitForURL('**/window/call')
    await page.goto('about:blank')
    missing = { page, name, number, ticketId }
  })

  it('books a time of a coming day, and finds it under the own numbers', async () => {
    const { page } = await visitor({ size: PHONE, phone: true })
    await page.goto(`${hall.url}/window/items/${PLEDGE.itemCode}`)
    await choosePlace(page, PLEDGE.region)
    await signIn(page, '陈玉兰', nobodyYet())
    await page.locator('[data-act="bookLater"]').tap()
    // Some day of the next ten is a working day with a time left.
    const days = page.locator('[data-day]')
    await days.first().waitFor()
    for (let each = 1; each < await days.count(); each++) {
      await days.nth(each).tap()
      await page.locator('[data-slot]:enabled').first().or(page.getByText('这一天不办公')).waitFor()
      if (await page.locator('[data-slot]:enabled').count() > 0) break
    }
    await page.locator('[data-slot]:enabled').first().tap()
    const words = await page.locator('[data-act="book"]').innerText()
    await page.locator('[data-act="book"]').tap()
    await card(page, 'booked').waitFor()
    const [, day = '?', from = '?'] = /^预约(.+?)(\d\d:\d\d)$/.exec(words) ?? []
    expect(await card(page, 'booked').innerText()).toContain(day)
    expect(await card(page, 'booked').innerText()).toContain(`${from}–`)
    expect(await card(page, 'booked').locator('[data-act="checkIn"]').isDisabled()).toBe(true)
    // The same day and matter again is the number already held.
    await page.reload()
    await card(page, 'booked').waitFor()
  })
})

/** 不动产变更登记: applied for from home, without a number. */
const FROM_HOME = '000715004001'

it('from home a citizen opens a case, sends a photograph, fills in the form, and finds it all again', async () => {
  const { page } = await visitor({ size: PHONE, phone: true })
  await page.goto(`${hall.url}/window/items/${FROM_HOME}`)
  await choosePlace(page, PLEDGE.region)
  await signIn(page, '钱学礼', nobodyYet())
  await page.locator('[data-act="openOnline"]').tap()
  await page.waitForURL('**/window/cases/*')
  await page.getByText('平湖市不动产登记服务中心：待收件').waitFor()
  const paper = page.locator('[data-material]').first()
  expect(await paper.innerText()).toContain('未提交')
  await paper.locator('input[type="file"]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await page.screenshot() })
  await paper.getByText('重新上传').waitFor()
  const field = page.locator('tt-case-form').getByRole('textbox').first()
  await field.fill('钱学礼')
  await field.blur()
  await expect.poll(() => page.locator('tt-case-form').innerText()).not.toContain('还需填写：申请人姓名')
  for (const look of ['large', 'contrast'] as const) {
    await switchLook(page, look, true)
    expect([...await serious(page), await overflow(page)]).toEqual([0])
    await switchLook(page, look, false)
  }
  expect([...await serious(page), await overflow(page)]).toEqual([0])

  await page.getByRole('link', { name: '我的办件' }).tap()
  await page.locator('[data-case]').tap()
  await paper.getByText('重新上传').waitFor()
  expect(await field.inputValue()).toBe('钱学礼')
})

describe('at the terminal of a centre', () => {
  it('by keyboard and screen reader alone: item, papers, identity, number, place; left alone it forgets all of it', async () => {
    const { page } = await visitor({ size: KIOSK, clock: true })
    const [name, number] = ['王秀英', nobodyYet()]
    await page.goto(hall.kioskAddress)
    expect(await overflow(page)).toBe(0)
    const keys = await Keyboard.of(page)

    await keys.press(/^取号办事/)
    await keys.type('搜索事项', 'bdcdydj')
    await page.getByText('异地代收代办').first().waitFor()
    await keys.press(/^不动产抵押登记（首次登记）/)
    await page.locator('tt-take-number').waitFor()
    // What is to be brought stands in the tree that a screen reader reads.
    const read = await page.locator('main').ariaSnapshot()
    for (const words of ['材料', '不动产权证书', '抵押合同', '承诺时限', '80元']) expect(read).toContain(words)

    await keys.choose('省', '浙江省')
    await keys.choose('市', '嘉兴市')
    await keys.choose('县（市、区）', '平湖市')
    await page.getByText('平湖市不动产登记服务中心').waitFor()
    await keys.type('身份证号码', number)
    await keys.type('姓名', name)
    await page.keyboard.press('Enter')
    await page.locator('[data-act="takeTicket"]').waitFor()
    await keys.press(/^现在取号/)
    await card(page, 'waiting').locator('[data-figure="before"]').waitFor()
    expect(await card(page, 'waiting').locator('[data-figure="wait"]').innerText()).toMatch(/分钟|马上/)
    const ticket = await card(page, 'waiting').locator('.number').innerText()
    expect(ticket).toMatch(/^[A-Z]\d{3}$/)
    expect(await page.getByRole('img', { name: `二维码：${hall.url}/window/ticket` }).count()).toBe(1)

    // Every stop of the way said what it is.
    expect(keys.reached.filter((said) => said.name.trim() === '' || said.role === 'generic')).toEqual([])
    expect(await everythingIn(page)).toContain(name)

    // Nobody touches it: the countdown has the focus, and one key keeps the session.
    await page.clock.fastForward(41_000)
    await page.getByRole('dialog', { name: '您还在吗？' }).waitFor()
    expect((await keys.here()).name).toBe('继续使用')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await card(page, 'waiting').count()).toBe(1)

    await page.clock.fastForward(41_000)
    await page.getByRole('dialog', { name: '您还在吗？' }).waitFor()
    const reloaded = page.waitForEvent('load')
    await page.clock.fastForward(21_000)
    await reloaded
    await page.getByRole('link', { name: /^取号办事/ }).waitFor()

    const left = { ...(await kept(page)), page: await everythingIn(page), history: await addresses(page) }
    const said = JSON.stringify(left)
    for (const personal of [name, number, number.slice(-4), ticket]) expect(said).not.toContain(personal)
    expect(left.session).toEqual({ 'tongting.terminal': hall.terminalCode })
    expect(new URL(left.address).pathname + new URL(left.address).search).toBe('/window/kiosk')
    expect(left.history.filter((address) => address !== 'about:blank' && address !== `${hall.url}/window/kiosk`)).toEqual([])
    // The number itself is still in line.
    expect(everyTicket(pinghu.hall?.tickets ?? []).some((one) => one.number === ticket && one.status === 'waiting')).toBe(true)
  })

  it('a card laid on the reader fills in both, and the session may be ended by hand', async () => {
    const { page } = await visitor({ size: KIOSK })
    const number = nobodyYet()
    await page.goto(hall.kioskAddress)
    await page.getByRole('link', { name: /^我的办件/ }).click()
    await page.locator('tt-citizen-sign-in').waitFor()
    // A reader is a keyboard that types a whole card at once.
    await page.locator('input[name="name"]').focus()
    await page.keyboard.insertText(`赵德胜 男 ${number}`)
    expect(await page.locator('input[name="name"]').inputValue()).toBe('赵德胜')
    expect((await page.locator('input[name="number"]').inputValue()).replaceAll(' ', '')).toBe(number)
    await page.locator('[data-act="citizenSignIn"]').click()
    await page.getByText('您还没有办件').waitFor()
    const reloaded = page.waitForEvent('load')
    await page.getByRole('button', { name: '结束使用' }).click()
    await reloaded
    await page.getByRole('link', { name: /^取号办事/ }).waitFor()
    expect(JSON.stringify(await kept(page)) + await everythingIn(page)).not.toContain('赵德胜')
  })
})

it('a number from the terminal is followed on the phone; the call says aloud which counter to sit down at', async () => {
  const { page } = await visitor({ size: PHONE, phone: true })
  const [name, number] = ['吴翠英', nobodyYet()]
  const seated = await hall.atTerminal(name, number)
  await seated.ask({ type: 'takeTicket', channel: 'kiosk', itemCode: PLEDGE_HANGZHOU.itemCode, region: PLEDGE_HANGZHOU.region })
  await page.goto(`${hall.url}/window/ticket`)
  await signIn(page, name, number)
  await card(page, 'waiting').locator('[data-figure="before"]').waitFor()
  const clerk = await hall.clerk(PLEDGE_HANGZHOU)
  await clerk.ask({ type: 'callNext' })
  const told = page.locator('tt-window-called dialog')
  await told.waitFor()
  await told.getByText(/^请到\d+号柜台就座$/).waitFor()
  expect(await told.innerText()).toMatch(/叫到您了[\s\S]*[A-Z]\d{3}/)
  expect(await serious(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await told.getByRole('button', { name: '知道了' }).tap()
  await told.waitFor({ state: 'hidden' })
  expect(await card(page, 'called').innerText()).toMatch(/叫到您了[\s\S]*请到\d+号柜台就座/)
})

describe('for everybody', () => {
  it.each(['phone', 'terminal'] as const)('no page on a %s has a serious fault, slides sideways or speaks English: plain, large, in strong contrast', async (device) => {
    const { page } = await visitor(device === 'phone' ? { size: PHONE, phone: true } : { size: KIOSK })
    if (device === 'terminal') {
      await page.goto(hall.kioskAddress)
      await page.getByRole('link', { name: /^取号办事/ }).waitFor()
    }
    await page.goto(`${hall.url}/window/ticket`)
    await page.locator('tt-citizen-sign-in').waitFor()
    expect(await serious(page)).toEqual([])
    await signIn(page, '孙桂芳', nobodyYet())
    await page.getByText('您现在没有号').waitFor()
    await page.goto(`${hall.url}/window/items/${PLEDGE.itemCode}`)
    await choosePlace(page, '330483')
    await page.locator('[data-act="takeTicket"]').click()
    await card(page, 'waiting').waitFor()

    expect(await faultsOf(page, hall.url, PAGES.slice(device === 'phone' ? 0 : 1))).toEqual([])
  })

  it('is read aloud in Chinese by a voice of the device, and only to whoever asks for it', async () => {
    const { page } = await visitor({ size: PHONE })
    const said = await writeDownSpeech(page)
    await page.goto(`${hall.url}/window/items`)
    const aloud = page.getByRole('button', { name: '朗读' })
    await aloud.waitFor()
    expect(await said()).toEqual([])
    await aloud.click()
    await expect.poll(said).toContain('已打开朗读')
    await page.getByRole('link', { name: /^不动产抵押登记（首次登记）/ }).click()
    await expect.poll(said).toContainEqual(expect.stringMatching(/^不动产抵押登记（首次登记）。需要\d+件材料。/))
    await aloud.click()
    const before = (await said()).length
    await page.getByRole('link', { name: '找事项' }).click()
    await page.locator('[data-item]').first().waitFor()
    expect(await said()).toHaveLength(before)
  })
})

it('who did not come when called was passed over, and rejoins the line', async () => {
  if (missing === null) throw new Error('nobody was called')
  const { page, ticketId } = missing
  // The law gives a minute to come.
  const passed = () => hefei.ask({ type: 'noShow', ticketId }).then(() => true, (error: unknown) => (error as { code?: string }).code)
  await expect.poll(passed, { timeout: 70_000, interval: 1_000 }).toBe(true)
  await page.goto(`${hall.url}/window/ticket`)
  await card(page, 'passed').waitFor()
  await page.locator('[data-act="rejoin"]').tap()
  await card(page, 'waiting').locator('[data-figure="before"]').waitFor()
  expect(await card(page, 'waiting').getAttribute('data-ticket')).toBe(ticketId)
  expect(await card(page, 'waiting').innerText()).toContain('已过号1次')
}, 120_000)
