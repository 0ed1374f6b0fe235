import type { CDPSession, Page } from 'playwright-core'

/** What a screen reader says of one control. */
export type Said = { role: string; name: string; value: string }

/** Nothing is this many controls away. */
const MOST = 160

/** The deepest element with the focus, through every shadow root; null between the last control and the first, where the page itself has it. */
const FOCUSED = '(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at === document.body ? null : at })()'
type Value = { value?: unknown } | undefined
const text = (value: Value): string => (typeof value?.value === 'string' ? value.value : '')

/** Somebody who has a keyboard and a screen reader and nothing else: finds controls by the names the browser itself computes. */
export class Keyboard {
  /** Every control that had the focus on the way, in order. */
  readonly reached: Said[] = []
  readonly #page: Page
  readonly #session: CDPSession

  private constructor(page: Page, session: CDPSession) {
    this.#page = page
    this.#session = session
  }

  static async of(page: Page): Promise<Keyboard> {
    return new Keyboard(page, await page.context().newCDPSession(page))
  }

  /** The control with the focus, from the accessibility tree. */
  async here(): Promise<Said> {
    const { result } = await this.#session.send('Runtime.evaluate', { expression: FOCUSED })
    if (result.objectId === undefined) return { role: 'none', name: '', value: '' }
    const { nodes: [node] } = await this.#session.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false })
    return { role: text(node?.role), name: text(node?.name), value: text(node?.value) }
  }

  /** Tabs on until a control of that name has the focus. @throws Error naming what was passed when there is none */
  async to(name: string | RegExp): Promise<Said> {
    const passed: string[] = []
    for (let steps = 0; steps < MOST; steps++) {
      await this.#page.keyboard.press('Tab')
      const here = await this.here()
      if (here.role !== 'none') this.reached.push(here)
      passed.push(`${here.role} ${here.name}`)
      if (typeof name === 'string' ? here.name === name : name.test(here.name)) return here
    }
    throw new Error(`no control is called ${String(name)}: ${passed.join(' | ')}`)
  }

  async press(name: string | RegExp): Promise<void> {
    await this.to(name)
    await this.#page.keyboard.press('Enter')
  }

  async type(name: string | RegExp, words: string): Promise<void> {
    await this.to(name)
    await this.#page.keyboard.type(words)
  }

  /** Goes down a list until it says `wanted`. */
  async choose(name: string | RegExp, wanted: string): Promise<void> {
    let { value } = await this.to(name)
    for (let steps = 0; value !== wanted; steps++) {
      if (steps > MOST) throw new Error(`${String(name)} never says ${wanted}`)
      await this.#page.keyboard.press('ArrowDown')
      value = (await this.here()).value
    }
  }
}

/** All that stands in a page and its shadow roots, with what stands in its fields. */
export const everythingIn = (page: Page): Promise<string> => page.evaluate(() => {
  const all = (root: ParentNode): string => [...root.querySelectorAll('*')].map((element) =>
    [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ textContent }) => textContent).join('')
    + [...element.attributes].map(({ value }) => ` ${value}`).join('')
    + (element instanceof HTMLInputElement ? ` ${element.value}` : '')
    + (element.shadowRoot ? all(element.shadowRoot) : '')).join('\n')
  return all(document)
})

/** What a page keeps beyond itself. */
export const kept = (page: Page): Promise<{ session: Record<string, string>; local: Record<string, string>; state: unknown; address: string }> =>
  page.evaluate(() => ({ session: { ...sessionStorage } as Record<string, string>, local: { ...localStorage } as Record<string, string>, state: history.state as unknown, address: location.href }))

/** Every address this tab can go back or forward to. */
export async function addresses(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { entries } = await session.send('Page.getNavigationHistory')
  return entries.map(({ url }) => url)
}
