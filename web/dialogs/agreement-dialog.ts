import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { live as current } from 'lit/directives/live.js'
import type { AgreementFields, DocumentView } from '#protocol/documents.ts'
import { failureText } from '../failures.ts'
import { HearingElement } from '../hearing-element.ts'
import { chineseNumber } from '../i18n/chinese-number.ts'
import { t } from '../i18n/index.ts'
import { fields, sharedStyles } from '../style/shared.ts'
import { agreementFrom } from './agreement-fields.ts'
import { dialogStyles } from './dialog-styles.ts'
import '../components/icon.ts'

/** The clerk's form for the 调解协议: filled from the case, with the clauses to be written. */
@customElement('tt-agreement-dialog')
export class TtAgreementDialog extends HearingElement {
  static override styles = [sharedStyles, fields, dialogStyles, css`
    dialog { inline-size: min(52rem, 100vw - 2rem); }
    .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1rem; }
    .party { display: grid; grid-template-columns: 6rem 1fr 1fr; gap: 0.6rem; align-items: center; padding-block: 0.3rem; }
    .clause { display: grid; grid-template-columns: 2rem 1fr auto; gap: 0.4rem; align-items: start; padding-block: 0.3rem; }
    .clause > span { padding-block-start: 0.5rem; font-family: var(--serif); }
    .clause textarea { min-block-size: 4em; }
    @media (max-width: 600px) { .party { grid-template-columns: 1fr; } }
  `]

  /** The draft to be changed; null for a new one. */
  @property({ attribute: false }) documentId: string | null = null
  @state() private draft: AgreementFields | null = null
  @state() private busy = false
  @state() private problem: string | null = null
  @query('dialog') private dialog!: HTMLDialogElement
  #version = 1

  get paper(): DocumentView | null {
    return this.live.documents.find((paper) => paper.documentId === this.documentId) ?? null
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#version = this.paper?.version ?? 1
    this.draft = structuredClone(this.paper?.fields ?? (this.view ? agreementFrom(this.view) : null))
  }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!this.draft) return
    const filled: AgreementFields = { ...this.draft, clauses: this.draft.clauses.map((clause) => clause.trim()).filter(Boolean) }
    this.busy = true
    this.problem = null
    try {
      const commandId = crypto.randomUUID()
      if (this.documentId) await this.live.call('changeDocument', { commandId, documentId: this.documentId, version: this.#version, fields: filled })
      else await this.live.call('draftDocument', { commandId, template: 'settlementAgreement', fields: filled })
      this.dialog.close()
    } catch (error) {
      this.problem = failureText(error)
    } finally {
      this.busy = false
    }
  }

  override render() {
    const { draft } = this
    if (!draft) return nothing
    const set = (name: 'facts' | 'amountYuan' | 'courtFee' | 'place') => (event: Event) => {
      this.draft = { ...draft, [name]: (event.target as HTMLInputElement).value }
    }
    const clauses = (next: string[]): void => { this.draft = { ...draft, clauses: next } }
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}><form @submit=${this.#submit}>
      <div class="head"><h2 id="title">${t('paper.settlementAgreement')}</h2><span class="soft fine">${draft.caseNo} · ${draft.cause}</span></div>
      <div class="body">
        ${this.#parties('applicants')}${this.#parties('respondents')}
        <label class="field">${t('form.facts')}<textarea name="facts" required maxlength="4000" .value=${current(draft.facts)} @input=${set('facts')}></textarea></label>
        <fieldset><legend>${t('form.clauses')}</legend>
          ${draft.clauses.map((clause, index) => html`<div class="clause"><span>${chineseNumber(index + 1)}、</span>
            <textarea name="clause" aria-label=${t('form.clause', { number: index + 1 })} maxlength="1000" ?required=${index === 0} .value=${current(clause)}
              @input=${(event: Event) => clauses(draft.clauses.with(index, (event.target as HTMLTextAreaElement).value))}></textarea>
            <button type="button" class="plain" data-act="removeClause" aria-label=${t('form.removeClause', { number: index + 1 })} ?disabled=${draft.clauses.length === 1}
              @click=${() => clauses(draft.clauses.toSpliced(index, 1))}><tt-icon name="trash"></tt-icon></button></div>`)}
          <button type="button" class="small" data-act="addClause" ?disabled=${draft.clauses.length >= 30} @click=${() => clauses([...draft.clauses, ''])}><tt-icon name="plus"></tt-icon>${t('form.addClause')}</button>
        </fieldset>
        <div class="two">
          <label class="field">${t('form.amount')}<input name="amountYuan" inputmode="decimal" pattern="\\d{1,12}(\\.\\d{1,2})?" title=${t('form.amountHint')} .value=${current(draft.amountYuan)} @input=${set('amountYuan')} /></label>
          <label class="field">${t('form.courtFee')}<input name="courtFee" maxlength="200" .value=${current(draft.courtFee)} @input=${set('courtFee')} /></label>
        </div>
        ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
      </div>
      <div class="foot"><span class="soft fine">${t('form.note')}</span>
        <button type="button" data-act="cancel" @click=${() => this.dialog.close()}>${t('do.cancel')}</button>
        <button type="submit" class="primary" data-act=${this.documentId ? 'changeDocument' : 'draftDocument'} ?disabled=${this.busy}>${t(this.documentId ? 'act.changeDocument' : 'act.draftDocument')}</button></div>
    </form></dialog>`
  }

  #parties(side: 'applicants' | 'respondents') {
    const draft = this.draft!
    const set = (index: number, name: 'identity' | 'address') => (event: Event) => {
      const value = (event.target as HTMLInputElement).value
      this.draft = { ...draft, [side]: draft[side].with(index, { ...draft[side][index]!, [name]: value }) }
    }
    return html`<fieldset><legend>${t(`form.${side}`)}</legend>${draft[side].map((party, index) => html`<div class="party"><strong>${party.name}</strong>
      <input aria-label=${t('form.identity', { name: party.name })} placeholder=${t('form.identityHint')} maxlength="200" .value=${current(party.identity)} @input=${set(index, 'identity')} />
      <input aria-label=${t('form.address', { name: party.name })} placeholder=${t('form.addressHint')} maxlength="200" .value=${current(party.address)} @input=${set(index, 'address')} /></div>`)}</fieldset>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-agreement-dialog': TtAgreementDialog }
}
