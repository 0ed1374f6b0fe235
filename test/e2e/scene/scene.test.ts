import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { inPage, until } from './bench.ts'
import { openBrowser, openSite } from './browser.ts'
import type { Site } from './browser.ts'
import { cast } from './people.ts'

let site: Site
let browser: Browser
let page: Page

beforeAll(async () => {
  site = await openSite()
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 960, height: 540 } })
  await page.goto(site.url)
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const pixels = () => inPage(page, (bench) => bench.pixels(240, 135), null)
const difference = (a: number[], b: number[]): number => a.reduce((sum, v, i) => sum + Math.abs(v - b[i]!), 0) / a.length
/** Pixels whose green stands well above red and blue: nothing in the room is of that colour. */
const greens = (a: number[]): number => {
  let n = 0
  for (let i = 0; i < a.length; i += 4) if (a[i + 1]! > a[i]! + 14 && a[i + 1]! > a[i + 2]! + 14) n++
  return n
}

describe.each(['canvas', 'webgl'] as const)('the scene drawn by %s', (painter) => {
  const host = painter === 'webgl' ? 'page' : 'auto'

  it('seats people cut out, without a trace of the green wall, and tells how high they are drawn', async () => {
    await inPage(page, (bench, o) => bench.scene({ room: 'panelOfThree', language: 'zh-CN', ...o }), { painter, host } as const)
    await page.waitForTimeout(1200)
    const empty = await pixels()
    await inPage(page, (bench, people) => bench.seat(people), cast('panelOfThree', 5))
    await until(page, 'everybody drawn', (bench) => bench.stage.drawnHeights().size === 5)
    await page.waitForTimeout(1200)
    const full = await pixels()
    expect(difference(empty, full)).toBeGreaterThan(1)
    expect(greens(full)).toBeLessThanOrEqual(greens(empty))
    const heights = await inPage(page, (bench) => [...bench.stage.drawnHeights()], null)
    expect(heights.map(([key]) => key).sort()).toEqual(['p0/camera', 'p1/camera', 'p2/camera', 'p3/camera', 'p4/camera'])
    for (const [, height] of heights) expect(height).toBeGreaterThan(40)
    expect(await inPage(page, (bench) => bench.stats.filter((s) => s.broken), null)).toEqual([])
    expect(await inPage(page, (bench) => bench.stats.at(-1)?.painter, null)).toBe(painter)
  }, 60_000)

  it('moves the camera, shows evidence, closes and opens the curtain, speaks to screen readers', async () => {
    const whole = await pixels()
    await inPage(page, (bench) => bench.stage.setCamera('bench'), null)
    await page.waitForTimeout(1800)
    expect(difference(whole, await pixels())).toBeGreaterThan(8)
    await inPage(page, (bench) => bench.stage.setCamera('whole'), null)
    await page.waitForTimeout(1800)
    const back = await pixels()
    expect(difference(whole, back)).toBeLessThan(3)
    await inPage(page, (bench) => bench.present('借款合同'), null)
    await page.waitForTimeout(1500)
    expect(difference(back, await pixels())).toBeGreaterThan(2)
    await inPage(page, (bench) => bench.stage.setCurtain('休庭十分钟'), null)
    await page.waitForTimeout(2000)
    const closed = await pixels()
    expect(difference(back, closed)).toBeGreaterThan(20)
    expect(await inPage(page, (bench) => bench.stage.describeForScreenReader(), null)).toMatch(/三人合议庭.*休庭：休庭十分钟.*审判长陈立言.*证据屏正在显示：借款合同/)
    await inPage(page, (bench) => {
      bench.stage.setCurtain(null)
      bench.stage.strikeGavel(3)
    }, null)
    await page.waitForTimeout(2500)
    expect(difference(closed, await pixels())).toBeGreaterThan(20)
    expect(await inPage(page, (bench) => bench.stats.filter((s) => s.broken), null)).toEqual([])
  }, 60_000)
})

it('a lost graphics context comes back with everybody in it', async () => {
  await inPage(page, (bench) => bench.scene({ room: 'panelOfThree', language: 'zh-CN', painter: 'webgl', host: 'page' }), null)
  await inPage(page, (bench, people) => bench.seat(people), cast('panelOfThree', 4))
  await until(page, 'everybody drawn', (bench) => bench.stage.drawnHeights().size === 4)
  await page.waitForTimeout(1500)
  const before = await pixels()
  expect(await inPage(page, (bench) => bench.loseContext(), null)).toBe(true)
  await page.waitForTimeout(2500)
  expect(difference(before, await pixels())).toBeLessThan(3)
  expect(await inPage(page, (bench) => bench.stats.filter((s) => s.broken), null)).toEqual([])
}, 60_000)

it('whoever speaks is lit, who goes fades, who comes back steps in, everybody rises: and then all is as before, to the pixel', async () => {
  const { sitting, lit, unlit, going, gone, back, risen, seated } = await inPage(page, (bench, actors) => bench.motions(actors), cast('panelOfThree', 5))
  expect(new Set([sitting, lit, going, gone, risen]).size).toBe(5)
  expect([unlit, back, seated]).toEqual([sitting, sitting, sitting])
}, 60_000)

it('tells where evidence is shown in the room, and that it is not any longer', async () => {
  await inPage(page, (bench) => bench.scene({ room: 'panelOfThree', language: 'zh-CN', painter: 'canvas' }), null)
  await inPage(page, (bench) => bench.present('借款合同'), null)
  await until(page, 'evidence on the screen', (bench) => bench.screens.at(-1) !== null && bench.screens.length > 0)
  const rect = (await inPage(page, (bench) => bench.screens.at(-1), null))!
  expect(rect.x).toBeGreaterThan(0.5)
  expect(rect.x + rect.w).toBeLessThanOrEqual(1)
  await inPage(page, (bench) => bench.stage.setPresentation(null, ''), null)
  await until(page, 'the screen is dark', (bench) => bench.screens.at(-1) === null)
}, 30_000)

it('one renderer for page, playback and export: the same course gives the same pixels, moment by moment', async () => {
  const { hashes, png } = await inPage(page, (bench, actors) => bench.exportTwice(actors), cast('panelOfThree', 5))
  expect(hashes.length).toBeGreaterThan(8)
  for (const [first, second] of hashes) expect(second).toBe(first)
  expect(new Set(hashes.map(([first]) => first)).size).toBe(hashes.length)
  for (const picture of png) expect(Buffer.from(picture, 'base64').subarray(1, 4).toString()).toBe('PNG')
  if (process.env.SCENE_SHOTS) png.forEach((picture, i) => writeFileSync(join(process.env.SCENE_SHOTS!, `moment-${i}.png`), Buffer.from(picture, 'base64')))
}, 90_000)

it('a graphics context that never comes back is said to the page, which shows plain tiles then', async () => {
  await inPage(page, (bench) => bench.scene({ room: 'panelOfThree', language: 'zh-CN', painter: 'webgl', host: 'page' }), null)
  await inPage(page, (bench, people) => bench.seat(people), cast('panelOfThree', 3))
  await until(page, 'everybody drawn', (bench) => bench.stage.drawnHeights().size === 3)
  const losing = inPage(page, (bench) => bench.loseContext(11_000), null)
  await until(page, 'the loss told', (bench) => bench.stats.some((s) => s.broken?.includes('did not come back')))
  await losing
}, 40_000)
