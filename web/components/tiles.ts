import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { seating } from '#domain/hearing/index.ts'
import type { Person } from '#domain/hearing/state.ts'
import type { TrackDescription } from '#protocol/media.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { companyOf, isSpeaking } from './company.ts'
import './icon.ts'

type Picture = { track: MediaStreamTrack; description: TrackDescription }

/** The plain view: every person in a frame of their own. Costs little, and shows everybody to a screen reader. */
@customElement('tt-tiles')
export class TtTiles extends HearingElement {
  static override styles = css`
    :host { display: block; box-sizing: border-box; overflow: auto; padding: 0.75rem; background: var(--ink-950); }
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.6rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); min-block-size: 100%; align-content: safe center; }
    li { position: relative; aspect-ratio: 16 / 9; background: var(--ink-800); overflow: hidden; border-radius: 3px; outline: 2px solid transparent; }
    li.wide { grid-column: 1 / -1; aspect-ratio: 16 / 8; }
    li.speaks { outline-color: var(--gold); }
    video { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover; }
    video.stacked { block-size: 200%; object-fit: fill; }
    video.whole { object-fit: contain; }
    .none { position: absolute; inset: 0 0 2rem; display: grid; place-items: center; color: var(--ink-text-soft); }
    .none tt-icon { font-size: 2rem; }
    .plate { position: absolute; inset: auto 0 0; display: flex; align-items: center; gap: 0.45rem; padding: 0.3rem 0.6rem; background: rgb(14 22 32 / 86%); color: #fff; font-size: var(--size-s); }
    .plate b { font-weight: 500; color: var(--gold); }
    .plate tt-icon { margin-inline-start: auto; color: #f0a39d; }
    @media (max-width: 700px) { ul { grid-template-columns: 1fr 1fr; align-content: start; } .plate { padding: 0.15rem 0.4rem; font-size: 0.8125rem; } }
  `

  @property({ attribute: false }) own: OwnMedia | null = null

  #timer: ReturnType<typeof setInterval> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    // What scrolls is reached by the keyboard too.
    this.tabIndex = 0
    this.setAttribute('role', 'region')
    this.setAttribute('aria-label', t('court.tiles'))
    this.#timer = setInterval(() => this.#report(), 1000)
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer)
    super.disconnectedCallback()
  }

  /** Asks for no bigger pictures than are drawn. */
  #report(): void {
    const heights = new Map<string, number>()
    for (const tile of this.renderRoot.querySelectorAll<HTMLElement>('li[data-track]')) {
      heights.set(tile.dataset['track']!, tile.clientHeight * devicePixelRatio)
    }
    this.live.setDrawnHeights(heights)
  }

  override updated(): void {
    for (const tile of this.renderRoot.querySelectorAll<HTMLElement & { picture?: MediaStreamTrack | null }>('li')) {
      const video = tile.querySelector('video')
      const track = this.#pictureAt(tile.dataset['track'] ?? '')?.track ?? null
      if (!video || tile.picture === track) continue
      tile.picture = track
      video.srcObject = track ? new MediaStream([track]) : null
      if (track) video.play().catch(() => undefined)
    }
  }

  #pictureAt(key: string): Picture | null {
    const [personId, source] = key.split('/')
    if (personId !== this.live.me) return this.live.tracks.get(key) ?? null
    if (source === 'presentation') return this.own?.presentationTrack ? { track: this.own.presentationTrack, description: { layout: 'plain', cutout: 'none' } } : null
    const cutout = this.own?.cutout
    return cutout && this.me?.cameraOn ? { track: cutout.track, description: cutout.description } : null
  }

  override render() {
    const { view, me } = this
    if (!view || !me) return nothing
    const seats = seating(view)
    const people = companyOf(view, me).sort((a, b) => (seats[a.personId] ?? 'z').localeCompare(seats[b.personId] ?? 'z'))
    const shows = people.filter((person) => person.presentation && this.#pictureAt(`${person.personId}/presentation`))
    return html`<ul aria-label=${t('court.tiles')}>
      ${repeat(shows, (person) => `${person.personId}/presentation`, (person) => this.#tile(person, 'presentation'))}
      ${repeat(people, (person) => `${person.personId}/camera`, (person) => this.#tile(person, 'camera'))}</ul>`
  }

  #tile(person: Person, source: 'camera' | 'presentation') {
    const key = `${person.personId}/${source}`
    const picture = this.#pictureAt(key)
    const look = source === 'presentation' ? 'whole' : picture?.description.layout === 'stacked' ? 'stacked' : ''
    const silent = person.mutedByCourt || !person.microphoneOn
    return html`<li class="${source === 'presentation' ? 'wide' : ''} ${source === 'camera' && isSpeaking(this.live, person) ? 'speaks' : ''}" data-track=${key} data-person=${person.personId}>
      <video class=${look} muted playsinline aria-label=${`${roleLabel(person.role)} ${person.name}`}></video>
      ${picture ? nothing : html`<div class="none"><tt-icon name=${person.connectionId ? 'cameraOff' : 'wifiOff'}></tt-icon></div>`}
      <div class="plate"><b>${roleLabel(person.role)}</b>${person.name}${source === 'presentation' ? ` · ${t('court.presents')}` : nothing}
        ${silent && source === 'camera' ? html`<tt-icon name="microphoneOff"></tt-icon>` : nothing}</div></li>`
  }
}
