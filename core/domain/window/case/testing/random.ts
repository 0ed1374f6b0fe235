import fc from 'fast-check'
import type { CaseCommand, CaseSystemCommand } from '#protocol/window/case.ts'
import { STEPS, caseFormText, mayDo } from '../index.ts'
import type { CaseState, Hand } from '../index.ts'
import { diligent, everything } from './diligent.ts'
import { CAST, CENTRE, CITIZEN, CLERK, LOCAL, Matter, NUMBER, OTHER_NUMBER, TAXER, file, itemOf, markOf, sha256 } from './matter.ts'

/** Reachable states: anybody tries anything; what `decide` refuses changes nothing. */
export type Step =
  | { act: 'command'; by: Hand; command: CaseCommand }
  /** One of the pool that this hand may give now: most random commands would be refused. */
  | { act: 'willing'; by: Hand; pick: number }
  | { act: 'system'; command: CaseSystemCommand }
  | { act: 'wait'; hours: number }
  /** Somebody does what they owe. */
  | { act: 'duty' }
export type Plan = { mode: 'fullOnline' | 'collectOnBehalf' | 'jointHandling'; atHome: boolean; paperOnly: boolean; bare: boolean; gathered: boolean; ahead: number; pool: CaseCommand[]; steps: Step[] }

const text = fc.constantFrom('', '说明', `号码${NUMBER}`)
const words = fc.constantFrom('说明', '其他', `号码${NUMBER}`)
const materialId = fc.constantFrom('deed', 'contract', 'licence', 'mandate', 'consent', 'none', 'constructor')
const fieldId = fc.constantFrom('owner', 'ownerNumber', 'amount', 'nothing')
const hand = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(CITIZEN, LOCAL, CLERK) }, { weight: 1, arbitrary: fc.constantFrom(...CAST) })
const day = fc.constantFrom('2026-11-17', '2026-11-20', '2026-11-30', '2027-03-01')
const target = fc.oneof(
  materialId.map((id) => ({ kind: 'material' as const, materialId: id })), fieldId.map((id) => ({ kind: 'field' as const, fieldId: id })), fc.constant({ kind: 'other' as const, title: '签名' }),
)
const item = target.map((one) => ({ target: one, problem: '有误', requirement: '改正' }))
const of = <T extends CaseCommand['type']>(type: T, shape: { [key: string]: fc.Arbitrary<unknown> } = {}): fc.Arbitrary<CaseCommand> =>
  fc.record({ type: fc.constant(type), ...shape }) as unknown as fc.Arbitrary<CaseCommand>
const way = fc.constantFrom({ kind: 'electronic' }, { kind: 'post', courier: '中国邮政', number: 'EA1' })
const version = fc.integer({ min: 0, max: 3 })

const arbitraries: { [T in CaseCommand['type']]: fc.Arbitrary<CaseCommand> } = {
  addMaterial: of('addMaterial', { materialId, file: fc.nat(20).map((n) => file(`r${n}`)), source: fc.constantFrom('camera', 'upload', 'post') }),
  seeOriginal: of('seeOriginal', { materialId }),
  /** 0 = the latest. */
  reviewMaterial: of('reviewMaterial', { materialId, version, ok: fc.constantFrom(true, true, false), reason: text }),
  promiseGaps: of('promiseGaps', { materialIds: fc.constantFrom([], ['mandate'], ['mandate'], ['contract']), by: fc.option(day, { nil: null }) }),
  fillField: of('fillField', { fieldId, value: fc.constantFrom('', '王喆堃', NUMBER, OTHER_NUMBER, '1200', 'x'.repeat(30)) }),
  confirmForm: of('confirmForm', { digest: fc.constantFrom('NOW', 'NOW', 'a'.repeat(64)) }),
  confirmIdentity: of('confirmIdentity', { number: fc.constantFrom(NUMBER, OTHER_NUMBER, '320826900307011') }),
  receivePaperOriginal: of('receivePaperOriginal', { note: text }),
  receive: of('receive'),
  /** 'ALL' in the title: whatever is wrong in the state it meets. */
  tellCorrection: of('tellCorrection', {
    items: fc.oneof(fc.constant([{ target: { kind: 'other', title: 'ALL' }, problem: '有误', requirement: '改正' }]), fc.array(item, { minLength: 1, maxLength: 4 })),
    days: fc.constantFrom(null, 3), exception: fc.constantFrom(null, { ground: 'newFacts', basis: '实施细则' }),
  }),
  handInCorrection: of('handInCorrection'), passReview: of('passReview'), forward: of('forward', { way }), takeOver: of('takeOver'),
  accept: of('accept', { withGaps: fc.boolean() }),
  notAccept: of('notAccept', { ground: fc.constantFrom('notEligible', 'notCompetent', 'incompleteAfterCorrection'), reason: words, goTo: text }),
  finishPart: of('finishPart', { partId: fc.constantFrom('verify', 'tax', 'none'), outcome: fc.constantFrom('done', 'done', 'cannot'), note: text }),
  reopenPart: of('reopenPart', { partId: fc.constantFrom('verify', 'tax'), reason: words }),
  examine: of('examine', { opinion: fc.constantFrom('grant', 'grant', 'refuse'), note: text }),
  decide: of('decide', { outcome: fc.constantFrom('granted', 'granted', 'refused'), reason: text, remedies: text }),
  exemptFee: of('exemptFee', { basis: words }),
  complete: of('complete', { result: words, results: fc.constantFrom([], [{ name: '证明', documentId: null }]) }),
  deliver: of('deliver', { way: fc.oneof(way, fc.constantFrom({ kind: 'collect', from: 'centre' }, { kind: 'collect', from: 'office' })) }),
  reportDeliveryFailed: of('reportDeliveryFailed', { reason: words }), confirmDelivery: of('confirmDelivery', { note: text }),
  withdraw: of('withdraw', { reason: text }), lapse: of('lapse'),
  offerHandover: of('offerHandover', { to: fc.constantFrom(...CAST.map(({ personId }) => personId)), reason: words }),
  declineHandover: of('declineHandover', { reason: words }), acceptHandover: of('acceptHandover'), askErasure: of('askErasure'),
}
const TYPES = Object.keys(STEPS) as CaseCommand['type'][]
export const commandArbitrary = fc.oneof(...TYPES.map((type) => arbitraries[type]))

const systemArbitrary = fc.oneof(
  fc.record({ type: fc.constant('noteCaptured'), materialId, file: fc.nat(20).map((n) => file(`r${n}`)), source: fc.constant('camera'), by: fc.constant('helper'), as: fc.constant('helper'), sessionId: fc.constantFrom(null, 's2') }),
  fc.record({ type: fc.constant('noteKnown'), materialId, service: fc.constant('数据服务'), reference: fc.constant('q') }),
  fc.record({ type: fc.constant('noteNotKnown'), materialId, reason: fc.constant('有误') }),
  fc.record({ type: fc.constant('noteIdentity'), mark: fc.constantFrom(markOf(NUMBER), markOf(OTHER_NUMBER)), basis: fc.constant('call'), by: fc.constant('clerk'), sessionId: fc.constant('s1') }),
  fc.record({ type: fc.constantFrom('noteSigningAsked', 'noteSigned', 'noteSigned'), documentId: fc.constantFrom('d1', 'd2') }),
  fc.record({ type: fc.constant('noteFeePaid'), fen: fc.constantFrom(1, 8000), reference: fc.constant('p') }),
  fc.record({ type: fc.constant('linkPaper'), documentId: fc.constant('d9'), kind: fc.constantFrom('materialsReceipt', 'windowReceipt', 'windowCorrection', 'completionNotice'), owedBy: fc.constant(0) }),
  fc.record({ type: fc.constant('noteWarning'), clock: fc.constantFrom('promised', 'review', 'accept', 'correction', 'gap'), partId: fc.constant(null), level: fc.constantFrom('soon', 'near', 'due', 'overdue') }),
  fc.constantFrom({ type: 'noteLapsed' }, { type: 'erase' }),
) as unknown as fc.Arbitrary<CaseSystemCommand>

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ act: fc.constant('willing' as const), by: hand, pick: fc.nat(1000) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('command' as const), by: hand, command: commandArbitrary }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('system' as const), command: systemArbitrary }) },
  { weight: 3, arbitrary: fc.constant({ act: 'duty' as const }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('wait' as const), hours: fc.constantFrom(1, 24, 24 * 5, 24 * 12) }) },
)

export const planArbitrary = (maxSteps = 60): fc.Arbitrary<Plan> => fc.record({
  mode: fc.constantFrom('fullOnline' as const, 'collectOnBehalf' as const, 'jointHandling' as const), atHome: fc.nat(4).map((n) => n === 0), paperOnly: fc.nat(5).map((n) => n === 0), bare: fc.nat(5).map((n) => n === 0),
  gathered: fc.nat(3).map((n) => n > 0), ahead: fc.nat(7), pool: fc.tuple(...TYPES.flatMap((type) => [arbitraries[type], arbitraries[type]])), steps: fc.array(stepArbitrary, { minLength: Math.floor(maxSteps / 3), maxLength: maxSteps, size: 'max' }),
})

/** Names left open in a generated command are filled from the state it meets. */
export function resolve<C extends CaseCommand | CaseSystemCommand>(state: CaseState, command: C): C {
  if (command.type === 'confirmForm' && command.digest === 'NOW') return { ...command, digest: sha256(caseFormText(state)) }
  if (command.type === 'reviewMaterial' && command.version === 0) return { ...command, version: Object.hasOwn(state.materials, command.materialId) ? state.materials[command.materialId]!.versions.length : 1 }
  if (command.type === 'linkPaper') return { ...command, owedBy: state.owed[0]?.owedBy ?? 0, kind: state.owed[0]?.kind ?? command.kind }
  if (command.type === 'tellCorrection' && command.items[0]?.target.kind === 'other' && command.items[0].target.title === 'ALL') return { ...command, items: everything(state) }
  return command
}

export function take(matter: Matter, step: Step, pool: CaseCommand[]): void {
  switch (step.act) {
    case 'command': matter.try(step.by, resolve(matter.state, step.command)); return
    case 'willing': {
      const offered = mayDo(matter.state, step.by, matter.settings)
      // a course that is given up at once shows little
      const able = pool.filter((command) => offered.includes(command.type) && (command.type !== 'withdraw' || step.pick % 7 === 0))
      const command = able[step.pick % able.length]
      if (command) matter.try(step.by, resolve(matter.state, command))
      return
    }
    case 'system': matter.try({ system: 'windows' }, resolve(matter.state, step.command)); return
    case 'wait': matter.later(step.hours); return
    case 'duty': diligent(matter)
  }
}

/** Carries out a whole plan, showing every fact to `watch` and every state to `each`. */
export function play(plan: Plan, watch: Matter['watch'] = null, each: ((matter: Matter) => void) | null = null): Matter {
  const item = itemOf(plan.mode, { paperOnly: plan.paperOnly, ...(plan.bare && { materials: [], form: [], signs: false, fee: { fen: 0, basis: '免' } }) })
  // at home nobody of a centre does a part
  const parts = item.parts.map(({ partId }) => ({ partId, place: plan.atHome || partId === 'tax' ? { kind: 'office' as const, id: TAXER.at!, name: '税务局', phone: '' } : CENTRE }))
  const matter = new Matter(plan.mode, { item, centre: plan.atHome ? null : CENTRE, parts })
  matter.watch = watch
  each?.(matter)
  if (plan.gathered && !plan.bare) begin(matter, plan.ahead)
  for (const step of plan.steps) {
    take(matter, step, plan.pool)
    each?.(matter)
  }
  return matter
}

/** An ordinary beginning, so that late states are reached too. */
function begin(matter: Matter, ahead: number): void {
  if (matter.state.item.paperOnly) matter.by(matter.receiver(), { type: 'receivePaperOriginal', note: '' })
  if (ahead === 0) matter.gather(['mandate'])
  if (ahead === 1) matter.toReview()
  if (ahead === 2) matter.toAccepting()
  if (ahead === 3) matter.toExamining()
  if (ahead >= 5) matter.toCompleted()
  if (ahead === 6) matter.by(CLERK, { type: 'deliver', way: { kind: 'post', courier: '中国邮政', number: 'EB1' } })
  if (ahead === 7) {
    matter.by(CLERK, { type: 'deliver', way: { kind: 'electronic' } })
    matter.later(24 * 365 * 11)
  }
  if (ahead === 4) {
    matter.toReview(['mandate'])
    matter.by(CITIZEN, { type: 'promiseGaps', materialIds: ['mandate'], by: '2026-11-20' })
    matter.toExamining(['mandate'])
  }
}

/** How many courses a property looks at; PROPERTY_SCALE=10 looks at ten times as many. */
export const courses = (count: number): { numRuns: number } => ({ numRuns: count * Number(process.env['PROPERTY_SCALE'] ?? 1) })
