import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { overflow, serious } from './counter.ts'
import { PLEDGE, choosePlace } from './public-hall.ts'

export const card = (page: Page, status: string): Locator => page.locator(`tt-ticket-card [data-status="${status}"]`)

/** Every page that citizens see without a case, and what stands there once it is whole. */
export const PAGES: [name: string, path: string, ready: string][] = [
  ['home', '/window', '[data-department]'],
  ['items', '/window/items', '[data-item]'],
  ['item', `/window/items/${PLEDGE.itemCode}`, '[data-act="takeTicket"]'],
  ['numbers', '/window/ticket', '[data-status="waiting"] [data-figure="before"]'],
  ['cases', '/window/cases', '.panel a.button'],
  ['ratings', '/window/ratings', '.panel'],
  ['terminal', '/window/kiosk', '.tiles'],
]

/** Large type is larger, strong contrast is black on white: read from the page itself. */
export async function switchLook(page: Page, look: 'large' | 'contrast', on: boolean): Promise<void> {
  const measure = () => page.evaluate(() => ({ size: parseFloat(getComputedStyle(document.documentElement).fontSize), ink: getComputedStyle(document.documentElement).getPropertyValue('--text').trim() }))
  const before = await measure()
  await page.locator(`tt-comfort-bar [data-act="${look}"]`).click()
  const after = await measure()
  if (look === 'contrast') expect(after.ink === '#000').toBe(on)
  else expect(after.size > before.size).toBe(on)
}

/** What is wrong with pages in plain, large and strong look: violations that axe finds serious, a page that slides sideways, stray English. */
export async function faultsOf(page: Page, url: string, pages: typeof PAGES): Promise<string[]> {
  const faults: string[] = []
  const note = (where: string, what: unknown[]) => faults.push(...what.map((one) => `${where}: ${String(one)}`))
  for (const [name, path, ready] of pages) {
    await page.goto(url + path)
    if (name === 'item') await choosePlace(page, PLEDGE.region)
    await page.locator(ready).first().waitFor()
    const words = await page.locator('main').evaluate((main) => (main as HTMLElement).innerText)
    note(`${name} English`, words.match(/\b[a-z]{2,}[a-z.]*\b/gi)?.filter((word) => word !== 'English') ?? [])
    for (const look of ['plain', 'large', 'contrast'] as const) {
      if (look !== 'plain') await switchLook(page, look, true)
      note(`${name} ${look}`, await serious(page))
      if (await overflow(page) > 0) note(`${name} ${look}`, ['slides sideways'])
      if (look !== 'plain') await switchLook(page, look, false)
    }
  }
  return faults
}

/** Headless Chromium has no voice: gives the page one that writes down what it is given to say. @returns what was said so far */
export async function writeDownSpeech(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const said: string[] = []
    const voice = { lang: 'zh-CN', name: 'test', localService: true, default: true, voiceURI: 'test' }
    Object.assign(globalThis, { said, SpeechSynthesisUtterance: class { text: string; constructor(text: string) { this.text = text } } })
    speechSynthesis.getVoices = () => [voice]
    speechSynthesis.speak = ({ text }) => void said.push(text)
  })
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said)
}
