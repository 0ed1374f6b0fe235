import type { z } from 'zod'
import { PauseReason } from '#protocol/window/hall.ts'
import type { HallCommand, HallTransferTo } from '#protocol/window/hall.ts'
import type { CallCommand } from '#protocol/window/session.ts'
import { CALL_LABELS } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/state.ts'
import { HALL_LABELS } from '#domain/window/hall/index.ts'
import type { Ticket } from '#domain/window/hall/index.ts'
import { ask } from '../../../dialogs/form-dialog.ts'
import type { Answers, Field } from '../../../dialogs/form-dialog.ts'
import { t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import type { Book } from '../book.ts'

export type HallWish = z.input<typeof HallCommand>
export type CallWish = z.input<typeof CallCommand>

const first = (answers: Answers | null, name: string): string => answers?.[name]?.[0] ?? ''
const line = (words: string): string => words.replaceAll(/\s+/g, ' ').trim().slice(0, 300)

const BACK_IN = [5, 10, 15, 30, 45, 60, 90] as const

/** Pause, with why and when one means to be back. */
export async function askPause(now: number): Promise<HallWish | null> {
  const answers = await ask({
    title: t('wd.pause'), words: t('wd.pauseWords'), submit: t('wd.pause'),
    fields: [
      { kind: 'choice', name: 'reason', label: t('wd.pauseReason'), options: PauseReason.options.map((value) => ({ value, label: pick(HALL_LABELS.pauses[value]) })) },
      { kind: 'choice', name: 'back', label: t('wd.backIn'), value: '15', options: [...BACK_IN.map((minutes) => ({ value: String(minutes), label: t('wd.minutes', { count: minutes }) })), { value: '0', label: t('wd.backUnknown') }] },
      { kind: 'line', name: 'note', label: t('wd.note'), max: 300, optional: true, hint: t('wd.noteHint') },
    ],
  })
  if (!answers) return null
  const minutes = Number(first(answers, 'back'))
  return {
    type: 'pauseWindow', reason: first(answers, 'reason') as PauseReason, note: line(first(answers, 'note')),
    expectedBack: minutes > 0 ? new Date(now + minutes * 60_000).toISOString() : null,
  }
}

/** 离席. */
export async function askClose(): Promise<HallWish | null> {
  const answers = await ask({ title: t('wd.close'), words: t('wd.closeWords'), submit: t('wd.close'), fields: [{ kind: 'line', name: 'reason', label: t('wd.note'), max: 300, optional: true }] })
  return answers && { type: 'closeWindow', reason: line(first(answers, 'reason')) }
}

/** Where a ticket can go: windows of this office, other offices with the department, or another item altogether. */
export async function askTransfer(ticket: Ticket, book: Book, ownWindow: string, ownOffice: string): Promise<{ to: HallTransferTo; reason: string } | null> {
  const offices = (book.catalogue?.offices ?? []).filter(({ departments }) => departments.includes(ticket.departmentId))
  const near = [ticket.officeId, ...ticket.standIns]
  const rank = (officeId: string): number => (near.includes(officeId) ? near.indexOf(officeId) : 99)
  const kind = await ask({
    title: t('wd.transferTitle', { number: ticket.number }), words: t('wd.transferWords'), submit: t('act.nextStep'),
    fields: [{ kind: 'choice', name: 'kind', label: t('wd.transferTo'), options: [
      { value: 'window', label: t('wd.transfer.window') }, { value: 'office', label: t('wd.transfer.office') }, { value: 'item', label: t('wd.transfer.item') }] }],
  })
  const chosen = first(kind, 'kind')
  if (!kind) return null
  const reason: Field = { kind: 'line', name: 'reason', label: t('wc.reason'), max: 300 }
  const fields: Record<string, Field[]> = {
    window: [{ kind: 'choice', name: 'to', label: t('wd.transfer.window'), options: offices.filter(({ officeId }) => officeId === ownOffice || near.includes(officeId))
      .flatMap(({ officeId, name }) => book.windowsOf(officeId).filter(({ windowId }) => windowId !== ownWindow).map((window) => ({ value: window.windowId, label: officeId === ownOffice ? window.name : `${name} · ${window.name}` }))) }],
    office: [{ kind: 'choice', name: 'to', label: t('wd.transfer.office'), options: offices.filter(({ officeId }) => officeId !== ownOffice).sort((a, b) => rank(a.officeId) - rank(b.officeId)).map(({ officeId, name }) => ({ value: officeId, label: name })) }],
    item: [{ kind: 'choice', name: 'to', label: t('wd.transfer.item'), options: (book.catalogue?.items ?? []).filter(({ itemCode }) => itemCode !== ticket.itemCode).map(({ itemCode, name }) => ({ value: itemCode, label: pick(name) })) }],
  }
  const answers = await ask({ title: t('wd.transferTitle', { number: ticket.number }), submit: t('wd.transfer'), fields: [...(fields[chosen] ?? []), reason] })
  const [to, why] = [first(answers, 'to'), line(first(answers, 'reason'))]
  if (!answers || to === '' || why === '') return null
  return { reason: why, to: chosen === 'item' ? { kind: 'item', itemCode: to, region: ticket.region } : chosen === 'office' ? { kind: 'office', officeId: to } : { kind: 'window', windowId: to } }
}

/** How a call ends, for the clerk: a case must be there where one is said to go on. */
export async function askEnd(view: SessionState): Promise<CallWish | null> {
  const outcomes = (view.caseLink ? ['caseGoesOn', 'done', 'notDone', 'citizenLeft'] : ['done', 'notDone', 'citizenLeft']) as ('caseGoesOn' | 'done' | 'notDone' | 'citizenLeft')[]
  const answers = await ask({
    title: t('wd.endTitle', { number: view.number }), words: t('wd.endWords'), submit: t('wd.end'),
    fields: [
      { kind: 'choice', name: 'outcome', label: t('wd.outcome'), options: outcomes.map((value) => ({ value, label: pick(CALL_LABELS.outcomes[value]) })) },
      { kind: 'text', name: 'note', label: t('wd.note'), max: 500, optional: true, hint: t('wd.endHint') },
    ],
  })
  return answers && { type: 'end', outcome: first(answers, 'outcome') as 'done', note: first(answers, 'note') }
}

/** 保持, with what for: the citizen is told. */
export async function askHold(): Promise<CallWish | null> {
  const reasons = ['consult', 'lookUp', 'print', 'other'] as const
  const answers = await ask({
    title: t('wd.hold'), words: t('wd.holdWords'), submit: t('wd.hold'),
    fields: [{ kind: 'choice', name: 'reason', label: t('wc.reason'), options: reasons.map((value) => ({ value, label: pick(CALL_LABELS.holds[value]) })) }],
  })
  return answers && { type: 'hold', reason: first(answers, 'reason') as 'consult' }
}
