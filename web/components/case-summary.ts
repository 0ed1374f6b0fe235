import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { CaseFile, RoleId } from '#protocol/people.ts'
import { TtElement } from '../base-element.ts'
import { dateTime, t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { texts } from '../style/shared.ts'

/** What every paper of the case says at its head. */
@customElement('tt-case-summary')
export class TtCaseSummary extends TtElement {
  static override styles = [
    texts,
    css`
      dl { display: grid; grid-template-columns: max-content 1fr; border-block-start: 1px solid var(--line); }
      dt, dd { padding: 0.5rem 0; border-block-end: 1px solid var(--line); }
      dt { color: var(--text-soft); padding-inline-end: 1.5rem; }
      dd { font-weight: 500; overflow-wrap: anywhere; }
      .role { font-family: var(--serif); font-size: var(--size-l); font-weight: 700; color: var(--gold-deep); }
    `,
  ]

  @property({ attribute: false }) caseFile: CaseFile | null = null
  @property({ attribute: false }) roleId: RoleId | null = null

  override render() {
    const file = this.caseFile
    if (!file) return nothing
    return html`<dl>
      <dt>${t('case.court')}</dt><dd>${file.court} · ${file.courtroom}</dd>
      <dt>${t('case.no')}</dt><dd>${file.caseNo}</dd>
      <dt>${t('case.cause')}</dt><dd>${file.cause}</dd>
      <dt>${t('case.time')}</dt><dd>${dateTime(file.scheduledAt)}</dd>
      <dt>${t('case.publicity')}</dt><dd>${t(file.publicity === 'open' ? 'case.open' : 'case.closedDoors')}</dd>
      ${this.roleId ? html`<dt>${t('enter.role')}</dt><dd class="role">${roleLabel(this.roleId)}</dd>` : nothing}
    </dl>`
  }
}
