import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { isCourt } from '#domain/hearing/index.ts'
import type { Exhibit } from '#domain/hearing/state.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import { examine } from '../dialogs/court-questions.ts'
import { adduce } from '../dialogs/party-questions.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { panelStyles } from '../style/panel.ts'
import { sharedStyles } from '../style/shared.ts'
import '../files/file-pages.ts'
import { actButton } from './act-button.ts'

const PROPERTIES = ['authenticity', 'legality', 'relevance'] as const

/** Exhibits as they are put before the court, with what each side says of their 真实性, 合法性, 关联性. */
@customElement('tt-evidence-panel')
export class TtEvidencePanel extends HearingElement {
  static override styles = [
    sharedStyles, panelStyles,
    css`
      .opinion { padding: 0.45rem 0.7rem; background: var(--paper-sunk); border-radius: var(--radius); font-size: var(--size-s); display: grid; gap: 0.25rem; }
      .properties { display: flex; flex-wrap: wrap; gap: 0.3rem; }
    `,
  ]

  @property({ attribute: false }) own: OwnMedia | null = null

  readonly #present = async (track: MediaStreamTrack): Promise<void> => {
    await this.own?.present(track, 'document')
  }

  override render() {
    const { view } = this
    if (!view) return nothing
    const may = this.may()
    return html`
      ${may.has('adduceExhibit') ? html`<div class="part">${actButton('adduceExhibit', t('act.adduceExhibit'), () => adduce(this), { look: 'primary', icon: 'plus' })}</div>` : nothing}
      ${view.issues.length > 0 ? html`<section class="part"><h3>${t('evidence.issues')}</h3><ol class="list">${view.issues.map((issue, index) => html`<li><span>${index + 1}. ${issue}</span></li>`)}</ol></section>` : nothing}
      ${view.exhibits.length === 0 ? html`<p class="empty">${t('evidence.empty')}</p>` : view.exhibits.map((exhibit, index) => this.#exhibit(exhibit, index + 1, may.has('examineExhibit')))}`
  }

  #exhibit(exhibit: Exhibit, number: number, mayExamine: boolean) {
    const by = this.view!.people[exhibit.by]
    const mine = by?.side === this.me?.side
    const answered = exhibit.opinions[this.live.me] !== undefined
    return html`<section class="part" data-exhibit=${exhibit.exhibitId}>
      <div><h3>${number}. ${exhibit.title}</h3><p class="fine soft">${by ? `${roleLabel(by.role)} ${by.name}` : ''}</p></div>
      ${exhibit.files.map((file) => html`<tt-file-pages .hearingId=${this.view!.hearingId} .file=${file} ?original=${this.me !== null && isCourt(this.view!, this.me)} .present=${this.may().has('setPresentation') ? this.#present : null}></tt-file-pages>`)}
      <p>${t('evidence.purpose')}${t('word.colon')}${exhibit.purpose}</p>
      ${Object.entries(exhibit.opinions).map(([personId, opinion]) => html`<div class="opinion"><strong>${this.nameOf(personId)}</strong>
        <span class="properties">${PROPERTIES.map((property) => html`<span class="tag ${opinion[property] ? 'good' : 'bad'}">${t(`evidence.${property}`)}${t('word.colon')}${t(opinion[property] ? 'evidence.accepted' : 'evidence.contested')}</span>`)}</span>
        ${opinion.opinion ? html`<span>${opinion.opinion}</span>` : nothing}</div>`)}
      ${mayExamine && !mine && !answered ? actButton('examineExhibit', t('act.examineExhibit'), () => examine(this, exhibit), { look: 'primary', value: exhibit.exhibitId }) : nothing}</section>`
  }
}
