import type { ScenePerson } from '../../../web/scene/people.ts'
import type { Look } from '../../harness/figure.ts'

/** `size` and `frames`: of the picture they send; small and short unless said. */
export type Actor = ScenePerson & { look: Look; layout?: 'plain' | 'stacked'; fps?: number; size?: { width: number; height: number }; frames?: number }

const CAST: readonly (readonly [seat: string, name: string, role: string, look: Look])[] = [
  ['bench-1', '陈立言', '审判长', 'presiding'],
  ['bench-2', '周敏', '人民陪审员', 'jurorWoman'],
  ['bench-3', '吴建国', '人民陪审员', 'juror'],
  ['clerk', '林晓', '书记员', 'clerk'],
  ['plaintiff-1', '张伟', '原告', 'man'],
  ['defendant-1', '李静', '被告', 'woman'],
  ['defendant-2', '王律', '诉讼代理人', 'lawyer'],
  ['plaintiff-2', '何苗', '委托诉讼代理人', 'lawyer'],
  ['witness', '赵德', '证人', 'witness'],
  ['defendant-3', '孙晓东', '诉讼代理人', 'juror'],
  ['plaintiff-3', '钱多', '委托诉讼代理人', 'jurorWoman'],
  ['thirdParty-1', '郑和平', '第三人', 'man'],
  ['bench-4', '冯晓', '人民陪审员', 'woman'],
  ['bench-5', '褚卫', '审判员', 'lawyer'],
  ['bench-6', '蒋欣', '人民陪审员', 'clerk'],
  ['bench-7', '沈阳', '人民陪审员', 'man'],
]

const AT_TABLE: readonly (readonly [string, string, string, Look])[] = [
  ['bench-1', '陈立言', '审判长', 'presiding'], ['bench-2', '周敏', '人民陪审员', 'jurorWoman'], ['bench-3', '吴建国', '人民陪审员', 'juror'],
  ['clerk', '林晓', '书记员', 'clerk'], ['bench-4', '冯晓', '人民陪审员', 'woman'], ['bench-5', '褚卫', '审判员', 'lawyer'],
  ['bench-6', '蒋欣', '人民陪审员', 'clerk'], ['bench-7', '沈阳', '人民陪审员', 'man'], ['assistant', '许可', '法官助理', 'juror'],
]
const TALKING: readonly (readonly [string, string, string, Look])[] = [
  ['mediator-1', '许调解', '调解员', 'presiding'], ['plaintiff-1', '张伟', '原告', 'man'], ['plaintiff-2', '何苗', '委托诉讼代理人', 'lawyer'],
  ['clerk', '林晓', '书记员', 'clerk'], ['plaintiff-3', '钱多', '委托诉讼代理人', 'jurorWoman'], ['interpreter', '阿依古丽', '翻译人员', 'woman'], ['plaintiff-4', '郑和平', '原告', 'juror'],
]
const AT_WINDOW: readonly (readonly [string, string, string, Look])[] = [
  ['window-1', '沈佳', '窗口人员', 'clerk'], ['citizen-1', '王喆堃', '办事人', 'man'], ['helper', '何苗', '帮办员', 'jurorWoman'],
  ['interpreter', '阿依古丽', '翻译人员', 'woman'], ['citizen-2', '李静', '办事人', 'witness'], ['window-2', '吴建国', '窗口人员', 'juror'],
]
const OWN_CASTS: Record<string, typeof AT_TABLE> = { deliberation: AT_TABLE, consultation: TALKING, windowHall: AT_WINDOW }

/** How many a room's usual cast has. */
export const castSize = (room: string): number => OWN_CASTS[room]?.length ?? cast(room, 99).length

/** The first `count` of a usual cast, for a room. */
export function cast(room: string, count: number): Actor[] {
  const seats = (OWN_CASTS[room] ?? CAST).filter(([seat]) => room !== 'soleJudge' || !/^bench-[2-7]/.test(seat))
  const ordered = OWN_CASTS[room] ? seats : room === 'panelOfSeven' || room === 'procuratorateHearing' ? [...seats.filter(([seat]) => seat.startsWith('bench')), ...seats.filter(([seat]) => !seat.startsWith('bench'))] : seats
  return ordered.slice(0, count).map(([seat, name, roleLabel, look], i) => ({
    personId: `p${i}`, seat: room === 'mediation' && seat === 'bench-1' ? 'mediator-1' : seat, name, roleLabel, look,
    speaking: false, handRaised: false, muted: false, network: 9, away: false, framed: false,
  }))
}
