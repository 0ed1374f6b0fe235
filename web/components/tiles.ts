import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { PersonId } from '#protocol/ids.ts'
import { TtElement } from '../base-element.ts'
import { every } from '../every.ts'
import type { Picture } from './pictures.ts'
import './icon.ts'

/** One frame: somebody's own picture, or what they show to the others. */
export type Tile = {
  personId: PersonId
  source: 'camera' | 'presentation'
  /** What this person is here, and their name. */
  role: string
  name: string
  /** What stands on the frame after the role. */
  words: string
  /** A picture nobody has yet, or none any more, leaves the frame empty. */
  picture: Picture | null
  speaks: boolean
  silent: boolean
  /** Their line is lost. */
  away: boolean
}

/** The plain view: every person in a frame of their own. Costs little, and shows everybody to a screen reader. */
@customElement('tt-tiles')
export class TtTiles extends TtElement {
  static override styles = css`
    :host { display: block; box-sizing: border-box; overflow: auto; padding: 0.75rem; background: var(--ink-950); }
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.6rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); min-block-size: 100%; align-content: safe center; }
    li { position: relative; aspect-ratio: 16 / 9; background: var(--ink-800); overflow: hidden; border-radius: 3px; outline: 2px solid transparent; }
    li.wide { grid-column: 1 / -1; aspect-ratio: 16 / 8; }
    li.speaks { outline-color: var(--gold); }
    :host([few]) ul { grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); }
    :host([few]) li.wide { aspect-ratio: 16 / 9; max-block-size: 70cqb; inline-size: 100%; }
    video { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover; }
    video.stacked { block-size: 200%; object-fit: fill; }
    video.whole { object-fit: contain; }
    .none { position: absolute; inset: 0 0 2rem; display: grid; place-items: center; color: var(--ink-text-soft); }
    .none tt-icon { font-size: 2rem; }
    .plate { position: absolute; inset: auto 0 0; display: flex; align-items: center; gap: 0.45rem; padding: 0.3rem 0.6rem; background: rgb(14 22 32 / 86%); color: #fff; font-size: var(--size-s); }
    .plate b { font-weight: 500; color: var(--gold); }
    .plate tt-icon { margin-inline-start: auto; color: #f0a39d; }
    @media (max-width: 700px) {
      ul { grid-template-columns: 1fr 1fr; align-content: start; } .plate { padding: 0.15rem 0.4rem; font-size: 0.8125rem; }
      :host([few]) { padding: 0.4rem; } :host([few]) ul { grid-template-columns: 1fr 1fr; gap: 0.35rem; align-content: safe center; }
    }
  `

  @property({ attribute: false }) live: { setDrawnHeights(heights: Map<string, number>): void } | null = null
  @property({ attribute: false }) tiles: readonly Tile[] = []
  @property() label = ''
  /** Two or three people fill the whole width. */
  @property({ type: Boolean, reflect: true }) few = false

  constructor() {
    super()
    every(this, 1000, () => this.#report())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // What scrolls is reached by the keyboard too.
    this.tabIndex = 0
    this.setAttribute('role', 'region')
  }

  /** Asks for no bigger pictures than are drawn. */
  #report(): void {
    const drawn = [...this.renderRoot.querySelectorAll<HTMLElement>('li[data-track]')]
    this.live?.setDrawnHeights(new Map(drawn.map((tile) => [tile.dataset['track']!, tile.clientHeight * devicePixelRatio])))
  }

  override updated(): void {
    this.setAttribute('aria-label', this.label)
    const tracks = new Map(this.tiles.map((tile) => [keyOf(tile), tile.picture?.track ?? null]))
    for (const item of this.renderRoot.querySelectorAll<HTMLElement & { track?: MediaStreamTrack | null }>('li')) {
      const video = item.querySelector('video')
      const track = tracks.get(item.dataset['track'] ?? '') ?? null
      if (!video || item.track === track) continue
      item.track = track
      video.srcObject = track ? new MediaStream([track]) : null
      if (track) video.play().catch(() => undefined)
    }
  }

  override render() {
    return html`<ul aria-label=${this.label}>${repeat(this.tiles, keyOf, (tile) => this.#tile(tile))}</ul>`
  }

  #tile({ personId, source, role, name, words, picture, speaks, silent, away }: Tile) {
    const camera = source === 'camera'
    const look = !camera ? 'whole' : picture?.description.layout === 'stacked' ? 'stacked' : ''
    return html`<li class="${camera ? '' : 'wide'} ${camera && speaks ? 'speaks' : ''}" data-track=${`${personId}/${source}`} data-person=${personId}>
      <video class=${look} muted playsinline aria-label=${`${role} ${name}`}></video>
      ${picture ? nothing : html`<div class="none"><tt-icon name=${away ? 'wifiOff' : 'cameraOff'}></tt-icon></div>`}
      <div class="plate"><b>${role}</b>${words}
        ${camera && silent ? html`<tt-icon name="microphoneOff"></tt-icon>` : nothing}</div></li>`
  }
}

const keyOf = ({ personId, source }: Tile): string => `${personId}/${source}`
