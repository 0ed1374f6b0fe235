import type { DocumentView } from '#protocol/documents.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { CaseCommand } from '#protocol/window/case.ts'
import type { CaseListItem } from '#protocol/window/case-list.ts'
import { HallCommand } from '#protocol/window/hall.ts'
import { CallCommand } from '#protocol/window/session.ts'
import type { CallPerson } from '#protocol/window/session.ts'
import type { ServiceItem } from '#protocol/window/catalogue.ts'
import { clocksOf, dutyOf, viewOf as caseView } from '#domain/window/case/index.ts'
import { CENTRE, Matter, NUMBER, OFFICE, file } from '#domain/window/case/testing/matter.ts'
import type { Hand } from '#domain/window/case/index.ts'
import { viewOf as hallView } from '#domain/window/hall/index.ts'
import { HallDay, citizen as ticketOwner } from '#domain/window/hall/testing/day.ts'
import { viewOf as callView } from '#domain/window/session/index.ts'
import { Call, STILL } from '#domain/window/session/testing/call.ts'
import { seedCatalogue } from '../../../signaling/seed/window/seed-catalogue.ts'

export const CATALOGUE = seedCatalogue()
export const MORTGAGE = '000715001001'
const CANCEL = '000715001002'
const item = (code: string): ServiceItem => CATALOGUE.items.find(({ itemCode }) => itemCode === code)!
const staff = (personId: string): CallPerson & { role: 'remoteClerk' } => {
  const { name, role, at, languages } = CATALOGUE.staff.find((one) => one.personId === personId)!
  return { personId, name, role: role as 'remoteClerk', at, languages }
}
export const seatOf = (personId: string): WindowSeat => {
  const { role, at } = CATALOGUE.staff.find((one) => one.personId === personId)!
  return { personId, role, at, centerId: CATALOGUE.centers.some(({ centerId }) => centerId === at) ? at : null }
}
export const handOf = (personId: string): Hand => {
  const { role, at } = seatOf(personId)
  return { personId, role, at }
}
export const CLERK = 'w-lu-jiahe'
export const COLLEAGUE = 'w-shen-yizhe'
export const SUPERVISOR = 'w-lu-minghua'
export const LOCAL = 'w-zhang-guilan'
export const HELPER = 'w-liu-xiaoman'
const CITIZEN: CallPerson = { personId: 'citizen', name: '王喆堃', role: 'serviceApplicant', at: null, languages: ['zh-CN'] }
const OFFICE_HERE = { ...OFFICE, id: 'zj-pinghu-realty', name: '平湖市不动产登记服务中心' }
const CENTRE_HERE = { ...CENTRE, id: 'c-lianshui', name: '涟水县政务服务中心' }

/** Monday morning at one office, carried on by the law itself: its hall, one call, three cases. */
export class DeskScene {
  readonly hall = new HallDay()
  readonly call: Call
  readonly cases: Matter[]
  readonly refused: string[] = []

  constructor() {
    const { hall } = this
    hall.context = () => ({ now: hall.now(), newId: () => `id${Math.random().toString(36).slice(2, 10)}`, catalogue: CATALOGUE })
    hall.at('09:05')
    for (const [clerkId, windowId] of [[CLERK, 'zj-pinghu-realty-w1'], [COLLEAGUE, 'zj-pinghu-realty-w2']] as const) {
      hall.by(handOf(clerkId), { type: 'openWindow', windowId })
      hall.system({ type: 'noteClerkConnected', clerkId, connectionId: `line-${clerkId}` })
    }
    this.#take('p0', '09:12', CANCEL)
    hall.at('09:14')
    hall.by(handOf(COLLEAGUE), { type: 'callNext' })
    const served = Object.values(hall.state.windows).find(({ clerkId }) => clerkId === COLLEAGUE)!.ticketId!
    hall.by(handOf(COLLEAGUE), { type: 'startService', ticketId: served })
    this.#take('citizen', '09:40', MORTGAGE)
    this.#take('p1', '09:47', MORTGAGE)
    this.#take('p2', '09:58', CANCEL, { grounds: ['elder'] })
    this.#take('p3', '10:03', MORTGAGE, { language: 'wuu' })
    this.#take('p4', '10:11', MORTGAGE, { grounds: ['pregnant'] })
    this.#take('p5', '10:16', CANCEL)
    hall.at('10:20')
    this.call = this.#called()
    this.cases = [this.#caseOfTheCall(), this.#running('k2', '陈䶮', 'forwarded'), this.#running('k3', '赵钱孙', 'examining')]
  }

  #take(who: string, clock: string, itemCode: string, want: object = {}): void {
    this.hall.at(clock)
    this.hall.by(ticketOwner(who), HallCommand.parse({ type: 'takeTicket', channel: 'phone', itemCode, region: '330482', centerId: 'c-lianshui', ...want }))
  }

  /** The clerk's own call: identity confirmed, two papers taken, half the form filled. */
  #called(): Call {
    const { hall } = this
    const ticket = hall.state.tickets.flatMap((shelf) => Object.values(shelf)).find((one) => one.citizen === 'citizen')!
    hall.by(handOf(SUPERVISOR), { type: 'callTicket', ticketId: ticket.ticketId, windowId: 'zj-pinghu-realty-w1', reason: '按预约先办' })
    hall.by(handOf(CLERK), { type: 'startService', ticketId: ticket.ticketId })
    const { itemCode, name, mode, materials, form, signs, paperOnly } = item(MORTGAGE)
    const clerk = staff(CLERK)
    const call = new Call({
      sessionId: 's1', ticketId: ticket.ticketId, number: ticket.number, citizen: CITIZEN, clerk, windowId: 'zj-pinghu-realty-w1', officeId: 'zj-pinghu-realty', centerId: 'c-lianshui',
      item: { itemCode, name, mode, materials, form, signs, paperOnly },
    })
    const helper: CallPerson = { ...staff(HELPER), role: 'helper' }
    call.admit(helper)
    call.join(CITIZEN, helper, clerk)
    call.by(CITIZEN, { type: 'enterIdentityNumber', number: NUMBER })
    const capture = (kind: 'identityCard' | 'liveFace' | 'material', materialId: string | null): void => {
      call.by(clerk, { type: 'askCapture', kind, materialId, note: '' })
      call.system({ type: 'noteStill', captureId: call.state.captures.at(-1)!.captureId, by: HELPER, still: { ...STILL, fileId: `still-${call.state.captures.length}` } })
    }
    capture('identityCard', null)
    capture('liveFace', null)
    call.by(clerk, { type: 'decideIdentity', outcome: 'confirmed', reason: '' })
    capture('material', 'loanContract')
    capture('material', 'mortgageContract')
    call.by(CITIZEN, { type: 'fillField', fieldId: 'applicantName', value: '王喆堃' })
    call.by(CITIZEN, { type: 'fillField', fieldId: 'applicantId', value: NUMBER })
    call.by(CITIZEN, { type: 'say', text: '您好，我来办房屋抵押登记。' })
    return call
  }

  #matter(caseId: string, name: string): Matter {
    const matter = new Matter('collectOnBehalf', {
      caseId, caseNo: `330482-20261123-0000${caseId.slice(1).padStart(2, '0')}-4`, citizen: { personId: caseId === 'k1' ? 'citizen' : `of-${caseId}`, name, phone: '13800138000' },
      item: item(MORTGAGE), office: OFFICE_HERE, centre: CENTRE_HERE, windowId: 'zj-pinghu-realty-w1', windowName: '虚拟窗口1号', parts: [],
    })
    return matter
  }

  #caseOfTheCall(): Matter {
    const matter = this.#matter('k1', '王喆堃')
    matter.goTo('2026-11-23')
    matter.identify()
    matter.system({ type: 'noteKnown', materialId: 'mortgageeIdentity', service: '国家企业信用信息公示系统', reference: 'q-1' })
    for (const materialId of ['identityCard', 'loanContract', 'mortgageContract']) matter.by(handOf(HELPER), { type: 'addMaterial', materialId, file: file(materialId), source: 'camera' })
    matter.by(handOf(HELPER), { type: 'fillField', fieldId: 'applicantName', value: '王喆堃' })
    matter.by(handOf(LOCAL), { type: 'receive' })
    matter.by(handOf(LOCAL), { type: 'seeOriginal', materialId: 'identityCard' })
    matter.by(handOf(LOCAL), { type: 'reviewMaterial', materialId: 'identityCard', version: 1, ok: true, reason: '' })
    matter.by(handOf(LOCAL), { type: 'reviewMaterial', materialId: 'mortgageContract', version: 1, ok: false, reason: '印章缺失或不清' })
    return matter
  }

  /** Looked through at the centre; `examining` has been accepted as well. */
  #running(caseId: string, name: string, until: 'forwarded' | 'examining'): Matter {
    const matter = this.#matter(caseId, name)
    const { materials, form } = matter.state.item
    matter.goTo('2026-11-17')
    matter.identify()
    for (const { materialId, knownFromData } of materials) {
      if (knownFromData) matter.system({ type: 'noteKnown', materialId, service: '国家企业信用信息公示系统', reference: 'q-1' })
      else matter.by(handOf(HELPER), { type: 'addMaterial', materialId, file: file(`${caseId}-${materialId}`), source: 'camera' })
    }
    for (const field of form) {
      const value = field.kind === 'choice' ? field.choices[0]!.value : field.kind === 'date' ? '2026-11-20' : field.kind === 'amount' ? '860000.00' : field.kind === 'phone' ? '13800138000' : field.kind === 'idNumber' ? NUMBER : '平湖市当湖街道示范路1号'
      matter.by({ personId: matter.state.citizen.personId, role: 'serviceApplicant', at: null }, { type: 'fillField', fieldId: field.fieldId, value })
    }
    matter.by({ personId: matter.state.citizen.personId, role: 'serviceApplicant', at: null }, { type: 'confirmForm', digest: matter.digest() })
    matter.sign()
    matter.by(handOf(LOCAL), { type: 'receive' })
    for (const { materialId, knownFromData, form: kind } of materials) {
      if (knownFromData) continue
      if (kind === 'original') matter.by(handOf(LOCAL), { type: 'seeOriginal', materialId })
      matter.by(handOf(LOCAL), { type: 'reviewMaterial', materialId, version: 1, ok: true, reason: '' })
    }
    matter.by(handOf(LOCAL), { type: 'passReview' })
    matter.goTo('2026-11-19')
    matter.by(handOf(LOCAL), { type: 'forward', way: { kind: 'electronic' } })
    if (until === 'forwarded') return matter
    matter.by(handOf(CLERK), { type: 'takeOver' })
    matter.goTo('2026-11-20')
    matter.by(handOf(CLERK), { type: 'accept', withGaps: false })
    return matter
  }

  /** What somebody's line would have told: their views, nothing else. */
  told(personId: string, { call = false } = {}) {
    const hand = handOf(personId)
    return {
      hall: hallView(this.hall.state, hand), call: call ? callView(this.call.state, hand) : null,
      cases: this.cases.flatMap(({ state }) => caseView(state, hand) ?? []), papers: this.papers,
    }
  }

  papers: DocumentView[] = []
  pdf = Buffer.alloc(0)

  /** The call is about this case from now on. */
  linkCase(): void {
    this.call.system({ type: 'noteCaseOpened', caseId: 'k1', caseNo: this.cases[0]!.state.caseNo })
  }

  /** What the server would do with a message of this person; a refusal is remembered. */
  answer(personId: string, name: string, params: unknown): unknown {
    const { command, caseId } = params as { command?: unknown; caseId?: string }
    const hand = handOf(personId)
    try {
      if (name === 'hallCommand') this.hall.by(hand, HallCommand.parse(command))
      if (name === 'callCommand') this.call.by({ ...staff(personId), role: hand.role as 'remoteClerk' }, CallCommand.parse(command))
      if (name === 'caseCommand') this.cases.find(({ state }) => state.caseId === caseId)?.by(hand, CaseCommand.parse(command))
      if (name === 'openCase') {
        this.linkCase()
        return { caseId: 'k1', caseNo: this.cases[0]!.state.caseNo }
      }
      if (name === 'watchCase') {
        const state = this.cases.find((one) => one.state.caseId === caseId)!.state
        return { seq: state.seq, view: caseView(state, hand), documents: this.papers }
      }
    } catch (error) {
      this.refused.push(String(error))
    }
    return {}
  }

  list(personId: string, now: string): CaseListItem[] {
    return this.cases.flatMap(({ state }) => {
      if (!caseView(state, handOf(personId))) return []
      const duty = dutyOf(state)
      const clock = clocksOf(state, CATALOGUE.calendar, SETTINGS, now).filter(({ dueOn }) => dueOn !== null).sort((a, b) => (a.dueOn! < b.dueOn! ? -1 : 1))[0]
      const level = clock?.level
      return [{
        caseId: state.caseId, caseNo: state.caseNo, itemCode: MORTGAGE, itemName: state.item.name.zh, status: state.status, outcome: null, personId: state.citizen.personId, citizen: state.citizen.name,
        officeId: state.office.id, centerId: state.centre?.id ?? null, openedAt: state.openedAt, duty: duty ? `${duty.kind === 'office' ? state.office.name : state.centre?.name ?? ''}` : '', dutyAt: duty?.kind ?? 'none',
        dueOn: clock?.dueOn ?? null, warning: level === 'soon' || level === 'near' || level === 'due' || level === 'overdue' ? level : null,
      }]
    })
  }
}
const SETTINGS = { reviewDays: 1, forwardDays: 1, takeOverDays: 1, postDays: 5, acceptDays: 5, deliverDays: 10, warnSoonDays: 3, warnNearDays: 1 }
