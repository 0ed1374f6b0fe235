import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { HearingListItem } from '#protocol/http.ts'
import { listHearings, signIn } from '../api.ts'
import { TtElement } from '../base-element.ts'
import '../components/case-summary.ts'
import { isPublic } from '#domain/hearing/roles.ts'
import { prefer } from '../devices/preferences.ts'
import { failureText } from '../failures.ts'
import { flags } from '../flags.ts'
import { t } from '../i18n/index.ts'
import { follow, go } from '../router.ts'
import { currentSession, keepSession } from '../session.ts'
import { fields, sharedStyles } from '../style/shared.ts'
import '../components/icon.ts'

type Step =
  | { kind: 'form'; busy: boolean; problem: string | null }
  | { kind: 'checking' }
  | { kind: 'welcome'; name: string; hearing: HearingListItem; doubt: boolean }

/** The door: by a personal link, or with a court account. */
@customElement('tt-enter-page')
export class TtEnterPage extends TtElement {
  static override styles = [
    sharedStyles, fields,
    css`
      :host { display: grid; justify-items: center; align-content: start; gap: 1.5rem; padding: clamp(1.5rem, 7vh, 5rem) 1rem 2rem; }
      .sheet { inline-size: min(100%, 34rem); padding: clamp(1.25rem, 4vw, 2.5rem); display: grid; gap: 1.4rem; box-shadow: var(--shadow); border-block-start: 3px solid var(--ink-800); }
      form { display: grid; gap: 1rem; }
      .lead { color: var(--text-soft); }
      .rule { border: 0; border-block-start: 1px solid var(--line); margin: 0; inline-size: 100%; }
      .sign { font-size: var(--size-l); font-family: var(--serif); font-weight: 700; }
      .etiquette { inline-size: min(100%, 34rem); font-size: var(--size-s); color: var(--text-soft); }
      .etiquette a { color: inherit; display: inline-block; padding-block: 0.35rem; }
      .two { display: grid; gap: 0.6rem; grid-template-columns: 1fr auto; }
      @media (max-width: 480px) { .two { grid-template-columns: 1fr; } }
    `,
  ]

  @state() private step: Step = { kind: 'form', busy: false, problem: null }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('hashchange', this.#begin)
    this.#begin()
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#begin)
    super.disconnectedCallback()
  }

  readonly #begin = (): void => {
    const invitation = location.hash.slice(1)
    if (invitation) return void this.#byInvitation(invitation)
    const session = currentSession()
    if (session?.hearingId) void this.#welcome()
    else if (session) go('/', { replace: true })
  }

  async #byInvitation(invitation: string): Promise<void> {
    this.step = { kind: 'checking' }
    try {
      await signIn({ invitation })
      // The code is a key: it does not stay in the address, where others may read it.
      history.replaceState(null, '', location.pathname + location.search)
      await this.#welcome()
    } catch (error) {
      this.step = { kind: 'form', busy: false, problem: failureText(error) }
    }
  }

  async #welcome(): Promise<void> {
    this.step = { kind: 'checking' }
    try {
      const session = currentSession()
      if (session?.hearingId && flags().autojoin) return go(`/hearing/${session.hearingId}`, { replace: true })
      const hearing = (await listHearings()).find((item) => item.hearingId === session?.hearingId)
      if (!session || !hearing) return go('/hearings', { replace: true })
      this.step = { kind: 'welcome', name: session.name, hearing, doubt: false }
    } catch (error) {
      this.step = { kind: 'form', busy: false, problem: failureText(error) }
    }
  }

  readonly #byAccount = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const data = new FormData(event.target as HTMLFormElement)
    const account = String(data.get('account') ?? '').trim()
    const password = String(data.get('password') ?? '')
    if (!account || !password) return void (this.step = { kind: 'form', busy: false, problem: t('enter.noPassword') })
    this.step = { kind: 'form', busy: true, problem: null }
    try {
      const session = await signIn({ account, password })
      go(session.hearingId && flags().autojoin ? `/hearing/${session.hearingId}` : session.window ? '/' : '/hearings')
    } catch (error) {
      this.step = { kind: 'form', busy: false, problem: failureText(error) }
    }
  }

  readonly #another = (): void => {
    keepSession(null)
    this.step = { kind: 'form', busy: false, problem: null }
  }

  /** Who only watches sends nothing, so there is nothing to test and no device to ask for. */
  #goOn({ hearingId, role }: HearingListItem): void {
    if (!isPublic(role)) return go(`/hearing/${hearingId}/test`)
    prefer({ useCamera: false, useMicrophone: false })
    go(`/hearing/${hearingId}`)
  }

  override render() {
    return html`
      <section class="card sheet" aria-live="polite">${this.#content()}</section>
      <p class="etiquette">${t('enter.discipline')}</p>
      <p class="etiquette"><a href="/window" @click=${follow}>${t('wp.door')}</a><br /><a href="/verify" @click=${follow}>${t('verify.link')}</a></p>
    `
  }

  #content() {
    const step = this.step
    if (step.kind === 'checking') return html`<p role="status">${t('enter.checking')}</p>`
    if (step.kind === 'welcome') return this.#welcomeCard(step)
    return html`
      <h1>${t('enter.heading')}</h1>
      <p class="lead">${t('enter.lead')}</p>
      ${step.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${step.problem}</p>` : nothing}
      <hr class="rule" />
      <h2 class="sign">${t('enter.staff')}</h2>
      <form @submit=${this.#byAccount}>
        <label class="field">${t('enter.account')}<input name="account" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="40" /></label>
        <label class="field">${t('enter.password')}<input name="password" type="password" autocomplete="current-password" maxlength="200" /></label>
        <button class="primary wide" type="submit" data-act="signIn" ?disabled=${step.busy}>${step.busy ? t('enter.signingIn') : t('enter.signIn')}</button>
      </form>`
  }

  #welcomeCard({ name, hearing, doubt }: Extract<Step, { kind: 'welcome' }>) {
    return html`
      <div><h1>${t('enter.welcome', { name })}</h1><p class="lead">${t('enter.invitedTo')}</p></div>
      <tt-case-summary .caseFile=${hearing.caseFile} .roleId=${hearing.role}></tt-case-summary>
      ${doubt ? html`<p class="note warn" role="alert"><tt-icon name="warning"></tt-icon>${t('enter.notMeHelp')}</p>` : nothing}
      <div class="two">
        <button class="primary" data-act="enter" @click=${() => this.#goOn(hearing)}>${t(isPublic(hearing.role) ? 'enter.observe' : 'enter.continue')}<tt-icon name="arrowRight"></tt-icon></button>
        <button data-act="notMe" @click=${() => (this.step = { kind: 'welcome', name, hearing, doubt: true })}>${t('enter.notMe')}</button>
      </div>
      ${doubt ? html`<button class="plain" @click=${this.#another}>${t('enter.otherLink')}</button>` : nothing}`
  }
}
