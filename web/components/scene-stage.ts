import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { styleMap } from 'lit/directives/style-map.js'
import type { PersonId } from '#protocol/ids.ts'
import { ownRooms } from '../api.ts'
import { TtElement } from '../base-element.ts'
import { every } from '../every.ts'
import { language } from '../i18n/index.ts'
import type { RoomSpecId, Scene, SceneOptions, roomFor } from '../scene/index.ts'
import './enlarged-evidence.ts'
import './icon.ts'

/** What somebody shows on the room's screen; without a track it has not come yet. */
export type Shown = { personId: PersonId; track: MediaStreamTrack | null; caption: string }
type ScreenRect = Parameters<NonNullable<SceneOptions['onScreen']>>[0]

const REPORT_EVERY_MS = 1000
/** Key of what is shown in the scene's own heights. */
const SHOWN = 'court/presentation'

/**
 * A room drawn with everybody in it. What is shown stands on the room's screen; pressed, it stands large beside the room,
 * which stays. Fires `tt-large` (a CustomEvent of whether it is to stand large) and `tt-broken` where the device cannot
 * draw; whoever embeds this decides.
 */
@customElement('tt-scene-stage')
export class TtSceneStage extends TtElement {
  static override styles = css`
    :host { display: grid; min-block-size: 0; min-inline-size: 0; inline-size: 100%; block-size: 100%; container-type: size; }
    .beside { display: grid; min-block-size: 0; min-inline-size: 0; inline-size: 100%; block-size: 100%; }
    .room { position: relative; min-block-size: 0; min-inline-size: 0; }
    .hold, .hold canvas { inline-size: 100%; block-size: 100%; min-block-size: 0; display: block; }
    .hold { position: absolute; inset: 0; }
    button.screen { position: absolute; padding: 0; border: 2px solid transparent; border-radius: 3px; background: transparent; color: #fff; cursor: zoom-in; }
    button.screen tt-icon { position: absolute; inset-block-start: 0.3rem; inset-inline-end: 0.3rem; padding: 0.3rem; border-radius: 3px; background: rgb(14 22 32 / 78%); font-size: 1rem; box-sizing: content-box; }
    button.screen:hover, button.screen:focus-visible { border-color: var(--gold); outline: none; }
    .beside.with { grid-template: minmax(0, 1fr) / minmax(0, 1fr) minmax(0, var(--large-share, 1.3fr)); }
    :host([wide]) .beside.with .room { align-self: center; aspect-ratio: 1.12; max-block-size: 100%; }
    @container (max-aspect-ratio: 13 / 10) { .beside.with { grid-template: minmax(0, 1fr) minmax(0, var(--large-share, 1.3fr)) / minmax(0, 1fr); } :host([wide]) .beside.with .room { align-self: stretch; aspect-ratio: auto; } }
    .hidden-text { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
  `

  @property({ attribute: false }) live: { setDrawnHeights(heights: Map<string, number>): void } | null = null
  /** Which room it is: another one gets a new scene. */
  @property() place = ''
  /** The house's room for this place, by whose name the court may have put one of its own. */
  @property({ attribute: false }) room!: (usual: typeof roomFor) => RoomSpecId
  /** Tells the scene what there is to see; asked on every change. */
  @property({ attribute: false }) show: (scene: Scene) => void = () => undefined
  @property({ attribute: false }) shown: Shown | null = null
  /** What is shown stands large beside the room. */
  @property({ type: Boolean }) large = false
  /** Beside what is large the room is broader than high: the wide room, which is the better one at this size. */
  @property({ type: Boolean, reflect: true }) wide = false
  /** What the picture is called for a screen reader, and the button over the room's screen for everybody. */
  @property() label = ''
  @property({ attribute: 'enlarge-words' }) enlargeWords = ''
  @state() private described = ''
  /** Where the room's screen is, in shares of the picture, while something is shown on it. */
  @state() private screen: ScreenRect = null

  #scene: Scene | null = null
  /** The scene now starting or running, so that another room or language gets a new one. */
  #key = ''

  constructor() {
    super()
    every(this, REPORT_EVERY_MS, () => this.#report())
  }

  override disconnectedCallback(): void {
    this.#forget()
    super.disconnectedCallback()
  }

  #forget(): void {
    this.#scene?.destroy()
    this.#scene = null
    this.#key = ''
    this.screen = null
    this.renderRoot.querySelector('.hold')?.replaceChildren()
  }

  override updated(): void {
    if (!this.isConnected) return
    const key = `${this.place}/${language()}`
    if (key !== this.#key) void this.#begin(key)
    if (this.#scene) this.show(this.#scene)
  }

  /** A canvas once given to a scene stays its own: every scene gets a new one. */
  async #begin(key: string): Promise<void> {
    this.#forget()
    this.#key = key
    const canvas = document.createElement('canvas')
    canvas.setAttribute('role', 'img')
    canvas.setAttribute('aria-label', this.label)
    this.renderRoot.querySelector('.hold')!.replaceChildren(canvas)
    try {
      const [{ createScene, roomFor }, own] = await Promise.all([import('../scene/index.ts'), ownRooms()])
      if (this.#key !== key || !this.isConnected) return
      const usual = this.room(roomFor)
      this.#scene = createScene(canvas, {
        room: own.find(({ replaces }) => replaces === usual) ?? usual, language: language() === 'zh' ? 'zh-CN' : 'en', sound: false, onBroken: this.#broken,
        onScreen: (rect) => { this.screen = rect },
      })
      this.requestUpdate()
    } catch (error) {
      if (this.#key === key) this.#broken(String(error))
    }
  }

  readonly #broken = (reason: string): void => {
    console.warn('scene', reason)
    this.dispatchEvent(new CustomEvent('tt-broken'))
  }

  /** Asks for pictures no larger than they are drawn: in the room, or large beside it. */
  #report(): void {
    if (!this.#scene) return
    const heights = this.#scene.drawnHeights()
    const onScreen = heights.get(SHOWN)
    const large = this.renderRoot.querySelector('tt-enlarged-evidence')
    if (this.shown && onScreen !== undefined) heights.set(`${this.shown.personId}/presentation`, Math.max(onScreen, (large?.clientHeight ?? 0) * devicePixelRatio))
    this.live?.setDrawnHeights(heights)
    this.described = this.#scene.describeForScreenReader()
  }

  #enlarge(large: boolean): void {
    this.dispatchEvent(new CustomEvent('tt-large', { detail: large }))
  }

  override render() {
    const track = this.shown?.track ?? null
    const large = this.large && track !== null
    return html`<div class=${large ? 'beside with' : 'beside'}>
      <div class="room"><div class="hold"></div>${track && !large ? this.#screenButton() : nothing}<slot></slot></div>
      ${large ? html`<tt-enlarged-evidence .track=${track} caption=${this.shown!.caption} @tt-shrink=${() => this.#enlarge(false)}></tt-enlarged-evidence>` : nothing}
    </div><p class="hidden-text">${this.described || nothing}</p>`
  }

  /** Lies over the room's screen; where that is out of the picture there is nothing to press. */
  #screenButton() {
    const { screen } = this
    if (!screen || screen.x > 0.97 || screen.y > 0.97 || screen.x + screen.w < 0.03 || screen.y + screen.h < 0.03) return nothing
    const percent = (n: number) => `${(Math.max(0, Math.min(1, n)) * 100).toFixed(2)}%`
    const style = { left: percent(screen.x), top: percent(screen.y), right: percent(1 - screen.x - screen.w), bottom: percent(1 - screen.y - screen.h) }
    return html`<button class="screen" type="button" data-act="enlarge-evidence" aria-label=${this.enlargeWords} title=${this.enlargeWords} style=${styleMap(style)}
      @click=${() => this.#enlarge(true)}><tt-icon name="expand"></tt-icon></button>`
  }
}
