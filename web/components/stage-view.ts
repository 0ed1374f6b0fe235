import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { OwnMedia } from '../devices/own-media.ts'
import { HearingElement } from '../hearing-element.ts'
import { language, languageEvents, t } from '../i18n/index.ts'
import { roomLabel } from '../i18n/labels.ts'
import { SceneFeed } from './scene-feed.ts'
import './icon.ts'
import './tiles.ts'

export type ViewMode = 'scene' | 'tiles' | 'none'
export type Shot = 'whole' | 'bench' | 'speaker' | 'parties'

const REPORT_EVERY_MS = 1000

/** What fills the middle: the courtroom everybody sits in, or plain frames, or (for cheap stations) nothing. */
@customElement('tt-stage-view')
export class TtStageView extends HearingElement {
  static override styles = css`
    :host { display: grid; position: relative; min-block-size: 0; min-inline-size: 0; background: var(--ink-950); overflow: hidden; }
    .hold, .hold canvas, tt-tiles { inline-size: 100%; block-size: 100%; min-block-size: 0; display: block; }
    .hold { position: absolute; inset: 0; }
    p.quiet { place-self: center; color: var(--ink-text-soft); margin: 0; padding: 2rem; text-align: center; }
    .hidden-text { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  `

  @property({ attribute: false }) own: OwnMedia | null = null
  @property() mode: ViewMode = 'scene'
  @property() shot: Shot = 'whole'
  @state() private described = ''

  #feed: SceneFeed | null = null
  /** The scene now starting or running, so that another room or language gets a new one. */
  #key = ''
  #timer: ReturnType<typeof setInterval> | undefined

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
    this.renderRoot?.querySelector('.hold')?.replaceChildren()
  }

  override updated(): void {
    const { view, me } = this
    const hold = this.renderRoot.querySelector<HTMLElement>('.hold')
    if (this.mode !== 'scene' || !hold || !view || !me) return this.#feed ? this.#forget() : undefined
    const key = `${view.kind}/${language()}`
    if (key !== this.#key) void this.#begin(hold, key)
    this.#feed?.show(this.live, this.own, this.shot)
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
      const { createScene, roomFor } = await import('../scene/index.ts')
      if (this.#key !== key || !this.isConnected) return
      const seats = Object.values(this.view!.people).filter((person) => person.side === 'bench').length
      const scene = createScene(canvas, {
        room: roomFor(this.view!.kind, seats), language: language() === 'zh' ? 'zh-CN' : 'en', sound: false, onBroken: this.#broken,
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

  #report(): void {
    if (this.mode === 'none') this.live.setDrawnHeights(new Map())
    if (this.mode !== 'scene' || !this.#feed) return
    this.live.setDrawnHeights(this.#feed.scene.drawnHeights())
    this.described = this.#feed.scene.describeForScreenReader()
  }

  override render() {
    if (this.mode === 'tiles') return html`<tt-tiles .live=${this.live} .own=${this.own}></tt-tiles>`
    if (this.mode === 'none') return html`<p class="quiet">${t('court.noView')}</p>`
    return html`<div class="hold"></div><p class="hidden-text">${this.described || nothing}</p>`
  }
}
