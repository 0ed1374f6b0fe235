import { html, svg } from 'lit'
import type { TemplateResult } from 'lit'
import { styleMap } from 'lit/directives/style-map.js'
import { t } from '../../../i18n/index.ts'
import { scaleFor } from './scale.ts'

export type Bar = { key: string; label: string; value: number; /** As written beside the bar. */ shown: string; /** Under a column, where the label is too long. */ tick?: string }

/** A lone day makes no wall of a column, and a date under a column needs so much room; pixels. */
const [WIDEST, DATE] = [72, 46]

/** Columns over days: the eye sees the week, a table behind says the same. @param width of the drawing, pixels, so that letters keep their size */
export function columns(title: string, bars: readonly Bar[], width: number): TemplateResult {
  const [height, left, bottom, top] = [260, 44, 32, 22]
  const values = bars.map(({ value }) => value)
  // nobody is half a person: counts have whole lines
  const { top: most, lines } = scaleFor(Math.max(values.every(Number.isInteger) ? 4 : 0, ...values))
  const wide = (width - left - 12) / Math.max(1, bars.length)
  const thick = Math.min(wide * 0.68, WIDEST)
  const y = (value: number): number => top + (height - top - bottom) * (1 - value / most)
  const every = Math.ceil(DATE / wide)
  return html`<figure class="chart"><figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${summary(title, bars)}>
      ${lines.map((line) => svg`<line class="grid" x1=${left} x2=${width - 8} y1=${y(line)} y2=${y(line)} /><text class="axis" x=${left - 8} y=${y(line) + 5} text-anchor="end">${line}</text>`)}
      ${bars.map(({ value, label, shown, tick }, at) => svg`
        <rect class="bar" x=${left + (at + 0.5) * wide - thick / 2} width=${thick} y=${y(value)} height=${Math.max(0, height - bottom - y(value))}><title>${`${label} ${shown}`}</title></rect>
        ${wide >= 26 && value > 0 ? svg`<text class="value" x=${left + (at + 0.5) * wide} y=${y(value) - 5} text-anchor="middle">${shown}</text>` : ''}
        ${at % every === 0 ? svg`<text class="axis" x=${left + (at + 0.5) * wide} y=${height - 12} text-anchor="middle">${tick ?? label}</text>` : ''}`)}
    </svg></figure>`
}

/** Bars beside names, as given; in plain boxes, so that letters keep their size on every screen. */
export function rows(title: string, bars: readonly Bar[]): TemplateResult {
  const most = Math.max(1e-9, ...bars.map(({ value }) => value))
  return html`<figure class="chart"><figcaption>${title}</figcaption>
    <div class="bars" role="group" aria-label=${summary(title, bars)}>${bars.map(({ value, label, shown }) => html`<div><span class="name">${label}</span>
      <span class="track"><span class="bar" style=${styleMap({ inlineSize: `${(value / most) * 85}%` })}></span>${shown}</span></div>`)}</div></figure>`
}

function summary(title: string, bars: readonly Bar[]): string {
  const highest = bars.reduce<Bar | null>((most, bar) => (most === null || bar.value > most.value ? bar : most), null)
  return highest ? t('wb.chartSays', { title, count: bars.length, label: highest.label, value: highest.shown }) : title
}
