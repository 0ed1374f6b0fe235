import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import { sha256Hex } from '../digest.ts'
import { t } from '../i18n/index.ts'
import { sharedStyles } from '../style/shared.ts'
import { dialogStyles } from './dialog-styles.ts'
import { watchEnd } from './read-to-end.ts'

/** 签署笔录: the record as canonical text, read to its end, and the SHA-256 that is signed. */
@customElement('tt-record-dialog')
export class TtRecordDialog extends TtElement {
  static override styles = [sharedStyles, dialogStyles, css`
    dialog { inline-size: min(50rem, 100vw - 2rem); block-size: min(88dvh, 60rem); }
    .text { white-space: pre-wrap; font-family: var(--serif); font-size: 1.0625rem; line-height: 1.9; background: #fff; border: 1px solid var(--line); padding: 1.2rem 1.4rem; overflow-wrap: anywhere; }
    .digest { font-family: var(--mono); font-size: 0.8125rem; overflow-wrap: anywhere; color: var(--text-soft); }
  `]

  @property() text = ''
  /** Resolves with why it was refused, or null when it is done. */
  @property({ attribute: false }) sign!: (sha256: string) => Promise<string | null>
  @state() private sha256 = ''
  @state() private read = false
  @state() private busy = false
  @state() private problem: string | null = null
  @query('dialog') private dialog!: HTMLDialogElement

  override firstUpdated(): void {
    this.dialog.showModal()
    void sha256Hex(this.text).then((sha256) => { this.sha256 = sha256 })
    watchEnd(this.renderRoot.querySelector('.end')!, () => { this.read = true })
  }

  readonly #sign = async (): Promise<void> => {
    this.busy = true
    this.problem = await this.sign(this.sha256)
    this.busy = false
    if (this.problem === null) this.dialog.close()
  }

  override render() {
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head"><h2 id="title">${t('task.signRecord')}</h2></div>
      <div class="body" tabindex="0"><div class="text">${this.text}</div>
        <p class="digest">SHA-256 ${this.sha256}</p><span class="end"></span></div>
      <div class="foot">
        ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
        <span class="soft fine">${t(this.read ? 'record.readDone' : 'record.readOn')}</span>
        <button data-act="cancel" @click=${() => this.dialog.close()}>${t('do.close')}</button>
        <button class="primary" data-act="signRecord" ?disabled=${!this.read || !this.sha256 || this.busy} @click=${this.#sign}>${t('act.signRecord')}</button>
      </div></dialog>`
  }
}

export function readRecord(text: string, sign: (sha256: string) => Promise<string | null>): void {
  const dialog = document.createElement('tt-record-dialog')
  dialog.text = text
  dialog.sign = sign
  document.body.append(dialog)
}

declare global {
  interface HTMLElementTagNameMap { 'tt-record-dialog': TtRecordDialog }
}
