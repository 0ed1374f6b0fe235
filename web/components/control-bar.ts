import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { OwnMedia } from '../devices/own-media.ts'
import { audioContext } from '../devices/sound.ts'
import { openPictureDialog } from '../dialogs/picture-dialog.ts'
import { meansToLeave } from '../dialogs/party-questions.ts'
import { failureText } from '../failures.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { buttons, texts } from '../style/shared.ts'
import { actButton } from './act-button.ts'
import type { SceneCamera } from '../scene/index.ts'
import type { ViewMode } from './stage-view.ts'
import './camera-choice.ts'
import './icon.ts'
import './level-bar.ts'

/** At the foot of every room: one's own switches, the gavel, what is drawn, the way out. */
@customElement('tt-control-bar')
export class TtControlBar extends HearingElement {
  static override styles = [
    texts, buttons,
    css`
      :host { display: flex; align-items: center; gap: 0.5rem; padding: 0.5rem 0.9rem; background: var(--ink-900); color: var(--ink-text); border-block-start: 1px solid var(--ink-line); --focus: var(--gold); }
      .group { display: flex; align-items: center; gap: 0.4rem; }
      .centre { margin-inline: auto; }
      button { flex-direction: column; gap: 0.1rem; min-inline-size: 4.6rem; min-block-size: 3.4rem; padding: 0.25rem 0.5rem; background: transparent; border-color: transparent; color: var(--ink-text); font-size: 0.8125rem; line-height: 1.25; }
      button tt-icon { font-size: 1.35rem; }
      button:hover:not(:disabled) { background: var(--ink-800); border-color: transparent; }
      button:active:not(:disabled) { background: var(--ink-700); }
      button:disabled { background: transparent; border-color: transparent; color: #8593a5; }
      .mic { position: relative; }
      .mic tt-level-bar { position: absolute; inset: auto 0.7rem 0.1rem; min-inline-size: 0; pointer-events: none; }
      button.off { background: #5a211e; color: #ffd9d5; }
      button.off:hover:not(:disabled) { background: #70302c; }
      button.on { background: var(--ink-700); }
      button.gavel { border: 1px solid var(--gold); color: var(--gold); min-inline-size: 5.6rem; }
      button.gavel:active tt-icon { transform: rotate(-32deg); }
      button.gavel tt-icon { transition: transform 90ms; }
      button.leave { color: #ffb9b3; }
      tt-level-bar { block-size: 0.25rem; --level-off: var(--ink-700); --level-on: #7fc19c; }
      @media (max-width: 860px) {
        tt-camera-choice { display: none; }
        :host { padding: 0.35rem max(0.35rem, env(safe-area-inset-left)) calc(0.35rem + env(safe-area-inset-bottom)); overflow-x: auto; }
        .group { gap: 0.1rem; }
        button { min-inline-size: 3.1rem; padding-inline: 0; font-size: 0.75rem; }
        button.gavel { min-inline-size: 4.2rem; }
      }
    `,
  ]

  @property({ attribute: false }) own: OwnMedia | null = null
  @property() mode: ViewMode = 'scene'
  @property({ attribute: false }) shot: SceneCamera | null = null

  override render() {
    const { me, own, view } = this
    if (!me || !view) return nothing
    const may = this.may()
    return html`
      <div class="group">${me.side === 'public' ? nothing : html`${this.#microphone(may.has('setMicrophone'))}${this.#camera(may.has('setCamera'))}
        ${own?.cutout ? actButton('openPicture', t('own.picture'), () => openPictureDialog(own), { icon: 'settings' }) : nothing}`}
        ${may.has('setPresentation') && 'getDisplayMedia' in (navigator.mediaDevices ?? {})
          ? actButton('setPresentation', t(own?.presentationTrack ? 'act.endPresentation' : 'act.present'), () => this.#device(() => own?.togglePresentation()), { icon: 'screen', look: own?.presentationTrack ? 'on' : '', pressed: Boolean(own?.presentationTrack) }) : nothing}
        ${me.handRaisedAt
          ? actButton('lowerHand', t('act.lowerHand'), () => this.act({ type: 'lowerHand' }), { icon: 'hand', look: 'on', pressed: true })
          : may.has('raiseHand') && !may.has('strikeGavel') ? actButton('raiseHand', t('act.raiseHand'), () => this.act({ type: 'raiseHand' }), { icon: 'hand', pressed: false }) : nothing}
      </div>
      <div class="group centre">
        ${may.has('strikeGavel') ? actButton('strikeGavel', t('act.strikeGavel'), () => this.#gavel(), { icon: 'gavel', look: 'gavel' }) : nothing}
        ${may.has('closeConsultation') ? actButton('closeConsultation', t('act.closeConsultation'), () => this.act({ type: 'closeConsultation' }), { icon: 'arrowRight' }) : nothing}
      </div>
      ${this.mode === 'scene' ? html`<tt-camera-choice .live=${this.live} .own=${this.shot}></tt-camera-choice>` : nothing}
      <div class="group">
        ${this.mode === 'scene'
          ? actButton('view-tiles', t('view.tiles'), () => this.#ask('tt-mode', 'tiles'), { icon: 'tiles' })
          : actButton('view-scene', t('view.scene'), () => this.#ask('tt-mode', 'scene'), { icon: 'scales' })}
        ${actButton('leave', t('act.leave'), () => this.#leave(), { icon: 'leave', look: 'leave' })}
      </div>`
  }

  #microphone(may: boolean) {
    const me = this.me!
    const problem = this.own?.problems.microphone
    const heard = me.microphoneOn && !me.mutedByCourt && !problem
    const words = me.mutedByCourt ? t('own.muted') : heard ? t('own.microphone') : t('own.microphoneOff')
    return html`<div class="mic">${actButton('toggleMicrophone', words, () => this.#device(() => this.own?.toggleMicrophone()), {
      icon: heard ? 'microphone' : 'microphoneOff', look: heard ? '' : 'off', pressed: heard, disabled: !may || me.mutedByCourt,
      ...(problem ? { label: `${words}: ${t(`device.${problem}`)}` } : {}),
    })}${heard ? html`<tt-level-bar .level=${this.live.levels.get(me.personId) ?? -127} .steps=${12}></tt-level-bar>` : nothing}</div>`
  }

  #camera(may: boolean) {
    const on = this.me!.cameraOn && !this.own?.problems.camera && Boolean(this.own?.cameraTrack)
    return actButton('toggleCamera', t(on ? 'own.camera' : 'own.cameraIsOff'), () => this.#device(() => this.own?.toggleCamera()), {
      icon: on ? 'camera' : 'cameraOff', look: on ? '' : 'off', pressed: on, disabled: !may,
    })
  }

  /** Told in the words of the device where that failed, of the court where it refused. */
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

  #gavel(): void {
    audioContext()
    void this.act({ type: 'strikeGavel', strikes: 1 })
  }

  #ask(type: string, detail: string): void {
    this.dispatchEvent(new CustomEvent(type, { detail }))
  }

  async #leave(): Promise<void> {
    const { view } = this
    const inSession = view?.openedAt !== null && view?.closedAt === null
    if (await meansToLeave(inSession)) this.dispatchEvent(new CustomEvent('tt-leave', { bubbles: true, composed: true }))
  }
}
