import { css, html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { TtElement } from '../../base-element.ts'
import { failureText } from '../../failures.ts'
import { filePage } from '../live/api.ts'
import '../../components/icon.ts'

/** One page of a file the call holds, fetched with this tab's sign-in. */
@customElement('tt-file-picture')
export class TtFilePicture extends TtElement {
  static override styles = css`
    :host { display: block; position: relative; background: var(--paper-sunk); }
    img { display: block; inline-size: 100%; block-size: 100%; object-fit: var(--fit, contain); }
    .none { display: grid; place-items: center; min-block-size: 4rem; block-size: 100%; padding: 0.5rem; color: var(--text-soft); font-size: var(--size-s); text-align: center; }
  `

  @property() fileId = ''
  @property({ type: Number }) page = 1
  @property() alt = ''
  @state() private url: string | null = null
  @state() private problem: string | null = null
  #turn = 0

  override disconnectedCallback(): void {
    this.#turn++
    this.#show(null)
    super.disconnectedCallback()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) void this.#load()
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('fileId') || changed.has('page')) void this.#load()
  }

  #show(url: string | null): void {
    if (this.url) URL.revokeObjectURL(this.url)
    this.url = url
  }

  async #load(): Promise<void> {
    const turn = ++this.#turn
    this.problem = null
    if (!this.fileId) return this.#show(null)
    try {
      const page = await filePage(this.fileId, this.page)
      if (turn === this.#turn) this.#show(URL.createObjectURL(page))
    } catch (error) {
      if (turn === this.#turn) this.problem = failureText(error)
    }
  }

  override render() {
    if (this.url) return html`<img src=${this.url} alt=${this.alt} draggable="false" />`
    return html`<div class="none">${this.problem ?? html`<tt-icon name="paper"></tt-icon>`}</div>`
  }
}
