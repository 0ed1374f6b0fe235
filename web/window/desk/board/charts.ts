import { html, svg } from 'lit'
import type { TemplateResult } from 'lit'
import { t } from '../../../i18n/index.ts'
import { scaleFor } from './scale.ts'

export type Bar = { key: string; label: string; value: number; /** As written beside the bar. */ shown: string; /** Under a column, where the label is too long. */ tick?: string }

const WIDTH = 960

/** Columns over days: the eye sees the week, a table behind says the same. */
export function columns(title: string, bars: readonly Bar[]): TemplateResult {
  const [height, left, bottom, top] = [280, 52, 34, 18]
  const { top: most, lines } = scaleFor(Math.max(0, ...bars.map(({ value }) => value)))
  const wide = (WIDTH - left - 12) / Math.max(1, bars.length)
  const y = (value: number): number => top + (height - top - bottom) * (1 - value / most)
  const every = Math.ceil(bars.length / 14)
  return html`<figure class="chart"><figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${summary(title, bars)}>
      ${lines.map((line) => svg`<line class="grid" x1=${left} x2=${WIDTH - 8} y1=${y(line)} y2=${y(line)} /><text class="axis" x=${left - 8} y=${y(line) + 5} text-anchor="end">${line}</text>`)}
      ${bars.map(({ value, label, shown, tick }, at) => svg`
        <rect class="bar" x=${left + at * wide + wide * 0.16} width=${wide * 0.68} y=${y(value)} height=${Math.max(0, height - bottom - y(value))}><title>${`${label} ${shown}`}</title></rect>
        ${bars.length <= 16 && value > 0 ? svg`<text class="value" x=${left + (at + 0.5) * wide} y=${y(value) - 5} text-anchor="middle">${shown}</text>` : ''}
        ${at % every === 0 ? svg`<text class="axis" x=${left + (at + 0.5) * wide} y=${height - 12} text-anchor="middle">${tick ?? label}</text>` : ''}`)}
    </svg></figure>`
}

/** Bars beside names, longest first. */
export function rows(title: string, bars: readonly Bar[]): TemplateResult {
  const [line, label, right] = [34, 300, 84]
  const height = bars.length * line + 8
  const most = Math.max(1e-9, ...bars.map(({ value }) => value))
  return html`<figure class="chart"><figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${summary(title, bars)}>
      ${bars.map(({ value, label: name, shown }, at) => svg`<g><title>${`${name} ${shown}`}</title>
        <text class="name" x=${label - 12} y=${at * line + line / 2 + 6} text-anchor="end">${[...name].length > 16 ? `${[...name].slice(0, 15).join('')}…` : name}</text>
        <rect class="bar" x=${label} y=${at * line + 6} height=${line - 12} width=${((WIDTH - label - right) * value) / most}></rect>
        <text class="value" x=${label + ((WIDTH - label - right) * value) / most + 8} y=${at * line + line / 2 + 6}>${shown}</text></g>`)}
    </svg></figure>`
}

function summary(title: string, bars: readonly Bar[]): string {
  const highest = bars.reduce<Bar | null>((most, bar) => (most === null || bar.value > most.value ? bar : most), null)
  return highest ? t('wb.chartSays', { title, count: bars.length, label: highest.label, value: highest.shown }) : title
}
