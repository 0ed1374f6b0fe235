import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { PAPER_KINDS, type TemplateId } from '#protocol/papers/index.ts'
import { ABOUT_ONE } from '#domain/document/contents/index.ts'
import { isComplete, paperShape, recipientsOf } from '#domain/document/index.ts'
import { failureText } from '../failures.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { dialogStyles } from '../dialogs/dialog-styles.ts'
import { fields, sharedStyles } from '../style/shared.ts'
import '../components/icon.ts'
import { kindName, kindsFor, subjectsOf } from './kinds.ts'
import { fieldsOf, paperFieldStyles } from './paper-fields.ts'
import { complete, tidy, withValue, type Path, type Value } from './values.ts'

/** Drawing up a paper: which one and for whom, then its form, filled in from the case and the log. */
@customElement('tt-paper-dialog')
export class TtPaperDialog extends HearingElement {
  static override styles = [sharedStyles, fields, dialogStyles, paperFieldStyles, css`
    dialog .head { flex-wrap: wrap; gap: 0 1rem; }
    @media (min-width: 601px) { dialog { inline-size: min(58rem, 100vw - 2rem); } }
  `]

  /** The draft to be changed; null for a new one. */
  @property({ attribute: false }) documentId: string | null = null
  /** The kind, where whoever opens the dialog knows it. */
  @property({ attribute: false }) template: TemplateId | null = null
  @state() private values: Value | null = null
  @state() private about = ''
  @state() private reported = ''
  @state() private busy = false
  @state() private problem: string | null = null
  @query('dialog') private dialog!: HTMLDialogElement
  #version = 1

  get paper(): DocumentView | null {
    return this.live.documents.find((paper) => paper.documentId === this.documentId) ?? null
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const { paper } = this
    if (paper) {
      this.#version = paper.version
      this.template = paper.content.template
      this.values = structuredClone(paper.content.fields) as Value
    } else if (this.template && !ABOUT_ONE.has(this.template)) void this.#compose()
    else this.#choose(this.template ?? (this.me ? kindsFor(this.me)[0] : undefined))
  }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  #choose(template: TemplateId | undefined): void {
    if (!template || !this.view || !this.me) return
    this.template = template
    this.about = subjectsOf(template, this.view, this.me)[0]?.personId ?? ''
    this.reported = this.#served()[0]?.documentId ?? ''
  }

  /** Papers that were served on the person in question. */
  #served(): DocumentView[] {
    return this.live.documents.filter((paper) => isComplete(paper) && recipientsOf(paper.content).includes(this.about))
  }

  async #compose(): Promise<void> {
    const { template } = this
    if (!template) return
    await this.#do(async () => {
      const sketch = await this.live.call('composePaper', {
        template, ...(this.about && ABOUT_ONE.has(template) ? { personId: this.about } : {}),
        ...(template === 'serviceCertificate' && this.reported ? { documentId: this.reported } : {}),
      })
      this.values = complete(paperShape(template), sketch.fields as Value)
    })
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { template, values } = this
    if (!template) return
    if (values === null) return this.#compose()
    const content = { template, fields: tidy(values) as Record<string, Value> }
    const commandId = crypto.randomUUID()
    const done = await this.#do(async () => {
      if (this.documentId) await this.live.call('changeDocument', { commandId, documentId: this.documentId, version: this.#version, content })
      else await this.live.call('draftDocument', { commandId, content })
    })
    if (done) this.dialog.close()
  }

  async #do(work: () => Promise<void>): Promise<boolean> {
    this.busy = true
    this.problem = null
    try {
      await work()
      return true
    } catch (error) {
      this.problem = failureText(error)
      return false
    } finally {
      this.busy = false
    }
  }

  override render() {
    const { template, values, view } = this
    if (!view) return nothing
    const { caseNo, cause } = view.caseFile
    const writing = template !== null && values !== null
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}><form @submit=${this.#submit}>
      <div class="head"><h2 id="title">${writing ? kindName(template) : t('paper.choose')}</h2><span class="soft fine">${caseNo} · ${cause}</span></div>
      <div class="body">
        ${writing ? html`${this.documentId ? nothing : html`<p class="soft">${t('paper.composed')}</p>`}
          ${fieldsOf({ values, view, set: (path: Path, value: Value) => { this.values = withValue(this.values ?? {}, path, value) } }, paperShape(template), [])}` : this.#choice()}
        ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
      </div>
      <div class="foot">${writing && PAPER_KINDS[template].confirmed ? html`<span class="soft fine">${t('form.note')}</span>` : nothing}
        <button type="button" data-act="cancel" @click=${() => this.dialog.close()}>${t('do.cancel')}</button>
        <button type="submit" class="primary" data-act=${writing ? (this.documentId ? 'changeDocument' : 'draftDocument') : 'composePaper'} ?disabled=${this.busy || (!writing && !template)}>${t(writing ? (this.documentId ? 'act.changeDocument' : 'act.draftDocument') : 'act.nextStep')}</button></div>
    </form></dialog>`
  }

  #choice() {
    const { view, me, template } = this
    if (!view || !me || !template) return nothing
    const subjects = subjectsOf(template, view, me)
    const served = this.#served()
    return html`<label class="field">${t('paper.kind')}<select name="template" @change=${(event: Event) => this.#choose(kindsFor(me).find((kind) => kind === (event.target as HTMLSelectElement).value))}>
        ${kindsFor(me).map((kind) => html`<option value=${kind} ?selected=${kind === template}>${kindName(kind)}</option>`)}</select></label>
      ${subjects.length > 0 ? html`<label class="field">${t('paper.about')}<select name="about" @change=${(event: Event) => { this.about = (event.target as HTMLSelectElement).value; this.reported = this.#served()[0]?.documentId ?? '' }}>
        ${subjects.map(({ personId, role, name }) => html`<option value=${personId} ?selected=${personId === this.about}>${roleLabel(role)} ${name}</option>`)}</select></label>` : nothing}
      ${template === 'serviceCertificate' && served.length > 0 ? html`<label class="field">${t('paper.reports')}<select name="reported" @change=${(event: Event) => { this.reported = (event.target as HTMLSelectElement).value }}>
        ${served.map((paper) => html`<option value=${paper.documentId} ?selected=${paper.documentId === this.reported}>${kindName(paper.content.template)}</option>`)}</select></label>` : nothing}`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-paper-dialog': TtPaperDialog }
}
