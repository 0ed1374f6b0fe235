import { css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import { DeviceTest } from '../devices/device-test.ts'
import type { CheckState } from '../devices/device-test.ts'
import { prefer, preferences } from '../devices/preferences.ts'
import type { CutChoice } from '../devices/preferences.ts'
import { t } from '../i18n/index.ts'
import { go } from '../router.ts'
import { fields, sharedStyles } from '../style/shared.ts'
import '../components/cut-assistant.ts'
import '../components/icon.ts'
import '../components/level-bar.ts'

/** 设备调试: camera, microphone, loudspeaker, network, and the picture the court will see. */
@customElement('tt-test-page')
export class TtTestPage extends TtElement {
  static override styles = [
    sharedStyles, fields,
    css`
      :host { display: block; padding: clamp(1rem, 4vh, 2.5rem) clamp(1rem, 4vw, 2.5rem) 6rem; max-inline-size: 76rem; margin-inline: auto; }
      .head { display: grid; gap: 0.4rem; margin-block-end: 1.5rem; max-inline-size: 46rem; }
      .columns { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 1.5rem; align-items: start; }
      .checks { display: grid; }
      .check { padding: 0.9rem 1.1rem; display: grid; gap: 0.6rem; border-block-end: 1px solid var(--line); }
      .check:last-child { border: 0; }
      .check > header { display: flex; align-items: center; gap: 0.6rem; }
      .check > header > tt-icon { font-size: 1.25rem; color: var(--ink-700); }
      .check h2 { font-size: var(--size-l); margin-inline-end: auto; }
      tt-level-bar { block-size: 1.1rem; inline-size: 100%; }
      .join { position: sticky; inset-block-end: 0; margin-block-start: 1.5rem; padding: 0.9rem 0; display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; background: var(--paper); border-block-start: 1px solid var(--line); }
      .join .primary { min-inline-size: 14rem; font-size: var(--size-l); }
      .begin { padding: 2rem; display: grid; gap: 1rem; justify-items: start; margin-block-end: 1rem; }
      @media (max-width: 860px) {
        .columns { grid-template-columns: 1fr; }
        .join button { inline-size: 100%; }
      }
    `,
  ]

  @property() hearingId = ''
  @state() private test: DeviceTest | null = null
  @state() private beat = 0

  override disconnectedCallback(): void {
    this.test?.stop()
    super.disconnectedCallback()
  }

  readonly #start = (): void => {
    this.test?.stop()
    const test = new DeviceTest()
    test.addEventListener('change', () => { this.beat++ })
    this.test = test
    void test.start()
  }

  readonly #join = (withDevices: boolean): void => {
    if (!withDevices) {
      this.test?.doWithout('camera')
      this.test?.doWithout('microphone')
      prefer({ useCamera: false, useMicrophone: false })
    }
    prefer({ readiness: (this.test ?? new DeviceTest()).result() })
    go(`/hearing/${this.hearingId}`)
  }

  override render() {
    const { test } = this
    return html`
      <div class="head"><h1>${t('test.title')}</h1><p class="soft">${t('test.lead')}</p></div>
      ${test ? html`<div class="columns">${this.#picture(test)}<section class="card checks">
          ${this.#camera(test)}${this.#microphone(test)}${this.#speaker(test)}${this.#network(test)}
        </section></div>`
      : html`<section class="card begin">
          <p>${t('test.startHint')}</p>
          <button class="primary" data-act="startTest" @click=${this.#start}>${t('test.start')}</button>
        </section>`}
      <div class="join">
        ${test ? html`<button class="primary" data-act="joinHearing" @click=${() => this.#join(true)}>${t('test.join')}<tt-icon name="arrowRight"></tt-icon></button>` : nothing}
        <button data-act="joinWithoutDevices" @click=${() => this.#join(false)}>${t('test.joinWithout')}</button>
        <span class="soft fine">${t('test.joinWithoutHint')}</span>
      </div>`
  }

  #picture(test: DeviceTest) {
    return html`<section class="card"><tt-cut-assistant .cutout=${test.cutout} chosen=${preferences().cut} .beat=${this.beat}
      @tt-cut=${(event: CustomEvent<CutChoice>) => test.setCut(event.detail)}></tt-cut-assistant></section>`
  }

  #camera(test: DeviceTest) {
    return this.#check('camera', 'test.camera', test.camera, html`
      ${test.problems.camera ? this.#problem(t(`device.${test.problems.camera}`)) : nothing}
      ${this.#choose('videoinput', preferences().cameraId, (cameraId) => { prefer({ cameraId }); void test.testCamera() })}
      ${this.#without('camera', test.camera, () => void test.testCamera())}`)
  }

  #microphone(test: DeviceTest) {
    const open = test.microphone === 'running' || test.microphone === 'ok'
    return this.#check('microphone', 'test.microphone', test.microphone, html`
      ${test.problems.microphone ? this.#problem(t(`device.${test.problems.microphone}`)) : nothing}
      ${open ? html`<p class="fine soft" role="status">${t(test.microphone === 'ok' ? 'test.voiceHeard' : 'test.speak')}</p>
        <tt-level-bar .level=${test.level} .steps=${24}></tt-level-bar>
        <button class="small" data-act="ownVoice" ?disabled=${test.voice !== 'idle'} @click=${() => void test.hearMyself()}>
          ${t(test.voice === 'idle' ? 'test.ownVoice' : test.voice === 'recording' ? 'test.recording' : 'test.playing')}</button>` : nothing}
      ${this.#choose('audioinput', preferences().microphoneId, (microphoneId) => { prefer({ microphoneId }); void test.testMicrophone() })}
      ${this.#without('microphone', test.microphone, () => void test.testMicrophone())}`)
  }

  #speaker(test: DeviceTest) {
    return this.#check('speaker', 'test.speaker', test.speaker, html`
      ${this.#choose('audiooutput', preferences().speakerId, (speakerId) => prefer({ speakerId }))}
      <div class="row">
        <button class="small" data-act="playTone" ?disabled=${test.tonePlaying} @click=${() => void test.playTone()}><tt-icon name="speaker"></tt-icon>${t('test.playTone')}</button>
        ${test.speaker === 'pending' ? nothing : html`
          <button class="small" data-act="heardTone" @click=${() => test.answerTone(true)}>${t('test.heardTone')}</button>
          <button class="small" data-act="noTone" @click=${() => test.answerTone(false)}>${t('test.noTone')}</button>`}
      </div>
      ${test.speaker === 'failed' ? this.#problem(t('test.speakerHelp')) : nothing}`)
  }

  #network(test: DeviceTest) {
    const state: CheckState = test.network === 'good' || test.network === 'fair' ? 'ok' : test.network === 'poor' ? 'failed' : test.network
    const words = test.network === 'pending' || test.network === 'running' ? null : t(`test.net.${test.network}`)
    return this.#check('signalHigh', 'test.network', state, html`
      ${words ? html`<p class="fine soft">${words}${test.roundTripMs === null ? '' : ` · ${t('test.roundTrip', { ms: test.roundTripMs })}`}</p>` : nothing}
      ${state === 'failed' ? html`${this.#problem(t('test.net.poorHelp'))}<div><button class="small" @click=${() => void test.testNetwork()}>${t('do.retry')}</button></div>` : nothing}`)
  }

  #check(icon: 'camera' | 'microphone' | 'speaker' | 'signalHigh', title: Parameters<typeof t>[0], state: CheckState, body: TemplateResult) {
    const tone = state === 'ok' ? 'good' : state === 'failed' ? 'bad' : ''
    return html`<section class="check"><header><tt-icon name=${icon}></tt-icon><h2>${t(title)}</h2><span class="tag ${tone}">${t(`test.state.${state}`)}</span></header>${body}</section>`
  }

  #choose(kind: 'videoinput' | 'audioinput' | 'audiooutput', chosen: string | null, choose: (id: string) => void) {
    const list = this.test?.devices[kind] ?? []
    if (list.length < 2) return nothing
    const title = t(kind === 'videoinput' ? 'test.camera' : kind === 'audioinput' ? 'test.microphone' : 'test.speaker')
    return html`<select aria-label=${title} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${list.map((device) => html`<option value=${device.deviceId} ?selected=${device.deviceId === chosen}>${device.label || t('device.default')}</option>`)}
    </select>`
  }

  #without(device: 'camera' | 'microphone', state: CheckState, again: () => void) {
    const use = t(device === 'camera' ? 'test.useCamera' : 'test.useMicrophone')
    const on = state !== 'none' && state !== 'pending'
    return html`<label class="choice fine"><input type="checkbox" name="use-${device}" .checked=${on}
      @change=${(event: Event) => ((event.target as HTMLInputElement).checked ? again() : this.test?.doWithout(device))} />${use}</label>
      ${state === 'failed' ? html`<div><button class="small" @click=${again}>${t('do.retry')}</button></div>` : nothing}`
  }

  #problem = (words: string) => html`<p class="note bad fine" role="alert"><tt-icon name="circleAlert"></tt-icon>${words}</p>`
}
