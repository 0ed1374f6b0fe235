import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { styleMap } from 'lit/directives/style-map.js'
import { ownRooms } from '../api.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import { roomKind } from '#domain/hearing/index.ts'
import type { Person } from '#domain/hearing/state.ts'
import { HearingElement } from '../hearing-element.ts'
import { language, languageEvents, t } from '../i18n/index.ts'
import { roomLabel } from '../i18n/labels.ts'
import type { SceneCamera } from '../scene/index.ts'
import { courtShot } from './camera-choice.ts'
import { companyOf } from './company.ts'
import { SceneFeed, presentationOf, presenterIn } from './scene-feed.ts'
import './camera-choice.ts'
import './enlarged-evidence.ts'
import './icon.ts'
import './tiles.ts'

export type ViewMode = 'scene' | 'tiles' | 'none'

const REPORT_EVERY_MS = 1000
/** Key of the shown material in the scene's own heights. */
const SHOWN = 'court/presentation'

/** Which of the house's rooms is drawn around this person. */
function placeOf(me: Person | null): 'courtroom' | 'deliberationRoom' | 'consultation' {
  const kind = me ? roomKind(me.room) : 'courtroom'
  return kind === 'deliberationRoom' || kind === 'consultation' ? kind : 'courtroom'
}

/**
 * What fills the middle: the courtroom everybody sits in, or plain frames, or (for cheap stations) nothing. Evidence
 * stands on the room's screen; pressed, it stands large beside the room, which stays.
 */
@customElement('tt-stage-view')
export class TtStageView extends HearingElement {
  static override styles = css`
    :host { display: grid; position: relative; min-block-size: 0; min-inline-size: 0; background: var(--ink-950); overflow: hidden; container-type: size; }
    .beside { display: grid; min-block-size: 0; min-inline-size: 0; inline-size: 100%; block-size: 100%; }
    .room { position: relative; min-block-size: 0; min-inline-size: 0; }
    .hold, .hold canvas, tt-tiles { inline-size: 100%; block-size: 100%; min-block-size: 0; display: block; }
    .hold { position: absolute; inset: 0; }
    tt-camera-choice { display: none; position: absolute; inset-block-start: 0.4rem; inset-inline-end: 0.4rem; }
    @media (max-width: 860px) { tt-camera-choice { display: flex; } }
    button.screen { position: absolute; padding: 0; border: 2px solid transparent; border-radius: 3px; background: transparent; color: #fff; cursor: zoom-in; }
    button.screen tt-icon { position: absolute; inset-block-start: 0.3rem; inset-inline-end: 0.3rem; padding: 0.3rem; border-radius: 3px; background: rgb(14 22 32 / 78%); font-size: 1rem; box-sizing: content-box; }
    button.screen:hover, button.screen:focus-visible { border-color: var(--gold); outline: none; }
    .beside.with { grid-template: minmax(0, 1fr) / minmax(0, 1fr) minmax(0, 1.1fr); }
    /* Broader than high: the wide room, which is the better one at this size. */
    .beside.with .room { align-self: center; aspect-ratio: 1.12; max-block-size: 100%; }
    @container (max-aspect-ratio: 13 / 10) { .beside.with { grid-template: minmax(0, 1fr) minmax(0, 1.1fr) / minmax(0, 1fr); } .beside.with .room { align-self: stretch; aspect-ratio: auto; } }
    p.quiet { place-self: center; color: var(--ink-text-soft); margin: 0; padding: 2rem; text-align: center; }
    .hidden-text { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  `

  @property({ attribute: false }) own: OwnMedia | null = null
  @property() mode: ViewMode = 'scene'
  @state() private described = ''
  /** One's own choice of camera; null = with the court. */
  @property({ attribute: false }) shot: SceneCamera | null = null
  /** Where the room's screen is, in shares of the picture, while something is shown on it. */
  @state() private screen: { x: number; y: number; w: number; h: number } | null = null
  @state() private enlarged = false

  #feed: SceneFeed | null = null
  /** The scene now starting or running, so that another room or language gets a new one. */
  #key = ''
  #timer: ReturnType<typeof setInterval> | undefined
  /** The court's last word on the camera that has been followed here. */
  #directed: number | null | undefined

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
    const { view } = this
    if (!view) return
    const directed = view.camera?.seq ?? null
    if (directed === this.#directed) return
    const late = this.#directed !== undefined
    this.#directed = directed
    if (directed === null) return
    // A new word of the court takes everybody along; afterwards each may look elsewhere.
    if (this.shot !== null) this.dispatchEvent(new CustomEvent('tt-shot', { detail: null }))
    if (late && !this.may().has('directCamera') && this.mode === 'scene') this.tell(t('view.directed', { shot: t(`view.${view.camera!.view}`) }), 'info')
  }

  override updated(): void {
    const { view, me } = this
    const hold = this.renderRoot.querySelector<HTMLElement>('.hold')
    if (this.mode !== 'scene' || !hold || !view || !me) return this.#feed ? this.#forget() : undefined
    const key = `${view.kind}/${placeOf(me)}/${language()}`
    if (key !== this.#key) void this.#begin(hold, key)
    this.#feed?.show(this.live, this.own, this.shot ?? courtShot(view, me))
  }

  /** A canvas once given to a scene stays its own: every scene gets a new one. */
  async #begin(hold: HTMLElement, key: string): Promise<void> {
    this.#forget()
    this.#key = key
    const canvas = document.createElement('canvas')
    canvas.setAttribute('role', 'img')
    canvas.setAttribute('aria-label', t('court.sceneLabel', { room: this.me ? roomLabel(this.me.room) : '' }))
    hold.replaceChildren(canvas)
    try {
      const [{ createScene, roomFor }, own] = await Promise.all([import('../scene/index.ts'), ownRooms()])
      if (this.#key !== key || !this.isConnected) return
      const seats = Object.values(this.view!.people).filter((person) => person.side === 'bench').length
      const usual = roomFor(this.view!.kind, seats, placeOf(this.me))
      const scene = createScene(canvas, {
        room: own.find(({ replaces }) => replaces === usual) ?? usual, language: language() === 'zh' ? 'zh-CN' : 'en', sound: false, onBroken: this.#broken,
        onScreen: (rect) => { this.screen = rect },
      })
      this.#feed = new SceneFeed(scene)
      this.requestUpdate()
    } catch (error) {
      if (this.#key === key) this.#broken(String(error))
    }
  }

  /** A device that cannot draw the courtroom still shows everybody. */
  readonly #broken = (reason: string): void => {
    console.warn('scene', reason)
    this.tell(t('court.sceneBroken'), 'info')
    this.dispatchEvent(new CustomEvent('tt-mode', { detail: 'tiles' }))
  }

  /** Asks for pictures no larger than they are drawn: in the room, or large beside it. */
  #report(): void {
    if (this.mode === 'none') this.live.setDrawnHeights(new Map())
    if (this.mode !== 'scene' || !this.#feed) return
    const heights = this.#feed.scene.drawnHeights()
    const onScreen = heights.get(SHOWN)
    const presenter = this.#presenter()
    const large = this.renderRoot.querySelector('tt-enlarged-evidence')
    if (presenter && onScreen !== undefined) heights.set(`${presenter.personId}/presentation`, Math.max(onScreen, (large?.clientHeight ?? 0) * devicePixelRatio))
    this.live.setDrawnHeights(heights)
    this.described = this.#feed.scene.describeForScreenReader()
  }

  #presenter() {
    const { view, me } = this
    return view && me ? presenterIn(companyOf(view, me)) : undefined
  }

  override render() {
    if (this.mode === 'tiles') return html`<tt-tiles .live=${this.live} .own=${this.own}></tt-tiles>`
    if (this.mode === 'none') return html`<p class="quiet">${t('court.noView')}</p>`
    const presenter = this.#presenter()
    const track = presenter ? presentationOf(this.live, this.own, presenter) : null
    const large = this.enlarged && track !== null
    return html`<div class=${large ? 'beside with' : 'beside'}>
      <div class="room"><div class="hold"></div>${track && !large ? this.#screenButton() : nothing}
        <tt-camera-choice compact .live=${this.live} .own=${this.shot}></tt-camera-choice></div>
      ${large ? html`<tt-enlarged-evidence .track=${track} caption=${t('court.presentedBy', { name: presenter!.name })} @tt-shrink=${() => { this.enlarged = false }}></tt-enlarged-evidence>` : nothing}
    </div><p class="hidden-text">${this.described || nothing}</p>`
  }

  /** Lies over the room's screen; where that is out of the picture there is nothing to press. */
  #screenButton() {
    const { screen } = this
    if (!screen || screen.x > 0.97 || screen.y > 0.97 || screen.x + screen.w < 0.03 || screen.y + screen.h < 0.03) return nothing
    const percent = (n: number) => `${(Math.max(0, Math.min(1, n)) * 100).toFixed(2)}%`
    const style = { left: percent(screen.x), top: percent(screen.y), right: percent(1 - screen.x - screen.w), bottom: percent(1 - screen.y - screen.h) }
    return html`<button class="screen" type="button" data-act="enlarge-evidence" aria-label=${t('view.enlarge')} title=${t('view.enlarge')} style=${styleMap(style)}
      @click=${() => { this.enlarged = true }}><tt-icon name="expand"></tt-icon></button>`
  }
}
