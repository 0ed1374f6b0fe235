import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { OwnMedia } from '../devices/own-media.ts'
import { roomKind } from '#domain/hearing/index.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import { every } from '../every.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { roomLabel } from '../i18n/labels.ts'
import type { Scene, SceneCamera, roomFor } from '../scene/index.ts'
import { courtShot } from './camera-choice.ts'
import { companyOf } from './company.ts'
import { courtTiles } from './court-tiles.ts'
import { presentationOf } from './pictures.ts'
import { SceneFeed, presenterIn } from './scene-feed.ts'
import type { Shown } from './scene-stage.ts'
import './camera-choice.ts'
import './scene-stage.ts'
import './tiles.ts'

export type ViewMode = 'scene' | 'tiles' | 'none'

/** Which of the house's rooms is drawn around this person. */
function placeOf(me: Person): 'courtroom' | 'deliberationRoom' | 'consultation' {
  const kind = roomKind(me.room)
  return kind === 'deliberationRoom' || kind === 'consultation' ? kind : 'courtroom'
}

/** What fills the middle: the courtroom everybody sits in, or plain frames, or (for cheap stations) nothing. */
@customElement('tt-stage-view')
export class TtStageView extends HearingElement {
  static override styles = css`
    :host { display: grid; position: relative; min-block-size: 0; min-inline-size: 0; background: var(--ink-950); overflow: hidden; container-type: size; }
    tt-tiles { inline-size: 100%; block-size: 100%; min-block-size: 0; }
    tt-scene-stage { --large-share: 1.1fr; }
    tt-camera-choice { display: none; position: absolute; inset-block-start: 0.4rem; inset-inline-end: 0.4rem; }
    @media (max-width: 860px) { tt-camera-choice { display: flex; } }
    p.quiet { place-self: center; color: var(--ink-text-soft); margin: 0; padding: 2rem; text-align: center; }
  `

  @property({ attribute: false }) own: OwnMedia | null = null
  @property() mode: ViewMode = 'scene'
  /** One's own choice of camera; null = with the court. */
  @property({ attribute: false }) shot: SceneCamera | null = null
  @state() private enlarged = false

  #feed: SceneFeed | null = null
  /** The court's last word on the camera that has been followed here. */
  #directed: number | null | undefined

  constructor() {
    super()
    every(this, 1000, () => { if (this.mode === 'none') this.live.setDrawnHeights(new Map()) })
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

  /** A device that cannot draw the courtroom still shows everybody. */
  readonly #broken = (): void => {
    this.tell(t('court.sceneBroken'), 'info')
    this.dispatchEvent(new CustomEvent('tt-mode', { detail: 'tiles' }))
  }

  override render() {
    const { view, me, live, own } = this
    if (this.mode === 'none') return html`<p class="quiet">${t('court.noView')}</p>`
    if (!view || !me) return nothing
    if (this.mode === 'tiles') return html`<tt-tiles .live=${live} .tiles=${courtTiles(live, own, view, me)} label=${t('court.tiles')}></tt-tiles>`
    return html`<tt-scene-stage wide .live=${live} place=${`${view.kind}/${placeOf(me)}`} .room=${(usual: typeof roomFor) => usual(view.kind, benchOf(view), placeOf(me))}
        .show=${(scene: Scene) => this.#show(scene, this.shot ?? courtShot(view, me))} .shown=${this.#shown(view, me)} ?large=${this.enlarged} @tt-large=${(event: CustomEvent<boolean>) => { this.enlarged = event.detail }}
        label=${t('court.sceneLabel', { room: roomLabel(me.room) })} enlarge-words=${t('view.enlarge')} @tt-broken=${this.#broken}>
      <tt-camera-choice compact .live=${live} .own=${this.shot}></tt-camera-choice></tt-scene-stage>`
  }

  #show(scene: Scene, shot: SceneCamera): void {
    if (this.#feed?.scene !== scene) this.#feed = new SceneFeed(scene)
    this.#feed.show(this.live, this.own, shot)
  }

  #shown(view: HearingState, me: Person): Shown | null {
    const presenter = presenterIn(companyOf(view, me))
    return presenter ? { personId: presenter.personId, track: presentationOf(this.live, this.own, presenter.personId), caption: t('court.presentedBy', { name: presenter.name }) } : null
  }
}

const benchOf = (view: HearingState): number => Object.values(view.people).filter((person) => person.side === 'bench').length
