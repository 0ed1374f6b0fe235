import type { PaperFields } from '#protocol/papers/index.ts'
import { headOf, paperPerson, type Case } from './case.ts'
import { courtDate } from './time.ts'
import { labels, stagePlan } from '../../hearing/index.ts'

/** The papers of one party alone. */
const own = (of: Case) => ({ ...headOf(of), ...(of.about ? { party: paperPerson(of.about) } : {}), issuedOn: courtDate(of.now) })

export const serviceAddressConfirmation = (of: Case): Partial<PaperFields<'serviceAddressConfirmation'>> => ({
  ...own(of), agrees: true, channels: [{ channel: 'platform', address: '在线诉讼平台本人账户' }], scope: '本案各审级及执行程序中的诉讼文书', receiver: of.about?.name ?? '',
})

/** 在线诉讼同意书: the stages of this very hearing (R1 4: consent is asked for stage by stage, never presumed). */
export const onlineConsent = (of: Case): Partial<PaperFields<'onlineConsent'>> => ({
  ...own(of), stages: stagePlan(of.state).filter(({ rule }) => rule.secret !== true).map(({ stage }) => labels.stage[stage].zh).slice(0, 20), agrees: true,
  conditions: '具备在线参加诉讼所需的设备、网络和安静封闭的场所', phone: '',
})

/** 证据目录: what this party and those who act for it have adduced. */
export function evidenceList(of: Case): Partial<PaperFields<'evidenceList'>> {
  const { about, state } = of
  const mine = state.exhibits.filter(({ by }) => about !== undefined && (by === about.personId || state.people[by]?.represents.includes(about.personId)))
  return {
    ...own(of),
    items: mine.slice(0, 100).map(({ title, purpose }) => ({ name: title.slice(0, 120), type: '', source: '', form: '电子件', purpose, pages: '' })),
  }
}
