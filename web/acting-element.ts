import { TtElement } from './base-element.ts'
import { failureText } from './failures.ts'

/** An element in which people ask for something: what was refused or failed is told to them in words. */
export class ActingElement extends TtElement {
  /** Resolves with whether it was done. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      this.tell(failureText(error), 'bad')
      return false
    }
  }

  /** A short word at the foot of the page: the page holds `<tt-toasts>` and listens for `tt-tell`. */
  tell(words: string, tone: 'bad' | 'good' | 'info' = 'info'): void {
    this.dispatchEvent(new CustomEvent('tt-tell', { detail: { words, tone }, bubbles: true, composed: true }))
  }
}
