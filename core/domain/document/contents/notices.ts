import { presidingOf } from '../../hearing/index.ts'
import type { PaperFields } from '#protocol/papers/index.ts'
import { calling, headOf, paperPerson, partiesIn, peopleOf, type Case } from './case.ts'
import { courtDate, courtDateAfter, courtTime } from './time.ts'

/** Days to correct what is missing, unless the clerk says otherwise. */
const DAYS_TO_CORRECT = 7
const DAYS_TO_PAY = 7

const JOINING = '请于应到时间前三十分钟，凭本人的庭审邀请链接进入在线庭审平台，完成设备测试和身份核对后在候审室等候。'
const PARTY_NOTES = [
  '被传唤人必须准时到庭；应当选择安静、光线充足、网络良好的封闭场所参加。',
  '原告经传唤无正当理由拒不到庭的，可以按撤诉处理；被告无正当理由拒不到庭的，可以缺席判决。',
  '未经人民法院许可，不得录制、截取、传播庭审过程的音视频、图文信息。',
]
const OTHER_NOTES = [
  '请携带有效身份证件，在安静、光线充足、网络良好的封闭场所参加。',
  '未经人民法院许可，不得录制、截取、传播庭审过程的音视频、图文信息。',
]

const addressed = (of: Case) => (of.about ? { addressee: paperPerson(of.about) } : {})
const appearing = (of: Case) => ({
  ...headOf(of), ...addressed(of), appearAt: courtTime(of.state.caseFile.scheduledAt), appearPlace: of.state.caseFile.courtroom, joining: JOINING,
  contact: '', issuedOn: courtDate(of.now),
})

/** 传票 for a party. */
export const summons = (of: Case): Partial<PaperFields<'summons'>> => ({ ...appearing(of), reason: '开庭', notes: PARTY_NOTES, signedBy: presidingOf(of.state)?.name ?? '' })

/** 出庭通知书 for everybody else who is to come; a witness is told what holds for witnesses (R1 26). */
export const noticeToAppear = (of: Case): Partial<PaperFields<'noticeToAppear'>> => ({
  ...appearing(of),
  notes: of.about?.role === 'witness' ? [...OTHER_NOTES, '证人不得旁听庭审；作证前后在在线作证室等候，不受他人干扰。'] : OTHER_NOTES,
})

export function acceptanceNotice(of: Case): Partial<PaperFields<'acceptanceNotice'>> {
  const today = courtDate(of.now)
  return {
    ...headOf(of), ...addressed(of), opponent: opponentsOf(of), filedOn: today, acceptedOn: today, feeYuan: '', feeDueOn: courtDateAfter(of.now, DAYS_TO_PAY),
    notes: ['请在交费期限内交纳诉讼费用；逾期不交又未获准缓交、减交、免交的，按自动撤回起诉处理。', '请填写送达地址确认书，并于举证期限内提交证据。'], contact: '', issuedOn: today,
  }
}

export const correctionNotice = (of: Case): Partial<PaperFields<'correctionNotice'>> => ({
  ...headOf(of), ...addressed(of), filedOn: courtDate(of.now), items: [], dueOn: courtDateAfter(of.now, DAYS_TO_CORRECT), submitTo: '通过在线诉讼平台上传', contact: '', issuedOn: courtDate(of.now),
})

function opponentsOf(of: Case): string {
  const { about } = of
  const others = partiesIn(of).filter((party) => !about || party.side !== about.side)
  return others.map(({ name }) => name).join('、').slice(0, 120)
}

/** 送达回证 / 电子送达凭证 of one paper for one addressee: every delivery in the paper's own log (R1 31). */
export function serviceCertificate(of: Case, kindName: (template: string) => string): Partial<PaperFields<'serviceCertificate'>> {
  const { paper, about, state } = of
  const deliveries = (paper?.services ?? []).filter((one) => one.personId === about?.personId).sort((a, b) => a.servedAt.localeCompare(b.servedAt))
  const place = '在线诉讼平台本人账户'
  return {
    ...headOf(of), ...addressed(of),
    papers: paper ? [{ name: kindName(paper.content.template), copies: 1, sha256: paper.revisionSha256 ?? '' }] : [],
    deliveries: deliveries.map(({ channel, basis, servedAt }) => ({ channel, address: channel === 'platform' ? place : '', at: courtTime(servedAt), basis, note: '' })),
    servedAt: courtTime(deliveries[0]?.servedAt ?? null), receiver: about?.name ?? '', substitute: '', server: clerkName(of), note: about ? `受送达人：${calling(state, about.personId)}` : '',
    issuedOn: courtDate(of.now),
  }
}

const clerkName = (of: Case): string => peopleOf(of).find(({ role }) => role === 'clerk')?.name ?? presidingOf(of.state)?.name ?? of.state.caseFile.court
