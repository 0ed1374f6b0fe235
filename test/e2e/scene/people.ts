import type { ScenePerson } from '../../../web/scene/people.ts'
import type { Look } from '../../harness/figure.ts'

export type Actor = ScenePerson & { look: Look; layout?: 'plain' | 'stacked'; fps?: number }

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

/** The first `count` of a usual cast, for a room. */
export function cast(room: string, count: number): Actor[] {
  const seats = CAST.filter(([seat]) => room !== 'soleJudge' || !/^bench-[2-7]/.test(seat)).map((entry) => entry)
  const ordered = room === 'panelOfSeven' || room === 'procuratorateHearing' ? [...seats.filter(([seat]) => seat.startsWith('bench')), ...seats.filter(([seat]) => !seat.startsWith('bench'))] : seats
  return ordered.slice(0, count).map(([seat, name, roleLabel, look], i) => ({
    personId: `p${i}`, seat: room === 'mediation' && seat === 'bench-1' ? 'mediator-1' : seat, name, roleLabel, look,
    speaking: false, handRaised: false, muted: false, network: 9, away: false, framed: false,
  }))
}
