import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Material } from '#protocol/window/catalogue.ts'
import { dutyOf, isPromised, materialStatus } from '#domain/window/case/index.ts'
import type { CaseState, MaterialStatus } from '#domain/window/case/index.ts'
import { actButton } from '../../../components/act-button.ts'
import type { Tone, TtToasts } from '../../../components/toast.ts'
import { ask } from '../../../dialogs/form-dialog.ts'
import { failureText } from '../../../failures.ts'
import { courtDay, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { follow } from '../../../router.ts'
import { kindName } from '../../../papers/kinds.ts'
import { openWindowPaper } from '../../counter/paper-dialog.ts'
import { terminal } from '../kiosk/terminal.ts'
import { ownPage } from '../own-page.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { dayWords } from '../wordings.ts'
import { caseStyles } from './case-styles.ts'
import { courseOf } from './course.ts'
import { citizenMay, owedBy } from './owed.ts'
import { owedPanel } from './owed-panel.ts'
import { promiseGaps } from './promise.ts'
import '../../counter/page-thumb.ts'
import '../rating/rating.ts'
import './case-form.ts'
import './material-upload.ts'

const TONES: Record<MaterialStatus, string> = { known: 'good', ok: 'good', missing: '', unreviewed: 'gold', originalUnseen: 'warn', notOk: 'bad' }

/** One case as its citizen sees it: whose turn it is, what they have to do, how far it has come, papers, form, receipts. */
@customElement('tt-window-case-page')
export class TtWindowCasePage extends PublicElement {
  static override styles = [...publicStyles, caseStyles, css`:host { display: block; }`]

  @property() caseId = ''
  @state() private problem = ''
  #watched = ''

  override disconnectedCallback(): void {
    if (this.#watched) void this.live?.unwatchCase(this.caseId).catch(() => undefined)
    super.disconnectedCallback()
  }

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed)
    const { live } = this
    if (!live || !this.isCitizen || live.status.kind !== 'live' || this.#watched === live.token) return
    this.#watched = live.token
    void this.#watch()
  }

  async #watch(): Promise<void> {
    try {
      await this.live?.watchCase(this.caseId, 'ownMatter')
      this.problem = ''
    } catch (error) {
      this.problem = failureText(error)
    }
  }

  get #matter(): CaseState | null { return this.live?.cases.get(this.caseId) ?? null }

  protected override spoken(): string {
    const matter = this.#matter
    return matter ? `${pick(matter.item.name)}${t('wp.stop')}${this.#turn(matter)}` : ''
  }

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.renderRoot.querySelector<TtToasts>('tt-toasts')?.say(event.detail.words, event.detail.tone)
  }

  override render() {
    const matter = this.#matter
    return ownPage(this, matter ? pick(matter.item.name) : t('wp.case'), () => this.#own(matter), this.#tell, { href: '/window/cases', words: t('wp.myCases') })
  }

  #own(matter: CaseState | null) {
    if (!matter) return this.problem ? html`<div class="panel"><p role="alert">${this.problem}</p></div>` : html`<p class="empty" role="status">${t('app.loading')}</p>`
    const may = citizenMay(matter)
    return html`
      <p class="no">${t('wp.caseNo', { caseNo: matter.caseNo })}</p>
      ${this.#standing(matter)}
      ${owedBy(matter).map((owed) => owedPanel(this, matter, owed))}
      ${matter.closed ? html`<tt-window-rating .live=${this.live} .caseId=${matter.caseId}></tt-window-rating>` : nothing}
      <section class="panel" aria-labelledby="course"><h2 id="course">${t('wp.course')}</h2>${this.#course(matter)}</section>
      <section class="panel" aria-labelledby="papers"><h2 id="papers">${t('wp.receipts')}</h2>${this.#papers(matter)}</section>
      <section class="panel" aria-labelledby="materials"><h2 id="materials">${t('wp.materials')}</h2>${this.#materials(matter, may)}</section>
      ${matter.item.form.length > 0 ? html`<section class="panel" aria-labelledby="form"><h2 id="form">${t('wp.applicationForm')}</h2><tt-case-form .live=${this.live} .matter=${matter}></tt-case-form></section>` : nothing}
      ${this.#more(matter, may)}`
  }

  #turn(matter: CaseState): string {
    const { closed } = matter
    if (closed) return t('wp.over', { outcome: t(`wc.outcome.${closed.outcome}`) })
    const duty = dutyOf(matter)
    if (!duty) return t(`wp.status.${matter.status}`)
    if (duty.kind === 'citizen') return t('wp.yourTurnTo', { what: t(`wc.duty.${duty.what}`) })
    const place = duty.id === matter.centre?.id ? matter.centre : duty.id === matter.office.id ? matter.office : matter.parts.find((part) => part.place.id === duty.id)?.place
    return t('wp.turn', { place: place?.name ?? '', what: t(`wc.duty.${duty.what}`) })
  }

  #standing(matter: CaseState) {
    const { accepted, closed, office, centre } = matter
    return html`<section class="panel standing ${closed ? 'over' : ''}" data-status=${matter.status}>
      <p class="turn" role="status">${this.#turn(matter)}</p>
      ${closed?.reason ? html`<p>${closed.reason}</p>` : nothing}
      ${matter.notAccepted ? html`<p>${matter.notAccepted.reason}${matter.notAccepted.goTo ? ` · ${t('wp.goTo', { place: matter.notAccepted.goTo })}` : ''}</p>` : nothing}
      ${matter.decision?.outcome === 'refused' ? html`<p>${matter.decision.reason}</p><p class="soft">${matter.decision.remedies}</p>` : nothing}
      ${matter.completion ? html`<p><b>${t('wp.result')}</b>${matter.completion.result}</p>` : nothing}
      ${matter.delivery?.way.kind === 'post' ? html`<p>${t('wp.posted', { courier: matter.delivery.way.courier, number: matter.delivery.way.number })}</p>` : nothing}
      <dl class="facts">
        ${accepted && !closed ? html`<div><dt>${t('wp.dueBy')}</dt><dd>${dayWords(accepted.dueOn)}</dd></div>` : nothing}
        <div><dt>${t('wp.competent')}</dt><dd>${office.name} <span class="fine">${office.phone}</span></dd></div>
        ${centre ? html`<div><dt>${t('wp.centre')}</dt><dd>${centre.name} <span class="fine">${centre.phone}</span></dd></div>` : nothing}
        ${matter.identity ? html`<div><dt>${t('wp.identity')}</dt><dd>${t('wp.identityTail', { tail: matter.identity.mark.tail })}</dd></div>` : nothing}
      </dl></section>`
  }

  #course(matter: CaseState) {
    return html`<ol class="course">${courseOf(matter).map(({ name, is, day }) => html`<li class=${is} data-step=${name} aria-current=${is === 'now' ? 'step' : 'false'}>
      <span class="dot" aria-hidden="true">${is === 'past' ? html`<tt-icon name="check"></tt-icon>` : nothing}</span>
      <div><b>${name === 'closed' && matter.closed ? t(`wc.outcome.${matter.closed.outcome}`) : t(`wp.step.${name}`)}</b><span class="hidden-text">${t(`wp.is.${is}`)}</span>
        ${day ? html`<span class="soft"> ${dayWords(day, false)}</span>` : nothing}
        ${is === 'now' && matter.status === 'correcting' ? html`<span class="tag warn">${t('wc.status.correcting')}</span>` : nothing}</div></li>`)}</ol>`
  }

  #papers(matter: CaseState) {
    const papers = (this.live?.papersOf(matter.caseId) ?? []).filter(({ status }) => status !== 'draft')
    if (papers.length === 0) return html`<p class="soft">${t(matter.owed.length > 0 ? 'wp.receiptsComing' : 'wp.noReceipts')}</p>`
    return html`<ul class="rows">${papers.map((paper) => html`<li data-paper=${paper.documentId}><tt-icon name="paper"></tt-icon><span class="grow"><b>${kindName(paper.content.template)}</b> <span class="soft fine">${t(`wc.paper.${paper.status}`)}</span></span>
      ${actButton('openPaper', t('wc.openPaper'), () => { if (this.live) openWindowPaper(this.live, matter.caseId, paper.documentId) }, { look: 'small', value: paper.documentId, label: `${t('wc.openPaper')} ${kindName(paper.content.template)}` })}</li>`)}</ul>`
  }

  #materials(matter: CaseState, may: ReturnType<typeof citizenMay>) {
    const deferrable = may.has('promiseGaps') && matter.item.materials.some((material) => material.deferrable && materialStatus(matter, material) === 'missing' && !isPromised(matter, material.materialId))
    return html`<ul class="rows">${matter.item.materials.map((material) => this.#material(matter, material, may.has('addMaterial')))}</ul>
      ${deferrable ? html`<p>${actButton('promiseGaps', t('wp.promise'), () => promiseGaps(this, matter))} <span class="soft fine">${t('wp.promiseWords')}</span></p>` : nothing}`
  }

  #material(matter: CaseState, material: Material, mayAdd: boolean) {
    const held = matter.materials[material.materialId]
    const latest = held?.versions.at(-1)
    const status = materialStatus(matter, material)
    const name = pick(material.name)
    // What has been found good is not sent again.
    const sends = mayAdd && terminal() === null && status !== 'known' && status !== 'ok'
    return html`<li data-material=${material.materialId}>
      ${latest ? html`<tt-page-thumb .fileId=${latest.file.fileId} .pages=${latest.file.pages} .name=${name} .live=${this.live}></tt-page-thumb>` : nothing}
      <span class="grow"><b>${name}</b><br /><span class="tag ${TONES[status]}">${t(`wc.material.${status}`)}</span> ${isPromised(matter, material.materialId) ? html`<span class="tag warn">${t('wc.promised')}</span>` : material.required ? nothing : html`<span class="soft fine">${t('wc.notRequired')}</span>`}
        ${latest?.review?.ok === false ? html`<span class="wrong">${latest.review.reason}</span>` : nothing}${held?.known ? html`<span class="soft fine">${t('wc.knownFrom', { service: held.known.service })}</span>` : nothing}</span>
      ${sends ? html`<tt-material-upload .live=${this.live} .caseId=${matter.caseId} .materialId=${material.materialId} .name=${name} ?again=${latest !== undefined}></tt-material-upload>` : nothing}</li>`
  }

  #more(matter: CaseState, may: ReturnType<typeof citizenMay>) {
    return html`<div class="row acts">
      ${matter.closed ? nothing : html`<a class="button" href="/window/items/${matter.item.itemCode}?case=${matter.caseId}" @click=${follow}>${t('wp.talkAboutCase')}</a>`}
      ${may.has('withdraw') ? actButton('withdraw', t('wp.withdraw'), () => this.#withdraw(matter)) : nothing}
      ${may.has('askErasure') && matter.erased === null ? actButton('askErasure', t('wp.erase.ask'), () => this.#erase(matter)) : nothing}</div>
      <p class="soft fine">${t('wp.seenOn', { day: dayWords(courtDay(this.live?.now() ?? Date.now()), false) })}</p>`
  }

  async #withdraw({ caseId }: CaseState): Promise<void> {
    const answers = await ask({ title: t('wp.withdraw'), words: t('wp.withdrawWords'), fields: terminal() === null ? [{ kind: 'text', name: 'reason', label: t('wp.withdrawReason'), max: 500, optional: true }] : [], submit: t('wp.withdraw'), danger: true })
    if (answers) await this.askCase(caseId, { type: 'withdraw', reason: answers['reason']?.[0] ?? '' })
  }

  async #erase({ caseId }: CaseState): Promise<void> {
    if (await ask({ title: t('wp.erase.ask'), words: t('wp.erase.words'), fields: [], submit: t('wp.erase.ask'), danger: true })) await this.askCase(caseId, { type: 'askErasure' })
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-case-page': TtWindowCasePage }
}
