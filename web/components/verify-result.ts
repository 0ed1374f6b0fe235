import { css, html, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import type { Finding, PaperStatus, Verification, VerifiedSignature } from '#protocol/verification.ts'
import { TtElement } from '../base-element.ts'
import { clockTime, dateTime, language, t } from '../i18n/index.ts'
import { sharedStyles } from '../style/shared.ts'
import './icon.ts'

/** What the court found out about a file or a number, in plain words. */
@customElement('tt-verify-result')
export class TtVerifyResult extends TtElement {
  static override styles = [
    sharedStyles,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
      .verdict { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.25rem 1rem; overflow-wrap: anywhere; padding: 1.25rem 1.4rem; border-radius: var(--radius); border: 1px solid; border-inline-start-width: 6px; }
      .verdict tt-icon { font-size: 2.4rem; grid-row: span 3; align-self: start; }
      .verdict h2 { font-size: var(--size-xl); }
      .good { background: var(--green-soft); border-color: var(--green); color: #1f4d37; }
      .bad { background: var(--red-soft); border-color: var(--red); color: #7a1811; }
      .warn { background: var(--amber-soft); border-color: var(--amber); color: #613a00; }
      .problem { font-weight: 600; }
      section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; }
      section h2 { font-size: var(--size-l); }
      ol { display: grid; gap: 0.6rem; counter-reset: signature; }
      li.signature { display: grid; grid-template-columns: 2.2rem minmax(0, 1fr) auto; gap: 0.1rem 0.75rem; align-items: baseline; padding: 0.8rem 1rem; }
      li.signature::before { counter-increment: signature; content: counter(signature); grid-row: span 2; font: 700 var(--size-l) var(--serif); color: var(--gold-deep); }
      .who { font-size: var(--size-l); font-weight: 600; overflow-wrap: anywhere; }
      .who small { font-weight: 400; font-size: var(--size-s); color: var(--text-soft); margin-inline-start: 0.5em; }
      .facts { grid-column: 2 / -1; font-size: var(--size-s); color: var(--text-soft); overflow-wrap: anywhere; }
      .wrong { color: var(--red); font-weight: 500; }
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.35rem 1.25rem; padding: 1rem 1.2rem; }
      dt { color: var(--text-soft); }
      dd { overflow-wrap: anywhere; }
      .hash { font-family: var(--mono); font-size: 0.8125rem; color: var(--text-soft); overflow-wrap: anywhere; }
      @media (max-width: 520px) { dl { grid-template-columns: minmax(0, 1fr); gap: 0.1rem; } dd { margin-block-end: 0.5rem; } .verdict { grid-template-columns: minmax(0, 1fr); } .verdict tt-icon { grid-row: auto; } }
    `,
  ]

  @property({ attribute: false }) verification: Verification | null = null
  @property({ attribute: false }) paper: PaperStatus | null = null

  override render(): TemplateResult {
    const { verification, paper } = this
    return html`
      ${verification ? html`${verdict(verification)}${signaturesOf(verification)}` : nothing}
      ${paper ? paperCard(paper, verification === null) : nothing}
      ${verification ? html`<p class="hash">${t('verify.hash')} ${verification.sha256}</p>` : nothing}
    `
  }
}

function verdict({ ok, findings, record, signatures }: Verification): TemplateResult {
  const test = signatures.some((one) => one.test) ? html`<p class="note warn"><tt-icon name="warning"></tt-icon><span>${t('verify.test')}</span></p>` : nothing
  const [first, ...more] = findings
  if (!ok && first) {
    return html`<div class="verdict bad" role="alert" data-verdict="bad">
      <tt-icon name="forbidden"></tt-icon><h2>${t('verify.bad')}</h2>
      <p class="problem">${sentence(first)}</p>
      <p>${place(first)}${more.length > 0 ? t('verify.moreFindings', { n: more.length }) : ''}${more.length > 0 ? (language() === 'zh' ? '。' : '. ') : ''}${t('verify.badWords')}</p>
    </div>${test}`
  }
  const older = record !== null && !record.newest
  return html`<div class="verdict ${older ? 'warn' : 'good'}" role="status" data-verdict=${older ? 'older' : 'good'}>
    <tt-icon name=${older ? 'warning' : 'circleCheck'}></tt-icon><h2>${t(older ? 'verify.goodOlder' : 'verify.good')}</h2>
    <p>${t(older ? 'verify.goodOlderWords' : 'verify.goodNewest')}</p>
  </div>${test}`
}

const sentence = (finding: Finding): string => (language() === 'zh' ? `${finding.zh}。` : `${finding.en}.`)

/** Where in the file; for those who want to look. */
function place({ revision, object, offset }: Finding): string {
  const parts = [
    revision === null ? '' : revision === 0 ? t('verify.inBase') : t('verify.inRevision', { n: revision }),
    object ? t('verify.inObject', { n: object }) : '', offset === null ? '' : t('verify.atByte', { n: offset.toLocaleString('en') }),
  ].filter(Boolean)
  if (parts.length === 0) return ''
  return language() === 'zh' ? `${t('verify.where')}：${parts.join('，')}。` : `${t('verify.where')}: ${parts.join(', ')}. `
}

function signaturesOf({ signatures, unsigned }: Verification): TemplateResult {
  return html`<section>
    <h2>${t('verify.signatures')}</h2>
    ${signatures.length === 0 ? html`<p class="soft">${t('verify.noSignatures')}</p>` : html`<ol>${signatures.map(signatureLine)}</ol>`}
    ${unsigned.length > 0 ? html`<p class="soft">${t('verify.unsigned', { n: unsigned.length })}</p>` : nothing}
  </section>`
}

function signatureLine(one: VerifiedSignature): TemplateResult {
  const title = one.capacity === 'court' ? t('verify.court') : one.title
  return html`<li class="card signature">
    <span class="who">${one.signer}${title ? html`<small>${title}</small>` : nothing}</span>
    <span class="tag ${one.valid ? 'good' : 'bad'}"><tt-icon name=${one.valid ? 'check' : 'forbidden'}></tt-icon>${t(one.valid ? 'verify.valid' : 'verify.invalid')}</span>
    <span class="facts">
      ${one.signedAt ? html`${dateTime(one.signedAt)}${clockTime(one.signedAt, true).slice(-3)}` : nothing}
      ${one.certificateSerial ? html` · ${t('verify.certificate')} ${one.certificateSerial.slice(0, 16)}…` : nothing}
      ${one.problem ? html`<span class="wrong">${language() === 'zh' ? one.problem : one.problemEn}</span>` : nothing}
    </span>
  </li>`
}

function paperCard(paper: PaperStatus, alone: boolean): TemplateResult {
  const kind = PAPER_KINDS[paper.template]
  const done = paper.signatures.length
  return html`<section>
    <h2>${t('verify.paper')}</h2>
    <dl class="card">
      <dt>${t('verify.code')}</dt><dd>${paper.documentId}</dd>
      <dt>${t('verify.kind')}</dt><dd>${language() === 'zh' ? kind.zh : kind.en}</dd>
      <dt>${t('verify.office')}</dt><dd>${paper.court}</dd>
      <dt>${t('verify.status')}</dt><dd>${t(`verify.status.${paper.status}`)}</dd>
      <dt>${t('verify.count')}</dt><dd>${t('verify.countOf', { done, all: paper.expected })}</dd>
      ${alone && done > 0 ? html`<dt>${t('verify.times')}</dt><dd>${paper.signatures.map(({ kind: what, at }) => html`<div>${dateTime(at)}${what === 'seal' ? ` · ${t('verify.court')}` : ''}</div>`)}</dd>` : nothing}
      ${paper.effectiveAt ? html`<dt>${t('verify.effective')}</dt><dd>${dateTime(paper.effectiveAt)}</dd>` : nothing}
    </dl>
    ${alone ? html`<p class="note"><tt-icon name="paper"></tt-icon><span>${t('verify.codeOnly')}</span></p>` : nothing}
  </section>`
}
