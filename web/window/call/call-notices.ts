import { css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { CALL_LABELS, phaseOf } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/state.ts'
import { actButton } from '../../components/act-button.ts'
import { lostWords } from '../../components/lost-words.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { clockTime, t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import { buttons, texts } from '../../style/shared.ts'
import { WindowElement } from '../live/index.ts'
import { droppedOf } from './company.ts'
import '../../components/icon.ts'
import type { IconName } from '../../components/icon.ts'
import { roleOf } from './wording.ts'

/** A clerk who has taken over is named for so long, ms. */
const HANDOVER_SHOWN_MS = 60_000

/** Says at once, in one line each, what has happened to the call: so that nobody talks to somebody who is not there. */
@customElement('tt-call-notices')
export class TtCallNotices extends WindowElement {
  static override styles = [texts, buttons, css`
    :host { display: block; }
    .line { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 0.7rem; padding: 0.5rem 1rem; background: var(--amber-soft); color: #5b3600; font-weight: 600; }
    .line + .line { border-block-start: 1px solid #e3cf9f; }
    .line tt-icon { font-size: 1.2rem; }
    .line > span { flex: 1 1 12rem; }
    .acts { display: flex; flex-wrap: wrap; gap: 0.5rem; }
    .line.bad { background: var(--red); color: #fff; }
    .line.calm { background: var(--blue-soft); color: #16324f; font-weight: 500; }
    .line.good { background: var(--green-soft); color: #1f4d37; font-weight: 500; }
  `]

  @property({ attribute: false }) own: OwnMedia | null = null

  override render() {
    const { live, view } = this
    if (!live) return nothing
    const lost = lostWords(live.status, 'call.lineLost')
    return html`<div role="alert">
      ${lost ? this.#line('bad', 'wifiOff', lost, 'lost') : nothing}
      ${view && !view.ended && !lost ? this.#ofCall(view) : nothing}
      ${this.own?.interrupted ? this.#line('', 'microphoneOff', t('call.deviceTaken'), 'interrupted') : nothing}</div>`
  }

  #ofCall(view: SessionState): TemplateResult {
    const live = this.live!
    const may = this.may()
    const phase = phaseOf(view)
    const isClerk = live.me === view.clerk
    const handover = view.handovers.at(-1)
    const fresh = handover && live.now() - Date.parse(handover.at) < HANDOVER_SHOWN_MS && !isClerk
    return html`
      ${phase === 'calling' ? this.#line('calm', 'clock', t('call.calling'), 'calling') : nothing}
      ${phase === 'clerkAway' ? this.#line('', 'wifiOff', t('call.clerkAway'), 'clerkAway') : nothing}
      ${view.hold ? this.#line('', 'lock', isClerk ? t('call.holdMine')
        : `${t('call.onHold')}${t('word.colon')}${t('call.onHoldWhy', { reason: pick(holdLabel(view.hold.reason)), time: clockTime(view.hold.since) })}`, 'onHold',
        may.has('resume') ? actButton('resume', t('call.resume'), () => this.askCall({ type: 'resume' }), { look: 'small primary' }) : nothing) : nothing}
      ${view.interpreter ? this.#line('calm', 'languages', t('call.interpreterAsked', { language: t(`call.language.${view.interpreter.language}`) }), 'interpreter',
        may.has('withdrawInterpreter') ? actButton('withdrawInterpreter', t('call.stopInterpreter'), () => this.askCall({ type: 'withdrawInterpreter' }), { look: 'small' }) : nothing) : nothing}
      ${view.transfer ? this.#line('', 'arrowRight', t('call.transferAsked', { reason: view.transfer.reason }), 'transfer',
        may.has('cancelTransfer') ? actButton('cancelTransfer', t('call.cancelTransfer'), () => this.askCall({ type: 'cancelTransfer' }), { look: 'small' }) : nothing) : nothing}
      ${fresh ? this.#line('good', 'circleCheck', t('call.handedOver', { name: this.nameOf(view.clerk) }), 'handedOver') : nothing}
      ${droppedOf(view, live.me).map((person) => this.#line('', 'wifiOff', t('call.dropped', { role: roleOf(person), name: person.name }), 'dropped'))}`
  }

  #line(tone: string, icon: IconName, words: string, state: string, act: TemplateResult | typeof nothing = nothing) {
    return html`<div class="line ${tone}" data-state=${state}><tt-icon name=${icon}></tt-icon><span>${words}</span>${act}</div>`
  }
}

const holdLabel = (reason: string) => {
  const labels: Record<string, { zh: string; en: string }> = CALL_LABELS.holds
  return labels[reason] ?? CALL_LABELS.holds.other
}
