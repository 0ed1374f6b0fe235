import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { t } from '../../../i18n/index.ts'
import { follow } from '../../../router.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import '../../../components/icon.ts'
import './item-finder.ts'

/** All items, to be searched and looked through. */
@customElement('tt-window-items-page')
export class TtWindowItemsPage extends PublicElement {
  static override styles = publicStyles

  protected override spoken(): string { return t('wp.items.spoken') }

  override render() {
    return html`<div class="page">
      <a class="crumb" href="/window" @click=${follow}><tt-icon name="arrowRight"></tt-icon>${t('wp.home')}</a>
      <h1>${t('wp.findItem')}</h1>
      <tt-item-finder></tt-item-finder></div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-items-page': TtWindowItemsPage }
}
