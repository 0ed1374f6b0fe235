import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { every } from '../every.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { roomLabel } from '../i18n/labels.ts'
import { texts } from '../style/shared.ts'
import './icon.ts'
import './language-switch.ts'

/** The band over a hearing: court, case, whether the court is in session and for how long. */
@customElement('tt-hearing-header')
export class TtHearingHeader extends HearingElement {
  static override styles = [
    texts,
    css`
      header { display: flex; align-items: center; gap: 0.9rem; min-block-size: 3.25rem; padding: 0.3rem 1.1rem; background: var(--ink-900); color: var(--ink-text); --focus: var(--gold); }
      .court { font-family: var(--serif); font-weight: 700; font-size: var(--size-l); letter-spacing: 0.06em; white-space: nowrap; }
      .case { color: var(--ink-text-soft); font-size: var(--size-s); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; margin-inline-end: auto; min-inline-size: 0; }
      .session { display: inline-flex; align-items: center; gap: 0.5rem; white-space: nowrap; font-size: var(--size-s); font-variant-numeric: tabular-nums; }
      .session i { inline-size: 0.6rem; block-size: 0.6rem; border-radius: 50%; background: var(--ink-600); }
      .session.on i { background: #e2564d; }
      .session.pause i { background: var(--gold); }
      .room { font-size: var(--size-s); padding: 0.1rem 0.55rem; border: 1px solid var(--ink-line); border-radius: 2px; white-space: nowrap; }
      @media (max-width: 700px) { header { gap: 0.5rem; padding-inline: 0.75rem; } .court { display: none; } .room { display: none; } .case { color: var(--ink-text); } .elapsed { display: none; } }
    `,
  ]

  constructor() {
    super()
    every(this, 1000, () => this.requestUpdate())
  }

  override render() {
    const { view, me } = this
    if (!view) return nothing
    const { court, caseNo, cause } = view.caseFile
    return html`<header>
      <h1 class="hidden-text">${court} ${caseNo} ${cause}</h1>
      <span class="court" aria-hidden="true">${court}</span>
      <span class="case" aria-hidden="true">${caseNo} · ${cause}</span>
      ${me ? html`<span class="room">${roomLabel(me.room)}</span>` : nothing}
      ${this.#session()}
      <tt-language-switch></tt-language-switch>
    </header>`
  }

  #session() {
    const { openedAt, closedAt, recess } = this.view!
    if (closedAt) return html`<span class="session"><i></i>${t('court.closed')}</span>`
    if (!openedAt) return html`<span class="session"><i></i>${t('court.notOpen')}</span>`
    const seconds = Math.max(0, Math.floor((Date.now() + this.live.clockOffsetMs - Date.parse(openedAt)) / 1000))
    const two = (value: number): string => String(value).padStart(2, '0')
    const elapsed = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
    return recess
      ? html`<span class="session pause"><i></i>${t('court.inRecess')}</span>`
      : html`<span class="session on"><i></i>${t('court.inSession')} <span class="elapsed" aria-hidden="true">${elapsed}</span></span>`
  }
}
