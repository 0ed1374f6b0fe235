import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { PropertyValues } from 'lit'
import { CALL_LABELS } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/state.ts'
import { actButton } from '../../components/act-button.ts'
import type { IconName } from '../../components/icon.ts'
import { lostWords } from '../../components/lost-words.ts'
import { OwnMedia } from '../../devices/own-media.ts'
import { preferences } from '../../devices/preferences.ts'
import { t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import type { WordKey } from '../../i18n/index.ts'
import { sharedStyles } from '../../style/shared.ts'
import { WindowElement } from '../live/index.ts'
import type { LiveWindow } from '../live/index.ts'
import type { StageMode } from './call-stage.ts'
import { openCallSigning } from './call-signing.ts'
import { openStillDialog } from './still-dialog.ts'
import { callTasks } from './tasks.ts'
import type { CallTask } from './tasks.ts'
import { captureName } from './wording.ts'
import '../../components/icon.ts'
import '../../components/remote-audio.ts'
import './call-chat.ts'
import './call-controls.ts'
import './call-form.ts'
import './call-identity.ts'
import './call-notices.ts'
import './call-papers.ts'
import './call-stage.ts'

export const CALL_PANELS = ['identity', 'papers', 'form', 'chat'] as const
export type CallPanel = (typeof CALL_PANELS)[number]
const ICONS: Record<CallPanel, IconName> = { identity: 'eye', papers: 'evidence', form: 'pen', chat: 'message' }

/** Picture above, everything else below: phones, and kiosks that stand upright. */
const STACKED = css`
  .call { grid-template: minmax(12rem, 38%) auto minmax(0, 1fr) / minmax(0, 1fr); }
  .call.bare { grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); }
  aside { grid-area: 3 / 1; }
`

/**
 * One call as this person takes part in it: picture, switches, and beside them identity, papers, form and text. Joins by
 * itself when there is a call to join. Fires `tt-call-ended` once with the session's id as its detail.
 */
@customElement('tt-window-call')
export class TtWindowCall extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); min-block-size: 0; background: var(--ink-950); container-type: inline-size; }
    .call { display: grid; grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) minmax(22rem, 30rem); min-block-size: 0; }
    .call.bare { grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); }
    tt-call-stage { grid-area: 1 / 1; }
    tt-call-controls { grid-area: 2 / 1; }
    aside { grid-area: 1 / 2 / 3 / 3; display: grid; grid-template-rows: auto auto minmax(0, 1fr); min-block-size: 0; background: var(--paper-raised); }
    .tasks ul { display: grid; gap: 0.5rem; }
    .tasks { padding: 0.8rem 1rem; background: #fff; border-block-end: 1px solid var(--line); }
    .tasks li { display: flex; align-items: center; gap: 0.7rem; }
    .tasks li > span { flex: 1; font-weight: 600; }
    .tasks tt-icon.mark { color: var(--gold-deep); font-size: 1.2rem; }
    .tasks p { color: var(--text-soft); }
    [role='tablist'] { display: flex; border-block-end: 1px solid var(--line); background: var(--paper); }
    [role='tab'] { flex: 1; position: relative; border: 0; border-radius: 0; border-block-end: 3px solid transparent; background: transparent; padding-inline: 0.2rem; }
    [role='tab'][aria-selected='true'] { border-color: var(--gold-deep); font-weight: 700; background: var(--paper-raised); }
    [role='tab'] i { inline-size: 0.55rem; block-size: 0.55rem; border-radius: 50%; background: var(--red); }
    [role='tabpanel'] { overflow-y: auto; min-block-size: 0; overscroll-behavior: contain; }
    .still { display: grid; place-content: center; justify-items: center; gap: 1rem; padding: 2rem 1.2rem; text-align: center; background: var(--paper); grid-row: 1 / -1; }
    :host([large]) { --size-s: 1.25rem; --size-m: 1.5rem; --size-l: 1.75rem; --size-xl: 2.25rem; --control: 4rem; font-size: 1.5rem; }
    @container (max-width: 820px) {
      ${STACKED}
      .tasks { padding: 0.55rem 0.8rem; max-block-size: 8.5rem; overflow-y: auto; }
      [role='tab'] { flex-direction: column; gap: 0; font-size: var(--size-s); padding-block: 0.2rem; }
    }
    @media (orientation: portrait) { ${STACKED} }
  `]

  /** Part of the clerk's desk: its own hold, transfer and end. */
  @property({ type: Boolean }) embedded = false
  /** Which panels stand beside the picture; none = the picture and its switches alone. */
  @property({ attribute: false }) panels: readonly CallPanel[] = CALL_PANELS
  /** For the hand on a kiosk's glass and for eyes that are no longer young. */
  @property({ type: Boolean, reflect: true }) large = false
  @state() private own: OwnMedia | null = null
  @state() private mode: StageMode = 'scene'
  @state() private panel: CallPanel = 'identity'
  @state() private read = 0

  #shownPanel: CallPanel | null = null
  #joining = false
  #mediaOf = ''
  #ended = ''

  override disconnectedCallback(): void {
    this.#stopMedia()
    super.disconnectedCallback()
  }

  override willUpdate(changed?: PropertyValues<this>): void {
    super.willUpdate()
    const { live, view } = this
    if (live) this.#follow(live, view)
    if (!this.panels.includes(this.panel) && this.panels[0]) this.panel = this.panels[0]
    if (this.panel === 'chat' && view) this.read = view.messages.length
    // A new thing to do brings its panel to the front once.
    if (!changed?.has('panels')) this.#lead()
  }

  override updated(): void {
    if (this.#shownPanel === this.panel) return
    this.#shownPanel = this.panel
    // What one has read of one panel says nothing about the next.
    this.renderRoot.querySelector('#panel')?.scrollTo(0, 0)
  }

  #led = ''
  #lead(): void {
    const task = this.view && this.me ? callTasks(this.view, this.me)[0] : undefined
    const panel = task && panelOf(task)
    const key = task ? keyOf(task) : ''
    if (key === this.#led) return
    this.#led = key
    if (panel && this.panels.includes(panel) && !isTyping()) this.panel = panel
  }

  #follow(live: LiveWindow, view: SessionState | null): void {
    const waiting = live.called?.sessionId ?? live.sessionId
    if (!view && waiting && live.status.kind === 'live' && !this.#joining && live.room.sessionId === null) void this.#join(live)
    if (view && !view.ended && this.#mediaOf !== view.sessionId) this.#startMedia(live, view.sessionId)
    if (view?.ended && this.#ended !== view.sessionId) {
      this.#ended = view.sessionId
      this.#stopMedia()
      queueMicrotask(() => this.dispatchEvent(new CustomEvent('tt-call-ended', { detail: view.sessionId, bubbles: true, composed: true })))
    }
    if (!view) this.#stopMedia()
  }

  async #join(live: LiveWindow): Promise<void> {
    this.#joining = true
    const { useCamera, useMicrophone } = preferences()
    await this.run(() => live.joinCall({ withCamera: useCamera, withMicrophone: useMicrophone }))
    this.#joining = false
  }

  #startMedia(live: LiveWindow, sessionId: string): void {
    this.#stopMedia()
    this.#mediaOf = sessionId
    const own = new OwnMedia(live)
    own.addEventListener('change', () => this.requestUpdate())
    own.addEventListener('rejoin', () => {
      const { useCamera, useMicrophone } = preferences()
      void this.run(() => live.rejoinCall({ withCamera: useCamera, withMicrophone: useMicrophone }))
    })
    this.own = own
    void own.begin()
  }

  #stopMedia(): void {
    this.#mediaOf = ''
    if (!this.own) return
    this.own.stop()
    this.own = null
  }

  override render() {
    const { live, view, me } = this
    if (!live || !view || !me) return this.#outside()
    if (view.ended) return html`<div class="still" role="status">${this.#over(view)}<slot name="after"></slot></div>`
    const bare = this.panels.length === 0
    const mode = (event: CustomEvent<StageMode>): void => { this.mode = event.detail }
    return html`<tt-call-notices .live=${live} .own=${this.own}></tt-call-notices>
      <div class="call ${bare ? 'bare' : ''}">
        <tt-call-stage .live=${live} .own=${this.own} .mode=${this.mode} @tt-mode=${mode}></tt-call-stage>
        <tt-call-controls .live=${live} .own=${this.own} .mode=${this.mode} ?embedded=${this.embedded} ?large=${this.large} @tt-mode=${mode}></tt-call-controls>
        ${bare ? nothing : this.#aside(view)}</div>
      <tt-remote-audio .live=${live}></tt-remote-audio>`
  }

  #outside() {
    const { live } = this
    const joins = this.#joining || live?.room.sessionId || live?.called || live?.sessionId || live?.status.kind === 'connecting'
    return html`<div class="still" role="status">${joins ? html`<p>${lostWords(live?.status, 'call.lineLost') ?? t('call.connecting')}</p>` : html`<h2>${t('call.none')}</h2><p class="soft">${t('call.noneWords')}</p><slot name="none"></slot>`}</div>`
  }

  #over(view: SessionState) {
    return html`<tt-icon name="circleCheck" style="font-size: 2.5rem; color: var(--green)"></tt-icon><h2>${t('call.over')}</h2>
      <p>${t('call.overOutcome', { outcome: pick(CALL_LABELS.outcomes[view.ended!.outcome]) })}${view.ended!.note ? html`<br />${view.ended!.note}` : nothing}</p>
      ${view.caseLink ? html`<p>${t('call.overCase', { caseNo: view.caseLink.caseNo })}</p>` : nothing}<p class="soft">${t('call.overSaved')}</p>`
  }

  #aside(view: SessionState) {
    return html`<aside aria-label=${t('call.panel.tasks')}>
      ${this.#tasks(view)}
      <div role="tablist" aria-label=${t('call.panel.tasks')} @keydown=${this.#arrows}>${this.panels.map((panel) => this.#tab(view, panel))}</div>
      <div role="tabpanel" id="panel" aria-labelledby=${`tab-${this.panel}`} tabindex="0">${this.#panel()}</div></aside>`
  }

  #tasks(view: SessionState) {
    const tasks = this.me ? callTasks(view, this.me) : []
    if (tasks.length === 0) return html`<div class="tasks" role="status">${this.live!.me === view.citizen ? html`<p>${t('call.task.none')}</p>` : html`<p>${view.number} · ${pick(view.item.name)}</p>`}</div>`
    return html`<div class="tasks" role="status"><ul>${tasks.slice(0, 4).map((task) => html`<li data-task=${task.what}><tt-icon class="mark" name="arrowRight"></tt-icon><span>${taskWords(view, task)}</span>
      ${task.what === 'capture' ? actButton('takeNow', t('call.papers.take'), () => openStillDialog(this, this.own, task.capture), { look: 'primary small', icon: 'camera', label: taskWords(view, task) })
        : task.what === 'sign' ? actButton('signNow', t('call.papers.sign'), () => openCallSigning(this, task.documentId), { look: 'primary small', icon: 'pen', label: `${t('call.papers.sign')}${t('word.colon')}${taskWords(view, task)}` }) : nothing}</li>`)}</ul></div>`
  }

  #tab(view: SessionState, panel: CallPanel) {
    const selected = panel === this.panel
    const unread = panel === 'chat' && !selected && view.messages.length > this.read
    return html`<button type="button" role="tab" id=${`tab-${panel}`} data-panel=${panel} aria-controls="panel" aria-selected=${selected ? 'true' : 'false'} tabindex=${selected ? 0 : -1}
      @click=${() => { this.panel = panel }}><tt-icon name=${ICONS[panel]}></tt-icon>${t(`call.panel.${panel}`)}${unread ? html`<i></i><span class="hidden-text">${t('call.unread')}</span>` : nothing}</button>`
  }

  readonly #arrows = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const { panels } = this
    this.panel = panels[(panels.indexOf(this.panel) + step + panels.length) % panels.length]!
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.panel}`)?.focus())
  }

  #panel() {
    const { live, own } = this
    switch (this.panel) {
      case 'identity': return html`<tt-call-identity .live=${live} .own=${own}></tt-call-identity>`
      case 'papers': return html`<tt-call-papers .live=${live} .own=${own}></tt-call-papers>`
      case 'form': return html`<tt-call-form .live=${live}></tt-call-form>`
      case 'chat': return html`<tt-call-chat .live=${live}></tt-call-chat>`
    }
  }
}

/** Nobody's page is turned under their writing hand. */
function isTyping(): boolean {
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return focused?.matches('input, textarea, select') ?? false
}

/** Where a task is done. */
function panelOf(task: CallTask): CallPanel {
  switch (task.what) {
    case 'number': case 'decide': return 'identity'
    case 'form': case 'confirm': return 'form'
    case 'sign': return 'papers'
    case 'capture': case 'small': return task.capture.kind === 'material' ? 'papers' : 'identity'
  }
}
const keyOf = (task: CallTask): string => (task.what === 'capture' || task.what === 'small' ? `${task.what}/${task.capture.captureId}` : task.what === 'sign' ? `sign/${task.documentId}` : task.what)

function taskWords(view: SessionState, task: CallTask): string {
  switch (task.what) {
    case 'capture': case 'small': return t(`call.task.${task.what}`, { what: captureName(view, task.capture) })
    case 'form': return t('call.task.form', { count: task.missing })
    default: return t(`call.task.${task.what}` satisfies WordKey)
  }
}
