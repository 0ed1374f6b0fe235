import { css, html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { AppError } from '#protocol/errors.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { CatalogueProblem } from '#domain/window/catalogue/index.ts'
import { actButton } from '../../components/act-button.ts'
import type { Tone, TtToasts } from '../../components/toast.ts'
import { failureText } from '../../failures.ts'
import { language, t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import { follow } from '../../router.ts'
import { sharedStyles } from '../../style/shared.ts'
import { exportCatalogue, importCatalogue } from '../live/api.ts'
import { WindowElement } from '../live/index.ts'
import { EMPTY_BOOK, forgetBook, loadBook } from './book.ts'
import type { Book } from './book.ts'
import { checkCatalogue, countsOf, isZip } from './check-catalogue.ts'
import type { Checked } from './check-catalogue.ts'
import { saveFile } from '../../files/save-file.ts'
import '../../components/icon.ts'
import '../../components/toast.ts'

/** Faults are all told; more rows than this at once help nobody. */
const MOST_SHOWN = 300
type Chosen = { name: string; bytes: Uint8Array<ArrayBuffer>; checked: Checked }

/** 事项目录: the whole of it out as a file, and in again, after every fault in it has been shown. */
@customElement('tt-window-admin-page')
export class TtWindowAdminPage extends WindowElement {
  static override styles = [sharedStyles, css`
    a { color: var(--blue); }
    :host { display: block; max-inline-size: 76rem; margin-inline: auto; padding: 1.2rem clamp(0.8rem, 3vw, 2rem) 3rem; }
    .head { display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; align-items: baseline; margin-block-end: 1rem; }
    .head a { margin-inline-start: auto; }
    .two { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); margin-block-end: 1rem; }
    section { padding: 1rem 1.2rem; display: grid; gap: 0.7rem; align-content: start; min-inline-size: 0; }
    h2 { font-size: var(--size-l); }
    label.drop { display: grid; gap: 0.3rem; justify-items: center; padding: 1.4rem 1rem; border: 2px dashed var(--line-strong); border-radius: var(--radius); cursor: pointer; text-align: center; }
    label.drop:focus-within { outline: 3px solid var(--gold-deep); outline-offset: 2px; }
    label.drop.over { background: #fff; border-color: var(--ink-700); }
    label.drop input { position: absolute; inline-size: 1px; block-size: 1px; opacity: 0; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; inline-size: 100%; font-size: 0.9375rem; }
    th, td { text-align: start; padding: 0.35rem 0.7rem; border-block-end: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
    thead th { background: var(--paper-sunk); font-size: 0.8125rem; white-space: nowrap; }
    .num { text-align: end; font-variant-numeric: tabular-nums; }
    code { font-family: var(--mono); font-size: 0.875rem; }
    .changed { font-weight: 700; color: var(--amber); }
  `]

  @state() private book: Book = EMPTY_BOOK
  @state() private chosen: Chosen | null = null
  @state() private serverProblems: string[] = []
  @state() private problem = ''
  @state() private busy = false
  @state() private over = false
  @query('tt-toasts') private toasts!: TtToasts

  override connectedCallback(): void {
    super.connectedCallback()
    void loadBook().then((book) => { this.book = book })
  }

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.toasts?.say(event.detail.words, event.detail.tone)
  }

  async #export(format: 'json' | 'csv'): Promise<void> {
    this.busy = true
    const version = this.book.catalogue?.version ?? 0
    await this.run(async () => saveFile(await exportCatalogue(format), `catalogue-${version}.${format === 'csv' ? 'zip' : 'json'}`))
    this.busy = false
  }

  async #choose(file: File | undefined): Promise<void> {
    if (!file) return
    this.problem = ''
    this.serverProblems = []
    this.busy = true
    await this.run(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      this.chosen = { name: file.name, bytes, checked: checkCatalogue(bytes) }
    })
    this.busy = false
  }

  async #import({ bytes }: Chosen): Promise<void> {
    this.busy = true
    this.problem = ''
    try {
      const { version } = await importCatalogue(new Blob([bytes], { type: isZip(bytes) ? 'application/zip' : 'application/json' }))
      this.chosen = null
      forgetBook()
      this.book = await loadBook()
      this.tell(t('wa.imported', { version }), 'good')
    } catch (error) {
      this.problem = failureText(error)
      const told = error instanceof AppError ? error.details[language() === 'en' ? 'problemsEn' : 'problems'] : undefined
      this.serverProblems = typeof told === 'string' ? told.split('\n') : []
    } finally {
      this.busy = false
    }
  }

  override render() {
    const { catalogue } = this.book
    const mayImport = this.seat?.role === 'supervisor'
    return html`<div @tt-tell=${this.#tell}>
      <div class="head"><h1>${t('wa.title')}</h1><a href="/window/board" @click=${follow}>${t('wa.toBoard')}</a></div>
      <div class="two">
        <section class="card"><h2>${t('wa.current')}</h2>
          ${catalogue ? html`<p>${catalogue.title}</p><p class="soft">${t('wa.version', { version: catalogue.version })}</p>${this.#counts(catalogue, null)}` : html`<p class="soft" role="status">${t('app.loading')}</p>`}
          <div class="row">${actButton('exportJson', t('wa.json'), () => this.#export('json'), { icon: 'download', disabled: this.busy })}${actButton('exportCsv', t('wa.csv'), () => this.#export('csv'), { icon: 'download', disabled: this.busy })}</div></section>
        <section class="card"><h2>${t('wa.import')}</h2><p class="soft">${t('wa.importWords')}</p>
          ${this.seat && !mayImport ? html`<p class="note warn"><tt-icon name="lock"></tt-icon>${t('wa.supervisorsOnly')}</p>` : html`
            <label class="drop ${this.over ? 'over' : ''}" @dragover=${(event: DragEvent) => { event.preventDefault(); this.over = true }} @dragleave=${() => { this.over = false }}
                @drop=${(event: DragEvent) => { event.preventDefault(); this.over = false; void this.#choose(event.dataTransfer?.files[0]) }}>
              <tt-icon name="paper"></tt-icon><b>${t('wa.choose')}</b><span class="fine soft">${this.chosen?.name ?? t('wa.kinds')}</span>
              <input type="file" name="catalogue" accept=".json,.zip,application/json,application/zip" @change=${(event: Event) => {
                const input = event.target as HTMLInputElement
                void this.#choose(input.files?.[0])
                input.value = ''
              }} /></label>`}
          ${this.chosen ? this.#checked(this.chosen, mayImport) : nothing}
          ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
          ${this.serverProblems.length > 0 ? html`<ul class="fine">${this.serverProblems.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}</section></div>
      ${this.chosen && !this.chosen.checked.ok && this.chosen.checked.problems ? this.#faults(this.chosen.checked.problems) : nothing}
      <tt-toasts></tt-toasts></div>`
  }

  #checked(chosen: Chosen, mayImport: boolean) {
    const { checked } = chosen
    if (!checked.ok) {
      return html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon><span>${checked.problems ? t('wa.faulty', { count: checked.problems.length }) : t(checked.unreadable === 'tooLarge' ? 'wa.tooLarge' : 'wa.unreadable')}</span></p>`
    }
    const { catalogue, gaps } = checked
    return html`<p class="note good" role="status"><tt-icon name="circleCheck"></tt-icon><span>${t('wa.sound')}</span></p>
      <p><b>${catalogue.title}</b></p>${this.#counts(catalogue, this.book.catalogue)}
      ${gaps.length > 0 ? html`<details><summary>${t('wa.gaps', { count: gaps.length })}</summary><ul class="fine">${gaps.slice(0, MOST_SHOWN).map(({ department, region }) => html`<li>${nameOfRegion(catalogue, region)} · ${nameOfDepartment(catalogue, department)}</li>`)}</ul></details>` : nothing}
      <div class="row">${actButton('importCatalogue', t('wa.doImport'), () => this.#import(chosen), { look: 'primary', disabled: this.busy || !mayImport })}${actButton('dropCatalogue', t('do.cancel'), () => { this.chosen = null }, { disabled: this.busy })}</div>`
  }

  #counts(catalogue: Catalogue, before: Catalogue | null) {
    const counts = countsOf(catalogue)
    const old = before && countsOf(before)
    return html`<div class="scroll"><table><thead><tr><th scope="col">${t('wa.table')}</th>${old ? html`<th scope="col" class="num">${t('wa.before')}</th><th scope="col" class="num">${t('wa.after')}</th>` : html`<th scope="col" class="num">${t('wa.count')}</th>`}</tr></thead>
      <tbody>${(Object.keys(counts) as (keyof typeof counts)[]).map((kind) => html`<tr><th scope="row">${t(`wa.k.${kind}`)}</th>${old ? html`<td class="num">${old[kind]}</td>` : nothing}<td class="num ${old && old[kind] !== counts[kind] ? 'changed' : ''}">${counts[kind]}</td></tr>`)}</tbody></table></div>`
  }

  #faults(problems: readonly CatalogueProblem[]) {
    return html`<section class="card" style="margin-block-end:1rem"><h2>${t('wa.faults', { count: problems.length })}</h2><div class="scroll" tabindex="0" role="region" aria-label=${t('wa.faults', { count: problems.length })}><table>
      <thead><tr><th scope="col">${t('wa.table')}</th><th scope="col" class="num">${t('wa.row')}</th><th scope="col">${t('wa.column')}</th><th scope="col">${t('wa.fault')}</th></tr></thead>
      <tbody>${problems.slice(0, MOST_SHOWN).map((each) => html`<tr><th scope="row">${isKind(each.table) ? html`${t(`wa.k.${each.table}`)} ` : nothing}<code>${each.table}</code></th><td class="num">${each.row ?? '—'}</td><td><code>${each.column ?? '—'}</code></td><td>${each[language()]}</td></tr>`)}</tbody></table></div>
      ${problems.length > MOST_SHOWN ? html`<p class="soft">${t('wd.more', { count: problems.length - MOST_SHOWN })}</p>` : nothing}</section>`
  }
}

/** Tables whose name people know; the code beside it is what stands in the file. */
const KINDS = ['departments', 'regions', 'offices', 'centers', 'windows', 'staff', 'items', 'materials', 'holidays', 'workdays'] as const
const isKind = (table: string): table is (typeof KINDS)[number] => (KINDS as readonly string[]).includes(table)

const nameOfRegion = (catalogue: Catalogue, code: string): string => catalogue.regions.find((region) => region.code === code)?.name ?? code
function nameOfDepartment(catalogue: Catalogue, departmentId: string): string {
  const department = catalogue.departments.find((one) => one.departmentId === departmentId)
  return department ? pick(department.name) : departmentId
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-admin-page': TtWindowAdminPage }
}
