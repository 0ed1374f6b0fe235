import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { CALL_LIMITS } from '#protocol/window/session.ts'
import type { Capture } from '#domain/window/session/state.ts'
import { actButton } from '../../components/act-button.ts'
import { DeviceError, listDevices } from '../../devices/capture.ts'
import type { DeviceProblem } from '../../devices/capture.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { dialogStyles } from '../../dialogs/dialog-styles.ts'
import { t } from '../../i18n/index.ts'
import { fields, sharedStyles } from '../../style/shared.ts'
import { sendStill } from '../live/api.ts'
import { WindowElement } from '../live/index.ts'
import { openFreedCamera, openStillCamera, rememberDevice, rememberedDevice } from './document-device.ts'
import { drawTurned, shotOf, stillFile, takeShot, turnedBy, turnedSize } from './still.ts'
import type { Shot, Turn } from './still.ts'
import { captureName } from './wording.ts'
import '../../components/icon.ts'

/**
 * The document camera, or the one for the face: choose it, look at its live picture, show that to the clerk, take a
 * picture in full resolution, turn it, take it again, send it. Without a capture to serve it only shows.
 */
@customElement('tt-still-dialog')
export class TtStillDialog extends WindowElement {
  static override styles = [sharedStyles, fields, dialogStyles, css`
    dialog { inline-size: min(64rem, 100vw - 2rem); max-block-size: 96dvh; }
    .body { padding-block-end: 0.8rem; }
    .view { position: relative; background: #11171f; block-size: min(60dvh, 44rem); overflow: hidden; border-radius: var(--radius); }
    video, canvas { position: absolute; inset: 0; object-fit: contain; inline-size: 100%; block-size: 100%; }
    [hidden] { display: none; }
    .wait { position: absolute; inset: 0; display: grid; place-content: center; color: #fff; padding: 1rem; text-align: center; }
    .bar { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: end; }
    .bar label { flex: 1 1 14rem; }
    .size { color: var(--text-soft); font-size: var(--size-s); margin-inline-end: auto; }
    .size.small { color: var(--amber); }
    input[type='file'] { position: absolute; inline-size: 1px; block-size: 1px; opacity: 0; }
    .file:focus-within { outline: 3px solid var(--gold-deep); outline-offset: 2px; }
    .foot .shoot { min-inline-size: 10rem; font-size: var(--size-l); }
    @media (max-width: 600px) { dialog { inline-size: 100vw; block-size: 100dvh; max-inline-size: none; max-block-size: none; margin: 0; } .view { block-size: 46dvh; } }
  `]

  @property({ attribute: false }) capture: Capture | null = null
  @property({ attribute: false }) own: OwnMedia | null = null
  @state() private cameras: MediaDeviceInfo[] = []
  @state() private track: MediaStreamTrack | null = null
  @state() private problem: DeviceProblem | null = null
  @state() private shot: Shot | null = null
  @state() private turn: Turn = 0
  /** Told here while the dialog lies over the page. */
  @state() private said = ''
  @state() private busy: 'opening' | 'taking' | 'sending' | null = null
  @query('dialog') private dialog!: HTMLDialogElement
  @query('video') private video!: HTMLVideoElement
  @query('canvas') private canvas!: HTMLCanvasElement
  #closed = false
  /** The talk's own camera while this has it; `only`: this device opens no two cameras at once. */
  #lent: { deviceId: string; only: boolean; back: () => void } | null = null

  override tell(words: string, tone: 'bad' | 'good' | 'info' = 'info'): void {
    if (tone === 'bad') this.said = words
    else super.tell(words, tone)
  }

  get #kind(): 'paper' | 'face' { return this.capture?.kind === 'liveFace' ? 'face' : 'paper' }

  override firstUpdated(): void {
    this.dialog.showModal()
    void this.#open(rememberedDevice(this.#kind))
  }

  override updated(changed: Map<string, unknown>): void {
    if (this.track && this.video.srcObject !== null && changed.size > 0 && !changed.has('track')) this.video.play().catch(() => undefined)
    if (changed.has('track')) {
      this.video.srcObject = this.track ? new MediaStream([this.track]) : null
      if (this.track) this.video.play().catch(() => undefined)
    }
    if (this.shot && (changed.has('shot') || changed.has('turn'))) drawTurned(this.canvas, this.shot.bitmap, this.turn)
    // The clerk no longer needs it, or somebody else has sent it.
    const now = this.capture && this.view?.captures.find(({ captureId }) => captureId === this.capture?.captureId)
    if (!this.#closed && (this.view?.ended || (now && now.status !== 'asked' && this.busy !== 'sending'))) this.dialog.close()
  }

  /** A device serves the talk in a small picture; for a still it must be free to give all it has. */
  #borrow(only: boolean): void {
    const { own } = this
    if (!own?.cameraTrack) return
    this.#lent = { deviceId: own.cameraTrack.getSettings().deviceId ?? '', only, back: own.lendCamera() }
  }

  #return(): void {
    this.#lent?.back()
    this.#lent = null
  }

  async #opened(deviceId: string | null): Promise<MediaStreamTrack> {
    const track = await openStillCamera(this.#kind, deviceId).catch((error: unknown) => {
      // Many phones open one camera at a time.
      if (this.#lent || !(error instanceof DeviceError) || error.problem === 'denied' || error.problem === 'insecure') throw error
      this.#borrow(true)
      return openStillCamera(this.#kind, deviceId)
    })
    const used = track.getSettings().deviceId ?? ''
    if (this.#lent) {
      if (!this.#lent.only && used !== this.#lent.deviceId) this.#return()
      return track
    }
    if (used === '' || used !== this.own?.cameraTrack?.getSettings().deviceId) return track
    track.stop()
    this.#borrow(false)
    return openFreedCamera(this.#kind, used)
  }

  async #open(deviceId: string | null): Promise<void> {
    this.busy = 'opening'
    this.track?.stop()
    this.track = null
    this.problem = null
    try {
      const track = await this.#opened(deviceId)
      if (this.#closed) return track.stop()
      this.track = track
      const used = track.getSettings().deviceId
      if (used) rememberDevice(this.#kind, used)
      this.cameras = (await listDevices()).videoinput
    } catch (error) {
      this.problem = error instanceof DeviceError ? error.problem : 'failed'
    } finally {
      this.busy = null
    }
  }

  async #take(): Promise<void> {
    if (!this.track) return
    this.busy = 'taking'
    this.said = ''
    try {
      this.turn = 0
      this.shot = await takeShot(this.track, this.video)
    } catch {
      this.tell(t('call.camera.failed'), 'bad')
    } finally {
      this.busy = null
    }
  }

  async #choose(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0]
    if (!file) return
    try {
      this.turn = 0
      this.shot = await shotOf(file)
    } catch {
      this.tell(t('call.camera.fileBad'), 'bad')
    }
  }

  async #send(): Promise<void> {
    const { shot, capture, view } = this
    if (!shot || !capture || !view) return
    this.busy = 'sending'
    this.said = ''
    const sent = await this.run(async () => sendStill(view.sessionId, capture.captureId, await stillFile(shot, this.turn)))
    this.busy = null
    if (!sent) return
    this.tell(t('call.camera.sent'), 'good')
    this.dialog.close()
  }

  async #showClerk(): Promise<void> {
    const { own, track } = this
    if (!own) return
    await this.run(async () => {
      if (own.presentationTrack) await own.togglePresentation()
      else if (track) await own.present(track.clone(), 'document')
    })
    this.requestUpdate()
  }

  #end(): void {
    this.#closed = true
    this.track?.stop()
    this.shot?.bitmap.close()
    this.#return()
    if (this.own?.presentationTrack && this.me?.presentation === 'document') void this.own.togglePresentation().catch(() => undefined)
    this.remove()
  }

  override render() {
    const { capture, shot, busy, view } = this
    const title = capture && view ? t('call.camera.title', { what: captureName(view, capture) }) : t('call.camera.show')
    return html`<dialog aria-labelledby="title" @close=${() => this.#end()}>
      <div class="head"><h2 id="title">${title}</h2><button class="plain" data-act="closeCamera" aria-label=${t('do.close')} @click=${() => this.dialog.close()}><tt-icon name="close"></tt-icon></button></div>
      <div class="body">
        <p class="soft">${t(this.#kind === 'face' ? 'call.camera.tipFace' : 'call.camera.tipPaper')}</p>
        ${capture?.note ? html`<p class="note">${capture.note}</p>` : nothing}
        <div class="view"><video muted playsinline autoplay aria-label=${t('call.camera.preview')} ?hidden=${shot !== null}></video>
          <canvas role="img" aria-label=${t('call.camera.still')} ?hidden=${shot === null}></canvas>
          ${shot ? nothing : this.problem ? html`<p class="wait" role="alert">${t(`device.${this.problem}`)}</p>` : busy === 'opening' ? html`<p class="wait" role="status">${t('call.camera.opening')}</p>` : nothing}</div>
        ${this.said ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.said}</p>` : nothing}
        ${shot ? nothing : this.#devices()}</div>
      <div class="foot">${shot ? this.#shotButtons(shot) : this.#liveButtons()}</div></dialog>`
  }

  #devices() {
    const used = this.track?.getSettings().deviceId
    return html`<div class="bar"><label class="field">${t('call.camera.device')}<select data-act="chooseCamera" @change=${(event: Event) => void this.#open((event.target as HTMLSelectElement).value)}>
        ${this.cameras.map((camera, index) => html`<option value=${camera.deviceId} ?selected=${camera.deviceId === used}>${camera.label || `${t('call.camera')} ${index + 1}`}</option>`)}</select></label>
      ${this.capture ? html`<label class="button file"><input type="file" accept="image/jpeg,image/png" capture="environment" @change=${(event: Event) => void this.#choose(event)} />${t('call.camera.file')}</label>` : nothing}</div>`
  }

  #liveButtons() {
    const shows = this.me?.presentation === 'document'
    return html`${this.own && this.may().has('setPresentation') ? actButton('showClerk', t(shows ? 'call.camera.hideClerk' : 'call.camera.showClerk'), () => this.#showClerk(), { icon: 'eye', pressed: shows, disabled: !this.track }) : nothing}
      ${this.capture ? actButton('takeStill', t('call.camera.take'), () => this.#take(), { icon: 'camera', look: 'primary shoot', disabled: !this.track || this.busy !== null }) : nothing}`
  }

  #shotButtons(shot: Shot) {
    const { width, height } = turnedSize(shot.bitmap.width, shot.bitmap.height, this.turn)
    const small = this.#kind === 'paper' && Math.max(width, height) < CALL_LIMITS.stillLongSidePx
    const sending = this.busy === 'sending'
    return html`<p class="size ${small ? 'small' : ''}">${t('call.camera.size', { width, height })}${small ? html`<br />${t('call.camera.small')}` : nothing}</p>
      ${actButton('turnLeft', t('call.camera.left'), () => { this.turn = turnedBy(this.turn, -90) }, { disabled: sending })}
      ${actButton('turnRight', t('call.camera.right'), () => { this.turn = turnedBy(this.turn, 90) }, { disabled: sending })}
      ${actButton('again', t('call.camera.again'), () => { this.shot = null }, { icon: 'refresh', disabled: sending })}
      ${actButton('sendStill', t(sending ? 'call.camera.sending' : 'call.camera.use'), () => this.#send(), { icon: 'check', look: 'primary', disabled: sending })}`
  }
}

/** @param capture what is asked for; null = only show papers to the others */
export function openStillDialog(host: WindowElement, own: OwnMedia | null, capture: Capture | null): void {
  const dialog = document.createElement('tt-still-dialog')
  dialog.live = host.live
  dialog.own = own
  dialog.capture = capture
  // What it has to say is said by the page it was opened from.
  dialog.addEventListener('tt-tell', (event) => {
    event.stopPropagation()
    const { words, tone } = (event as CustomEvent<{ words: string; tone: 'bad' | 'good' | 'info' }>).detail
    host.tell(words, tone)
  })
  document.body.append(dialog)
}

declare global {
  interface HTMLElementTagNameMap { 'tt-still-dialog': TtStillDialog }
}
