import type { z } from 'zod'
import type { CaseCommand, ForwardWay, NotAcceptGround } from '#protocol/window/case.ts'
import { openGaps } from '#domain/window/case/index.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { ask } from '../../../dialogs/form-dialog.ts'
import type { Answers, Field } from '../../../dialogs/form-dialog.ts'
import { joined, t } from '../../../i18n/index.ts'
import type { WordKey } from '../../../i18n/index.ts'
import type { Book } from '../book.ts'
import { shortDay } from '../clock-words.ts'

export type CaseWish = z.input<typeof CaseCommand>
export type CaseActType = CaseWish['type']
type Asked = CaseWish | null | Promise<CaseWish | null>
type Matter = { state: CaseState; book: Book; me: string }

const first = (answers: Answers | null, name: string): string => answers?.[name]?.[0] ?? ''
const reasonField = (label = t('wc.reason'), max = 500, optional = false): Field => ({ kind: 'text', name: 'reason', label, max, optional })
const oneLine = (words: string): string => words.replaceAll(/\s+/g, ' ').trim()

/** A question with a title alone: whoever confirms it gives the command. */
async function sure(type: WordKey, words: string, command: CaseWish, danger = false): Promise<CaseWish | null> {
  return (await ask({ title: t(type), words, fields: [], submit: t(type), danger })) ? command : null
}

/** 电子 or 邮寄 with courier and number; null when turned back. */
async function way(title: WordKey): Promise<ForwardWay | null> {
  const answers = await ask({
    title: t(title), submit: t('do.confirm'),
    fields: [{ kind: 'choice', name: 'kind', label: t('wc.way'), options: [{ value: 'electronic', label: t('wc.way.electronic') }, { value: 'post', label: t('wc.way.post') }] }],
  })
  if (!answers) return null
  return first(answers, 'kind') === 'post' ? parcel(title) : { kind: 'electronic' }
}

async function parcel(title: WordKey): Promise<{ kind: 'post'; courier: string; number: string } | null> {
  const answers = await ask({
    title: t(title), submit: t('do.confirm'),
    fields: [{ kind: 'line', name: 'courier', label: t('wc.courier'), value: t('wc.courier.ems'), max: 40 }, { kind: 'line', name: 'number', label: t('wc.parcel'), max: 40 }],
  })
  const [courier, number] = [oneLine(first(answers, 'courier')), oneLine(first(answers, 'number'))]
  return answers && courier && number ? { kind: 'post', courier, number } : null
}

async function accept({ state }: Matter): Promise<CaseWish | null> {
  const gaps = openGaps(state)
  if (gaps.length === 0) return sure('wc.act.accept', t('wc.acceptWords', { days: state.item.promisedDays }), { type: 'accept' })
  const names = joined(gaps.map(({ name }) => name.zh))
  return sure('wc.act.acceptWithGaps', t('wc.gapWords', { names, day: shortDay(state.gaps?.by ?? '') }), { type: 'accept', withGaps: true })
}

const GROUNDS: NotAcceptGround[] = ['notNeeded', 'notCompetent', 'notEligible', 'barred', 'incompleteAfterCorrection']
async function notAccept({ state }: Matter): Promise<CaseWish | null> {
  const isCorrected = state.corrections.some(({ handedInAt }) => handedInAt !== null)
  const grounds = GROUNDS.filter((ground) => isCorrected || ground !== 'incompleteAfterCorrection')
  const answers = await ask({
    title: t('wc.act.notAccept'), words: t('wc.notAcceptWords'), submit: t('wc.act.notAccept'), danger: true,
    fields: [
      { kind: 'choice', name: 'ground', label: t('wc.ground'), options: grounds.map((value) => ({ value, label: t(`wc.ground.${value}`) })) },
      reasonField(), { kind: 'line', name: 'goTo', label: t('wc.goTo'), max: 200, optional: true, hint: t('wc.goToHint') },
    ],
  })
  if (!answers) return null
  return { type: 'notAccept', ground: first(answers, 'ground') as NotAcceptGround, reason: first(answers, 'reason'), goTo: oneLine(first(answers, 'goTo')) }
}

async function examine(): Promise<CaseWish | null> {
  const answers = await ask({
    title: t('wc.act.examine'), submit: t('do.save'),
    fields: [
      { kind: 'choice', name: 'opinion', label: t('wc.opinion'), options: [{ value: 'grant', label: t('wc.opinion.grant') }, { value: 'refuse', label: t('wc.opinion.refuse') }] },
      { kind: 'text', name: 'note', label: t('wc.opinionNote'), max: 1000, optional: true, hint: t('wc.opinionHint') },
    ],
  })
  return answers && { type: 'examine', opinion: first(answers, 'opinion') === 'refuse' ? 'refuse' : 'grant', note: first(answers, 'note') }
}

async function decide({ state }: Matter): Promise<CaseWish | null> {
  const answers = await ask({
    title: t('wc.act.decide'), submit: t('wc.act.decide'),
    fields: [
      { kind: 'choice', name: 'outcome', label: t('wc.decision'), value: state.examination?.opinion === 'refuse' ? 'refused' : 'granted', options: [{ value: 'granted', label: t('wc.outcome.granted') }, { value: 'refused', label: t('wc.outcome.refused') }] },
      { ...reasonField(t('wc.reason'), 500, true), hint: t('wc.decideHint') } as Field,
      { kind: 'text', name: 'remedies', label: t('wc.remedies'), value: t('wc.remediesDefault'), max: 500, optional: true },
    ],
  })
  return answers && { type: 'decide', outcome: first(answers, 'outcome') === 'refused' ? 'refused' : 'granted', reason: first(answers, 'reason'), remedies: first(answers, 'remedies') }
}

async function complete({ state }: Matter): Promise<CaseWish | null> {
  const granted = state.decision?.outcome !== 'refused'
  const answers = await ask({
    title: t('wc.act.complete'), submit: t('wc.act.complete'),
    fields: [
      { kind: 'text', name: 'result', label: t('wc.result'), value: t(granted ? 'wc.resultGranted' : 'wc.resultRefused'), max: 500 },
      ...(granted ? [{ kind: 'lines', name: 'results', label: t('wc.results'), value: [state.item.name.zh], max: 120, most: 20 } satisfies Field] : []),
    ],
  })
  if (!answers) return null
  const results = (answers['results'] ?? []).map(oneLine).filter((name) => name !== '')
  return { type: 'complete', result: oneLine(first(answers, 'result')), results: results.map((name) => ({ name })) }
}

async function deliver({ state }: Matter): Promise<CaseWish | null> {
  const answers = await ask({
    title: t('wc.act.deliver'), submit: t('do.confirm'),
    fields: [{ kind: 'choice', name: 'kind', label: t('wc.way'), options: [
      { value: 'electronic', label: t('wc.deliver.electronic') }, { value: 'post', label: t('wc.way.post') }, { value: 'office', label: t('wc.deliver.office') },
      ...(state.centre ? [{ value: 'centre', label: t('wc.deliver.centre', { centre: state.centre.name }) }] : []),
    ] }],
  })
  switch (first(answers, 'kind')) {
    case 'electronic': return { type: 'deliver', way: { kind: 'electronic' } }
    case 'office': return { type: 'deliver', way: { kind: 'collect', from: 'office' } }
    case 'centre': return { type: 'deliver', way: { kind: 'collect', from: 'centre' } }
    case 'post': {
      const post = await parcel('wc.act.deliver')
      return post && { type: 'deliver', way: post }
    }
    default: return null
  }
}

async function offerHandover({ state, book, me }: Matter): Promise<CaseWish | null> {
  const place = state.answerable?.at ?? state.office.id
  const others = book.staffOf(place).filter(({ personId, role }) => personId !== me && personId !== state.answerable?.personId && ['remoteClerk', 'localClerk', 'helper', 'supervisor'].includes(role))
  if (others.length === 0) return null
  const answers = await ask({
    title: t('wc.act.offerHandover'), words: t('wc.handoverWords'), submit: t('wc.act.offerHandover'),
    fields: [{ kind: 'choice', name: 'to', label: t('wc.handoverTo'), options: others.map(({ personId, name }) => ({ value: personId, label: name })) }, reasonField()],
  })
  return answers && { type: 'offerHandover', to: first(answers, 'to'), reason: first(answers, 'reason') }
}

async function withReason(title: WordKey, make: (reason: string) => CaseWish, { danger = false, optional = false } = {}): Promise<CaseWish | null> {
  const answers = await ask({ title: t(title), submit: t(title), danger, fields: [reasonField(t('wc.reason'), 200, optional)] })
  return answers && make(first(answers, 'reason'))
}

async function confirmIdentity(): Promise<CaseWish | null> {
  const answers = await ask({
    title: t('wc.act.confirmIdentity'), words: t('wc.identityWords'), submit: t('do.confirm'),
    fields: [{ kind: 'line', name: 'number', label: t('wc.identityNumber'), max: 40 }],
  })
  return answers && { type: 'confirmIdentity', number: first(answers, 'number') }
}

/** What is asked before a step of the case is taken. Steps of a paper, a field or a part have their own buttons. */
const QUESTIONS: Partial<Record<CaseActType, (matter: Matter) => Asked>> = {
  receive: () => ({ type: 'receive' }),
  passReview: ({ state }) => (state.corrections.length > 0 ? sure('wc.act.passReview', t('wc.passAfterCorrection'), { type: 'passReview' }) : { type: 'passReview' }),
  forward: async () => {
    const how = await way('wc.act.forward')
    return how && { type: 'forward', way: how }
  },
  takeOver: () => ({ type: 'takeOver' }),
  accept, notAccept, examine, decide, complete, deliver, offerHandover, confirmIdentity,
  handInCorrection: () => sure('wc.act.handInCorrection', t('wc.handInWords'), { type: 'handInCorrection' }),
  exemptFee: () => withReason('wc.act.exemptFee', (basis) => ({ type: 'exemptFee', basis: oneLine(basis) })),
  receivePaperOriginal: () => withReason('wc.act.receivePaperOriginal', (note) => ({ type: 'receivePaperOriginal', note }), { optional: true }),
  reportDeliveryFailed: () => withReason('wc.act.reportDeliveryFailed', (reason) => ({ type: 'reportDeliveryFailed', reason })),
  confirmDelivery: () => withReason('wc.act.confirmDelivery', (note) => ({ type: 'confirmDelivery', note }), { optional: true }),
  lapse: () => sure('wc.act.lapse', t('wc.lapseWords'), { type: 'lapse' }, true),
  acceptHandover: () => ({ type: 'acceptHandover' }),
  declineHandover: () => withReason('wc.act.declineHandover', (reason) => ({ type: 'declineHandover', reason })),
}

/** Steps with a button of their own, the usual course first. */
export const COURSE_ACTS = [
  'receive', 'passReview', 'handInCorrection', 'tellCorrection', 'forward', 'takeOver', 'accept', 'notAccept', 'examine', 'decide', 'complete', 'deliver', 'confirmDelivery', 'reportDeliveryFailed',
  'confirmIdentity', 'receivePaperOriginal', 'exemptFee', 'lapse', 'acceptHandover', 'declineHandover', 'offerHandover',
] as const satisfies readonly CaseActType[]
export type CourseAct = (typeof COURSE_ACTS)[number]

/** Which step is the one that is owed: its button stands out. */
export const PRIMARY: Partial<Record<string, readonly CourseAct[]>> = {
  receive: ['receive'], review: ['passReview'], forward: ['forward'], takeOver: ['takeOver'], accept: ['accept'], examine: ['examine'], decide: ['decide'],
  complete: ['complete'], deliver: ['deliver'], followDelivery: ['confirmDelivery'], collect: ['confirmDelivery'], correct: ['handInCorrection'], answerHandover: ['acceptHandover'],
}

/** Asks what has to be asked; resolves with the command, or null when the person turned back. */
export async function askedOf(act: CourseAct, matter: Matter): Promise<CaseWish | null> {
  return (await QUESTIONS[act]?.(matter)) ?? null
}

/** 不合格, with the reason the citizen will read. */
export async function refusalOf(name: string): Promise<string | null> {
  const answers = await ask({
    title: t('wc.notOkTitle', { name }), submit: t('wc.notOk'),
    fields: [
      { kind: 'choice', name: 'usual', label: t('wc.notOkUsual'), options: [...NOT_OK.map((key) => ({ value: t(key), label: t(key) })), { value: '', label: t('wc.notOk.other') }] },
      { kind: 'text', name: 'reason', label: t('wc.notOkMore'), max: 120, optional: true },
    ],
  })
  if (!answers) return null
  return oneLine([first(answers, 'usual'), first(answers, 'reason')].filter((words) => words !== '').join('：')).slice(0, 200)
}
const NOT_OK = ['wc.notOk.unclear', 'wc.notOk.seal', 'wc.notOk.signature', 'wc.notOk.expired', 'wc.notOk.differs', 'wc.notOk.incomplete', 'wc.notOk.wrongPaper'] as const satisfies readonly WordKey[]

export async function partOutcome(title: string): Promise<{ outcome: 'done' | 'cannot'; note: string } | null> {
  const answers = await ask({
    title, submit: t('do.save'),
    fields: [
      { kind: 'choice', name: 'outcome', label: t('wc.part.outcome'), options: [{ value: 'done', label: t('wc.part.done') }, { value: 'cannot', label: t('wc.part.cannot') }] },
      { kind: 'text', name: 'note', label: t('wc.part.note'), max: 500, optional: true },
    ],
  })
  return answers && { outcome: first(answers, 'outcome') === 'cannot' ? 'cannot' : 'done', note: first(answers, 'note') }
}

export async function reasonFor(title: WordKey): Promise<string | null> {
  const answers = await ask({ title: t(title), submit: t('do.confirm'), fields: [reasonField()] })
  return answers && first(answers, 'reason')
}
