import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { CALL_LABELS, fieldProblem } from '#domain/window/session/index.ts'
import type { Capture, SessionState } from '#domain/window/session/state.ts'
import { actButton } from '../../components/act-button.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { ask } from '../../dialogs/form-dialog.ts'
import { clockTime, joined, t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import { fields, sharedStyles } from '../../style/shared.ts'
import { WindowElement } from '../live/index.ts'
import { openStillDialog } from './still-dialog.ts'
import { openStillViewer } from './still-viewer.ts'
import { capturesOf, isAsked } from './tasks.ts'
import '../../components/icon.ts'
import './file-picture.ts'
import './live-face.ts'

const NUMBER = { kind: 'idNumber', fieldId: 'number', label: { zh: '身份证号码', en: 'Identity number' }, required: true } as const

/** Who sits there: the number, the card beside the face, the clerk's decision with its reason (W-3.12, W-3.13). */
@customElement('tt-call-identity')
export class TtCallIdentity extends WindowElement {
  static override styles = [sharedStyles, fields, css`
    :host { display: block; padding: 0.9rem 1rem 1.2rem; }
    .all { display: grid; gap: 1rem; }
    .head { display: flex; gap: 0.6rem; align-items: center; }
    .head h2 { font-size: var(--size-l); margin-inline-end: auto; }
    form { display: grid; gap: 0.5rem; }
    .number { font-variant-numeric: tabular-nums; letter-spacing: 0.06em; font-size: var(--size-l); }
    .faces { display: grid; gap: 0.7rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.2rem), 1fr)); }
    figure { margin: 0; display: grid; gap: 0.35rem; align-content: start; }
    figure > button.shown, figure > .none, tt-live-face { inline-size: 100%; aspect-ratio: 8 / 5; padding: 0; overflow: hidden; border-radius: var(--radius); border: 1px solid var(--line); }
    figure > .none { display: grid; place-items: center; text-align: center; padding: 0.4rem; background: var(--paper-sunk); color: var(--text-soft); font-size: var(--size-s); }
    figure tt-file-picture { inline-size: 100%; block-size: 100%; }
    figcaption { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; font-weight: 600; font-size: var(--size-s); }
    figcaption button { margin-inline-start: auto; }
    .wrong { color: var(--red); font-size: var(--size-s); }
    .decide { display: grid; gap: 0.6rem; grid-template-columns: 1fr auto; }
  `]

  @property({ attribute: false }) own: OwnMedia | null = null
  @state() private anew = false
  @state() private wrong = ''

  async #enter(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const number = String(new FormData(form).get('number') ?? '').trim()
    this.wrong = fieldProblem(NUMBER, number) ?? ''
    if (this.wrong || !(await this.askCall({ type: 'enterIdentityNumber', number }))) return
    // It stays nowhere on this device.
    form.reset()
    this.anew = false
  }

  async #decide(outcome: 'confirmed' | 'rejected'): Promise<void> {
    const { identity } = this.view!
    const explains = outcome === 'rejected' || identity.status !== 'open' || identity.service?.result === 'mismatch'
    let reason = ''
    if (explains) {
      const answers = await ask({
        title: t(outcome === 'rejected' ? 'call.identity.rejectTitle' : 'call.identity.explainTitle'), words: t('call.identity.rejectWords'), danger: outcome === 'rejected',
        fields: [{ kind: 'text', name: 'reason', label: t('call.identity.reason'), max: 300 }], submit: t(outcome === 'rejected' ? 'call.identity.reject' : 'call.identity.confirm'),
      })
      if (!answers) return
      reason = answers['reason']?.[0] ?? ''
    }
    await this.askCall({ type: 'decideIdentity', outcome, reason })
  }

  override render() {
    const { view, live } = this
    if (!view || !live) return nothing
    const may = this.may()
    const { identity } = view
    const decides = may.has('decideIdentity')
    const tone = identity.status === 'confirmed' ? 'good' : identity.status === 'rejected' ? 'bad' : 'warn'
    return html`<div class="all">
      <div class="head"><h2>${t('call.identity.title')}</h2><span class="tag ${tone}" data-identity=${identity.status}>${pick(CALL_LABELS.identity[identity.status])}</span></div>
      ${identity.decision ? html`<p class="note ${tone}"><span>${t('call.identity.decided', { name: this.nameOf(identity.decision.by), time: clockTime(identity.decision.at), outcome: pick(CALL_LABELS.identity[identity.decision.outcome]) })}
        ${identity.decision.reason ? html`<br />${identity.decision.reason}` : nothing}</span></p>` : nothing}
      ${this.#number(view, may.has('enterIdentityNumber') && identity.status !== 'confirmed')}
      ${identity.service ? html`<p class="note ${identity.service.result === 'match' ? 'good' : identity.service.result === 'mismatch' ? 'bad' : 'warn'}">${t(`call.identity.service.${identity.service.result}`, { service: identity.service.service })}</p>` : nothing}
      <div class="faces">${this.#face(view, 'identityCard', identity.cardCaptureId)}${this.#face(view, 'liveFace', identity.faceCaptureId)}
        ${decides && live.me !== view.citizen ? html`<figure><tt-live-face .live=${live}></tt-live-face><figcaption>${t('call.identity.live')}</figcaption></figure>` : nothing}</div>
      ${decides ? this.#decision(view) : nothing}</div>`
  }

  #number(view: SessionState, may: boolean) {
    const { mark, status } = view.identity
    const held = html`<p class="row"><b>${t('call.identity.number')}</b><span data-number>${mark ? t('call.identity.entered', { tail: mark.tail }) : status === 'confirmed' ? '' : t('call.identity.notEntered')}</span>
      ${may && mark ? html`<button type="button" class="small" data-act="anotherNumber" @click=${() => { this.anew = true }}>${t('call.identity.another')}</button>` : nothing}</p>`
    if (!may || (mark && !this.anew)) return this.me?.role === 'interpreter' ? nothing : held
    return html`<form @submit=${(event: SubmitEvent) => void this.#enter(event)}>
      <label class="field">${t('call.identity.number')}<input class="number" name="number" maxlength="24" inputmode="text" autocomplete="off" spellcheck="false" required aria-invalid=${this.wrong ? 'true' : nothing} aria-describedby="wrong" @input=${() => { this.wrong = '' }} />
        <span class="hint">${t('call.identity.numberHint')}</span></label>
      <p class="wrong" id="wrong" role="alert">${this.wrong}</p>
      <button class="primary" data-act="enterIdentityNumber">${t('call.identity.enter')}</button></form>`
  }

  #face(view: SessionState, kind: 'identityCard' | 'liveFace', captureId: string | null) {
    const capture = view.captures.find((one) => one.captureId === captureId)
    const waiting = view.captures.find((one) => one.kind === kind && one.status === 'asked')
    const name = t(kind === 'identityCard' ? 'call.identity.card' : 'call.identity.face')
    const asked = capturesOf(view, { kind, materialId: null }).length > 0 ? 'call.papers.askAgain' : 'call.identity.ask'
    const mayAsk = this.may().has('askCapture') && view.identity.status !== 'confirmed' && !isAsked(view, { kind, materialId: null })
    return html`<figure data-face=${kind}>${capture?.still ? this.#shown(capture, name) : html`<div class="none">${t(waiting ? 'call.identity.asked' : 'call.identity.notTaken')}</div>`}
      <figcaption>${name}
        ${waiting && this.#takes() ? actButton('takeCapture', t('call.papers.take'), () => openStillDialog(this, this.own, waiting), { look: 'primary small', icon: 'camera', value: kind, label: t('call.papers.takeOne', { what: name }) }) : nothing}
        ${mayAsk ? actButton('askCapture', t(asked), () => this.askCall({ type: 'askCapture', kind }), { look: 'small', value: kind, label: `${t(asked)}${t('word.colon')}${name}` }) : nothing}
      </figcaption></figure>`
  }

  #shown(capture: Capture, name: string) {
    return html`<button type="button" class="shown" data-act="openStill" aria-label=${`${t('call.enlarge')}${t('word.colon')}${name}`} @click=${() => openStillViewer(this, capture.captureId)}>
      <tt-file-picture fileId=${capture.still!.fileId} alt=${name}></tt-file-picture></button>`
  }

  /** Those who sit before the camera. */
  #takes(): boolean {
    return this.me !== null && ['serviceApplicant', 'helper', 'localClerk'].includes(this.me.role)
  }

  #decision(view: SessionState) {
    const { mark, cardCaptureId, faceCaptureId, status } = view.identity
    const missing = [...(mark ? [] : [t('call.identity.number')]), ...(cardCaptureId ? [] : [t('call.identity.card')]), ...(faceCaptureId ? [] : [t('call.identity.face')])]
    return html`<div>${missing.length > 0 && status !== 'confirmed' ? html`<p class="soft fine">${t('call.identity.missing', { what: joined(missing) })}</p>` : nothing}
      <div class="decide">
        ${status === 'confirmed' ? html`<span></span>` : actButton('confirmIdentity', t('call.identity.confirm'), () => this.#decide('confirmed'), { look: 'primary', icon: 'check', disabled: missing.length > 0 })}
        ${status === 'rejected' ? nothing : actButton('rejectIdentity', t('call.identity.reject'), () => this.#decide('rejected'), { look: 'danger' })}</div></div>`
  }
}
