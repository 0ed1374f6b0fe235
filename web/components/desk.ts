import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { LiveHearing } from '../live/live-hearing.ts'
import { currentSession } from '../session.ts'
import { sharedStyles } from '../style/shared.ts'
import { lostWords } from './lost-words.ts'
import './message-panel.ts'
import './roster.ts'
import './stage-bar.ts'
import './task-panel.ts'

/** The clerk's desk for one hearing: who is there and ready, letting in, stages, messages, without sitting in the courtroom. */
@customElement('tt-desk')
export class TtDesk extends HearingElement {
  static override styles = [
    sharedStyles,
    css`
      :host { display: block; }
      .columns { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); }
      .columns > * { max-block-size: 34rem; overflow-y: auto; border-inline-end: 1px solid var(--line); }
      .columns > :last-child { border: 0; }
      p { padding: 1.2rem; }
      @media (max-width: 1000px) { .columns { grid-template-columns: 1fr; } .columns > * { border-inline-end: 0; border-block-end: 1px solid var(--line); } }
    `,
  ]

  @property() hearingId = ''

  override connectedCallback(): void {
    const session = currentSession()
    if (session) {
      this.live = new LiveHearing({ token: session.token, hearingId: this.hearingId, withCamera: false, withMicrophone: false })
      this.live.start()
    }
    super.connectedCallback()
  }

  override disconnectedCallback(): void {
    this.live?.leave()
    super.disconnectedCallback()
  }

  override render() {
    const { live, view } = this
    if (!live) return nothing
    if (live.status.kind === 'closed') return html`<p class="soft" role="status">${t(live.status.reason === 'takenOver' ? 'end.takenOver.title' : 'end.other.title')}</p>`
    const lost = lostWords(live.status, 'court.lineLost')
    if (!view) return html`<p class="soft" role="status">${lost ?? t('court.connecting')}</p>`
    return html`${lost ? html`<p class="soft" role="alert">${lost}</p>` : nothing}<tt-stage-bar .live=${live}></tt-stage-bar>
      <div class="columns"><tt-task-panel .live=${live}></tt-task-panel><tt-roster .live=${live}></tt-roster><tt-message-panel .live=${live}></tt-message-panel></div>`
  }
}
