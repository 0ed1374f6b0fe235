import { LitElement } from 'lit'
import { languageEvents } from './i18n/index.ts'

/** Every element of the client: draws itself anew when the reader changes the language. */
export class TtElement extends LitElement {
  override connectedCallback(): void {
    super.connectedCallback()
    languageEvents.addEventListener('change', this.#redraw)
  }

  override disconnectedCallback(): void {
    languageEvents.removeEventListener('change', this.#redraw)
    super.disconnectedCallback()
  }

  readonly #redraw = (): void => this.requestUpdate()
}
