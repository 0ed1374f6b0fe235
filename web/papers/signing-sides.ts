import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { DocumentView } from '#protocol/documents.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { isComplete, isCourtSide, partyVoices, waitsFor } from '#domain/document/index.ts'
import type { Person } from '#domain/hearing/state.ts'
import { actButton } from '../components/act-button.ts'
import { joined, t } from '../i18n/index.ts'

/** What stands beside the pages on the signing desk, and what can be done there. */
export type Desk = {
  paper: DocumentView
  me: Person | null
  busy: boolean
  /** Shown to its end. */
  read: boolean
  written: boolean
  /** SHA-256 of the pages now shown; null before they are there. */
  shown: string | null
  drafts: boolean
  confirm(): unknown
  freeze(previewSha256: string): unknown
  sign(): unknown
  refuse(): unknown
  wrote(): void
}

const note = (tone: 'good' | 'bad' | 'warn', words: string) =>
  html`<p class="note ${tone}" role="status"><tt-icon name=${tone === 'good' ? 'circleCheck' : tone === 'bad' ? 'circleAlert' : 'warning'}></tt-icon><span>${words}</span></p>`

/** Names of the parties whose confirmation of this version is missing. */
export function unconfirmedNames({ content, signers }: DocumentView): string[] {
  if (!PAPER_KINDS[content.template].confirmed) return []
  return partyVoices(content, signers).filter(({ voices }) => !voices.some(({ confirmed }) => confirmed)).map(({ name }) => name)
}

/** Beside a draft: the parties confirm it, who wrote it makes it final, naming the very pages that were looked at. */
export function draftSide({ paper, me, drafts, busy, shown, confirm, freeze }: Desk): TemplateResult {
  const mine = paper.signers.find((signer) => signer.personId === me?.personId)
  const confirms = PAPER_KINDS[paper.content.template].confirmed && mine !== undefined && !isCourtSide(mine.capacity)
  const missing = unconfirmedNames(paper)
  const current = shown !== null && shown === paper.preview?.sha256
  return html`${!confirms ? nothing : mine.confirmed ? note('good', t('sign.confirmedWait')) : html`<p>${t('sign.confirmWords', { version: paper.version })}</p>
      ${actButton('confirmDocument', t('act.confirmDocument'), confirm, { look: 'primary wide', disabled: busy || !current })}`}
    ${!drafts ? (confirms ? nothing : html`<p class="soft">${t('sign.draftOnly')}</p>`) : html`<p>${t('preview.freezeWords')}</p>
      ${missing.length > 0 ? note('warn', t('preview.waiting', { names: joined(missing) })) : nothing}
      ${paper.signers.length === 0 ? html`<p class="soft">${t('paper.noSigner')}</p>` : nothing}
      ${actButton('freezeDocument', t('preview.freeze'), () => (shown === null ? undefined : freeze(shown)), { look: missing.length === 0 ? 'primary wide' : 'wide', icon: 'lock', disabled: busy || !current })}`}`
}

/** Beside a frozen paper: what has become of it, or the pad to sign it. */
export function signingSide(desk: Desk): TemplateResult {
  const { paper, me, busy, read, written, sign, refuse, wrote } = desk
  const mine = paper.signers.find((signer) => signer.personId === me?.personId)
  const agreement = paper.content.template === 'settlementAgreement'
  if (isComplete(paper)) return note('good', t(agreement ? 'sign.sealed' : paper.signers.length === 0 ? 'sign.issued' : 'sign.complete'))
  if (paper.status === 'declined' || paper.status === 'void') return note('bad', t(`paper.status.${paper.status}`))
  if (!mine) return html`<p class="soft">${t('sign.watch')}</p>`
  if (mine.refusedReason !== null) return note('warn', t('sign.refusedNoted'))
  if (mine.signedAt) return note('good', t('sign.signed'))
  const before = waitsFor(paper, mine.capacity)
  if (before.length > 0) return html`${note('warn', t('sign.turn', { names: joined(before) }))}`
  return html`<h3>${t('sign.heading')}</h3>
    ${read ? html`<p>${t('sign.words')}</p>` : note('warn', t('sign.readFirst'))}
    <tt-signature-pad @change=${wrote}></tt-signature-pad>
    ${me?.identityTail === undefined || isCourtSide(mine.capacity) ? nothing : html`<label class="field">${t('sign.identity')}
      <input name="identityTail" maxlength="4" autocomplete="off" inputmode="text" pattern="[0-9]{3}[0-9Xx]" /><span class="hint">${t('sign.identityWords')}</span></label>`}
    ${actButton('signDocument', t(busy ? 'sign.signing' : 'act.signDocument'), sign, { look: 'primary wide', icon: 'pen', disabled: !read || !written || busy })}
    ${isCourtSide(mine.capacity) ? nothing : actButton('refuseDocument', t('act.refuseDocument'), refuse, { look: 'small', disabled: busy })}`
}
