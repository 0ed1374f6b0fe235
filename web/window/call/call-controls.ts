import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { CallCommand } from '#protocol/window/session.ts'
import { capacityOf } from '#domain/window/session/index.ts'
import { actButton } from '../../components/act-button.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { openPictureDialog } from '../../dialogs/picture-dialog.ts'
import { failureText } from '../../failures.ts'
import { t } from '../../i18n/index.ts'
import { buttons, texts } from '../../style/shared.ts'
import { WindowElement } from '../live/index.ts'
import { companyOf } from './company.ts'
import type { StageMode } from './call-stage.ts'
import { askDismiss, askEnd, askHold, askInterpreter } from './questions.ts'
import { openStillDialog } from './still-dialog.ts'
import '../../components/icon.ts'
import '../../components/level-bar.ts'

/** At the foot of the picture: one's own switches, what one shows, hold, interpreter, the end. */
@customElement('tt-call-controls')
export class TtCallControls extends WindowElement {
  static override styles = [texts, buttons, css`
    :host { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.2rem 0.6rem; padding: 0.4rem 0.7rem; background: var(--ink-900); color: var(--ink-text); border-block-start: 1px solid var(--ink-line); --focus: var(--gold); }
    .group { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem; }
    button { flex-direction: column; gap: 0.1rem; min-inline-size: 4.4rem; min-block-size: 3.3rem; padding: 0.25rem 0.4rem; background: transparent; border-color: transparent; color: var(--ink-text); font-size: 0.8125rem; line-height: 1.25; }
    button tt-icon { font-size: 1.35rem; }
    button:hover:not(:disabled) { background: var(--ink-800); border-color: transparent; }
    button:active:not(:disabled) { background: var(--ink-700); }
    button:disabled { background: transparent; border-color: transparent; color: #8593a5; }
    .mic { position: relative; }
    .mic tt-level-bar { position: absolute; inset: auto 0.7rem 0.1rem; min-inline-size: 0; pointer-events: none; block-size: 0.25rem; --level-off: var(--ink-700); --level-on: #7fc19c; }
    button.off { background: #5a211e; color: #ffd9d5; }
    button.off:hover:not(:disabled) { background: #70302c; }
    button.on { background: var(--ink-700); }
    button.leave { color: #ffb9b3; border-color: #7a3a36; }
    :host([large]) button { min-inline-size: 6rem; min-block-size: 4.6rem; font-size: 1.0625rem; }
    :host([large]) button tt-icon { font-size: 1.7rem; }
    @media (max-width: 700px) {
      :host { padding: 0.25rem 0.2rem calc(0.25rem + env(safe-area-inset-bottom)); justify-content: center; gap: 0; }
      .group { display: contents; }
      button { min-inline-size: 3.2rem; padding-inline: 0.1rem; font-size: 0.75rem; }
      [data-act='openPicture'] { display: none; }
    }
  `]

  @property({ attribute: false }) own: OwnMedia | null = null
  @property() mode: StageMode = 'scene'
  /** Hold, transfer and end stand elsewhere on the page. */
  @property({ type: Boolean }) embedded = false
  @property({ type: Boolean, reflect: true }) large = false

  override render() {
    const { view, me, live } = this
    if (!view || !me || !live || view.ended) return nothing
    const may = this.may()
    const shows = me.presentation
    return html`<div class="group">
        ${this.#microphone(may.has('setMicrophone'))}${this.#camera(may.has('setCamera'))}
        ${this.own?.cutout ? actButton('openPicture', t('own.picture'), () => openPictureDialog(this.own!), { icon: 'settings' }) : nothing}
        ${may.has('setPresentation') ? actButton('documentCamera', t('call.documentCamera'), () => openStillDialog(this, this.own, null), { icon: 'paper', look: shows === 'document' ? 'on' : '', pressed: shows === 'document' }) : nothing}
        ${may.has('setPresentation') && 'getDisplayMedia' in (navigator.mediaDevices ?? {})
          ? actButton('setPresentation', t(shows === 'screen' ? 'call.stopScreen' : 'call.screen'), () => this.#device(() => this.own?.togglePresentation()), { icon: 'screen', look: shows === 'screen' ? 'on' : '', pressed: shows === 'screen' }) : nothing}
      </div>
      <div class="group">
        ${this.mode === 'scene' ? actButton('view-tiles', t('call.tiles'), () => this.#mode('tiles'), { icon: 'tiles' }) : actButton('view-scene', t('call.scene'), () => this.#mode('scene'), { icon: 'people' })}
        ${may.has('askInterpreter') && !view.interpreter && !companyOf(view).some(({ role }) => role === 'interpreter') ? actButton('askInterpreter', t('call.interpreter'), () => this.#ask(askInterpreter()), { icon: 'languages' }) : nothing}
        ${may.has('dismiss') ? this.#dismissable() : nothing}
        ${this.embedded ? nothing : html`
          ${may.has('hold') ? actButton('hold', t('call.hold'), () => this.#ask(askHold()), { icon: 'lock' }) : nothing}
          ${may.has('resume') ? actButton('resume', t('call.resume'), () => this.askCall({ type: 'resume' }), { icon: 'arrowRight', look: 'on' }) : nothing}
          ${may.has('end') ? nothing : actButton('leaveCall', t('call.leave'), () => this.command((line) => line.leaveCall()), { icon: 'leave', look: 'leave' })}
          ${may.has('end') ? actButton('end', t('call.end'), () => this.#ask(askEnd(live.me === view.citizen, view.caseLink !== null)), { icon: 'leave', look: 'leave' }) : nothing}`}
      </div>`
  }

  #dismissable() {
    const { view, live } = this
    const byCitizen = live!.me === view!.citizen
    return companyOf(view!).filter((person) => {
      const capacity = capacityOf(view!, person)
      return person.personId !== live!.me && capacity !== 'citizen' && capacity !== 'clerk' && (!byCitizen || capacity === 'local')
    }).map((person) => actButton('dismiss', t('call.dismiss'), () => this.#ask(askDismiss(person.personId, person.name)), { icon: 'forbidden', person: person.personId, label: `${t('call.dismiss')}${t('word.colon')}${person.name}` }))
  }

  #microphone(may: boolean) {
    const me = this.me!
    const problem = this.own?.problems.microphone
    const heard = me.microphoneOn && !problem
    const words = t(heard ? 'call.microphone' : 'call.microphoneOff')
    return html`<div class="mic">${actButton('toggleMicrophone', words, () => this.#device(() => this.own?.toggleMicrophone()), {
      icon: heard ? 'microphone' : 'microphoneOff', look: heard ? '' : 'off', pressed: heard, disabled: !may, ...(problem ? { label: `${words}: ${t(`device.${problem}`)}` } : {}),
    })}${heard ? html`<tt-level-bar .level=${this.live!.levels.get(me.personId) ?? -127} .steps=${12}></tt-level-bar>` : nothing}</div>`
  }

  #camera(may: boolean) {
    const on = this.me!.cameraOn && !this.own?.problems.camera
    return actButton('toggleCamera', t(on ? 'call.camera' : 'call.cameraOff'), () => this.#device(() => this.own?.toggleCamera()), { icon: on ? 'camera' : 'cameraOff', look: on ? '' : 'off', pressed: on, disabled: !may })
  }

  /** Told in the words of the device where that failed, of the call where it was refused. */
  async #device(work: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await work()
      const { microphone, camera } = this.own?.problems ?? {}
      const problem = microphone ?? camera
      if (problem) this.tell(t(`device.${problem}`), 'bad')
    } catch (error) {
      this.tell(failureText(error), 'bad')
    }
  }

  async #ask(question: Promise<CallCommand | null>): Promise<void> {
    const command = await question
    if (command) await this.askCall(command)
  }

  #mode(mode: StageMode): void {
    this.dispatchEvent(new CustomEvent('tt-mode', { detail: mode }))
  }
}
