import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Region, ServiceItem } from '#protocol/window/catalogue.ts'
import { AppError } from '#protocol/errors.ts'
import type { Tone, TtToasts } from '../../../components/toast.ts'
import { failureText } from '../../../failures.ts'
import { t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { follow } from '../../../router.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { money } from '../wordings.ts'
import { loadItem } from './guide.ts'
import '../../../components/icon.ts'
import '../../../components/toast.ts'
import './take-number.ts'

/** Everything a citizen should know of one item before they set out, and the way to a window. */
@customElement('tt-window-item-page')
export class TtWindowItemPage extends PublicElement {
  static override styles = [...publicStyles, css`
    .guide { white-space: pre-line; }
    table { inline-size: 100%; border-collapse: collapse; }
    th, td { text-align: start; vertical-align: top; padding: 0.7rem 0.8rem 0.7rem 0; border-block-end: 1px solid var(--line); }
    thead th { color: var(--text-soft); font-weight: 500; font-size: var(--size-m); white-space: nowrap; }
    tbody th { font-weight: 600; }
    tbody td:nth-child(2) { white-space: nowrap; }
    td .tag { font-size: var(--size-m); white-space: normal; }
    .note-words { font-weight: 400; color: var(--text-soft); font-size: var(--size-m); }
    @media (max-width: 600px) {
      table, tbody, tr, th, td { display: block; } thead { display: none; }
      tbody tr { border-block-end: 1px solid var(--line); padding-block: 0.6rem; } tbody th, tbody td { border: 0; padding: 0.1rem 0; }
    }
  `]

  @property() itemCode = ''
  @state() private item: ServiceItem | null = null
  @state() private regions: Region[] = []
  @state() private problem = ''
  @state() private unknown = false

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#load()
  }

  async #load(): Promise<void> {
    try {
      const { item, regions } = await loadItem(this.itemCode)
      this.item = item
      this.regions = regions
      this.problem = ''
    } catch (error) {
      this.unknown = error instanceof AppError && (error.code === 'unknownItem' || error.code === 'notFound')
      this.problem = failureText(error)
    }
  }

  protected override spoken(): string {
    const { item } = this
    return item ? t('wp.item.spoken', { name: pick(item.name), count: item.materials.filter(({ required, knownFromData }) => required && !knownFromData).length, question: pick(item.jurisdiction.question) }) : ''
  }

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.renderRoot.querySelector<TtToasts>('tt-toasts')?.say(event.detail.words, event.detail.tone)
  }

  override render() {
    const { item } = this
    return html`<div class="page" @tt-tell=${this.#tell}>
      <a class="crumb" href="/window/items" @click=${follow}><tt-icon name="arrowRight"></tt-icon>${t('wp.findItem')}</a>
      ${item ? this.#sheet(item) : this.problem ? html`<h1 class="hidden-text">${t('title.windowItem')}</h1><div class="panel"><p role="alert">${this.problem}</p>${this.unknown ? nothing : html`<p><button data-act="retry" @click=${() => this.#load()}>${t('do.retry')}</button></p>`}</div>` : html`<p class="empty" role="status">${t('app.loading')}</p>`}
      <tt-toasts></tt-toasts></div>`
  }

  #sheet(item: ServiceItem) {
    const days = (count: number): string => (count === 0 ? t('wp.atOnce') : t('wp.workingDays', { days: count }))
    return html`
      <div><h1>${pick(item.name)}</h1><p class="lead">${t(`wp.mode.${item.mode}.words`)}</p></div>
      <dl class="facts panel">
        <div><dt>${t('wp.promisedTerm')}</dt><dd>${days(item.promisedDays)}</dd></div>
        <div><dt>${t('wp.legalTerm')}</dt><dd>${days(item.legalDays)}</dd></div>
        <div><dt>${t('wp.fee')}</dt><dd>${money(item.fee.fen)}</dd></div>
        <div><dt>${t('wp.talk')}</dt><dd>${t('wp.minutes', { minutes: item.minutes })}</dd></div>
        <div><dt>${t('wp.itemCode')}</dt><dd>${item.itemCode}</dd></div>
      </dl>
      ${item.paperOnly ? html`<p class="note warn"><tt-icon name="warning"></tt-icon><span>${t('wp.paperOnly')}</span></p>` : nothing}
      <tt-take-number .item=${item} .regions=${this.regions}></tt-take-number>
      <section class="panel" aria-labelledby="materials"><h2 id="materials">${t('wp.materials')}</h2>${this.#materials(item)}</section>
      ${item.parts.length > 0 ? html`<section class="panel"><h2>${t('wp.parts')}</h2><ol>${item.parts.map((part) => html`<li>${pick(part.title)} · ${t(`wp.part.${part.place}`)} · ${days(part.days)}</li>`)}</ol></section>` : nothing}
      ${item.guide ? html`<section class="panel"><h2>${t('wp.guide')}</h2><p class="guide">${item.guide}</p></section>` : nothing}
      ${item.fee.fen > 0 || item.fee.basis ? html`<p class="soft fine">${t('wp.feeBasis', { basis: item.fee.basis })}</p>` : nothing}`
  }

  #materials({ materials }: ServiceItem) {
    if (materials.length === 0) return html`<p>${t('wp.noMaterials')}</p>`
    return html`<table><thead><tr><th scope="col">${t('wp.material')}</th><th scope="col">${t('wp.form')}</th><th scope="col">${t('wp.need')}</th></tr></thead>
      <tbody>${materials.map((material) => html`<tr><th scope="row">${pick(material.name)}${material.note ? html`<p class="note-words">${material.note}</p>` : nothing}</th>
        <td>${t(`wc.form.${material.form}`)}${material.copies > 1 ? ` × ${material.copies}` : ''}</td>
        <td>${material.knownFromData ? html`<span class="tag good">${t('wp.known')}</span>` : material.deferrable ? html`<span class="tag gold">${t('wp.later')}</span>` : material.required ? t('wp.required') : html`<span class="soft">${t('wp.ifAny')}</span>`}</td></tr>`)}</tbody></table>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-item-page': TtWindowItemPage }
}
