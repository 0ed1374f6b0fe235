import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { FormField } from '#protocol/window/catalogue.ts'
import type { CaseStatus } from '#protocol/window/case.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { openGaps, targetName } from '#domain/window/case/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { clockTime, courtDay, dateTime, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import type { Book } from '../book.ts'
import { shortDay } from '../clock-words.ts'
import { partOutcome, reasonFor } from './acts.ts'
import type { CaseActType, CaseWish } from './acts.ts'

type Sheet = { state: CaseState; book: Book; may: ReadonlySet<CaseActType>; me: string; at: string | null; give(command: CaseWish): unknown }

/** One value as people read it. */
export function valueWords(field: FormField, value: string, isMarked: boolean): string {
  if (value === '') return ''
  if (isMarked) return t('wc.tail', { tail: value })
  if (field.kind === 'choice') return pick(field.choices.find((choice) => choice.value === value)?.label ?? { zh: value, en: value })
  if (field.kind === 'amount') return t('wc.yuan', { amount: value })
  return value
}

/** 表单, as it was filled in together: each value and whose hand it is. */
export function formSheet({ state, book }: Sheet): TemplateResult {
  const { confirmed, values } = state.form
  if (state.item.form.length === 0) return html`<p class="empty">${t('wc.noForm')}</p>`
  return html`
    <p class="note ${confirmed ? 'good' : 'warn'}"><tt-icon name=${confirmed ? 'circleCheck' : 'warning'}></tt-icon><span>${confirmed ? t('wc.formConfirmed', { time: dateTime(confirmed.at) }) : t('wc.formOpen')}</span></p>
    <table class="sheet"><caption class="hidden-text">${t('wc.tab.form')}</caption><thead class="hidden-text"><tr><th scope="col">${t('wc.field')}</th><th scope="col">${t('wc.value')}</th><th scope="col">${t('wc.filledBy')}</th></tr></thead>
      <tbody>${state.item.form.map((field) => {
        const held = Object.hasOwn(values, field.fieldId) ? values[field.fieldId] : undefined
        return html`<tr data-field=${field.fieldId}><th scope="row">${pick(field.label)}${field.required ? nothing : html` <span class="fine soft">${t('word.optional')}</span>`}</th>
          <td>${held && held.value !== '' ? valueWords(field, held.value, held.mark !== null) : html`<span class="soft">${t('wc.empty')}</span>`}</td>
          <td class="fine soft">${held && held.value !== '' ? (held.by === state.citizen.personId ? t('wc.byCitizen') : t('wc.filledFor', { name: book.person(held.by) })) : ''}</td></tr>`
      })}</tbody></table>`
}

type Moment = { at: string; words: string; by: string; more?: string }

/** 经过: what has happened, latest first. */
export function courseSheet({ state, book }: Sheet): TemplateResult {
  const moments = momentsOf(state, book).sort((a, b) => (a.at < b.at ? 1 : -1))
  return html`<ol class="course" aria-label=${t('wc.tab.course')}>${moments.map(({ at, words, by, more }) => html`<li>
    <time datetime=${at}>${shortDay(courtDay(at))} ${clockTime(at)}</time><div><p>${words}${by ? html`<span class="soft"> · ${by}</span>` : nothing}</p>${more ? html`<p class="fine soft">${more}</p>` : nothing}</div></li>`)}</ol>`
}

function momentsOf(state: CaseState, book: Book): Moment[] {
  const who = (personId: string | null): string => (personId === state.citizen.personId ? state.citizen.name : book.person(personId))
  const once = (fact: { at: string; by: string | null } | null, words: string, more?: string): Moment[] => (fact ? [{ at: fact.at, words, by: who(fact.by), ...(more ? { more } : {}) }] : [])
  return [
    { at: state.openedAt, words: t('wc.did.opened'), by: '' },
    ...once(state.received, t('wc.did.received')), ...once(state.identity, t('wc.did.identity', { basis: t(`wc.basis.${state.identity?.basis ?? 'call'}`) })),
    ...state.corrections.flatMap((told): Moment[] => [
      { at: told.toldAt, words: t('wc.did.corrected', { day: shortDay(told.dueOn) }), by: who(told.by), more: told.items.map(({ target }) => targetName(state, target)).join('、') },
      ...(told.handedInAt ? [{ at: told.handedInAt, words: t('wc.did.handedIn'), by: '' }] : []),
    ]),
    ...once(state.forwarded, t('wc.did.forwarded'), state.forwarded?.way.kind === 'post' ? `${state.forwarded.way.courier} ${state.forwarded.way.number}` : t('wc.way.electronic')),
    ...(state.forwarded?.takenOverAt ? [{ at: state.forwarded.takenOverAt, words: t('wc.did.takenOver'), by: state.office.name }] : []),
    ...(state.accepted ? once(state.accepted, t(state.accepted.decision === 'acceptedWithGaps' ? 'wc.did.acceptedWithGaps' : 'wc.did.accepted', { day: shortDay(state.accepted.dueOn) })) : []),
    ...once(state.notAccepted, t('wc.did.notAccepted'), state.notAccepted?.reason),
    ...state.parts.flatMap((part): Moment[] => (part.finished ? [{ at: part.finished.at, words: t('wc.did.part', { title: partTitle(state, part.partId) }), by: who(part.finished.by), more: part.finished.note }] : [])),
    ...once(state.examination, t('wc.did.examined', { opinion: t(state.examination?.opinion === 'refuse' ? 'wc.opinion.refuse' : 'wc.opinion.grant') }), state.examination?.note),
    ...once(state.decision, t('wc.did.decided', { outcome: t(state.decision?.outcome === 'refused' ? 'wc.outcome.refused' : 'wc.outcome.granted') }), state.decision?.reason),
    ...once(state.completion, t('wc.did.completed'), state.completion?.result), ...once(state.delivery, t('wc.did.delivered')),
    ...state.failedDeliveries.map(({ at, reason }): Moment => ({ at, words: t('wc.did.deliveryFailed'), by: '', more: reason })),
    ...state.handovers.map(({ at, from, to }): Moment => ({ at, words: t('wc.did.handover', { from: who(from), to: who(to) }), by: '' })),
    ...(state.closed ? [{ at: state.closed.at, words: t('wc.did.closed', { outcome: t(`wc.outcome.${state.closed.outcome}`) }), by: '', more: state.closed.reason }] : []),
  ]
}

const partTitle = (state: CaseState, partId: string): string => pick(state.item.parts.find((part) => part.partId === partId)?.title ?? { zh: partId, en: partId })

/** 多地联办: each place's part, and what this place may say of its own. */
export function partsSheet({ state, may, at, give }: Sheet) {
  if (state.parts.length === 0) return nothing
  return html`<section><h4>${t('wc.parts')}</h4><ul class="parts">${state.parts.map((part) => {
    const { partId, place, status, finished } = part
    const title = partTitle(state, partId)
    return html`<li data-part=${partId}><div><p>${title}</p><p class="fine soft">${place.name} · ${t('wc.days', { days: part.days })}${finished?.note ? ` · ${finished.note}` : ''}</p></div>
      <span class="tag ${status === 'done' ? 'good' : status === 'cannot' ? 'bad' : status === 'running' ? 'gold' : ''}">${t(`wc.part.${status}`)}</span>
      ${may.has('finishPart') && place.id === at && finished === null ? actButton('finishPart', t('wc.act.finishPart'), async () => {
        const answer = await partOutcome(title)
        if (answer) give({ type: 'finishPart', partId, ...answer })
      }, { look: 'small', value: partId }) : nothing}
      ${may.has('reopenPart') && finished !== null ? actButton('reopenPart', t('wc.act.reopenPart'), async () => {
        const reason = await reasonFor('wc.act.reopenPart')
        if (reason) give({ type: 'reopenPart', partId, reason })
      }, { look: 'small', value: partId }) : nothing}</li>`
  })}</ul></section>`
}

/** The list the citizen was told, and what of it has not been touched. */
export function correctionSheet({ state }: Sheet) {
  const told = state.corrections.at(-1)
  if (!told) return nothing
  const open = told.handedInAt === null
  return html`<section><h4>${t('wc.fix.list', { day: shortDay(told.dueOn) })}</h4><ul class="fixes">${told.items.map(({ target, problem, requirement }) => html`<li>
    <p>${targetName(state, target)}</p><p class="fine soft">${problem} → ${requirement}</p>
    ${!open && told.untouched.some((one) => JSON.stringify(one) === JSON.stringify(target)) ? html`<span class="tag warn">${t('wc.fix.untouched')}</span>` : nothing}</li>`)}</ul></section>`
}

export function gapsSheet({ state }: Sheet) {
  if (!state.gaps) return nothing
  const open = new Set(openGaps(state).map(({ materialId }) => materialId))
  return html`<p class="note ${open.size > 0 ? 'warn' : 'good'}"><tt-icon name=${open.size > 0 ? 'clock' : 'circleCheck'}></tt-icon><span>${t('wc.gapsTold', { day: shortDay(state.gaps.by) })}
    ${state.item.materials.filter(({ materialId }) => state.gaps?.materialIds.includes(materialId)).map(({ materialId, name }) => `${pick(name)}${open.has(materialId) ? '' : t('wc.gapClosed')}`).join('、')}</span></p>`
}

/** 首问负责: who received first, who answers now, and to whom it is offered. */
export function answerableLine({ state, book }: Sheet): TemplateResult {
  const { firstClerk, answerable, handover } = state
  return html`<p class="fine soft answerable">${t('wc.firstClerk', { name: firstClerk ? book.person(firstClerk.personId) : t('wc.nobodyYet') })}
    ${answerable && answerable.personId !== firstClerk?.personId ? html` · ${t('wc.answerable', { name: book.person(answerable.personId) })}` : nothing}
    ${handover ? html` · ${t('wc.offered', { name: book.person(handover.to) })}` : nothing}</p>`
}

/** Somebody asks this very person to answer for the case from now on. */
export const offeredLine = ({ state: { handover }, me }: Sheet) =>
  (handover?.to === me ? html`<p class="note warn"><tt-icon name="people"></tt-icon><span>${t('wc.offeredYou', { reason: handover.reason })}</span></p>` : nothing)

/** The whole way of a case in one line, for the eye. */
const WAY: CaseStatus[] = ['opened', 'reviewing', 'forwarding', 'forwarded', 'accepting', 'examining', 'decided', 'completed', 'delivering', 'closed']
export function wayLine(state: CaseState): TemplateResult {
  const now = state.status === 'correcting' ? state.corrections.at(-1)?.from ?? 'reviewing' : state.status
  const skips = (status: CaseStatus): boolean => (status === 'forwarding' || status === 'forwarded') && state.entered.forwarding === undefined && (state.centre === null || state.item.mode === 'fullOnline')
  const steps = WAY.filter((status) => !skips(status) && status !== 'delivering')
  const reached = WAY.indexOf(now)
  return html`<ol class="way" aria-label=${t('wc.way.line')}>${steps.map((status) => {
    const at = WAY.indexOf(status)
    const is = status === now || (now === 'delivering' && status === 'completed') ? 'now' : at < reached && now !== 'closed' ? 'past' : now === 'closed' && state.entered[status] !== undefined ? 'past' : ''
    return html`<li class=${is} aria-current=${is === 'now' ? 'step' : 'false'}>${t(`wc.status.${status}`)}</li>`
  })}</ol>`
}
