import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Material } from '#protocol/window/catalogue.ts'
import { stillIsSmall } from '#domain/window/session/index.ts'
import type { Capture, SessionState } from '#domain/window/session/state.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { actButton } from '../../components/act-button.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { clockTime, t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import { sharedStyles } from '../../style/shared.ts'
import { WindowElement } from '../live/index.ts'
import { openCallSigning } from './call-signing.ts'
import { openStillDialog } from './still-dialog.ts'
import { openStillViewer } from './still-viewer.ts'
import { capturesOf, isAsked } from './tasks.ts'
import { captureName } from './wording.ts'
import '../../components/icon.ts'
import './file-picture.ts'

/** The papers of the matter: what is asked for, what has been photographed, and what is to be signed. */
@customElement('tt-call-papers')
export class TtCallPapers extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: block; padding: 0.9rem 1rem 1.2rem; }
    .all { display: grid; gap: 0.8rem; }
    h2 { font-size: var(--size-l); }
    li.paper { display: grid; gap: 0.45rem; padding: 0.7rem 0; border-block-start: 1px solid var(--line); }
    .line { display: flex; flex-wrap: wrap; gap: 0.4rem 0.6rem; align-items: center; }
    .line > :first-child { font-weight: 600; }
    .line button { margin-inline-start: auto; }
    .line button + button { margin-inline-start: 0; }
    .stills { display: grid; gap: 0.6rem; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); }
    .still { display: grid; gap: 0.25rem; align-content: start; font-size: var(--size-s); color: var(--text-soft); }
    .still button { padding: 0; inline-size: 100%; aspect-ratio: 4 / 3; overflow: hidden; min-block-size: 0; }
    .still tt-file-picture { inline-size: 100%; block-size: 100%; }
    .still .small { color: var(--amber); }
    .tags { display: flex; flex-wrap: wrap; gap: 0.3rem; }
  `]

  @property({ attribute: false }) own: OwnMedia | null = null

  override render() {
    const { view, live } = this
    if (!view || !live) return nothing
    return html`<div class="all"><h2>${t('call.papers.title')}</h2>
      ${view.identity.status !== 'confirmed' ? html`<p class="note"><tt-icon name="lock"></tt-icon>${t('call.papers.afterIdentity')}</p>` : nothing}
      <ul>${repeat(view.item.materials, ({ materialId }) => materialId, (material) => this.#material(view, material))}</ul>
      ${view.papers.length > 0 ? html`<h2>${t('call.papers.toSign')}</h2><ul>${view.papers.map((paper) => this.#paper(view, paper))}</ul>` : nothing}</div>`
  }

  #material(view: SessionState, material: Material) {
    const subject = { kind: 'material', materialId: material.materialId } as const
    const captures = capturesOf(view, subject)
    const waiting = captures.find(({ status }) => status === 'asked')
    const may = this.may()
    const name = pick(material.name)
    const asked = captures.length > 0 ? 'call.papers.askAgain' : 'call.papers.ask'
    const asks = may.has('askCapture') && view.identity.status === 'confirmed' && !isAsked(view, subject)
    return html`<li class="paper" data-material=${material.materialId}>
      <div class="line"><span>${name}</span>
        ${waiting ? html`<span class="tag gold">${t('call.papers.waiting')}</span>` : nothing}
        ${waiting && this.#takes() ? actButton('takeCapture', t('call.papers.take'), () => openStillDialog(this, this.own, waiting), { look: 'primary small', icon: 'camera', value: material.materialId, label: t('call.papers.takeOne', { what: name }) }) : nothing}
        ${waiting && may.has('withdrawCapture') ? actButton('withdrawCapture', t('call.papers.withdraw'), () => this.askCall({ type: 'withdrawCapture', captureId: waiting.captureId }), { look: 'small plain', value: material.materialId, label: `${t('call.papers.withdraw')}${t('word.colon')}${name}` }) : nothing}
        ${asks ? actButton('askCapture', t(asked), () => this.askCall({ type: 'askCapture', kind: 'material', materialId: material.materialId }), { look: 'small', value: material.materialId, label: `${t(asked)}${t('word.colon')}${name}` }) : nothing}</div>
      <div class="tags">${material.required ? html`<span class="tag">${t('call.papers.required')}</span>` : html`<span class="tag">${t('wc.notRequired')}</span>`}
        <span class="tag">${t(`call.papers.${material.form}`)}</span>
        ${material.deferrable ? html`<span class="tag">${t('call.papers.deferrable')}</span>` : nothing}${material.knownFromData ? html`<span class="tag good">${t('call.papers.known')}</span>` : nothing}</div>
      ${material.note ? html`<p class="soft fine">${material.note}</p>` : nothing}
      ${captures.some(({ still }) => still) ? html`<div class="stills">${captures.filter(({ still }) => still).map((capture) => this.#still(view, capture))}</div>` : nothing}</li>`
  }

  #still(view: SessionState, capture: Capture) {
    const still = capture.still!
    const name = captureName(view, capture)
    return html`<div class="still"><button type="button" data-act="openStill" aria-label=${`${t('call.enlarge')}${t('word.colon')}${name} ${clockTime(still.at)}`} @click=${() => openStillViewer(this, capture.captureId)}>
      <tt-file-picture fileId=${still.fileId} alt=${name}></tt-file-picture></button>
      <span>${t('call.papers.taken', { width: still.widthPx, height: still.heightPx })}</span>
      ${stillIsSmall(capture) ? html`<span class="small">${t('call.papers.small')}</span>` : nothing}</div>`
  }

  #paper(view: SessionState, paper: SessionState['papers'][number]) {
    const kinds: Record<string, { zh: string; en: string }> = PAPER_KINDS
    const kind = Object.hasOwn(kinds, paper.kind) ? kinds[paper.kind] : undefined
    const signs = paper.signedAt === null && this.live!.me === view.citizen
    return html`<li class="paper" data-paper=${paper.documentId}><div class="line"><span>${kind ? pick(kind) : paper.kind}</span>
      <span class="tag ${paper.signedAt ? 'good' : ''}">${paper.signedAt ? t('call.papers.signed', { time: clockTime(paper.signedAt) }) : t('call.papers.shown', { time: clockTime(paper.shownAt) })}</span>
      ${signs ? actButton('signPaper', t('call.papers.sign'), () => openCallSigning(this, paper.documentId), { look: 'primary small', icon: 'pen' }) : nothing}</div></li>`
  }

  /** Those who sit before the camera. */
  #takes(): boolean {
    return this.me !== null && ['serviceApplicant', 'helper', 'localClerk'].includes(this.me.role)
  }
}
