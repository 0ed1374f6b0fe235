import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AppError } from '#protocol/errors.ts'
import { VERIFY_LIMITS, type PaperStatus, type Verification } from '#protocol/verification.ts'
import { TtElement } from '../base-element.ts'
import { canScan, codeIn, scanCode } from '../components/scan-code.ts'
import { failureText } from '../failures.ts'
import { t } from '../i18n/index.ts'
import { go } from '../router.ts'
import { sharedStyles } from '../style/shared.ts'
import { paperStatus, verifyFile } from '../verify-api.ts'
import '../components/icon.ts'
import '../components/verify-result.ts'

type Step =
  | { kind: 'ask'; problem: string | null }
  | { kind: 'working' }
  | { kind: 'found'; verification: Verification | null; paper: PaperStatus | null }

const MEGABYTES = VERIFY_LIMITS.bytes / 2 ** 20

/** For everybody: is this paper what it says it is? */
@customElement('tt-verify-page')
export class TtVerifyPage extends TtElement {
  static override styles = [
    sharedStyles,
    css`
      :host { display: grid; justify-items: center; align-content: start; padding: clamp(1.25rem, 5vh, 3.5rem) 1rem 3rem; }
      .sheet { inline-size: min(100%, 46rem); display: grid; gap: 1.5rem; }
      .sheet > * { min-inline-size: 0; }
      .lead { color: var(--text-soft); }
      .ways { display: grid; gap: 1.25rem; }
      .way { padding: clamp(1rem, 3vw, 1.6rem); display: grid; gap: 0.9rem; box-shadow: var(--shadow); }
      h2 { font-size: var(--size-l); }
      .drop { display: grid; justify-items: center; gap: 0.7rem; padding: clamp(1.25rem, 5vw, 2.25rem) 1rem; border: 2px dashed var(--line-strong); border-radius: var(--radius); background: #fff; text-align: center; }
      .drop.over { border-color: var(--ink-800); background: var(--blue-soft); }
      .drop > tt-icon { font-size: 2.4rem; color: var(--gold-deep); }
      form { display: grid; grid-template-columns: 1fr auto; gap: 0.6rem; align-items: end; }
      form .hint { grid-column: 1 / -1; font-size: var(--size-s); color: var(--text-soft); }
      input[type='file'] { position: absolute; inline-size: 1px; block-size: 1px; opacity: 0; min-block-size: 0; padding: 0; }
      [data-result]:focus-visible { outline: none; }
      @media (pointer: coarse) { .drop > p { display: none; } }
      .button:focus-within { outline: 3px solid var(--gold-deep); outline-offset: 2px; }
      @media (max-width: 520px) { form { grid-template-columns: 1fr; } }
    `,
  ]

  /** The number in the address, as the code printed on a paper leads here. */
  @property() documentId: string | null = null
  @state() private step: Step = { kind: 'ask', problem: null }
  @state() private over = false

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('documentId') && this.documentId !== null) void this.#look(this.documentId)
  }

  async #look(typed: string): Promise<void> {
    const code = codeIn(typed)
    if (code === null) return void (this.step = { kind: 'ask', problem: t('verify.codeWrong') })
    await this.#show(async () => {
      const paper = await paperStatus(code).catch((error: unknown) => {
        throw error instanceof AppError && error.code === 'notFound' ? new Error(t('verify.codeUnknown', { code })) : error
      })
      return { verification: null, paper }
    })
  }

  async #verify(file: File | undefined): Promise<void> {
    if (!file) return
    if (file.size > VERIFY_LIMITS.bytes) return void (this.step = { kind: 'ask', problem: t('verify.tooLarge', { size: MEGABYTES }) })
    await this.#show(() => verifyFile(file))
  }

  async #show(ask: () => Promise<{ verification: Verification | null; paper: PaperStatus | null }>): Promise<void> {
    this.step = { kind: 'working' }
    try {
      this.step = { kind: 'found', ...(await ask()) }
    } catch (error) {
      this.step = { kind: 'ask', problem: error instanceof Error && error.constructor === Error ? error.message : failureText(error) }
    }
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('[data-result]')?.focus()
  }

  readonly #typed = (event: SubmitEvent): void => {
    event.preventDefault()
    void this.#look(String(new FormData(event.target as HTMLFormElement).get('code') ?? ''))
  }

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement
    void this.#verify(input.files?.[0])
    input.value = ''
  }

  readonly #photographed = async (event: Event): Promise<void> => {
    const photograph = (event.target as HTMLInputElement).files?.[0]
    if (!photograph) return
    const text = await scanCode(photograph).catch(() => null)
    if (text === null) this.step = { kind: 'ask', problem: t('verify.scanFailed') }
    else await this.#look(text)
  }

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault()
    this.over = false
    void this.#verify(event.dataTransfer?.files[0])
  }

  readonly #again = (): void => {
    this.step = { kind: 'ask', problem: null }
    go('/verify', { replace: true })
  }

  override render() {
    return html`<div class="sheet">
      <div><h1>${t('verify.title')}</h1><p class="lead">${t('verify.lead')}</p></div>
      ${this.#content()}
    </div>`
  }

  #content() {
    const { step } = this
    if (step.kind === 'working') return html`<p role="status" class="card way">${t('verify.working')}</p>`
    if (step.kind === 'found') {
      return html`<div data-result tabindex="-1"><tt-verify-result .verification=${step.verification} .paper=${step.paper}></tt-verify-result></div>
        <div class="row"><button data-act="verifyAgain" @click=${this.#again}>${t('verify.again')}</button></div>`
    }
    return html`
      ${step.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon><span>${step.problem}</span></p>` : nothing}
      <div class="ways">
        <section class="card way">
          <h2>${t('verify.byFile')}</h2>
          <div class="drop ${this.over ? 'over' : ''}" @dragover=${this.#dragged} @dragleave=${() => (this.over = false)} @drop=${this.#dropped}>
            <tt-icon name="paper"></tt-icon>
            <p>${t('verify.drop')}</p>
            <label class="button primary">${t('verify.choose')}<input type="file" accept="application/pdf,.pdf" data-act="chooseFile" @change=${this.#chosen} /></label>
          </div>
          <p class="soft fine">${t('verify.nothingKept', { size: MEGABYTES })}</p>
        </section>
        <section class="card way">
          <h2>${t('verify.byCode')}</h2>
          <form @submit=${this.#typed}>
            <label class="field">${t('verify.code')}<input name="code" maxlength="200" autocapitalize="none" autocomplete="off" spellcheck="false" placeholder="doc-…" /></label>
            <button type="submit" data-act="lookUp">${t('verify.look')}</button>
            <p class="hint">${t('verify.codeHint')}</p>
          </form>
          ${canScan() ? html`<div><label class="button">${t('verify.scan')}<input type="file" accept="image/*" capture="environment" data-act="scanCode" @change=${this.#photographed} /></label></div>` : nothing}
        </section>
      </div>`
  }

  readonly #dragged = (event: DragEvent): void => {
    event.preventDefault()
    this.over = true
  }
}
