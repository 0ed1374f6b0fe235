import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CommandType } from '#protocol/hearing-commands.ts'
import type { Person } from '#domain/hearing/state.ts'
import { recordText } from '#domain/hearing/index.ts'
import { stageScript } from '#domain/hearing/opening-script.ts'
import { adduce, applyForRecusal, refuseRecord } from '../../dialogs/party-questions.ts'
import { examine } from '../../dialogs/court-questions.ts'
import { openSigning } from '../../dialogs/open-signing.ts'
import { readRecord } from '../../dialogs/record-dialog.ts'
import { failureText } from '../../failures.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { isCourtSide, waitsFor } from '#domain/document/index.ts'
import { kindName } from '../../papers/kinds.ts'
import type { HearingElement } from '../../hearing-element.ts'
import { t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import { actButton } from '../act-button.ts'
import { isSpeaking } from '../company.ts'

/** One thing to be done now. */
export type Task = { key: string; body: TemplateResult }

/** What the hearing asks of this person now, as a party, agent or member of the panel: most pressing first. */
export function ownTasks(host: HearingElement, may: Set<CommandType>): Task[] {
  const { view, me, live } = host
  if (!view || !me) return []
  return [
    floor(host, me, may), paper(host), rights(host, me, may), recusal(host, me, may), mediation(host, me, may),
    ...exhibits(host, me, may), record(host, me, may),
  ].filter((task) => task !== null && live.status.kind !== 'closed') as Task[]
}

function floor(host: HearingElement, me: Person, may: Set<CommandType>): Task | null {
  const { view, live } = host
  if (view!.floor !== me.personId && me.testimony !== 'testifying') return null
  const silent = !me.microphoneOn && !me.mutedByCourt && may.has('setMicrophone')
  return { key: 'floor', body: html`<section class="part now"><h3>${t(me.testimony === 'testifying' ? 'task.testify' : 'task.floor')}</h3>
    <p>${t(silent ? 'task.openMicrophone' : isSpeaking(live, me) ? 'task.youAreHeard' : 'task.speakNow')}</p>
    <div class="answers">
      ${silent ? actButton('setMicrophone', t('act.openMicrophone'), () => host.dispatchEvent(new CustomEvent('tt-open-microphone', { bubbles: true, composed: true })), { look: 'primary', icon: 'microphone' }) : nothing}
      ${may.has('finishTurn') && view!.floor === me.personId ? actButton('finishTurn', t('act.finishTurn'), () => host.act({ type: 'finishTurn' }), { look: silent ? '' : 'primary', icon: 'check' }) : nothing}</div></section>` }
}

function rights(host: HearingElement, me: Person, may: Set<CommandType>): Task | null {
  if (!may.has('acknowledgeRights') || me.rightsAcknowledged) return null
  return { key: 'rights', body: html`<section class="part now"><h3>${t('task.rights')}</h3>
    <div class="script" tabindex="0">${stageScript(host.view!, 'informRights').lines.map((line) => html`<p>${pick(line)}</p>`)}</div>
    ${actButton('acknowledgeRights', t('act.acknowledgeRights'), () => host.act({ type: 'acknowledgeRights' }), { look: 'primary', icon: 'check' })}</section>` }
}

function recusal(host: HearingElement, me: Person, may: Set<CommandType>): Task | null {
  if (!may.has('answerRecusal') || me.recusal !== 'unasked' || host.view!.stage !== 'askRecusal') return null
  return { key: 'recusal', body: html`<section class="part now"><h3>${t('task.recusal')}</h3><p>${t('task.recusalWords')}</p>
    <div class="answers">
      ${actButton('answerRecusal', t('act.noRecusal'), () => host.act({ type: 'answerRecusal', applies: false }), { look: 'primary', value: 'no' })}
      ${actButton('answerRecusal', t('act.applyRecusal'), () => applyForRecusal(host, host.view!), { value: 'yes' })}</div></section>` }
}

function mediation(host: HearingElement, me: Person, may: Set<CommandType>): Task | null {
  if (!may.has('consentToMediation') || me.mediationConsent !== null) return null
  return { key: 'mediation', body: html`<section class="part now"><h3>${t('task.mediation')}</h3><p>${t('task.mediationWords')}</p>
    <div class="answers">
      ${actButton('consentToMediation', t('act.consent'), () => host.act({ type: 'consentToMediation', willing: true }), { look: 'primary', value: 'yes' })}
      ${actButton('consentToMediation', t('act.noConsent'), () => host.act({ type: 'consentToMediation', willing: false }), { value: 'no' })}</div></section>` }
}

function exhibits(host: HearingElement, me: Person, may: Set<CommandType>): Task[] {
  const { view } = host
  const tasks: Task[] = []
  if (may.has('adduceExhibit') && view!.stage === 'adduce') {
    tasks.push({ key: 'adduce', body: html`<section class="part"><h3>${t('task.adduce')}</h3><p>${t('task.adduceWords')}</p>
      ${actButton('adduceExhibit', t('act.adduceExhibit'), () => adduce(host), { look: 'primary', icon: 'plus' })}</section>` })
  }
  if (!may.has('examineExhibit')) return tasks
  const open = view!.exhibits.filter((exhibit) => view!.people[exhibit.by]?.side !== me.side && !exhibit.opinions[me.personId])
  if (open.length > 0) {
    tasks.push({ key: 'examine', body: html`<section class="part now"><h3>${t('task.examine')}</h3><ul class="list">${open.map((exhibit) => html`<li><span>${exhibit.title}</span>
      ${actButton('examineExhibit', t('act.examineExhibit'), () => examine(host, exhibit), { look: 'small primary', value: exhibit.exhibitId })}</li>`)}</ul></section>` })
  }
  return tasks
}

/** A paper waits for this person: to be confirmed as a draft, or to be signed. */
function paper(host: HearingElement): Task | null {
  const { live } = host
  for (const document of live.documents) {
    const mine = document.signers.find((signer) => signer.personId === live.me)
    if (!mine || mine.signedAt || mine.refusedReason) continue
    const { confirmed } = PAPER_KINDS[document.content.template]
    const draft = document.status === 'draft' && confirmed && !mine.confirmed && !isCourtSide(mine.capacity)
    const sign = document.status === 'frozen' || document.status === 'partlySigned'
    if (!draft && (!sign || waitsFor(document, mine.capacity).length > 0)) continue
    const name = kindName(document.content.template)
    return { key: 'paper', body: html`<section class="part now"><h3>${t(draft ? 'task.confirmDraft' : 'task.sign', { paper: name })}</h3><p>${t(draft ? 'task.confirmDraftWords' : 'task.signWords', { paper: name })}</p>
      ${actButton('openSigning', t(draft ? 'act.readDraft' : 'act.openSigning'), () => openSigning(live, document.documentId), { look: 'primary', icon: draft ? 'paper' : 'pen' })}</section>` }
  }
  return null
}

function record(host: HearingElement, me: Person, may: Set<CommandType>): Task | null {
  if (host.view!.stage === 'reviewRecord' && may.has('requestRecordCorrection')) {
    return { key: 'review', body: html`<section class="part"><h3>${t('task.reviewRecord')}</h3><p>${t('task.reviewRecordWords')}</p></section>` }
  }
  if (!may.has('signRecord') || me.record !== 'open') return null
  return { key: 'record', body: html`<section class="part now"><h3>${t('task.signRecord')}</h3><p>${t('task.signRecordWords')}</p>
    <div class="answers">
      ${actButton('openRecord', t('act.openRecord'), () => readRecord(recordText(host.view!), (recordSha256) => host.live.command({ type: 'signRecord', recordSha256 }).then(() => null, failureText)), { look: 'primary', icon: 'record' })}
      ${may.has('refuseRecord') ? actButton('refuseRecord', t('act.refuseRecord'), () => refuseRecord(host)) : nothing}</div></section>` }
}
