/** Data may be slow to come; longer than this, in ms, nobody waits for a heading that has not been there. */
const WITHIN_MS = 15_000
const LOOK_EVERY_MS = 100

/** The element with the focus, through every shadow root; null where only the page itself has it. */
export function focused(): Element | null {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return at === document.body ? null : at
}

/** The main heading under `root`, through every shadow root. */
export function headingIn(root: ParentNode): HTMLElement | null {
  for (const element of root.querySelectorAll('*')) {
    if (element.localName === 'h1') return element as HTMLElement
    const inside = element.shadowRoot && headingIn(element.shadowRoot)
    if (inside) return inside
  }
  return null
}

let timer: ReturnType<typeof setInterval> | undefined

/**
 * After a change of page: leads the focus to the new page's main heading once that is drawn, so that a screen reader says
 * where one is. Whoever places the focus elsewhere meanwhile, the page or the reader, is left alone.
 * @param before what had the focus on the page that was left; a link in the band over the pages may still have it
 */
export function leadToHeading(root: ParentNode, before: Element | null): void {
  clearInterval(timer)
  const until = performance.now() + WITHIN_MS
  const look = (): void => {
    const at = focused()
    if ((at !== null && at !== before) || performance.now() > until) return clearInterval(timer)
    const heading = headingIn(root)
    if (!heading) return
    clearInterval(timer)
    heading.tabIndex = -1
    heading.focus()
  }
  timer = setInterval(look, LOOK_EVERY_MS)
  look()
}
