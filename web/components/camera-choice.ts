import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { CourtCamera } from '#protocol/places.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import { isCourt } from '#domain/hearing/index.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import type { SceneCamera } from '../scene/index.ts'
import { actButton } from './act-button.ts'

/** What the court shows: whoever presides has chosen it, or else the whole room; observers see it from further back. */
export const courtShot = (view: HearingState, me: Person): SceneCamera => view.camera?.view ?? (me.side === 'public' ? 'public' : 'whole')

/** Which part of the room one sees: with the court, or one's own choice; whoever presides chooses for everybody. */
@customElement('tt-camera-choice')
export class TtCameraChoice extends HearingElement {
  static override styles = css`
    :host { display: flex; gap: 0.35rem; --focus: var(--gold); }
    select, button {
      min-block-size: 2.25rem; max-inline-size: 11rem; padding: 0 0.55rem; border: 1px solid rgb(255 255 255 / 22%); border-radius: var(--radius);
      background: rgb(14 22 32 / 78%); color: #fff; font: inherit; font-size: var(--size-s); cursor: pointer;
    }
    select:hover, button:hover { background: rgb(14 22 32 / 92%); }
    button { display: inline-flex; align-items: center; gap: 0.35rem; }
    button[aria-pressed='true'] { border-color: var(--gold); color: var(--gold); }
    select:focus-visible, button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    option { background: #fff; color: #111; }
    /* Over the picture only as large as a finger: nothing of the room may be covered. */
    :host([compact]) .shot { position: relative; display: grid; place-items: center; inline-size: 2.5rem; block-size: 2.5rem; border-radius: var(--radius); background: rgb(14 22 32 / 72%); color: #fff; }
    :host([compact]) .shot:focus-within { outline: 3px solid var(--focus); outline-offset: 2px; }
    :host([compact]) select { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; opacity: 0; }
    :host([compact]) button { inline-size: 2.5rem; block-size: 2.5rem; padding: 0; justify-content: center; font-size: 0; }
    :host([compact]) button tt-icon { font-size: 1.1rem; }
    :host(:not([compact])) .shot tt-icon { display: none; }
  `

  /** Icons only, to lie over the picture. */
  @property({ type: Boolean, reflect: true }) compact = false
  /** One's own choice; null = with the court. */
  @property({ attribute: false }) own: SceneCamera | null = null

  readonly #choose = (event: Event): void => {
    const value = (event.target as HTMLSelectElement).value
    const directs = CourtCamera.safeParse(value)
    // While the presiding judge directs, a new choice is everybody's.
    if (this.view?.camera && this.may().has('directCamera') && directs.success) void this.act({ type: 'directCamera', camera: directs.data })
    else this.dispatchEvent(new CustomEvent('tt-shot', { detail: value === 'follow' ? null : value, bubbles: true, composed: true }))
  }

  #direct(): void {
    const { view, me } = this
    if (!view || !me) return
    const shown = CourtCamera.safeParse(this.own ?? courtShot(view, me))
    void this.act({ type: 'directCamera', camera: view.camera ? null : shown.success ? shown.data : 'whole' })
  }

  override render() {
    const { view, me, own } = this
    if (!view || !me) return nothing
    const court = courtShot(view, me)
    const shots: SceneCamera[] = [...CourtCamera.options, ...(isCourt(view, me) ? (['public'] as const) : [])]
    return html`
      <span class="shot"><tt-icon name="camera"></tt-icon><select data-act="camera-shot" aria-label=${t('view.shot')} .value=${own ?? 'follow'} @change=${this.#choose}>
        <option value="follow" ?selected=${own === null}>${t('view.follow', { shot: t(`view.${court}`) })}</option>
        ${shots.map((shot) => html`<option value=${shot} ?selected=${shot === own}>${t(`view.${shot}`)}</option>`)}</select></span>
      ${this.may().has('directCamera') ? actButton('directCamera', t(view.camera ? 'view.forAllOn' : 'view.forAll'), () => this.#direct(), { icon: 'eye', pressed: view.camera !== null, label: t(view.camera ? 'view.forAllOnWords' : 'view.forAllWords') }) : nothing}`
  }
}
