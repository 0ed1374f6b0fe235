import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { DocumentView, TemplateId } from '#protocol/documents.ts'
import type { AccessPurpose } from '#protocol/window/case.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { isComplete } from '#domain/document/index.ts'
import { clocksOf, dutyOf, mayDo, missingForAccept, missingForDecision, warningsOf } from '#domain/window/case/index.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { failureText } from '../../../failures.ts'
import { clockTime, courtDay, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { kindName } from '../../../papers/kinds.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { WindowElement } from '../../live/index.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import { iconOf, leftWords, shortDay, toneOf } from '../clock-words.ts'
import { COURSE_ACTS, PRIMARY, askedOf, refusalOf } from './acts.ts'
import type { CaseActType, CaseWish, CourseAct } from './acts.ts'
import { caseStyles } from './case-styles.ts'
import { askCorrection } from './correction-dialog.ts'
import { materialList } from './materials.ts'
import { answerableLine, offeredLine, correctionSheet, courseSheet, formSheet, gapsSheet, partsSheet, wayLine } from './sheets.ts'
import { TABS_OF_A_CASE, tabKeys } from './tabs.ts'
import type { CaseTab } from './tabs.ts'
import '../../../components/icon.ts'

/** 办件: papers, form, papers made, course, clocks and every step the law lets this person take. */
@customElement('tt-desk-case')
export class TtDeskCase extends WindowElement {
  static override styles = [sharedStyles, caseStyles]

  @property() caseId = ''
  @property() purpose: AccessPurpose = 'handling'
  @property({ attribute: false }) book: Book = EMPTY_BOOK
  /** The call about this case is going on: what it gathers can be taken over. */
  @property({ type: Boolean }) inCall = false
  @state() private tab: CaseTab = 'materials'
  @state() private problem = ''
  @state() private busy = false
  #watching = ''

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('caseId') || changed.has('live')) void this.#watchCase()
  }

  override disconnectedCallback(): void {
    this.#leave()
    super.disconnectedCallback()
  }

  async #watchCase(): Promise<void> {
    if (this.#watching === this.caseId || !this.live) return
    this.#leave()
    const { caseId } = this
    if (caseId === '') return
    this.#watching = caseId
    this.problem = ''
    try {
      await this.live.watchCase(caseId, this.purpose)
    } catch (error) {
      if (this.#watching === caseId) this.problem = failureText(error)
    }
  }

  #leave(): void {
    if (this.#watching !== '') this.live?.unwatchCase(this.#watching).catch(() => undefined)
    this.#watching = ''
  }

  get matter(): CaseState | null { return this.live?.cases.get(this.caseId) ?? null }

  #give = async (command: CaseWish): Promise<void> => {
    this.busy = true
    await this.askCase(this.caseId, command)
    this.busy = false
  }

  async #act(act: CourseAct): Promise<void> {
    const { matter } = this
    if (!matter || !this.live) return
    const command = act === 'tellCorrection' ? await askCorrection(matter, this.live.caseSettings.correctionDays) : await askedOf(act, { state: matter, book: this.book, me: this.live.me })
    if (command) await this.#give(command)
    else if (act === 'offerHandover' && this.book.catalogue === null) this.tell(t('wd.noCatalogue'), 'bad')
  }

  override render() {
    const { matter } = this
    const hand = this.live?.hand
    if (this.problem) return html`<p class="note bad" role="alert" style="margin:1rem"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>`
    if (!matter || !hand || !this.live) return html`<p class="empty" role="status">${t('app.loading')}</p>`
    const may = new Set<CaseActType>(mayDo(matter, hand, this.live.caseSettings))
    const sheet = { state: matter, book: this.book, may, me: hand.personId, at: hand.at, give: this.#give }
    return html`
      <div class="top">${this.#head(matter)}${this.#clocks(matter)}${offeredLine(sheet)}</div>
      <div class="tabs" role="tablist" aria-label=${t('wc.tabs')} @keydown=${tabKeys}>${TABS_OF_A_CASE.map((tab) => html`<button type="button" role="tab" id="tab-${tab}" data-act="tab-${tab}"
        aria-selected=${tab === this.tab} aria-controls="sheet" tabindex=${tab === this.tab ? 0 : -1} @click=${() => { this.tab = tab }}>${t(`wc.tab.${tab}`)}${this.#count(matter, tab)}</button>`)}</div>
      <div class="body" id="sheet" role="tabpanel" tabindex="0" aria-labelledby="tab-${this.tab}">${this.#sheet(sheet)}</div>
      <div class="foot">${this.#acts(matter, may)}</div>`
  }

  #head(matter: CaseState) {
    const duty = dutyOf(matter)
    return html`<div class="title"><h3>${pick(matter.item.name)}</h3><span class="tag ${matter.status === 'closed' ? '' : matter.status === 'correcting' ? 'warn' : 'gold'}" data-status=${matter.status}>${
      matter.closed ? t(`wc.outcome.${matter.closed.outcome}`) : t(`wc.status.${matter.status}`)}</span></div>
      <p class="row"><span>${matter.citizen.name}</span><span class="no">${matter.caseNo}</span><span class="fine soft">${t(`wc.mode.${matter.item.mode}`)}</span></p>
      ${duty ? html`<p class="fine"><b>${t(`wc.duty.${duty.what}`)}</b> · ${duty.kind === 'citizen' ? t('wc.byCitizen') : this.book.place(duty.id)}${duty.personId && duty.kind !== 'citizen' ? ` ${this.book.person(duty.personId)}` : ''}</p>` : nothing}
      ${warningsOf(matter).length > 0 ? html`<p class="note warn"><tt-icon name="warning"></tt-icon>${t('wc.paperOnly')}</p>` : nothing}`
  }

  #clocks(matter: CaseState) {
    const { calendar } = this.book
    if (!calendar || !this.live) return nothing
    const clocks = clocksOf(matter, calendar, this.live.caseSettings, new Date(this.live.now()).toISOString())
    return clocks.length === 0 ? nothing : html`<div class="clocks" role="group" aria-label=${t('wc.clocks')}>${clocks.map((clock) => html`<span class="clock ${toneOf(clock.level)}" data-clock=${clock.clock} data-level=${clock.level}>
      <tt-icon name=${iconOf(clock.level)}></tt-icon>${t(`wc.clock.${clock.clock}`)} <b>${leftWords(clock)}</b>${clock.dueOn ? html`<span>${shortDay(clock.dueOn)}</span>` : nothing}</span>`)}</div>`
  }

  #count(matter: CaseState, tab: CaseTab) {
    if (tab === 'papers') {
      const count = this.live?.papersOf(matter.caseId).length ?? 0
      return count > 0 ? ` ${count}` : ''
    }
    if (tab !== 'materials') return ''
    const there = matter.item.materials.filter(({ materialId }) => Object.hasOwn(matter.materials, materialId)).length
    return ` ${there}/${matter.item.materials.length}`
  }

  #sheet(sheet: Parameters<typeof formSheet>[0]) {
    const { state: matter, book, may } = sheet
    switch (this.tab) {
      case 'materials': return html`${correctionSheet(sheet)}${gapsSheet(sheet)}${partsSheet(sheet)}${materialList({
        state: matter, book, live: this.live, may, give: this.#give, refuse: async (material, version) => {
          const reason = await refusalOf(pick(material.name))
          if (reason) await this.#give({ type: 'reviewMaterial', materialId: material.materialId, version, ok: false, reason })
        },
      })}`
      case 'form': return formSheet(sheet)
      case 'papers': return this.#papers(matter)
      case 'course': return html`${wayLine(matter)}${answerableLine(sheet)}${courseSheet(sheet)}`
    }
  }

  #papers(matter: CaseState) {
    const papers = this.live?.papersOf(matter.caseId) ?? []
    const staff = this.live?.hand?.role === 'remoteClerk' || this.live?.hand?.role === 'localClerk'
    return html`
      ${matter.owed.length > 0 ? html`<p class="note"><tt-icon name="clock"></tt-icon>${t('wc.papersOwed', { names: matter.owed.map(({ kind }) => PAPER_KINDS[kind]).map(pick).join('、') })}</p>` : nothing}
      ${papers.length === 0 ? html`<p class="empty">${t('wc.noPapers')}</p>` : html`<ul class="papers">${papers.map((paper) => this.#paper(matter, paper))}</ul>`}
      ${staff && matter.status !== 'closed' && matter.item.signs && !matter.item.paperOnly ? html`<p>${actButton('askSignature', t('wc.askSignature'), () => this.#toBeSigned(matter), { icon: 'pen', look: 'small', disabled: this.busy || matter.identity === null })}
        ${matter.identity === null ? html`<span class="fine soft">${t('wc.identityFirst')}</span>` : nothing}</p>` : nothing}`
  }

  #paper(matter: CaseState, paper: DocumentView) {
    const waits = paper.signers.filter(({ signedAt, refusedReason }) => signedAt === null && refusedReason === null)
    return html`<li data-document=${paper.documentId}><div><p class="name">${kindName(paper.content.template)}</p>
        <p class="fine soft">${paper.effectiveAt ? clockTime(paper.effectiveAt) : ''}${waits.length > 0 ? t('wc.waitsFor', { names: waits.map(({ name }) => name).join('、') }) : ''}</p></div>
      <span class="tag ${isComplete(paper) ? 'good' : paper.status === 'declined' || paper.status === 'void' ? 'bad' : ''}">${t(`wc.paper.${paper.status}`)}</span>
      ${actButton('openPaper', t('wc.openPaper'), () => this.#openPaper(matter.caseId, paper.documentId), { look: 'small', value: paper.documentId, label: `${t('wc.openPaper')} ${kindName(paper.content.template)}` })}</li>`
  }

  /** The PDF reader is fetched when the first paper is opened. */
  async #openPaper(caseId: string, documentId: string): Promise<void> {
    const { openWindowPaper } = await import('../../counter/paper-dialog.ts')
    if (this.live) openWindowPaper(this.live, caseId, documentId)
  }

  /** 送签: the application as the form has it is drawn up, made final and laid before the citizen. */
  async #toBeSigned({ caseId }: CaseState, template: TemplateId = 'applicationForm'): Promise<void> {
    this.busy = true
    await this.command(async (live) => {
      const content = await live.call('composePaper', { caseId, template })
      const draft = await live.call('draftDocument', { caseId, commandId: crypto.randomUUID(), content })
      await live.call('freezeDocument', { caseId, commandId: crypto.randomUUID(), documentId: draft.documentId, version: draft.version })
      this.tell(t('wc.laidBefore'), 'good')
    })
    this.busy = false
  }

  #acts(matter: CaseState, may: ReadonlySet<CaseActType>) {
    const duty = dutyOf(matter)
    const offered = COURSE_ACTS.filter((act) => may.has(act) && !this.#isIdle(matter, act))
    const missing = matter.status === 'examining' ? missingForDecision(matter, matter.examination?.opinion === 'refuse' ? 'refused' : 'granted')
      : ['opened', 'reviewing', 'accepting'].includes(matter.status) ? missingForAccept(matter) : []
    // while something is missing that can be corrected, telling it is the step, not passing it on
    const tells = missing.length > 0 && may.has('tellCorrection') && matter.corrections.length === 0 && ['reviewing', 'accepting'].includes(matter.status)
    const primary: readonly CourseAct[] = tells ? ['tellCorrection'] : (duty && PRIMARY[duty.what]) ?? []
    return html`
      ${missing.length > 0 ? html`<details class="missing"><summary><b>${t('wc.missingCount', { count: missing.length })}</b> ${missing.join('、')}</summary><ul>${missing.map((text) => html`<li>${text}</li>`)}</ul></details>` : nothing}
      ${this.inCall && (this.live?.hand?.role === 'remoteClerk' || this.live?.hand?.role === 'localClerk') ? actButton('carryIntoCase', t('wc.carry'), () => this.command((live) => live.carryIntoCase()), { icon: 'refresh', disabled: this.busy }) : nothing}
      ${offered.map((act) => actButton(act, t(`wc.act.${act}`), () => this.#act(act), { look: primary.includes(act) ? 'primary' : act === 'notAccept' || act === 'lapse' ? 'danger' : '', disabled: this.busy }))}
      ${offered.length === 0 && !this.inCall ? html`<span class="fine soft">${t(matter.status === 'closed' ? 'wc.isClosed' : 'wc.nothingToDo')}</span>` : nothing}`
  }

  /** Allowed by the law, and yet nothing to be done: a button for it would only be in the way. */
  #isIdle(matter: CaseState, act: CourseAct): boolean {
    switch (act) {
      case 'confirmIdentity': return matter.identity !== null
      case 'receivePaperOriginal': return !matter.item.paperOnly || matter.paperOriginal !== null
      case 'exemptFee': return matter.fee.status !== 'open' || matter.fee.fen === 0
      case 'decide': return matter.examination === null
      case 'examine': return matter.examination !== null && matter.parts.every(({ finished }) => finished !== null)
      case 'forward': return matter.status === 'forwarded' && matter.forwarded?.way.kind !== 'post'
      case 'lapse': {
        const by = matter.status === 'correcting' ? matter.corrections.at(-1)?.dueOn : matter.accepted?.gapsBy
        return !by || courtDay(this.live?.now() ?? Date.now()) <= by
      }
      default: return false
    }
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-case': TtDeskCase }
}
