import { css, html } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import { texts } from '../style/shared.ts'
import './icon.ts'

export type Tone = 'bad' | 'good' | 'info'
type Said = { id: number; words: string; tone: Tone }

const SHOWN_MS = 6_000

/** Short words that come and go: why something was refused, what has just happened. */
@customElement('tt-toasts')
export class TtToasts extends TtElement {
  static override styles = [
    texts,
    css`
      :host { position: fixed; inset-block-end: 6.5rem; inset-inline: 0; z-index: 20; display: grid; justify-items: center; gap: 0.5rem; pointer-events: none; padding-inline: 1rem; }
      .note { pointer-events: auto; max-inline-size: 34rem; box-shadow: var(--shadow); border-inline-start-width: 4px; font-weight: 500; animation: rise 160ms ease-out; }
      @keyframes rise { from { transform: translateY(0.5rem); opacity: 0; } }
    `,
  ]

  @state() private said: Said[] = []
  #next = 1

  say(words: string, tone: Tone): void {
    const id = this.#next++
    this.said = [...this.said.filter((other) => other.words !== words), { id, words, tone }].slice(-3)
    setTimeout(() => { this.said = this.said.filter((other) => other.id !== id) }, SHOWN_MS)
  }

  override render() {
    return html`<div role="alert">${this.said.map(({ words, tone }) => html`<p class="note ${tone}">
      <tt-icon name=${tone === 'good' ? 'circleCheck' : 'circleAlert'}></tt-icon>${words}</p>`)}</div>`
  }
}
