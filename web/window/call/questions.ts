import { HoldReason } from '#protocol/window/session.ts'
import type { CallCommand } from '#protocol/window/session.ts'
import { Language } from '#protocol/window/catalogue.ts'
import { CALL_LABELS } from '#domain/window/session/index.ts'
import { ask } from '../../dialogs/form-dialog.ts'
import { t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'

type Of<T extends CallCommand['type']> = Extract<CallCommand, { type: T }>
type Hold = Of<'hold'>['reason']
type Outcome = Of<'end'>['outcome']

/** Each asks one question and gives the command that answers it; null when the person turns back. */
export async function askHold(): Promise<Of<'hold'> | null> {
  const answers = await ask({
    title: t('call.holdTitle'), words: t('call.holdWords'), submit: t('call.hold'),
    fields: [{ kind: 'choice', name: 'reason', label: t('call.holdReason'), options: HoldReason.options.map((value) => ({ value, label: pick(CALL_LABELS.holds[value]) })) }],
  })
  return answers && { type: 'hold', reason: answers['reason']?.[0] as Hold }
}

export async function askInterpreter(): Promise<Of<'askInterpreter'> | null> {
  const options = Language.options.filter((value) => value !== 'zh-CN').map((value) => ({ value, label: t(`call.language.${value}`) }))
  const answers = await ask({ title: t('call.interpreterTitle'), submit: t('call.interpreter'), fields: [{ kind: 'choice', name: 'language', label: t('call.interpreterLanguage'), options }] })
  return answers && { type: 'askInterpreter', language: answers['language']?.[0] as Of<'askInterpreter'>['language'] }
}

/** A citizen only leaves; the clerk says what came of it. */
export async function askEnd(citizen: boolean, hasCase: boolean): Promise<Of<'end'> | null> {
  if (citizen) {
    const answers = await ask({ title: t('call.endTitle'), words: t('call.endWordsCitizen'), fields: [], submit: t('call.end'), danger: true })
    return answers && { type: 'end', outcome: 'citizenLeft', note: '' }
  }
  const outcomes: Outcome[] = hasCase ? ['caseGoesOn', 'done', 'notDone'] : ['done', 'notDone']
  const answers = await ask({
    title: t('call.endTitle'), submit: t('call.end'), danger: true,
    fields: [
      { kind: 'choice', name: 'outcome', label: t('call.endOutcome'), options: outcomes.map((value) => ({ value, label: pick(CALL_LABELS.outcomes[value]) })) },
      { kind: 'text', name: 'note', label: t('call.endNote'), max: 500, optional: true },
    ],
  })
  return answers && { type: 'end', outcome: answers['outcome']?.[0] as Outcome, note: answers['note']?.[0] ?? '' }
}

export async function askDismiss(personId: string, name: string): Promise<Of<'dismiss'> | null> {
  const answers = await ask({
    title: t('call.dismissOne', { name }), submit: t('call.dismiss'), danger: true,
    fields: [{ kind: 'line', name: 'reason', label: t('call.dismissReason'), max: 200, optional: true }],
  })
  return answers && { type: 'dismiss', personId, reason: answers['reason']?.[0] ?? '' }
}
