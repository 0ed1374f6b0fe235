import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { CallCommand } from '#protocol/window/session.ts'
import type { CallNotice, CallPerson } from '#protocol/window/session.ts'
import { delivery, noticeReceivers, viewOf } from '#domain/window/session/index.ts'
import type { Call } from '#domain/window/session/testing/call.ts'
import { hand } from '#domain/window/session/testing/call.ts'

export type Side = { person: CallPerson; page: Page; errors: string[] }
type Size = { width: number; height: number }

/** One call between browser pages with the law itself between them, in place of the server: no socket, no sound. */
export class Counter {
  readonly call: Call
  readonly sides: Side[] = []
  readonly #browser: Browser
  readonly #url: string
  #stills = 0
  #work: Promise<unknown> = Promise.resolve()

  constructor(browser: Browser, url: string, call: Call) {
    this.#browser = browser
    this.#url = url
    this.call = call
    call.watch = (before, fact, after) => {
      for (const { person, page } of this.sides) {
        const how = delivery(before, fact, after, hand(person))
        const view = viewOf(after, hand(person))
        if (how === 'event') this.#then(() => page.evaluate((one) => window.tell(one), fact))
        if (how === 'snapshot' && view) this.#then(() => page.evaluate((one) => window.replace(one), view))
      }
    }
  }

  /** All pages share the browser's one fake camera. */
  async seat(person: CallPerson, { size = { width: 1280, height: 760 }, phone = false, large = false, camera = true }: { size?: Size; phone?: boolean; large?: boolean; camera?: boolean } = {}): Promise<Side> {
    const context = await this.#browser.newContext({ viewport: size, locale: 'zh-CN', permissions: ['camera', 'microphone'], hasTouch: phone, isMobile: phone })
    const page = await context.newPage()
    const side: Side = { person, page, errors: [] }
    page.on('pageerror', (error) => side.errors.push(String(error)))
    await page.exposeFunction('askFar', (name: string, params: unknown) => this.#answer(side, name, params))
    await page.route('**/api/rooms', (route) => route.fulfill({ json: { rooms: [] } }))
    await page.route('**/api/window/files/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: SHEET }))
    await page.route('**/api/window/calls/*/stills*', async (route) => {
      const captureId = new URL(route.request().url()).searchParams.get('captureId')!
      const still = { fileId: `still-${++this.#stills}`, sha256: 'c'.repeat(64), pages: 1, widthPx: 640, heightPx: 480 }
      this.call.system({ type: 'noteStill', captureId, by: person.personId, still })
      await route.fulfill({ json: still })
    })
    await page.goto(`${this.#url}?cut=tile&camera=${camera ? 1 : 0}`)
    const seat = { personId: person.personId, role: person.role, at: person.at, centerId: person.role === 'helper' ? person.at : null }
    await page.evaluate(([who, view, look]) => window.show(who, view, look), [seat, viewOf(this.call.state, hand(person))!, { large }] as const)
    this.sides.push(side)
    return side
  }

  /** All that has been told has arrived. */
  async settled(): Promise<void> {
    await this.#work
  }

  async #answer({ person }: Side, name: string, params: unknown): Promise<unknown> {
    if (name === 'callCommand') {
      const { command } = params as { command: unknown }
      this.call.by(person, CallCommand.parse(command))
    }
    if (name === 'callNotice') {
      const { notice } = params as { notice: CallNotice }
      const receivers = noticeReceivers(this.call.state, person.personId, notice)
      for (const side of this.sides) {
        if (receivers.includes(side.person.personId)) this.#then(() => side.page.evaluate(([from, one]) => window.pass(from, one), [person.personId, notice] as const))
      }
    }
    return {}
  }

  #then(work: () => Promise<unknown>): void {
    this.#work = this.#work.then(work, work)
  }

  async close(): Promise<void> {
    this.call.watch = null
    for (const { page } of this.sides) await page.context().close()
  }
}

/** Violations that axe calls serious or critical, by rule and place. */
export async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

export const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const SHEET = '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200"><rect width="1600" height="1200" fill="#fdfdf8"/><text x="500" y="280" font-size="72" fill="#333">不动产权证书</text></svg>'
