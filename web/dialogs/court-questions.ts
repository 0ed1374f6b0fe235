import type { RecessReason } from '#protocol/hearing-events.ts'
import type { z } from 'zod'
import { labels, sittingKind, stagePlan } from '#domain/hearing/index.ts'
import type { Exhibit, HearingState, Person, RecordLine } from '#domain/hearing/state.ts'
import type { Outcome } from '#domain/hearing/index.ts'
import type { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { pick, stageLabel } from '../i18n/labels.ts'
import { ask } from './form-dialog.ts'

type Recess = z.infer<typeof RecessReason>
const one = (values: string[] | undefined): string => values?.[0] ?? ''

/** What the court decides by a few words; each asks, then gives its command. */
export async function warnPerson(host: HearingElement, { personId, name }: Person): Promise<void> {
  const answers = await ask({
    title: t('ask.warn', { name }), fields: [{ kind: 'text', name: 'text', label: t('ask.warnText'), max: 300 }], submit: t('act.warn'), danger: true,
  })
  if (answers) await host.act({ type: 'warn', personId, text: one(answers['text']) })
}

export async function removePerson(host: HearingElement, { personId, name }: Person): Promise<void> {
  const answers = await ask({
    title: t('ask.remove', { name }), words: t('ask.removeWords'),
    fields: [{ kind: 'line', name: 'reason', label: t('ask.reason'), max: 200 }], submit: t('act.remove'), danger: true,
  })
  if (answers) await host.act({ type: 'removeParticipant', personId, reason: one(answers['reason']) })
}

export async function recess(host: HearingElement): Promise<void> {
  const answers = await ask({
    title: t('act.beginRecess'), words: t('ask.recessWords'),
    fields: [
      { kind: 'choice', name: 'reason', label: t('ask.recessReason'), options: Object.entries(labels.recess).map(([value, text]) => ({ value, label: pick(text) })) },
      { kind: 'line', name: 'note', label: t('ask.note'), max: 200, optional: true },
    ],
    submit: t('act.beginRecess'),
  })
  if (answers) await host.act({ type: 'beginRecess', reason: one(answers['reason']) as Recess, note: one(answers['note']) })
}

/** Lets the judge pass over a later stage, or the present one, with a reason that goes into the log. */
export async function skip(host: HearingElement, view: HearingState): Promise<void> {
  const plan = stagePlan(view)
  const now = plan.findIndex((entry) => entry.current)
  const open = plan.filter((entry, index) => index >= now && entry.rule.skippable && entry.skippedReason === null)
  if (open.length === 0) return host.tell(t('ask.nothingToSkip'))
  const answers = await ask({
    title: t('act.skipStage'), words: t('ask.skipWords'),
    fields: [
      { kind: 'choice', name: 'stage', label: t('case.stage'), options: open.map(({ stage }) => ({ value: stage, label: stageLabel(stage) })) },
      { kind: 'line', name: 'reason', label: t('ask.reason'), max: 200 },
    ],
    submit: t('act.skipStage'),
  })
  const chosen = open.find(({ stage }) => stage === one(answers?.['stage']))
  if (answers && chosen) await host.act({ type: 'skipStage', stage: chosen.stage, reason: one(answers['reason']) })
}

export async function decideRecusal(host: HearingElement, { personId, name }: Person, granted: boolean): Promise<void> {
  const answers = await ask({
    title: t(granted ? 'ask.recusalGrant' : 'ask.recusalDeny', { name }),
    fields: [{ kind: 'text', name: 'reason', label: t('ask.decisionReason'), max: 500 }], submit: t('do.confirm'),
  })
  if (answers) await host.act({ type: 'decideRecusal', personId, granted, reason: one(answers['reason']) })
}

export async function decideOffline(host: HearingElement, granted: boolean): Promise<void> {
  const answers = await ask({
    title: t(granted ? 'ask.offlineGrant' : 'ask.offlineRefuse'),
    fields: [{ kind: 'text', name: 'reason', label: t('ask.decisionReason'), max: 500 }], submit: t('do.confirm'),
  })
  if (answers) await host.act({ type: 'decideOffline', granted, reason: one(answers['reason']) })
}

export async function rejectIdentity(host: HearingElement, { personId, name }: Person): Promise<void> {
  const answers = await ask({
    title: t('ask.rejectIdentity', { name }), fields: [{ kind: 'line', name: 'note', label: t('ask.reason'), max: 200 }], submit: t('act.rejectIdentity'), danger: true,
  })
  if (answers) await host.act({ type: 'confirmIdentity', personId, outcome: 'rejected', note: one(answers['note']) })
}

export async function absent(host: HearingElement, { personId, name }: Person): Promise<void> {
  const answers = await ask({
    title: t('ask.absent', { name }), fields: [{ kind: 'line', name: 'reason', label: t('ask.absentReason'), max: 200, optional: true }], submit: t('act.recordAbsent'),
  })
  if (answers) await host.act({ type: 'recordAttendance', personId, present: false, reason: one(answers['reason']) })
}

export async function issues(host: HearingElement, view: HearingState): Promise<void> {
  const answers = await ask({
    title: t('act.summarizeIssues'), words: t('ask.issuesWords'),
    fields: [{ kind: 'lines', name: 'issues', label: t('ask.issues'), value: view.issues, max: 300, most: 20 }], submit: t('act.announce'),
  })
  if (answers) await host.act({ type: 'summarizeIssues', issues: answers['issues'] ?? [] })
}

export async function outcome(host: HearingElement, view: HearingState): Promise<void> {
  const allowed = sittingKind(view.kind).outcomes
  const first = view.agreement?.status === 'effective' ? 'settled' : allowed[0]?.outcome
  const answers = await ask({
    title: t('act.announceOutcome'),
    fields: [
      { kind: 'choice', name: 'outcome', label: t('ask.outcome'), ...(first ? { value: first } : {}), options: allowed.map(({ outcome: id }) => ({ value: id, label: pick(labels.outcome[id]) })) },
      { kind: 'text', name: 'text', label: t('ask.outcomeText'), max: 4000, value: view.agreement?.status === 'effective' ? t('ask.outcomeSettled') : '' },
    ],
    submit: t('act.announce'),
  })
  if (answers) await host.act({ type: 'announceOutcome', outcome: one(answers['outcome']) as Outcome, text: one(answers['text']) })
}

export async function examine(host: HearingElement, { exhibitId, title }: Exhibit): Promise<void> {
  const tick = (value: 'authenticity' | 'legality' | 'relevance') => ({ value, label: t(`evidence.${value}`), ticked: true })
  const answers = await ask({
    title: t('ask.examine', { title }), words: t('ask.examineWords'),
    fields: [
      { kind: 'ticks', name: 'accepts', label: t('ask.accepts'), options: [tick('authenticity'), tick('legality'), tick('relevance')], optional: true },
      { kind: 'text', name: 'opinion', label: t('ask.opinion'), max: 1000, optional: true },
    ],
    submit: t('act.examineExhibit'),
  })
  if (!answers) return
  const accepts = new Set(answers['accepts'])
  await host.act({
    type: 'examineExhibit', exhibitId, authenticity: accepts.has('authenticity'), legality: accepts.has('legality'),
    relevance: accepts.has('relevance'), opinion: one(answers['opinion']),
  })
}

export async function correctRecord(host: HearingElement, line: RecordLine): Promise<void> {
  const answers = await ask({
    title: t('ask.correct'), words: line.text, fields: [{ kind: 'text', name: 'text', label: t('ask.correctText'), max: 2000, value: line.text }], submit: t('act.requestRecordCorrection'),
  })
  if (answers) await host.act({ type: 'requestRecordCorrection', lineId: line.lineId, text: one(answers['text']) })
}
