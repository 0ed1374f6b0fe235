import { css, html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import { language, setLanguage, t } from '../i18n/index.ts'
import { buttons } from '../style/shared.ts'
import './icon.ts'

/** The other language, named in itself. */
@customElement('tt-language-switch')
export class TtLanguageSwitch extends TtElement {
  static override styles = [
    buttons,
    css`
      button.plain { color: inherit; min-block-size: 2.5rem; font-size: var(--size-s); white-space: nowrap; }
      @media (max-width: 480px) { button.plain { padding-inline: 0.4em; } button.plain tt-icon { display: none; } }
      button.plain:hover:not(:disabled) { background: rgb(255 255 255 / 12%); }
    `,
  ]

  override render() {
    const other = language() === 'zh' ? 'en' : 'zh'
    return html`<button class="plain" data-act="language" lang=${other === 'en' ? 'en' : 'zh-CN'} @click=${() => setLanguage(other)}>
      <tt-icon name="languages"></tt-icon>${t('app.otherLanguage')}
    </button>`
  }
}
