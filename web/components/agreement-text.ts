import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { TtElement } from '../base-element.ts'
import { chineseNumber } from '../i18n/chinese-number.ts'
import { t } from '../i18n/index.ts'
import { texts } from '../style/shared.ts'

/** The draft as all see it while it is being written: the words of the paper, before it is set and frozen. */
@customElement('tt-agreement-text')
export class TtAgreementText extends TtElement {
  static override styles = [
    texts,
    css`
      article { max-inline-size: 48rem; margin-inline: auto; background: #fff; padding: clamp(1.2rem, 5vw, 3.5rem); font-family: var(--serif); font-size: 1.125rem; line-height: 1.95; box-shadow: 0 1px 6px rgb(20 26 34 / 22%); display: grid; gap: 0.7rem; overflow-wrap: anywhere; }
      h1, .court { text-align: center; }
      h1 { font-size: 1.75rem; letter-spacing: 0.2em; margin-block-end: 0.3rem; }
      .no { text-align: end; }
      ol { display: grid; gap: 0.5rem; }
      .text { white-space: pre-wrap; text-indent: 2em; }
      .draft { justify-self: center; font-family: var(--sans); font-size: var(--size-s); }
    `,
  ]

  @property({ attribute: false }) paper: DocumentView | null = null

  override render() {
    const { paper } = this
    if (!paper) return nothing
    const { fields, version } = paper
    const agentsOf = (personId: string): string => (fields.agents.filter((agent) => agent.of === personId).map((agent) => `${agent.name}（${agent.title}）`)).join('、')
    const party = (word: string) => ({ personId, name, identity, address }: (typeof fields.applicants)[number]) => {
      const agents = agentsOf(personId)
      return html`<p>${word}：${[name, identity, address].filter(Boolean).join('，')}。${agents ? html`<br />委托诉讼代理人：${agents}。` : nothing}</p>`
    }
    // The paper is a Chinese court's: its own words stay Chinese whatever language the page is read in.
    return html`<article lang="zh-CN">
      <span class="tag gold draft">${t('paper.draftMark', { version })}</span>
      <p class="court">${fields.court}</p><h1>调解协议</h1><p class="no">${fields.caseNo}</p>
      ${fields.applicants.map(party('原告'))}${fields.respondents.map(party('被告'))}
      <p>案由：${fields.cause}</p><p class="text">${fields.facts}</p>
      <p class="text">经调解，各方当事人自愿达成如下协议：</p>
      <ol>${fields.clauses.map((clause, index) => html`<li class="text">${chineseNumber(index + 1)}、${clause}</li>`)}</ol>
      ${fields.amountYuan ? html`<p class="text">协议涉及金额：人民币${fields.amountYuan}元。</p>` : nothing}
      ${fields.courtFee ? html`<p class="text">案件受理费：${fields.courtFee}</p>` : nothing}</article>`
  }
}
