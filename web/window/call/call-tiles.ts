import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { SessionPerson, SessionState } from '#domain/window/session/state.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import type { Picture } from '../../components/scene-teller.ts'
import { t } from '../../i18n/index.ts'
import { WindowElement } from '../live/index.ts'
import { picturesOf, presentationOf } from './call-feed.ts'
import { companyOf, isSpeaking } from './company.ts'
import { roleOf } from './wording.ts'
import '../../components/icon.ts'

/** The plain view: everybody in a frame of their own, what is shown above them. Costs little on a weak device. */
@customElement('tt-call-tiles')
export class TtCallTiles extends WindowElement {
  static override styles = css`
    :host { display: block; box-sizing: border-box; overflow: auto; padding: 0.75rem; background: var(--ink-950); }
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.6rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); min-block-size: 100%; align-content: safe center; }
    li { position: relative; aspect-ratio: 16 / 9; background: var(--ink-800); overflow: hidden; border-radius: 3px; outline: 2px solid transparent; }
    li.wide { grid-column: 1 / -1; aspect-ratio: 16 / 9; max-block-size: 70cqb; inline-size: 100%; }
    li.speaks { outline-color: var(--gold); }
    video { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover; }
    video.stacked { block-size: 200%; object-fit: fill; }
    video.whole { object-fit: contain; }
    .none { position: absolute; inset: 0 0 2rem; display: grid; place-items: center; color: var(--ink-text-soft); }
    .none tt-icon { font-size: 2rem; }
    .plate { position: absolute; inset: auto 0 0; display: flex; align-items: center; gap: 0.45rem; padding: 0.3rem 0.6rem; background: rgb(14 22 32 / 86%); color: #fff; font-size: var(--size-s); }
    .plate b { font-weight: 500; color: var(--gold); }
    .plate tt-icon { margin-inline-start: auto; color: #f0a39d; }
    @media (max-width: 700px) { :host { padding: 0.4rem; } ul { grid-template-columns: 1fr 1fr; gap: 0.35rem; } .plate { padding: 0.15rem 0.4rem; font-size: 0.8125rem; } }
  `

  @property({ attribute: false }) own: OwnMedia | null = null
  #timer: ReturnType<typeof setInterval> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    // What scrolls is reached by the keyboard too.
    this.tabIndex = 0
    this.setAttribute('role', 'region')
    this.setAttribute('aria-label', t('call.picture'))
    this.#timer = setInterval(() => this.#report(), 1000)
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer)
    super.disconnectedCallback()
  }

  /** Asks for no bigger pictures than are drawn. */
  #report(): void {
    const tiles = [...this.renderRoot.querySelectorAll<HTMLElement>('li[data-track]')]
    this.live?.setDrawnHeights(new Map(tiles.map((tile) => [tile.dataset['track']!, tile.clientHeight * devicePixelRatio])))
  }

  override updated(): void {
    const pictures = this.#pictures()
    for (const tile of this.renderRoot.querySelectorAll<HTMLElement & { picture?: MediaStreamTrack | null }>('li')) {
      const video = tile.querySelector('video')
      const track = pictures.get(tile.dataset['track'] ?? '')?.track ?? null
      if (!video || tile.picture === track) continue
      tile.picture = track
      video.srcObject = track ? new MediaStream([track]) : null
      if (track) video.play().catch(() => undefined)
    }
  }

  /** Pictures by `personId/source`. */
  #pictures(): Map<string, Picture> {
    const { live, view, own } = this
    if (!live || !view) return new Map()
    const pictures = new Map([...picturesOf(live, own, view)].map(([personId, picture]) => [`${personId}/camera`, picture]))
    for (const person of presenting(view)) {
      const track = presentationOf(live, own, person)
      if (track) pictures.set(`${person.personId}/presentation`, { track, description: { layout: 'plain', cutout: 'none' } })
    }
    return pictures
  }

  override render() {
    const { live, view } = this
    if (!live || !view) return nothing
    const pictures = this.#pictures()
    const shows = presenting(view).filter(({ personId }) => pictures.has(`${personId}/presentation`))
    return html`<ul aria-label=${t('call.picture')}>
      ${repeat(shows, ({ personId }) => `${personId}/presentation`, (person) => this.#tile(person, 'presentation', pictures))}
      ${repeat(companyOf(view), ({ personId }) => `${personId}/camera`, (person) => this.#tile(person, 'camera', pictures))}</ul>`
  }

  #tile(person: SessionPerson, source: 'camera' | 'presentation', pictures: Map<string, Picture>) {
    const key = `${person.personId}/${source}`
    const picture = pictures.get(key)
    const look = source === 'presentation' ? 'whole' : picture?.description.layout === 'stacked' ? 'stacked' : ''
    const camera = source === 'camera'
    return html`<li class="${camera ? '' : 'wide'} ${camera && isSpeaking(this.live!, person) ? 'speaks' : ''}" data-track=${key} data-person=${person.personId}>
      <video class=${look} muted playsinline aria-label=${`${roleOf(person)} ${person.name}`}></video>
      ${picture ? nothing : html`<div class="none"><tt-icon name=${person.connectionId ? 'cameraOff' : 'wifiOff'}></tt-icon></div>`}
      <div class="plate"><b>${roleOf(person)}</b>${camera ? person.name : t('call.presents', { name: person.name })}
        ${camera && !person.microphoneOn ? html`<tt-icon name="microphoneOff"></tt-icon>` : nothing}</div></li>`
  }
}

const presenting = (view: SessionState): SessionPerson[] => companyOf(view).filter(({ presentation, connectionId }) => presentation !== null && connectionId !== null)
