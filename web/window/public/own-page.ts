import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Tone } from '../../components/toast.ts'
import { actButton } from '../../components/act-button.ts'
import { lostWords } from '../../components/lost-words.ts'
import { t } from '../../i18n/index.ts'
import { follow } from '../../router.ts'
import { liveWindowAgain } from '../live/index.ts'
import type { PublicElement } from './public-element.ts'
import './identity/sign-in.ts'
import '../../components/icon.ts'
import '../../components/toast.ts'

/** A page of what belongs to one citizen: asks who it is first, and says so when the line is lost. */
export function ownPage(page: PublicElement, title: string, own: () => TemplateResult, tell: (event: CustomEvent<{ words: string; tone: Tone }>) => void, back: { href: string; words: string } = { href: '/window', words: t('wp.home') }): TemplateResult {
  const { live, seat } = page
  const lost = lostWords(live?.status, 'wp.lineLost')
  return html`${lost ? html`<p class="line" role="alert"><tt-icon name="wifiOff"></tt-icon>${lost}</p>` : nothing}
    <div class="page" @tt-tell=${tell}>
      <a class="crumb" href=${back.href} @click=${follow}><tt-icon name="arrowRight"></tt-icon>${back.words}</a>
      <h1>${title}</h1>
      ${inside(page, own)}
      <tt-toasts></tt-toasts></div>`

  function inside({ live: line }: PublicElement, body: () => TemplateResult): TemplateResult {
    if (!line) return html`<tt-citizen-sign-in></tt-citizen-sign-in>`
    if (line.status.kind === 'closed') {
      return html`<div class="panel" role="alert"><p>${t(line.status.reason === 'takenOver' ? 'wp.takenOver' : 'wp.lineEnded')}</p>
        <p>${actButton('takeBack', t('wp.takeBack'), () => { page.live = liveWindowAgain() }, { look: 'primary' })}</p></div>`
    }
    if (!seat) return html`<p class="empty" role="status">${t('app.loading')}</p>`
    if (seat.role !== 'serviceApplicant') return html`<div class="panel"><p>${t('wp.staffHere')}</p><p><a class="button" href="/window/desk" @click=${follow}>${t('wp.toDesk')}</a></p></div>`
    return body()
  }
}
