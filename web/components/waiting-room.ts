import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { OwnMedia } from '../devices/own-media.ts'
import { preferences } from '../devices/preferences.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import type { WordKey } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { go } from '../router.ts'
import { sharedStyles } from '../style/shared.ts'
import './case-summary.ts'
import './icon.ts'
import './message-panel.ts'
import './own-picture.ts'

/** 候审室 and 在线作证室: what one sees before being let in, and a witness also after having testified. */
@customElement('tt-waiting-room')
export class TtWaitingRoom extends HearingElement {
  static override styles = [
    sharedStyles,
    css`
      :host { display: block; overflow-y: auto; background: var(--paper); }
      .inside { max-inline-size: 74rem; margin-inline: auto; padding: clamp(1rem, 4vh, 2.5rem) clamp(1rem, 4vw, 2.5rem) 2rem; display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(19rem, 1fr); gap: 1.5rem; align-items: start; }
      .main { display: grid; gap: 1.4rem; }
      .lead { display: grid; gap: 0.5rem; }
      .state { display: flex; gap: 0.8rem; align-items: center; padding: 1rem 1.2rem; background: var(--ink-900); color: var(--ink-text); border-radius: var(--radius); font-size: var(--size-l); }
      .state tt-icon { color: var(--gold); font-size: 1.5rem; }
      ol { counter-reset: step; display: grid; gap: 0.7rem; padding: 1.1rem 1.2rem; }
      li { counter-increment: step; display: grid; grid-template-columns: 2rem 1fr; }
      li::before { content: counter(step); font-family: var(--serif); font-weight: 700; color: var(--gold-deep); }
      .case { padding: 1rem 1.2rem; }
      h2 { margin-block-end: 0.6rem; }
      .lead h2 { margin: 0; font-size: var(--size-xxl); }
      .side { display: grid; gap: 1.2rem; }
      tt-own-picture { aspect-ratio: 16 / 9; border-radius: var(--radius); overflow: hidden; }
      tt-message-panel { block-size: 21rem; }
      @media (max-width: 860px) {
        .inside { grid-template-columns: minmax(0, 1fr); gap: 1.1rem; }
        .main, .side { display: contents; }
        .lead, .state { order: 1; } tt-own-picture { order: 2; } .talk { order: 3; } .main > .card { order: 4; } .row { order: 5; }
        tt-message-panel { block-size: 16rem; }
      }
    `,
  ]

  @property({ attribute: false }) own: OwnMedia | null = null

  override render() {
    const { view, me, own } = this
    if (!view || !me) return nothing
    const witness = me.room.startsWith('witness:')
    const kind = witness ? (me.testimony === 'released' ? 'released' : 'witness') : view.closedAt ? 'closed' : view.openedAt ? 'underWay' : 'before'
    const steps: WordKey[] = kind === 'witness' ? ['wait.w1', 'wait.w2', 'wait.w3']
      : kind === 'released' || kind === 'closed' ? [] : me.side === 'public' ? ['wait.p1', 'wait.p2'] : ['wait.s1', 'wait.s2', 'wait.s3', 'wait.s4']
    const may = this.may()
    return html`<div class="inside">
      <section class="main">
        <div class="lead">
          <h2>${t(witness ? 'wait.witnessTitle' : 'wait.title')}</h2>
          <p class="soft">${t('wait.youAre', { name: me.name, role: roleLabel(me.role) })}</p>
        </div>
        <p class="state" role="status"><tt-icon name=${kind === 'released' || kind === 'closed' ? 'circleCheck' : 'clock'}></tt-icon>${t(`wait.state.${kind}`)}</p>
        ${steps.length > 0 ? html`<section class="card" aria-label=${t('wait.next')}><ol>${steps.map((step) => html`<li>${t(step)}</li>`)}</ol></section>` : nothing}
        <section class="card case"><h2>${t('wait.case')}</h2><tt-case-summary .caseFile=${view.caseFile} .roleId=${me.role}></tt-case-summary></section>
        <div class="row">
          ${may.has('openConsultation') ? html`<button data-act="openConsultation" @click=${() => void this.act({ type: 'openConsultation' })}><tt-icon name="people"></tt-icon>${t('act.openConsultation')}</button>` : nothing}
          ${me.side === 'public' ? nothing : html`<button data-act="retest" @click=${() => go(`/hearing/${view.hearingId}/test`)}><tt-icon name="settings"></tt-icon>${t('wait.retest')}</button>`}
          <button data-act="leave" @click=${() => this.dispatchEvent(new CustomEvent('tt-leave'))}><tt-icon name="leave"></tt-icon>${t('act.leave')}</button>
        </div>
      </section>
      <aside class="side">
        ${me.side === 'public' ? nothing : html`<tt-own-picture .own=${own} .wanted=${preferences().useCamera}></tt-own-picture>`}
        <section class="card talk"><tt-message-panel .live=${this.live}></tt-message-panel></section>
      </aside>
    </div>`
  }
}
