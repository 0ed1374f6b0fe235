import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { requestOffline } from '../dialogs/party-questions.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { pick, stageLabel } from '../i18n/labels.ts'
import { labels } from '#domain/hearing/index.ts'
import { panelStyles } from '../style/panel.ts'
import { sharedStyles } from '../style/shared.ts'
import { courtTasks } from './tasks/court-tasks.ts'
import { ownTasks } from './tasks/own-tasks.ts'
import { roomTasks } from './tasks/room-tasks.ts'
import { actButton } from './act-button.ts'
import './icon.ts'

/** 当前事项: what is to be done now, by this person. */
@customElement('tt-task-panel')
export class TtTaskPanel extends HearingElement {
  static override styles = [
    sharedStyles, panelStyles,
    css`
      :host { display: flex; flex-direction: column; }
      .onward { position: sticky; inset-block-end: 0; margin-block-start: auto; background: var(--paper); border-block-start: 1px solid var(--line); border-block-end: 0; box-shadow: 0 -4px 12px rgb(20 26 34 / 6%); }
      .onward { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; padding-block: 0.7rem; }
      .requests { margin-block-start: auto; padding: 0.5rem; text-align: end; }
      .stage { padding: 0.9rem 1rem 0.7rem; border-block-end: 1px solid var(--line); }
      .stage p { font-size: var(--size-s); color: var(--text-soft); }
      .stage h2 { font-size: 1.5rem; }
    `,
  ]

  override render() {
    const { view } = this
    if (!view) return nothing
    const may = this.may()
    const own = ownTasks(this, may)
    const court = [...roomTasks(this, may), ...courtTasks(this, may)]
    return html`
      <header class="stage"><p>${t('task.stageNow')}</p><h2>${stageLabel(view.stage)}</h2></header>
      ${view.outcome ? html`<section class="part"><h3>${pick(labels.outcome[view.outcome.outcome as keyof typeof labels.outcome])}</h3><p>${view.outcome.text}</p></section>` : nothing}
      ${repeat(own, ({ key }) => key, ({ body }) => body)}
      ${court}
      ${own.length === 0 && court.length === 0 ? html`<p class="empty">${t(view.closedAt ? 'task.over' : view.recess ? 'task.recess' : 'task.none')}</p>` : nothing}
      ${may.has('requestOffline') && view.offline?.decision !== 'open' ? html`<p class="requests">${actButton('requestOffline', t('act.requestOffline'), () => requestOffline(this), { look: 'plain small' })}</p>` : nothing}`
  }
}
