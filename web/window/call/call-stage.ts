import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { styleMap } from 'lit/directives/style-map.js'
import { ownRooms } from '../../api.ts'
import { CALL_LABELS, phaseOf } from '#domain/window/session/index.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { language, languageEvents, t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import { WindowElement } from '../live/index.ts'
import { CallFeed, presentationOf } from './call-feed.ts'
import { companyOf, presenterOf } from './company.ts'
import { roleOf } from './wording.ts'
import '../../components/enlarged-evidence.ts'
import '../../components/icon.ts'
import './call-tiles.ts'

export type StageMode = 'scene' | 'tiles'
const REPORT_EVERY_MS = 1000
/** Key of what stands on the hall's screen in the scene's own heights. */
const SHOWN = 'court/presentation'
type Rect = { x: number; y: number; w: number; h: number }

/** The virtual hall everybody sits in, or plain frames. What is shown stands on the hall's screen; pressed, large beside it. */
@customElement('tt-call-stage')
export class TtCallStage extends WindowElement {
  static override styles = css`
    :host { display: grid; position: relative; min-block-size: 0; min-inline-size: 0; background: var(--ink-950); overflow: hidden; container-type: size; }
    .beside { display: grid; min-block-size: 0; min-inline-size: 0; inline-size: 100%; block-size: 100%; }
    .room { position: relative; min-block-size: 0; min-inline-size: 0; }
    .hold, .hold canvas, tt-call-tiles { inline-size: 100%; block-size: 100%; min-block-size: 0; display: block; }
    .hold { position: absolute; inset: 0; }
    button.screen { position: absolute; padding: 0; border: 2px solid transparent; border-radius: 3px; background: transparent; color: #fff; cursor: zoom-in; }
    button.screen tt-icon { position: absolute; inset-block-start: 0.3rem; inset-inline-end: 0.3rem; padding: 0.3rem; border-radius: 3px; background: rgb(14 22 32 / 78%); font-size: 1rem; box-sizing: content-box; }
    button.screen:hover, button.screen:focus-visible { border-color: var(--gold); outline: none; }
    .beside.with { grid-template: minmax(0, 1fr) / minmax(0, 1fr) minmax(0, 1.3fr); }
    @container (max-aspect-ratio: 13 / 10) { .beside.with { grid-template: minmax(0, 1fr) minmax(0, 1.3fr) / minmax(0, 1fr); } }
    .veil { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: 0.8rem; padding: 1rem; background: rgb(14 22 32 / 82%); color: #fff; text-align: center; }
    .veil tt-icon { font-size: 2.6rem; color: var(--gold); }
    .veil p { margin: 0; max-inline-size: 26em; font: 600 clamp(1.05rem, 3.4cqi, 1.7rem) / 1.5 var(--serif); }
    .hidden-text { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
  `

  @property({ attribute: false }) own: OwnMedia | null = null
  @property() mode: StageMode = 'scene'
  @state() private described = ''
  @state() private screen: Rect | null = null
  @state() private enlarged = false

  #feed: CallFeed | null = null
  #key = ''
  #timer: ReturnType<typeof setInterval> | undefined
  #presenting: string | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    languageEvents.addEventListener('change', this.#forget)
    this.#timer = setInterval(() => this.#report(), REPORT_EVERY_MS)
  }

  override disconnectedCallback(): void {
    languageEvents.removeEventListener('change', this.#forget)
    clearInterval(this.#timer)
    this.#forget()
    super.disconnectedCallback()
  }

  readonly #forget = (): void => {
    this.#feed?.end()
    this.#feed = null
    this.#key = ''
    this.screen = null
    this.renderRoot?.querySelector('.hold')?.replaceChildren()
  }

  override willUpdate(): void {
    super.willUpdate()
    // A paper laid under the document camera is what the other is to read: it comes large by itself.
    const presenter = this.view && presenterOf(this.view)
    const key = presenter ? `${presenter.personId}/${presenter.presentation}` : null
    if (key !== this.#presenting) {
      this.#presenting = key
      this.enlarged = presenter?.presentation === 'document' && presenter.personId !== this.live?.me
    }
  }

  override updated(): void {
    const { view, live } = this
    const hold = this.renderRoot.querySelector<HTMLElement>('.hold')
    if (this.mode !== 'scene' || !hold || !view || !live) return this.#feed ? this.#forget() : undefined
    if (language() !== this.#key) void this.#begin(hold, language())
    this.#feed?.show(live, this.own)
  }

  /** A canvas once given to a scene stays its own: every scene gets a new one. */
  async #begin(hold: HTMLElement, key: string): Promise<void> {
    this.#forget()
    this.#key = key
    const canvas = document.createElement('canvas')
    canvas.setAttribute('role', 'img')
    canvas.setAttribute('aria-label', t('call.sceneLabel', { people: companyOf(this.view!).map((person) => `${roleOf(person)} ${person.name}`).join(' · ') }))
    hold.replaceChildren(canvas)
    try {
      const [{ createScene, roomFor }, own] = await Promise.all([import('../../scene/index.ts'), ownRooms()])
      if (this.#key !== key || !this.isConnected) return
      const usual = roomFor('window', 1)
      this.#feed = new CallFeed(createScene(canvas, {
        room: own.find(({ replaces }) => replaces === usual) ?? usual, language: key === 'zh' ? 'zh-CN' : 'en', sound: false, onBroken: this.#broken,
        onScreen: (rect) => { this.screen = rect },
      }))
      this.requestUpdate()
    } catch (error) {
      if (this.#key === key) this.#broken(String(error))
    }
  }

  /** A device that cannot draw the hall still shows everybody. */
  readonly #broken = (reason: string): void => {
    console.warn('scene', reason)
    this.tell(t('call.sceneBroken'), 'info')
    this.dispatchEvent(new CustomEvent('tt-mode', { detail: 'tiles' }))
  }

  /** Asks for pictures no larger than they are drawn: in the hall, or large beside it. */
  #report(): void {
    if (this.mode !== 'scene' || !this.#feed || !this.view) return
    const heights = this.#feed.scene.drawnHeights()
    const onScreen = heights.get(SHOWN)
    const presenter = presenterOf(this.view)
    const large = this.renderRoot.querySelector('tt-enlarged-evidence')
    if (presenter && onScreen !== undefined) heights.set(`${presenter.personId}/presentation`, Math.max(onScreen, (large?.clientHeight ?? 0) * devicePixelRatio))
    this.live?.setDrawnHeights(heights)
    this.described = this.#feed.scene.describeForScreenReader()
  }

  override render() {
    const { view, live } = this
    if (!view || !live) return nothing
    const veil = view.hold ? html`<div class="veil"><tt-icon name="clock"></tt-icon><p>${pick(CALL_LABELS.phases[phaseOf(view)])}</p></div>` : nothing
    if (this.mode === 'tiles') return html`<tt-call-tiles .live=${live} .own=${this.own}></tt-call-tiles>${veil}`
    const presenter = presenterOf(view)
    const track = presenter ? presentationOf(live, this.own, presenter) : null
    const large = this.enlarged && track !== null
    return html`<div class=${large ? 'beside with' : 'beside'}>
      <div class="room"><div class="hold"></div>${track && !large ? this.#screenButton() : nothing}</div>
      ${large ? html`<tt-enlarged-evidence .track=${track} caption=${t('call.presents', { name: presenter!.name })} @tt-shrink=${() => { this.enlarged = false }}></tt-enlarged-evidence>` : nothing}
    </div>${veil}<p class="hidden-text">${this.described || nothing}</p>`
  }

  /** Lies over the hall's screen; where that is out of the picture there is nothing to press. */
  #screenButton() {
    const { screen } = this
    if (!screen || screen.x > 0.97 || screen.y > 0.97 || screen.x + screen.w < 0.03 || screen.y + screen.h < 0.03) return nothing
    const percent = (n: number) => `${(Math.max(0, Math.min(1, n)) * 100).toFixed(2)}%`
    const style = { left: percent(screen.x), top: percent(screen.y), right: percent(1 - screen.x - screen.w), bottom: percent(1 - screen.y - screen.h) }
    return html`<button class="screen" type="button" data-act="enlarge" aria-label=${t('call.enlarge')} title=${t('call.enlarge')} style=${styleMap(style)}
      @click=${() => { this.enlarged = true }}><tt-icon name="expand"></tt-icon></button>`
  }
}
