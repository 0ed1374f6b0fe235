import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { OwnMedia } from '../devices/own-media.ts'
import { flags } from '../flags.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { buttons, texts } from '../style/shared.ts'
import { ownTasks } from './tasks/own-tasks.ts'
import type { IconName } from './icon.ts'
import type { SceneCamera } from '../scene/index.ts'
import type { ViewMode } from './stage-view.ts'
import './control-bar.ts'
import './evidence-panel.ts'
import './floor-strip.ts'
import './icon.ts'
import './message-panel.ts'
import './papers-panel.ts'
import './record-panel.ts'
import './roster.ts'
import './speak-prompt.ts'
import './stage-bar.ts'
import './stage-view.ts'
import './task-panel.ts'

const PANELS = ['tasks', 'people', 'record', 'evidence', 'papers', 'messages'] as const
type Panel = (typeof PANELS)[number]
const ICONS: Record<Panel, IconName> = { tasks: 'tasks', people: 'people', record: 'record', evidence: 'evidence', papers: 'paper', messages: 'message' }

/** The room one sits in: courtroom, deliberation room, consultation room. The picture fills the middle, the work stands beside it. */
@customElement('tt-courtroom')
export class TtCourtroom extends HearingElement {
  static override styles = [
    texts, buttons,
    css`
      :host { display: grid; grid-template: auto minmax(0, 1fr) auto auto / minmax(0, 1fr) 25rem; grid-template-areas: 'stages stages' 'view panel' 'floor panel' 'bar bar'; min-block-size: 0; }
      tt-stage-bar { grid-area: stages; min-inline-size: 0; }
      tt-stage-view { grid-area: view; }
      tt-floor-strip { grid-area: floor; }
      tt-control-bar { grid-area: bar; }
      aside { grid-area: panel; display: grid; grid-template-rows: auto minmax(0, 1fr); min-block-size: 0; background: var(--paper-raised); color: var(--text); border-inline-start: 1px solid var(--ink-line); }
      [role='tablist'] { display: grid; grid-template-columns: repeat(6, 1fr); background: var(--paper-sunk); border-block-end: 1px solid var(--line); }
      [role='tab'] { position: relative; flex-direction: column; gap: 0.1rem; min-block-size: 3.4rem; padding: 0.3rem 0.1rem; border: 0; border-radius: 0; background: transparent; font-size: 0.8125rem; color: var(--text-soft); border-block-end: 3px solid transparent; }
      [role='tab'] tt-icon { font-size: 1.15rem; }
      [role='tab'][aria-selected='true'] { color: var(--text); background: var(--paper-raised); border-block-end-color: var(--gold-deep); font-weight: 600; }
      .dot { position: absolute; inset-block-start: 0.3rem; inset-inline-end: calc(50% - 1.15rem); min-inline-size: 1.1rem; block-size: 1.1rem; padding: 0 0.2rem; border-radius: 0.6rem; background: var(--red); color: #fff; font-size: 0.6875rem; line-height: 1.1rem; font-weight: 600; }
      [role='tabpanel'] { overflow-y: auto; min-block-size: 0; }
      [role='tabpanel'] > :not(h2) { min-block-size: 100%; }
      tt-record-panel, tt-message-panel { block-size: 100%; }
      @media (min-width: 1600px) { :host { grid-template-columns: minmax(0, 1fr) 28rem; } }
      @media (max-width: 860px) {
        :host { grid-template: auto auto auto minmax(0, 1fr) auto / minmax(0, 1fr); grid-template-areas: 'stages' 'view' 'floor' 'panel' 'bar'; }
        /* Square: the upright room, in which bench, plates and faces are legible on a phone. */
        tt-stage-view { block-size: min(100vw, 46dvh); min-block-size: 12rem; }
        [role='tab'] { min-block-size: 3.1rem; font-size: 0.75rem; }
      }
      @media (max-width: 860px) and (orientation: landscape) {
        :host { grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) 19rem; grid-template-areas: 'stages stages' 'view panel' 'bar bar'; }
        tt-floor-strip { display: none; } tt-stage-view { block-size: auto; min-block-size: 0; }
      }
    `,
  ]

  @property({ attribute: false }) own: OwnMedia | null = null
  @state() private panel: Panel = 'tasks'
  @state() private mode: ViewMode = flags().view ?? 'scene'
  /** One's own choice of camera; null = with the court. */
  @state() private shot: SceneCamera | null = null
  /** Messages read so far; those beyond are counted on the tab. */
  #seenMessages = -1

  override willUpdate(): void {
    super.willUpdate()
    const count = this.view?.messages.length ?? 0
    if (this.panel === 'messages' || this.#seenMessages < 0) this.#seenMessages = count
  }

  readonly #mode = (event: CustomEvent<ViewMode>): void => {
    this.mode = event.detail
  }

  readonly #shoot = (event: CustomEvent<SceneCamera | null>): void => {
    this.shot = event.detail
  }

  #count(panel: Panel): number {
    const { view, me, live } = this
    if (!view || !me) return 0
    if (panel === 'tasks') return ownTasks(this, this.may()).length
    if (panel === 'messages') return view.messages.slice(this.#seenMessages).filter(({ to }) => to === live.me).length
    if (panel === 'people') return Object.values(view.people).filter((person) => person.handRaisedAt && person.personId !== live.me).length
    return 0
  }

  readonly #keys = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    this.panel = PANELS[(PANELS.indexOf(this.panel) + step + PANELS.length) % PANELS.length]!
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${this.panel}`)?.focus())
  }

  override render() {
    const { live, own, view } = this
    if (!view) return nothing
    return html`
      <tt-stage-bar .live=${live}></tt-stage-bar>
      <tt-stage-view .live=${live} .own=${own} mode=${this.mode} .shot=${this.shot} @tt-mode=${this.#mode} @tt-shot=${this.#shoot}></tt-stage-view>
      <tt-floor-strip .live=${live}></tt-floor-strip>
      <aside aria-label=${t('panel.side')}>
        <div role="tablist" aria-label=${t('panel.side')} @keydown=${this.#keys}>${PANELS.map((panel) => this.#tab(panel))}</div>
        <div role="tabpanel" id="panel" aria-labelledby=${`tab-${this.panel}`}>${this.#body()}</div>
      </aside>
      <tt-control-bar .live=${live} .own=${own} mode=${this.mode} .shot=${this.shot} @tt-mode=${this.#mode} @tt-shot=${this.#shoot}></tt-control-bar>
      <tt-speak-prompt .live=${live} .own=${own}></tt-speak-prompt>`
  }

  #tab(panel: Panel) {
    const isClerk = this.me?.role === 'clerk' || this.me?.role === 'judgeAssistant'
    const chosen = panel === this.panel
    const count = chosen ? 0 : this.#count(panel)
    return html`<button role="tab" id=${`tab-${panel}`} data-act=${`panel-${panel}`} aria-selected=${chosen} aria-controls="panel" tabindex=${chosen ? 0 : -1}
      @click=${() => { this.panel = panel }}><tt-icon name=${ICONS[panel]}></tt-icon>${panel === 'messages' && isClerk ? t('panel.mail') : t(`panel.${panel}`)}
      ${count > 0 ? html`<span class="dot">${count}<span class="hidden-text">${t('panel.waiting')}</span></span>` : nothing}</button>`
  }

  #body() {
    const { live } = this
    switch (this.panel) {
      case 'tasks': return html`<tt-task-panel .live=${live} @tt-open-microphone=${() => void this.run(async () => this.own?.toggleMicrophone())}></tt-task-panel>`
      case 'people': return html`<h2 class="hidden-text">${t('panel.people')}</h2><tt-roster .live=${live}></tt-roster>`
      case 'record': return html`<h2 class="hidden-text">${t('panel.record')}</h2><tt-record-panel .live=${live}></tt-record-panel>`
      case 'evidence': return html`<h2 class="hidden-text">${t('panel.evidence')}</h2><tt-evidence-panel .live=${live} .own=${this.own}></tt-evidence-panel>`
      case 'papers': return html`<h2 class="hidden-text">${t('panel.papers')}</h2><tt-papers-panel .live=${live}></tt-papers-panel>`
      case 'messages': return html`<tt-message-panel .live=${live}></tt-message-panel>`
    }
  }
}
