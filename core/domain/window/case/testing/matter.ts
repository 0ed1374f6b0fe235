import { createHash, createHmac } from 'node:crypto'
import type { ErrorCode } from '#protocol/errors.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { ServiceMode } from '#protocol/window/catalogue.ts'
import { CaseSettings } from '#protocol/window/case.ts'
import type { AnyCaseCommand, CaseCommand, CaseEvent, CaseFact, CaseItem, CasePlace, CaseSystemCommand } from '#protocol/window/case.ts'
import { deepFreeze } from '../../../hearing/testing/freeze.ts'
import { CALENDAR } from '../../clock/testing/calendars.ts'
import { caseFormText, decide, evolve, normalIdNumber } from '../index.ts'
import type { CaseContext, CaseDecision, CaseState, Hand } from '../index.ts'

export const OFFICE: CasePlace = { kind: 'office', id: 'pinghu', name: '平湖市不动产登记服务中心', phone: '0573-00010482' }
export const CENTRE: CasePlace = { kind: 'centre', id: 'lianshui', name: '涟水县政务服务大厅', phone: '0517-00020826' }
export const TAX: CasePlace = { kind: 'office', id: 'pinghu-tax', name: '平湖市税务局', phone: '' }

export const CITIZEN: Hand = { personId: 'citizen', role: 'serviceApplicant', at: null }
export const LOCAL: Hand = { personId: 'local', role: 'localClerk', at: CENTRE.id }
export const LOCAL2: Hand = { personId: 'local2', role: 'localClerk', at: CENTRE.id }
export const HELPER: Hand = { personId: 'helper', role: 'helper', at: CENTRE.id }
export const CLERK: Hand = { personId: 'clerk', role: 'remoteClerk', at: OFFICE.id }
export const COLLEAGUE: Hand = { personId: 'colleague', role: 'remoteClerk', at: OFFICE.id }
export const LEAD: Hand = { personId: 'lead', role: 'supervisor', at: OFFICE.id }
export const TAXER: Hand = { personId: 'taxer', role: 'remoteClerk', at: TAX.id }
/** With no business in this case, or working on a matter of their own. */
export const STRANGERS: Hand[] = [
  { personId: 'other', role: 'serviceApplicant', at: null }, { personId: 'far', role: 'remoteClerk', at: 'hefei' }, { personId: 'elsewhere', role: 'localClerk', at: 'wuhu' },
  { personId: 'boss', role: 'supervisor', at: 'hefei' }, { personId: 'signer', role: 'interpreter', at: OFFICE.id },
  { personId: 'citizen', role: 'remoteClerk', at: OFFICE.id }, { personId: 'citizen', role: 'localClerk', at: CENTRE.id },
]
export const CAST: Hand[] = [CITIZEN, LOCAL, LOCAL2, HELPER, CLERK, COLLEAGUE, LEAD, TAXER]

/** With right check digits, of nobody. */
export const NUMBER = '320826199003070112'
export const OTHER_NUMBER = '33048219851122433X'
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const seal = (number: string) => ({ hmac: createHmac('sha256', 'key of a test').update(number).digest('hex'), vaultId: `v-${sha256(number).slice(0, 8)}` })
export const markOf = (number: string) => ({ ...seal(normalIdNumber(number)), tail: normalIdNumber(number).slice(-4) })
export const file = (name: string) => ({ fileId: `f-${name}`, sha256: sha256(name), pages: 2 })

const material = (materialId: string, zh: string, more: Partial<CaseItem['materials'][number]> = {}): CaseItem['materials'][number] =>
  ({ materialId, name: { zh, en: zh }, form: 'copy', copies: 1, required: true, deferrable: false, knownFromData: false, ...more })

export function itemOf(mode: ServiceMode, more: Partial<CaseItem> = {}): CaseItem {
  return {
    itemCode: '000715001001', name: { zh: '不动产抵押登记', en: 'Registration of a mortgage' }, mode, legalDays: 30, promisedDays: 5, fee: { fen: 8000, basis: '每件80元' }, signs: true, paperOnly: false,
    materials: [
      material('deed', '不动产权证书', { form: 'original' }), material('contract', '抵押合同'), material('licence', '营业执照', { knownFromData: true }),
      material('mandate', '授权委托书', { deferrable: true }), material('consent', '共有人同意证明', { required: false }),
    ],
    form: [
      { kind: 'line', fieldId: 'owner', label: { zh: '抵押人', en: 'Mortgagor' }, required: true, max: 20 },
      { kind: 'idNumber', fieldId: 'ownerNumber', label: { zh: '抵押人证件号码', en: 'Number' }, required: true },
      { kind: 'amount', fieldId: 'amount', label: { zh: '债权数额', en: 'Amount' }, required: false },
    ],
    parts: mode === 'jointHandling' ? [
      { partId: 'verify', title: { zh: '核验', en: 'Verify' }, department: 'realEstate', place: 'applicant', days: 1 },
      { partId: 'tax', title: { zh: '核税', en: 'Tax' }, department: 'tax', place: 'competent', days: 2 },
    ] : [],
    ...more,
  }
}

type Opening = Extract<CaseSystemCommand, { type: 'open' }>
const SYSTEM: WindowActor = { system: 'windows' }
const HOUR = 3_600_000

/** One case carried on by hand: the rules with a clock and ids a test can foresee; every state is frozen. */
export class Matter {
  state!: CaseState
  readonly facts: CaseFact[] = []
  settings: CaseSettings = CaseSettings.parse({})
  watch: ((before: CaseState, fact: CaseFact, after: CaseState) => void) | null = null
  /** Monday 16 November 2026, 9:00 in Shanghai. */
  #ms = Date.UTC(2026, 10, 16, 1)

  constructor(mode: ServiceMode = 'collectOnBehalf', more: Partial<Opening> = {}) {
    const item = more.item ?? itemOf(mode)
    this.system({
      type: 'open', caseId: 'k1', caseNo: '330482-20261116-000001-1', citizen: { personId: 'citizen', name: '王喆堃', phone: '13800138000' }, item, office: OFFICE, centre: CENTRE, windowId: 'w1',
      windowName: '虚拟窗口1号', ticketId: 't1', sessionId: 's1', parts: item.parts.map(({ partId, place }) => ({ partId, place: place === 'applicant' ? CENTRE : TAX })), ...more,
    })
  }

  get now(): string {
    return new Date(this.#ms).toISOString()
  }
  /** Nine in the morning of a day at the office. */
  goTo(day: string): void {
    this.#ms = Date.parse(`${day}T01:00:00.000Z`)
  }
  later(hours: number): void {
    this.#ms += hours * HOUR
  }

  context = (): CaseContext => ({ now: this.now, calendar: CALENDAR, settings: this.settings, sha256, seal })

  try(actor: WindowActor, command: AnyCaseCommand): CaseDecision {
    const decision = decide(this.facts.length === 0 ? null : this.state, command, actor, this.context())
    if (decision.ok) for (const event of decision.events) this.add(actor, event)
    return decision
  }

  /** Carries the command out; throws when it is refused. */
  by(hand: Hand, command: CaseCommand): void {
    const decision = this.try(hand, command)
    if (!decision.ok) throw new Error(`${hand.personId} ${command.type}: ${decision.error.code} ${JSON.stringify(decision.error.details)}`)
  }
  system(command: CaseSystemCommand): void {
    const decision = this.try(SYSTEM, command)
    if (!decision.ok) throw new Error(`${command.type}: ${decision.error.code} ${JSON.stringify(decision.error.details)}`)
  }

  /** With what the command is refused; null when it is not. */
  refusal(hand: Hand | null, command: AnyCaseCommand): ErrorCode | null {
    const decision = decide(this.state, command, hand ?? SYSTEM, this.context())
    return decision.ok ? null : decision.error.code
  }
  refusalDetails(hand: Hand | null, command: AnyCaseCommand): Record<string, unknown> {
    const decision = decide(this.state, command, hand ?? SYSTEM, this.context())
    return decision.ok ? {} : decision.error.details
  }

  /* ── the ordinary course ── */

  /** Whoever helps where the citizen sits; at home nobody does. */
  beside = (): Hand => (this.state.centre === null ? CITIZEN : HELPER)
  hand(materialId: string, name = `${materialId}-1`, by: Hand = this.beside()): void {
    this.by(by, { type: 'addMaterial', materialId, file: file(name), source: 'camera' })
  }
  approve(materialId: string, by: Hand): void {
    const version = this.state.materials[materialId]!.versions.at(-1)!.version
    if (materialId === 'deed' && this.state.centre !== null && this.state.item.mode !== 'fullOnline') this.by(by, { type: 'seeOriginal', materialId })
    this.by(by, { type: 'reviewMaterial', materialId, version, ok: true, reason: '' })
  }
  reject(materialId: string, by: Hand, reason = '印章不清'): void {
    this.by(by, { type: 'reviewMaterial', materialId, version: this.state.materials[materialId]!.versions.at(-1)!.version, ok: false, reason })
  }
  fill(): void {
    this.by(this.beside(), { type: 'fillField', fieldId: 'owner', value: '王喆堃' })
    this.by(CITIZEN, { type: 'fillField', fieldId: 'ownerNumber', value: NUMBER })
  }
  digest = (): string => sha256(caseFormText(this.state))
  confirm(): void {
    this.by(CITIZEN, { type: 'confirmForm', digest: this.digest() })
  }
  sign(): void {
    this.system({ type: 'noteSigningAsked', documentId: 'd1' })
    this.system({ type: 'noteSigned', documentId: 'd1' })
  }
  identify(): void {
    this.system({ type: 'noteIdentity', mark: markOf(NUMBER), basis: 'call', by: 'clerk', sessionId: 's1' })
  }

  /** Everything the item asks for but what data answers, and `without`. */
  gather(without: string[] = []): void {
    this.identify()
    this.fill()
    this.confirm()
    this.sign()
    this.system({ type: 'noteKnown', materialId: 'licence', service: '市场监管总局', reference: 'q-1' })
    for (const materialId of ['deed', 'contract', 'mandate']) if (!without.includes(materialId)) this.hand(materialId)
  }
  receiver = (): Hand => (this.state.centre !== null && this.state.item.mode !== 'fullOnline' ? LOCAL : CLERK)
  /** Received and looked through, all good. */
  toReview(without: string[] = []): void {
    this.gather(without)
    this.by(this.receiver(), { type: 'receive' })
    for (const materialId of ['deed', 'contract', 'mandate']) if (!without.includes(materialId)) this.approve(materialId, this.receiver())
  }
  toAccepting(without: string[] = []): void {
    if (this.state.status === 'opened') this.toReview(without)
    this.by(this.receiver(), { type: 'passReview' })
    if (this.state.status !== 'forwarding') return
    this.by(LOCAL, { type: 'forward', way: { kind: 'electronic' } })
    this.by(CLERK, { type: 'takeOver' })
  }
  toExamining(without: string[] = []): void {
    this.toAccepting(without)
    this.by(CLERK, { type: 'accept', withGaps: without.length > 0 })
  }
  toCompleted(): void {
    if (this.state.status !== 'examining') this.toExamining()
    for (const part of this.state.parts) this.by(part.place.kind === 'centre' ? LOCAL : TAXER, { type: 'finishPart', partId: part.partId, outcome: 'done', note: '' })
    this.by(CLERK, { type: 'examine', opinion: 'grant', note: '' })
    this.by(CLERK, { type: 'decide', outcome: 'granted', reason: '', remedies: '' })
    this.system({ type: 'noteFeePaid', fen: 8000, reference: 'p-1' })
    this.by(CLERK, { type: 'complete', result: '准予登记', results: [{ name: '不动产登记证明', documentId: null }] })
  }
  correctionOf(...materialIds: string[]): Extract<CaseCommand, { type: 'tellCorrection' }> {
    return { type: 'tellCorrection', items: materialIds.map((materialId) => ({ target: { kind: 'material', materialId }, problem: '不符合要求', requirement: '请重新提交' })), days: null, exception: null }
  }

  add(actor: WindowActor, event: CaseEvent): void {
    const fact: CaseFact = deepFreeze({ seq: this.facts.length + 1, at: this.now, actor, event })
    const before = this.facts.length === 0 ? null : this.state
    this.state = deepFreeze(evolve(before, fact))
    this.facts.push(fact)
    if (before) this.watch?.(before, fact, this.state)
  }
}
