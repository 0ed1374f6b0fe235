import type { z } from 'zod'
import type { OfflineReason } from '#protocol/hearing-events.ts'
import { labels } from '#domain/hearing/index.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import type { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { pick, roleLabel } from '../i18n/labels.ts'
import { askExhibit } from './adduce-dialog.ts'
import { ask } from './form-dialog.ts'

const one = (values: string[] | undefined): string => values?.[0] ?? ''

/** 申请回避: against whom, and why. */
export async function applyForRecusal(host: HearingElement, view: HearingState): Promise<void> {
  const challengeable = Object.values(view.people).filter((person) => person.side === 'bench' || person.side === 'court')
  const answers = await ask({
    title: t('ask.recusal'), words: t('ask.recusalWords'),
    fields: [
      { kind: 'ticks', name: 'against', label: t('ask.recusalAgainst'), options: challengeable.map(({ personId, name, role }) => ({ value: personId, label: `${roleLabel(role)} ${name}` })) },
      { kind: 'text', name: 'reason', label: t('ask.reason'), max: 500 },
    ],
    submit: t('act.applyRecusal'),
  })
  if (answers) await host.act({ type: 'answerRecusal', applies: true, against: answers['against'] ?? [], reason: one(answers['reason']) })
}

/** 申请转为线下. */
export async function requestOffline(host: HearingElement): Promise<void> {
  const answers = await ask({
    title: t('act.requestOffline'), words: t('ask.offlineWords'),
    fields: [
      { kind: 'choice', name: 'reason', label: t('ask.reason'), options: Object.entries(labels.offline).map(([value, text]) => ({ value, label: pick(text) })) },
      { kind: 'text', name: 'note', label: t('ask.note'), max: 500, optional: true },
    ],
    submit: t('act.requestOffline'),
  })
  if (answers) await host.act({ type: 'requestOffline', reason: one(answers['reason']) as z.infer<typeof OfflineReason>, note: one(answers['note']) })
}

/** 举证: what is shown, what it is to prove, and its pages. */
export async function adduce(host: HearingElement): Promise<void> {
  const { view } = host
  const adduced = view ? await askExhibit(view.hearingId) : null
  if (adduced) await host.act({ type: 'adduceExhibit', ...adduced })
}

export async function refuseRecord(host: HearingElement): Promise<void> {
  const answers = await ask({
    title: t('act.refuseRecord'), words: t('ask.refuseRecordWords'),
    fields: [{ kind: 'text', name: 'reason', label: t('ask.reason'), max: 300 }], submit: t('act.refuseRecord'), danger: true,
  })
  if (answers) await host.act({ type: 'refuseRecord', reason: one(answers['reason']) })
}

/** @returns whether the person really means to go */
export async function meansToLeave(inSession: boolean): Promise<boolean> {
  return (await ask({ title: t('ask.leave'), words: t(inSession ? 'ask.leaveInSession' : 'ask.leaveWords'), fields: [], submit: t('act.leave'), danger: inSession })) !== null
}
