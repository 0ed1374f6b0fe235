import type { HearingState } from './state.ts'
import { ROLE_LABELS } from './labels/roles.ts'
import { STAGE_LABELS } from './labels/places.ts'
import { isSecretStage } from './stages.ts'

/**
 * The 庭审笔录 as canonical text: what is read, hashed and signed. Lines of the panel's deliberation are not part of it
 * (评议笔录 is a paper of its own), so everybody who may see the record gets the same text. UTF-8, lines end with \n.
 */
export function recordText(state: HearingState): string {
  const { caseFile } = state
  const head = [`${caseFile.court}`, '庭审笔录', `案号：${caseFile.caseNo}`, `案由：${caseFile.cause}`, `开庭：${state.openedAt ? beijingTime(state.openedAt) : ''}`]
  let stage: string | null = null
  const body = state.record.filter((line) => !isSecretStage(state, line.stage)).flatMap((line) => {
    const heading = line.stage === stage ? [] : ['', `【${STAGE_LABELS[line.stage].zh}】`]
    stage = line.stage
    const speaker = line.speaker ? state.people[line.speaker] : undefined
    const who = speaker ? `${ROLE_LABELS[speaker.role].zh}${speaker.name}:` : ''
    return [...heading, `${beijingTime(line.at)} ${who}${line.text}`]
  })
  return [...head, ...body, ''].join('\n')
}

const BEIJING_OFFSET_MS = 8 * 3600_000

/** As a court writes it, `2026年11月21日 12:21:04`: Beijing time is the legal time of every court, wherever the reader sits. */
function beijingTime(instant: string): string {
  const [date = '', time = ''] = new Date(Date.parse(instant) + BEIJING_OFFSET_MS).toISOString().split('T')
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日 ${time.slice(0, 8)}`
}
