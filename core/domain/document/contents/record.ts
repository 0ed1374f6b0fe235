import type { HearingEvent, HearingFact } from '#protocol/hearing-events.ts'
import type { StageId } from '#protocol/places.ts'
import type { RecordEntry } from '#protocol/papers/index.ts'
import { labels, presidingOf, ruleOf, type HearingState } from '../../hearing/index.ts'
import { calling, type Case } from './case.ts'
import { courtClock } from './time.ts'

/** Longest a passage of a paper may be. */
const MOST_CHARACTERS = 4000
const MOST_ENTRIES = 1500

/**
 * The course of a sitting as its log tells it: stages, statements from the clerk's record (with granted corrections),
 * exhibits and opinions on them, identity, challenges, recesses, breaks of the line. What was said in the panel's
 * deliberation and apart with one side is no part of it (R1 34, R2 18).
 */
export function entriesOf(of: Case): RecordEntry[] {
  const { state, facts } = of
  const entries: RecordEntry[] = []
  let stage: StageId = state.stages[0]?.stage ?? state.stage
  let opened = false
  for (const fact of facts) {
    if (fact.event.type === 'stageEntered') stage = fact.event.stage
    if (fact.event.type === 'courtClosed') opened = false
    const rule = ruleOf(state, stage)
    if (rule.opens) opened = true
    const apart = rule.secret === true || rule.caucus === true
    if (apart && fact.event.type !== 'stageEntered') continue
    const entry = entryOf(fact, state, opened)
    if (entry) entries.push({ ...entry, at: courtClock(fact.at), text: entry.text.slice(0, MOST_CHARACTERS) })
  }
  return entries.slice(0, MOST_ENTRIES)
}

type Passage = Omit<RecordEntry, 'at'>
const note = (text: string): Passage => ({ kind: 'note', speaker: '', text })
const speech = (speaker: string, text: string): Passage => ({ kind: 'speech', speaker, text })

function entryOf({ event }: HearingFact, state: HearingState, opened: boolean): Passage | null {
  const who = (personId: string): string => calling(state, personId)
  const presiding = presidingOf(state)
  const chair = presiding ? who(presiding.personId) : '主持人'
  switch (event.type) {
    case 'stageEntered': return { kind: 'stage', speaker: '', text: labels.stage[event.stage].zh }
    case 'stageSkipped': return note(`${labels.stage[event.stage].zh}未进行：${event.reason}`)
    case 'attendanceRecorded': return event.present ? null : note(`${who(event.personId)}未到庭${event.reason ? `：${event.reason}` : ''}`)
    case 'identityConfirmed': return note(`经核对，${who(event.personId)}身份${event.outcome === 'confirmed' ? '属实' : '不符'}${event.note ? `（${event.note}）` : ''}`)
    case 'rightsAcknowledged': return note(`${who(event.personId)}确认已知悉诉讼权利和义务`)
    case 'recusalAnswered': return note(recusal(event, who))
    case 'recusalDecided': return note(`${event.granted ? '准许' : '驳回'}${who(event.personId)}的回避申请：${event.reason}`)
    case 'issuesSummarized': return speech(chair, `归纳本案争议焦点：${event.issues.map((issue, i) => `${i + 1}．${issue}`).join('；')}`)
    case 'exhibitAdduced': return speech(who(event.by), `提交证据《${event.title}》，证明目的：${event.purpose}`)
    case 'exhibitExamined': return speech(who(event.by), opinion(event, state))
    case 'witnessCalled': return note(`${who(event.personId)}到庭作证`)
    case 'witnessReleased': return note(`${who(event.personId)}作证完毕，退庭`)
    case 'recessBegun': return note(`休庭：${labels.recess[event.reason].zh}${event.note ? `（${event.note}）` : ''}`)
    case 'recessEnded': return note('继续开庭')
    case 'offlineRequested': return note(`${who(event.personId)}申请转为线下审理：${labels.offline[event.reason].zh}${event.note ? `（${event.note}）` : ''}`)
    case 'offlineDecided': return note(`${event.granted ? '准许' : '不准许'}转为线下审理：${event.reason}`)
    case 'mediationConsentGiven': return note(`${who(event.personId)}${event.willing ? '同意' : '不同意'}调解`)
    case 'agreementEffective': return note('各方当事人签署的调解协议已生效')
    case 'outcomeAnnounced': return speech(chair, event.text)
    case 'recordLineAdded': return line(event, state)
    case 'warningGiven': return note(`法庭训诫${who(event.personId)}：${event.text}`)
    // R1 25: why somebody was away is told by the line, not guessed.
    case 'personDisconnected': return opened && event.cause === 'lineLost' && state.people[event.personId]?.admitted ? note(`${who(event.personId)}网络中断`) : null
    case 'courtClosed': return note('闭庭')
    default: return null
  }
}

type Of<T extends HearingEvent['type']> = Extract<HearingEvent, { type: T }>

/** As it stands after corrections that were granted. */
function line({ lineId, speaker, text }: Of<'recordLineAdded'>, state: HearingState): Passage {
  const now = state.record.find((one) => one.lineId === lineId)?.text ?? text
  return speaker === null ? note(now) : speech(calling(state, speaker), now)
}

function recusal({ personId, applies, against, reason }: Of<'recusalAnswered'>, who: (personId: string) => string): string {
  if (!applies) return `${who(personId)}不申请回避`
  return `${who(personId)}申请${against.map(who).join('、') || '审判人员'}回避${reason ? `，理由：${reason}` : ''}`
}

function opinion({ exhibitId, authenticity, legality, relevance, opinion: words }: Of<'exhibitExamined'>, state: HearingState): string {
  const title = state.exhibits.find((exhibit) => exhibit.exhibitId === exhibitId)?.title ?? ''
  const named = (wanted: boolean): string => [[authenticity, '真实性'], [legality, '合法性'], [relevance, '关联性']].filter(([has]) => has === wanted).map(([, name]) => name).join('、')
  const parts = [named(true) && `对${named(true)}无异议`, named(false) && `对${named(false)}有异议`].filter(Boolean).join('，')
  return `质证《${title}》：${parts}${words ? `。${words}` : ''}`
}
