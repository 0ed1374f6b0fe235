import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { CALL_LABELS, phaseOf } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/state.ts'
import { presentationOf } from '../../components/pictures.ts'
import type { Shown } from '../../components/scene-stage.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import type { Scene, roomFor } from '../../scene/index.ts'
import { WindowElement } from '../live/index.ts'
import type { LiveWindow } from '../live/index.ts'
import { CallFeed } from './call-feed.ts'
import { callTiles } from './call-tiles.ts'
import { companyOf, presenterOf } from './company.ts'
import { roleOf } from './wording.ts'
import '../../components/icon.ts'
import '../../components/scene-stage.ts'
import '../../components/tiles.ts'

export type StageMode = 'scene' | 'tiles'

/** The virtual hall everybody sits in, or plain frames; over both, why a call stands still. */
@customElement('tt-call-stage')
export class TtCallStage extends WindowElement {
  static override styles = css`
    :host { display: grid; position: relative; min-block-size: 0; min-inline-size: 0; background: var(--ink-950); overflow: hidden; container-type: size; }
    tt-tiles { inline-size: 100%; block-size: 100%; min-block-size: 0; }
    .veil { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: 0.8rem; padding: 1rem; background: rgb(14 22 32 / 82%); color: #fff; text-align: center; }
    .veil tt-icon { font-size: 2.6rem; color: var(--gold); }
    .veil p { margin: 0; max-inline-size: 26em; font: 600 clamp(1.05rem, 3.4cqi, 1.7rem) / 1.5 var(--serif); }
  `

  @property({ attribute: false }) own: OwnMedia | null = null
  @property() mode: StageMode = 'scene'
  @state() private enlarged = false

  #feed: CallFeed | null = null
  #presenting: string | null = null

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

  /** A device that cannot draw the hall still shows everybody. */
  readonly #broken = (): void => {
    this.tell(t('call.sceneBroken'), 'info')
    this.dispatchEvent(new CustomEvent('tt-mode', { detail: 'tiles' }))
  }

  override render() {
    const { view, live } = this
    if (!view || !live) return nothing
    const veil = view.hold ? html`<div class="veil"><tt-icon name="clock"></tt-icon><p>${pick(CALL_LABELS.phases[phaseOf(view)])}</p></div>` : nothing
    if (this.mode === 'tiles') return html`<tt-tiles few .live=${live} .tiles=${callTiles(live, this.own, view)} label=${t('call.picture')}></tt-tiles>${veil}`
    const people = companyOf(view).map((person) => `${roleOf(person)} ${person.name}`).join(' · ')
    return html`<tt-scene-stage .live=${live} .room=${(usual: typeof roomFor) => usual('window', 1)} .show=${(scene: Scene) => this.#show(scene, live)}
        .shown=${this.#shown(view, live)} ?large=${this.enlarged} @tt-large=${(event: CustomEvent<boolean>) => { this.enlarged = event.detail }}
        label=${t('call.sceneLabel', { people })} enlarge-words=${t('call.enlarge')} @tt-broken=${this.#broken}></tt-scene-stage>${veil}`
  }

  #show(scene: Scene, live: LiveWindow): void {
    if (this.#feed?.scene !== scene) this.#feed = new CallFeed(scene)
    this.#feed.show(live, this.own)
  }

  #shown(view: SessionState, live: LiveWindow): Shown | null {
    const presenter = presenterOf(view)
    return presenter ? { personId: presenter.personId, track: presentationOf(live, this.own, presenter.personId), caption: t('call.presents', { name: presenter.name }) } : null
  }
}
