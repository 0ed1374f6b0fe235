import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { speakerNow } from './company.ts'
import './icon.ts'
import './level-bar.ts'

/** Under the picture: who has the floor, and whose voice is heard. */
@customElement('tt-floor-strip')
export class TtFloorStrip extends HearingElement {
  static override styles = css`
    :host { display: flex; align-items: center; gap: 1.2rem; min-block-size: 2.4rem; padding: 0.25rem 1rem; background: var(--ink-900); color: var(--ink-text); font-size: var(--size-m); }
    span { display: inline-flex; align-items: center; gap: 0.5rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-inline-size: 0; }
    b { color: var(--gold); font-weight: 600; }
    .voice { margin-inline-start: auto; color: var(--ink-text-soft); font-size: var(--size-s); }
    tt-level-bar { --level-off: var(--ink-700); --level-on: #7fc19c; block-size: 0.9rem; }
    @media (max-width: 860px) { :host { gap: 0.6rem; font-size: var(--size-s); min-block-size: 2rem; padding-inline: 0.75rem; } }
  `

  override render() {
    const { view, live } = this
    if (!view) return nothing
    const floor = view.floor ? view.people[view.floor] : undefined
    const voice = speakerNow(live)
    return html`
      <span aria-live="polite">${floor ? html`${t('court.floor')} <b>${roleLabel(floor.role)} ${floor.name}</b>` : t('court.noFloor')}</span>
      <span class="voice">${voice ? html`<tt-icon name="speaker"></tt-icon>${roleLabel(voice.role)} ${voice.name}<tt-level-bar .level=${live.levels.get(voice.personId) ?? -127} .steps=${6}></tt-level-bar>` : nothing}</span>`
  }
}
