import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { failureText } from '../../../failures.ts'
import { courtDay, t } from '../../../i18n/index.ts'
import { fields, sharedStyles } from '../../../style/shared.ts'
import { statistics, statisticsCsv } from '../../live/api.ts'
import { WindowElement } from '../../live/index.ts'
import { shortDay } from '../clock-words.ts'
import { saveFile } from '../../../files/save-file.ts'
import { boardStyles } from './board-styles.ts'
import { columns, rows as barRows } from './charts.ts'
import type { Bar } from './charts.ts'
import '../../../components/icon.ts'

const BY = ['day', 'item', 'office', 'pair'] as const
const METRICS = ['tickets', 'served', 'noShows', 'waitMinutes', 'serviceMinutes', 'opened', 'accepted', 'notAccepted', 'corrections', 'completed', 'late', 'daysToComplete', 'ratings', 'satisfaction', 'bad'] as const
type Row = Record<string, string | number>
type Metric = (typeof METRICS)[number]
/** So many bars are drawn; the table has them all. */
const MOST_BARS = 20

/** Figures of a span of days: chart, table behind it, and the same as a file for a spreadsheet. */
@customElement('tt-board-statistics')
export class TtBoardStatistics extends WindowElement {
  static override styles = [sharedStyles, fields, boardStyles]

  @property() today = courtDay(Date.now())
  @state() private from = ''
  @state() private to = ''
  @state() private by: (typeof BY)[number] = 'day'
  @state() private metric: Metric = 'served'
  @state() private rows: Row[] | null = null
  @state() private problem = ''
  @state() private busy = false
  @state() private width = 960
  readonly #sizes = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.max(280, Math.round(entry.contentRect.width) - 34)
  })

  override connectedCallback(): void {
    super.connectedCallback()
    this.to ||= this.today
    this.from ||= courtDay(Date.parse(`${this.to}T00:00:00+08:00`) - 13 * 86_400_000)
    this.#sizes.observe(this)
    void this.#load()
  }

  override disconnectedCallback(): void {
    this.#sizes.disconnect()
    super.disconnectedCallback()
  }

  async #load(): Promise<void> {
    const asked = { from: this.from, to: this.to, by: this.by }
    this.busy = true
    try {
      const { rows } = await statistics(asked)
      if (asked.by !== this.by || asked.from !== this.from || asked.to !== this.to) return
      this.rows = rows
      this.problem = ''
    } catch (error) {
      this.problem = failureText(error)
    } finally {
      this.busy = false
    }
  }

  #set(change: Partial<{ from: string; to: string; by: (typeof BY)[number] }>): void {
    Object.assign(this, change)
    if (this.from !== '' && this.to >= this.from) void this.#load()
  }

  async #save(): Promise<void> {
    await this.run(async () => saveFile(await statisticsCsv({ from: this.from, to: this.to, by: this.by }), `statistics-${this.by}-${this.from}-${this.to}.csv`))
  }

  get bars(): Bar[] {
    const bars = this.#charted().map((row): Bar => {
      const held = row[this.metric] ?? ''
      const value = typeof held === 'number' ? held : Number.parseFloat(held)
      return { key: String(row['key']), label: this.by === 'day' ? shortDay(String(row['key'])) : String(row['name'] ?? row['key']), value: Number.isFinite(value) ? value : 0, shown: String(held === '' ? '—' : held), ...(this.by === 'day' ? { tick: String(row['key']).slice(5).replace('-', '/') } : {}) }
    })
    return this.by === 'day' ? bars : bars.sort((a, b) => b.value - a.value).slice(0, MOST_BARS)
  }

  /** Days without anything stand empty in the chart; the table names only those with figures. */
  #charted(): Row[] {
    const rows = this.rows ?? []
    if (this.by !== 'day') return rows
    const byDay = new Map(rows.map((row) => [String(row['key']), row]))
    const days: Row[] = []
    for (let at = Date.parse(this.from); at <= Date.parse(this.to); at += 86_400_000) {
      const key = new Date(at).toISOString().slice(0, 10)
      days.push(byDay.get(key) ?? { key, name: key, [this.metric]: '' })
    }
    return days
  }

  override render() {
    const title = t('wb.chartTitle', { metric: t(`wb.m.${this.metric}`), by: t(`wb.by.${this.by}`) })
    const day = (event: Event): string => (event.target as HTMLInputElement).value
    return html`<section class="card part">
      <div class="choices">
        <label>${t('wb.from')}<input type="date" name="from" .value=${this.from} max=${this.to} required @change=${(event: Event) => this.#set({ from: day(event) })} /></label>
        <label>${t('wb.to')}<input type="date" name="to" .value=${this.to} min=${this.from} required @change=${(event: Event) => this.#set({ to: day(event) })} /></label>
        <label>${t('wb.by')}<select name="by" @change=${(event: Event) => this.#set({ by: day(event) as (typeof BY)[number] })}>${BY.map((by) => html`<option value=${by} ?selected=${by === this.by}>${t(`wb.by.${by}`)}</option>`)}</select></label>
        <label>${t('wb.metric')}<select name="metric" @change=${(event: Event) => { this.metric = day(event) as Metric }}>${METRICS.map((metric) => html`<option value=${metric} ?selected=${metric === this.metric}>${t(`wb.m.${metric}`)}</option>`)}</select></label>
        <button type="button" data-act="saveCsv" ?disabled=${this.busy} @click=${() => void this.#save()}><tt-icon name="download"></tt-icon>${t('wb.csv')}</button></div>
      ${this.by === 'office' || this.by === 'pair' ? html`<p class="fine soft">${t('wb.allOffices')}</p>` : nothing}
      ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
      ${this.rows === null ? html`<p class="empty" role="status">${t('app.loading')}</p>` : this.rows.length === 0 ? html`<p class="empty">${t('wb.noFigures')}</p>`
        : html`${this.by === 'day' ? columns(title, this.bars, this.width) : barRows(title, this.bars)}
          <div class="scroll" tabindex="0" role="region" aria-label=${t('wb.table')}><table><caption class="hidden-text">${title}</caption><thead><tr><th scope="col">${t(`wb.by.${this.by}`)}</th>${METRICS.map((metric) => html`<th scope="col" class="num">${t(`wb.m.${metric}`)}</th>`)}</tr></thead>
            <tbody>${this.rows.map((row) => html`<tr><th scope="row">${String(row['name'] ?? row['key'])}</th>${METRICS.map((metric) => html`<td class="num">${row[metric] === '' || row[metric] === undefined ? '—' : row[metric]}</td>`)}</tr>`)}</tbody></table></div>`}</section>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-board-statistics': TtBoardStatistics }
}
