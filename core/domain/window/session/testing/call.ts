import { createHash, createHmac } from 'node:crypto'
import type { ErrorCode } from '#protocol/errors.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { CallCommand, CallItem, CallPerson, CallSystemCommand, SessionCommand, SessionEvent, SessionFact } from '#protocol/window/session.ts'
import { decide, evolve, formText } from '../index.ts'
import type { Hand, SessionContext, SessionDecision, SessionState } from '../state.ts'
import { deepFreeze } from '../../../hearing/testing/freeze.ts'

export const CITIZEN: CallPerson = { personId: 'citizen', name: '王喆堃', role: 'serviceApplicant', at: null, languages: ['zh-CN'] }
export const CLERK: CallPerson = { personId: 'clerk', name: '陆一舟', role: 'remoteClerk', at: 'pinghu', languages: ['zh-CN'] }
export const COLLEAGUE: CallPerson = { personId: 'colleague', name: '沈望', role: 'remoteClerk', at: 'pinghu', languages: ['zh-CN'] }
export const NEXT: CallPerson = { personId: 'next', name: '方竹', role: 'remoteClerk', at: 'hefei', languages: ['zh-CN'] }
export const HELPER: CallPerson = { personId: 'helper', name: '李䶮', role: 'helper', at: 'lianshui', languages: ['zh-CN'] }
export const LOCAL: CallPerson = { personId: 'local', name: '朱敏', role: 'localClerk', at: 'lianshui', languages: ['zh-CN'] }
export const SIGNER: CallPerson = { personId: 'signer', name: '何静', role: 'interpreter', at: 'pinghu', languages: ['csl'] }
/** With a right check digit, of nobody. */
export const NUMBER = '320826199003070112'
export const OTHER_NUMBER = '33048219851122433X'

export const ITEM: CallItem = {
  itemCode: 'DY-01', name: { zh: '不动产抵押登记', en: 'Registration of a mortgage' }, mode: 'fullOnline', signs: true, paperOnly: false,
  materials: [
    { materialId: 'contract', name: { zh: '主债权合同', en: 'Principal contract' }, form: 'original', copies: 1, required: true, deferrable: false, knownFromData: false },
    { materialId: 'deed', name: { zh: '不动产权证书', en: 'Title deed' }, form: 'original', copies: 1, required: true, deferrable: false, knownFromData: false },
  ],
  form: [
    { kind: 'line', fieldId: 'owner', label: { zh: '抵押人', en: 'Mortgagor' }, required: true, max: 20 },
    { kind: 'idNumber', fieldId: 'ownerNumber', label: { zh: '抵押人证件号码', en: 'Number' }, required: true },
    { kind: 'amount', fieldId: 'amount', label: { zh: '债权数额', en: 'Amount' }, required: true },
    { kind: 'date', fieldId: 'from', label: { zh: '起始日期', en: 'From' }, required: false },
    { kind: 'choice', fieldId: 'sort', label: { zh: '抵押方式', en: 'Sort' }, required: false, choices: [
      { value: 'general', label: { zh: '一般抵押', en: 'General' } }, { value: 'maximum', label: { zh: '最高额抵押', en: 'Maximum' } },
    ] },
    { kind: 'phone', fieldId: 'phone', label: { zh: '联系电话', en: 'Phone' }, required: false },
    { kind: 'text', fieldId: 'remark', label: { zh: '备注', en: 'Remark' }, required: false, max: 200 },
  ],
}
export const OTHER_ITEM: CallItem = { ...ITEM, itemCode: 'DY-02', form: ITEM.form.filter((field) => field.fieldId !== 'amount') }
export const STILL = { fileId: 'f1', sha256: 'a'.repeat(64), pages: 2, widthPx: 3264, heightPx: 2448 }

export const hand = ({ personId, role, at }: CallPerson): Hand => ({ personId, role, at })
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const SYSTEM: WindowActor = { system: 'gateway' }

/** One call carried on by hand: the rules with a clock and ids a test can foresee; every state is frozen. */
export class Call {
  state!: SessionState
  readonly facts: SessionFact[] = []
  watch: ((before: SessionState, fact: SessionFact, after: SessionState) => void) | null = null
  #ids = 0
  #ms = 0

  constructor(more: Partial<Extract<CallSystemCommand, { type: 'open' }>> = {}) {
    this.system({
      type: 'open', sessionId: 's1', ticketId: 't1', number: 'A001', citizen: CITIZEN, clerk: CLERK, windowId: 'w1', officeId: 'pinghu', centerId: 'lianshui',
      item: ITEM, languages: ['zh-CN'], caseLink: null, ...more,
    })
  }

  now = (): string => new Date(Date.UTC(2026, 10, 21, 1, 0, this.facts.length) + this.#ms).toISOString()
  later(ms: number): void {
    this.#ms += ms
  }

  context = (): SessionContext => ({
    now: this.now(), newId: () => `id${++this.#ids}`, sha256, identityHmac: (number) => createHmac('sha256', 'key of a test').update(number).digest('hex'),
  })

  try(actor: WindowActor, command: SessionCommand): SessionDecision {
    const decision = decide(this.facts.length === 0 ? null : this.state, command, actor, this.context())
    if (decision.ok) for (const event of decision.events) this.add(actor, event)
    return decision
  }

  /** Carries the command out; throws when it is refused. */
  by(person: CallPerson, command: CallCommand): void {
    const decision = this.try(hand(person), command)
    if (!decision.ok) throw new Error(`${person.personId} ${command.type}: ${decision.error.code} ${JSON.stringify(decision.error.details)}`)
  }

  system(command: CallSystemCommand): void {
    const decision = this.try(SYSTEM, command)
    if (!decision.ok) throw new Error(`${command.type}: ${decision.error.code}`)
  }

  /** The code with which the command is refused; null when it is not. */
  refusal(person: CallPerson | null, command: SessionCommand): ErrorCode | null {
    const decision = decide(this.state, command, person ? hand(person) : SYSTEM, this.context())
    return decision.ok ? null : decision.error.code
  }

  join(...people: CallPerson[]): void {
    for (const { personId } of people) this.system({ type: 'connect', personId, connectionId: `c${++this.#ids}`, withCamera: true, withMicrophone: true })
  }

  drop(person: CallPerson, cause: 'left' | 'lineLost' = 'lineLost'): void {
    this.system({ type: 'disconnect', personId: person.personId, connectionId: this.state.people[person.personId]?.connectionId ?? '', cause })
  }

  admit(person: CallPerson): void {
    this.system({ type: 'admitPerson', person })
  }

  /** Asked for by the clerk and taken on the citizen's side. */
  capture(kind: 'identityCard' | 'liveFace' | 'material', materialId: string | null = null, by = HELPER.personId): void {
    this.by(CLERK, { type: 'askCapture', kind, materialId, note: '' })
    this.system({ type: 'noteStill', captureId: this.state.captures.at(-1)?.captureId ?? '', by, still: { ...STILL, fileId: `f-${this.state.captures.length}` } })
  }

  identify(by: CallPerson = CLERK): void {
    this.by(CITIZEN, { type: 'enterIdentityNumber', number: NUMBER })
    this.capture('identityCard', null, CITIZEN.personId)
    this.capture('liveFace', null, CITIZEN.personId)
    this.by(by, { type: 'decideIdentity', outcome: 'confirmed', reason: '' })
  }

  fill(): void {
    for (const [fieldId, value] of [['owner', '王喆堃'], ['ownerNumber', NUMBER], ['amount', '1200000']] as const) this.by(CITIZEN, { type: 'fillField', fieldId, value })
  }

  digest = (): string => sha256(formText(this.state))

  add(actor: WindowActor, event: SessionEvent): void {
    const fact: SessionFact = deepFreeze({ seq: this.facts.length + 1, at: this.now(), actor, event })
    const before = this.state
    this.state = deepFreeze(evolve(before ?? null, fact))
    this.facts.push(fact)
    if (before) this.watch?.(before, fact, this.state)
  }
}

/** Citizen, helper and clerk are there and talk. */
export function talking(more: Partial<Extract<CallSystemCommand, { type: 'open' }>> = {}): Call {
  const call = new Call(more)
  call.admit(HELPER)
  call.join(CITIZEN, HELPER, CLERK)
  return call
}
