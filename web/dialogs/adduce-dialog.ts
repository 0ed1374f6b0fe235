import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import { OutgoingFiles, type Outgoing } from '../files/outgoing.ts'
import { t } from '../i18n/index.ts'
import { fields, sharedStyles } from '../style/shared.ts'
import { dialogStyles } from './dialog-styles.ts'
import '../components/icon.ts'

export type Adduced = { title: string; purpose: string; fileIds: string[] }

/** 举证: what is shown, what it is to prove, and its pages: files or photographs, sent while the words are written. */
@customElement('tt-adduce-dialog')
export class TtAdduceDialog extends TtElement {
  static override styles = [sharedStyles, fields, dialogStyles, css`
    ul { list-style: none; margin: 0 0 0.6rem; padding: 0; display: grid; gap: 0.4rem; }
    li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.2rem 0.6rem; align-items: center; padding: 0.45rem 0.6rem; background: var(--paper-sunk); border-radius: var(--radius); }
    .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .how { grid-column: 1; font-size: var(--size-s); }
    .failed .how { color: var(--seal-700, #a02020); }
    progress { inline-size: 100%; accent-color: var(--ink-800); }
    input[type='file'] { position: absolute; inline-size: 1px; block-size: 1px; opacity: 0; }
    .hint { display: block; margin-block-start: 0.3rem; }
    .choose:focus-within { outline: 3px solid var(--focus, #1d63c4); outline-offset: 2px; }
    .choose { position: relative; display: inline-flex; gap: 0.4rem; align-items: center; cursor: pointer; padding: 0.5rem 0.9rem; border: 1px dashed var(--line); border-radius: var(--radius); inline-size: fit-content; min-block-size: 44px; box-sizing: border-box; }
  `]

  @property() hearingId = ''
  @property({ attribute: false }) answer!: (adduced: Adduced | null) => void
  @state() private told = ''
  @query('dialog') private dialog!: HTMLDialogElement
  private readonly outgoing = new Map<string, OutgoingFiles>()

  override firstUpdated(): void {
    this.dialog.showModal()
    this.renderRoot.querySelector<HTMLElement>('input[name=title]')?.focus()
  }

  private get files(): OutgoingFiles {
    let files = this.outgoing.get(this.hearingId)
    if (!files) this.outgoing.set(this.hearingId, (files = new OutgoingFiles(this.hearingId, () => { this.told = ''; this.requestUpdate() })))
    return files
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!this.files.settled) {
      this.told = t('files.wait')
      return
    }
    const data = new FormData(event.target as HTMLFormElement)
    const word = (name: string): string => String(data.get(name) ?? '').trim()
    this.answer({ title: word('title'), purpose: word('purpose'), fileIds: this.files.fileIds })
    this.dialog.close()
  }

  readonly #closed = (): void => {
    this.files.stop()
    this.answer(null)
    this.remove()
  }

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement
    this.files.add([...(input.files ?? [])])
    input.value = ''
  }

  override render() {
    return html`<dialog aria-labelledby="title" @close=${this.#closed}>
      <form @submit=${this.#submit}>
        <div class="head"><h2 id="title">${t('act.adduceExhibit')}</h2></div>
        <div class="body"><p>${t('ask.adduceWords')}</p>
          <label class="field"><span>${t('evidence.name')}</span><input name="title" maxlength="200" required autocomplete="off" /></label>
          <label class="field"><span>${t('evidence.purpose')}</span><textarea name="purpose" maxlength="500" required></textarea></label>
          <div class="field"><span>${t('files.list')} <span class="soft fine">(${t('word.optional')})</span></span>
            ${this.files.list.length > 0 ? html`<ul aria-live="polite">${this.files.list.map((one) => this.#item(one))}</ul>` : nothing}
            <label class="choose"><tt-icon name="plus"></tt-icon>${t('files.add')}
              <input type="file" multiple accept="application/pdf,image/jpeg,image/png,image/webp" data-act="chooseFiles" aria-label=${t('files.add')} @change=${this.#chosen} /></label>
            <span class="hint">${t('files.hint')}</span></div>
          ${this.told ? html`<p role="alert">${this.told}</p>` : nothing}</div>
        <div class="foot">
          <button type="button" data-act="cancel" @click=${() => this.dialog.close()}>${t('do.cancel')}</button>
          <button type="submit" class="primary" data-act="submit">${t('act.adduceExhibit')}</button>
        </div>
      </form>
    </dialog>`
  }

  #item({ id, name, state: { ...now } }: Outgoing) {
    const words = now.step === 'sending' ? t('files.sending', { percent: Math.floor(now.share * 100) })
      : now.step === 'ready' ? t('files.ready', { pages: now.file.pages.length })
        : now.step === 'failed' ? now.reason : t('files.checking')
    const onTheWay = now.step === 'sending' || now.step === 'checking'
    return html`<li class=${now.step} data-file=${name}>
      <span class="name">${name}</span>
      <span>${now.step === 'failed' ? html`<button type="button" class="plain small" aria-label=${t('files.retry', { name })} @click=${() => this.files.retry(id)}><tt-icon name="refresh"></tt-icon></button>` : nothing}
        <button type="button" class="plain small" aria-label=${t(onTheWay ? 'files.cancel' : 'files.remove', { name })} @click=${() => this.files.remove(id)}><tt-icon name=${onTheWay ? 'close' : 'trash'}></tt-icon></button></span>
      <span class="how">${now.step === 'waiting' ? nothing : words}</span>
      ${now.step === 'sending' ? html`<progress aria-label=${words} max="1" .value=${now.share}></progress>`
        : now.step === 'checking' ? html`<progress aria-label=${words}></progress>` : nothing}</li>`
  }
}

/** Asks for an exhibit; null when the person turns back. */
export function askExhibit(hearingId: string): Promise<Adduced | null> {
  return new Promise((resolve) => {
    const dialog = document.createElement('tt-adduce-dialog')
    dialog.hearingId = hearingId
    dialog.answer = resolve
    document.body.append(dialog)
  })
}

declare global {
  interface HTMLElementTagNameMap { 'tt-adduce-dialog': TtAdduceDialog }
}
