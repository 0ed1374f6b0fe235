import { z } from 'zod'
import { Sha256, line, text } from '../ids.ts'
import { Attendee, CourtTime, Officer, bench, caseNo, cause, clerk, court, entries, issuedOn, named, optionalLine, optionalText, optionalTime } from './parts.ts'

const startedAt = named('开始时间', 'Began', CourtTime)
const endedAt = named('结束时间', 'Ended', optionalTime)
const attendance = named('到庭情况', 'Attendance', z.array(Attendee).min(1).max(60))
const place = named('地点', 'Place', line(80).default('在线法庭'))

/** 庭审笔录 (R6 150, R1 34). `transcript` is the place of the speech-to-text record; empty where none was made. */
export const HearingRecordFields = z.strictObject({
  court, caseNo, cause, place, startedAt, endedAt,
  publicity: named('审理方式', 'Publicity', z.enum(['open', 'closed']).default('open')),
  bench, clerk, attendance,
  issues: named('争议焦点', 'Issues in dispute', z.array(line(300)).max(20).default([])),
  entries,
  transcript: named('语音识别笔录', 'Transcript', optionalText(200_000)),
})

/** 调解笔录 (R2 18, 22): the agreed facts stand apart from the talks and must be in writing. */
export const MediationRecordFields = z.strictObject({
  court, caseNo, cause, place, startedAt, endedAt,
  mediators: named('调解员', 'Mediators', z.array(Officer).min(1).max(6)), clerk, attendance,
  agreedFacts: named('无争议事实', 'Agreed facts', z.array(text(1000)).max(30).default([])),
  entries,
  outcome: named('调解结果', 'Outcome', text(2000)),
  transcript: named('语音识别笔录', 'Transcript', optionalText(200_000)),
})

/** 录音录像情况说明 (R5 3–5, 8): what was recorded, every pause with its reason, every fault, the integrity values. */
export const RecordingStatementFields = z.strictObject({
  court, caseNo, cause, place, startedAt, endedAt,
  equipment: named('录制设备与方式', 'Equipment', optionalLine(200)),
  pauses: named('中断情况', 'Pauses', z.array(z.strictObject({
    from: named('开始', 'From', CourtTime), to: named('结束', 'To', optionalTime), reason: named('原因', 'Reason', line(200)),
  })).max(60).default([])),
  faults: named('故障情况', 'Faults', z.array(z.strictObject({
    at: named('时间', 'At', CourtTime), what: named('情况', 'What happened', line(300)), measure: named('处置', 'What was done', optionalLine(300)),
  })).max(60).default([])),
  files: named('录音录像文件', 'Recordings', z.array(z.strictObject({
    name: named('名称', 'Name', line(120)), sha256: named('完整性校验值', 'Integrity value (SHA-256)', Sha256),
  })).max(60).default([])),
  note: named('说明', 'Statement', optionalText(2000)),
  presiding: named('审判长或独任审判员', 'Presiding judge', Officer), clerk, issuedOn,
})
