import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import type { CorrectionException } from '#protocol/window/case.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { TtElement } from '../../../base-element.ts'
import { dialogStyles } from '../../../dialogs/dialog-styles.ts'
import { t } from '../../../i18n/index.ts'
import { fields, sharedStyles } from '../../../style/shared.ts'
import { correctionLines, faultIn, itemsOf } from '../correction.ts'
import type { CorrectionLine } from '../correction.ts'
import type { CaseWish } from './acts.ts'
import '../../../components/icon.ts'

type Tell = Extract<CaseWish, { type: 'tellCorrection' }>
const GROUNDS: CorrectionException['ground'][] = ['correctedPapersDefective', 'applicationChanged', 'newFacts', 'lawChanged']

/** 一次性告知: the one list of everything that is to be corrected. What anybody can see is wrong cannot be left out. */
@customElement('tt-desk-correction')
export class TtDeskCorrection extends TtElement {
  static override styles = [sharedStyles, fields, dialogStyles, css`
    dialog { inline-size: min(58rem, 100vw - 2rem); }
    .lines { display: grid; gap: 0.4rem; }
    .line { display: grid; grid-template-columns: minmax(10rem, 15rem) 1fr 1fr; gap: 0.4rem 0.7rem; align-items: center; padding: 0.45rem 0.6rem; border: 1px solid var(--line); border-radius: var(--radius); background: #fff; }
    .line:not(.ticked) { background: transparent; }
    .line:not(.ticked) > .choice { grid-column: 1 / -1; }
    .line .choice { padding-block: 0; align-items: center; }
    .line input:not([type='checkbox']) { min-block-size: 2.4rem; padding-block: 0.25em; }
    .sub { display: grid; grid-template-columns: 1fr 2fr; gap: 0.7rem; }
    h3 { font-size: var(--size-m); margin-block-start: 0.4rem; }
    .days { display: flex; align-items: center; gap: 0.6rem; }
    .days input { inline-size: 5rem; }
    @media (max-width: 700px) { .line, .sub { grid-template-columns: 1fr; } }
  `]

  @property({ attribute: false }) matter!: CaseState
  @property({ attribute: false }) answer!: (command: Tell | null) => void
  @state() private lines: CorrectionLine[] = []
  @state() private other = ''
  /** Working days to hand in; the usual number here, which the clerk may change. */
  @property({ attribute: false }) days!: number
  @state() private ground: CorrectionException['ground'] = 'correctedPapersDefective'
  @state() private basis = ''
  @state() private told = ''
  @query('dialog') private dialog!: HTMLDialogElement

  override willUpdate(): void {
    if (!this.hasUpdated) this.lines = correctionLines(this.matter)
  }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  get isAgain(): boolean { return this.matter.corrections.length > 0 }

  #change(at: number, change: Partial<CorrectionLine>): void {
    this.lines = this.lines.map((line, n) => (n === at ? { ...line, ...change } : line))
    this.told = ''
  }

  #addOther(): void {
    const title = this.other.replaceAll(/\s+/g, ' ').trim().slice(0, 80)
    if (title === '' || this.lines.some(({ name }) => name === title)) return
    this.lines = [...this.lines, { target: { kind: 'other', title }, name: title, problem: '', requirement: '', ticked: true, must: false }]
    this.other = ''
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const fault = faultIn(this.lines)
    if (fault !== null) {
      this.told = fault === 'empty' ? t('wc.fix.empty') : t('wc.fix.fault', { name: fault.line.name, what: t(`wc.fix.${fault.want}`) })
      return
    }
    const basis = this.basis.replaceAll(/\s+/g, ' ').trim()
    if (this.isAgain && basis === '') {
      this.told = t('wc.fix.basisMissing')
      return
    }
    this.answer({ type: 'tellCorrection', items: itemsOf(this.lines), days: this.days, exception: this.isAgain ? { ground: this.ground, basis } : null })
    this.answer = () => undefined
    this.dialog.close()
  }

  readonly #closed = (): void => {
    this.answer(null)
    this.remove()
  }

  override render() {
    const musts = this.lines.filter(({ must }) => must).length
    return html`<dialog aria-labelledby="title" @close=${this.#closed}><form @submit=${this.#submit}>
      <div class="head"><h2 id="title">${t('wc.act.tellCorrection')}</h2></div>
      <div class="body">
        <p class="note warn"><tt-icon name="warning"></tt-icon><span>${t(this.isAgain ? 'wc.fix.againWords' : 'wc.fix.onceWords')}</span></p>
        ${this.isAgain ? html`<div class="sub"><label class="field">${t('wc.fix.ground')}<select name="ground" @change=${(event: Event) => { this.ground = (event.target as HTMLSelectElement).value as CorrectionException['ground'] }}>
            ${GROUNDS.map((ground) => html`<option value=${ground} ?selected=${ground === this.ground}>${t(`wc.fix.ground.${ground}`)}</option>`)}</select></label>
          <label class="field">${t('wc.fix.basis')}<input name="basis" maxlength="200" .value=${live(this.basis)} @input=${(event: Event) => { this.basis = (event.target as HTMLInputElement).value }} /></label></div>` : nothing}
        ${musts > 0 ? html`<h3>${t('wc.fix.found', { count: musts })}</h3>` : nothing}
        <div class="lines">${this.lines.map((line, at) => html`
          ${at === musts ? html`<h3>${t('wc.fix.others')}</h3>` : nothing}
          <div class="line ${line.ticked ? 'ticked' : ''}"><label class="choice"><input type="checkbox" .checked=${live(line.ticked)} ?disabled=${line.must} data-act="tickCorrection"
              @change=${(event: Event) => this.#change(at, { ticked: (event.target as HTMLInputElement).checked })} />${line.name}</label>
            ${line.ticked ? html`<input aria-label=${t('wc.fix.problemOf', { name: line.name })} placeholder=${t('wc.fix.problem')} maxlength="200" .value=${live(line.problem)}
                @input=${(event: Event) => this.#change(at, { problem: (event.target as HTMLInputElement).value })} />
              <input aria-label=${t('wc.fix.requirementOf', { name: line.name })} placeholder=${t('wc.fix.requirement')} maxlength="200" .value=${live(line.requirement)}
                @input=${(event: Event) => this.#change(at, { requirement: (event.target as HTMLInputElement).value })} />` : nothing}</div>`)}</div>
        <div class="row"><input aria-label=${t('wc.fix.other')} placeholder=${t('wc.fix.otherHint')} maxlength="80" style="flex:1" .value=${live(this.other)}
            @input=${(event: Event) => { this.other = (event.target as HTMLInputElement).value }}
            @keydown=${(event: KeyboardEvent) => { if (event.key === 'Enter') { event.preventDefault(); this.#addOther() } }} />
          <button type="button" class="small" data-act="addOther" @click=${() => this.#addOther()}><tt-icon name="plus"></tt-icon>${t('do.addLine')}</button></div>
        <label class="days">${t('wc.fix.days')}<input type="number" name="days" min="1" max="60" required .value=${live(String(this.days))}
          @input=${(event: Event) => { this.days = Number((event.target as HTMLInputElement).value) }} /><span>${t('wc.fix.daysUnit')}</span></label>
        ${this.told ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.told}</p>` : nothing}
      </div>
      <div class="foot"><button type="button" data-act="cancel" @click=${() => this.dialog.close()}>${t('do.cancel')}</button>
        <button type="submit" class="primary" data-act="submit">${t('wc.fix.submit', { count: this.lines.filter(({ ticked }) => ticked).length })}</button></div>
    </form></dialog>`
  }
}

/** Resolves with the command, or null when the clerk turned back. @param days working days usually given here */
export function askCorrection(matter: CaseState, days: number): Promise<Tell | null> {
  return new Promise((resolve) => {
    const dialog = document.createElement('tt-desk-correction')
    dialog.matter = matter
    dialog.days = days
    dialog.answer = resolve
    document.body.append(dialog)
  })
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-correction': TtDeskCorrection }
}
