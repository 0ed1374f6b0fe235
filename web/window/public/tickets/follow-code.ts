import { css, html, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { encode } from 'uqr'
import { TtElement } from '../../../base-element.ts'
import { t } from '../../../i18n/index.ts'
import { texts } from '../../../style/shared.ts'

/** Quiet zone that readers ask for, in modules. */
const BORDER = 4

/** The address of one's own tickets as a code to be photographed. It holds the address alone: who follows it says who they are. */
@customElement('tt-follow-code')
export class TtFollowCode extends TtElement {
  static override styles = [texts, css`
    figure { margin: 0; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 1rem; align-items: center; }
    svg { inline-size: clamp(7.5rem, 20vw, 11rem); block-size: auto; background: #fff; display: block; }
    figcaption { display: grid; gap: 0.2rem; }
    .address { font-family: var(--mono); font-size: var(--size-m); overflow-wrap: anywhere; }
  `]

  @property() path = '/window/ticket'

  override render() {
    const address = `${location.origin}${this.path}`
    const { data, size } = encode(address, { ecc: 'M', border: BORDER })
    const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
    return html`<figure><svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${t('wp.qr', { address })} shape-rendering="crispEdges">${svg`<rect width=${size} height=${size} fill="#fff"></rect><path d=${dark} fill="#000"></path>`}</svg>
      <figcaption><b>${t('wp.qrTitle')}</b><span>${t('wp.qrWords')}</span><span class="address">${address}</span></figcaption></figure>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-follow-code': TtFollowCode }
}
