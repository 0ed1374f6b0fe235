import fc from 'fast-check'
import type { CallCommand, CallPerson, CallSystemCommand } from '#protocol/window/session.ts'
import { mayDo } from '../index.ts'
import type { SessionState } from '../state.ts'
import { CITIZEN, CLERK, COLLEAGUE, Call, HELPER, ITEM, LOCAL, NEXT, NUMBER, OTHER_ITEM, OTHER_NUMBER, SIGNER, STILL, hand, sha256, talking } from './call.ts'
import { formText } from '../form.ts'

/** Reachable states: anybody tries anything; what `decide` refuses changes nothing. */
export const CAST = [CITIZEN, CLERK, COLLEAGUE, NEXT, HELPER, LOCAL, SIGNER]
export type Step =
  | { act: 'command'; by: CallPerson; command: CallCommand }
  /** One of the pool that this person may give now: most random commands would be refused. */
  | { act: 'willing'; by: CallPerson; pick: number }
  | { act: 'system'; command: CallSystemCommand }
  | { act: 'join'; person: CallPerson; withCamera: boolean; withMicrophone: boolean; connectionId: string }
  | { act: 'drop'; person: CallPerson; cause: 'left' | 'lineLost' }
  | { act: 'still'; by: CallPerson }
  | { act: 'wait'; minutes: number }
  /** What the citizen or the clerk does at their desk in an ordinary course. */
  | { act: 'desk'; by: CallPerson; command: CallCommand }
export type Plan = { begun: boolean; identified: boolean; filled: boolean; atHome: boolean; mode2: boolean; pool: CallCommand[]; steps: Step[] }

const who = fc.constantFrom(...CAST)
const common = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(CITIZEN, CLERK) }, { weight: 2, arbitrary: who })
const text = fc.constantFrom('', '好', `号码是${NUMBER}`, `号码 ${NUMBER.slice(0, 6)} ${NUMBER.slice(6)}`)
const on = fc.boolean()
const fieldId = fc.constantFrom(...ITEM.form.map((field) => field.fieldId), 'nothing')
const value = fc.constantFrom('', '王喆堃', NUMBER, OTHER_NUMBER, '1200000', '12.345', '2026-02-30', '2026-11-21', 'general', '13800138000', `见${NUMBER}`)

export const commandArbitrary = fc.oneof(
  fc.constantFrom('resume', 'withdrawInterpreter', 'askForHelpFilling', 'askForHelpFilling', 'endHelpFilling', 'cancelTransfer').map((type) => ({ type }) as CallCommand),
  fc.record({ type: fc.constantFrom('setMicrophone' as const, 'setCamera' as const), on }),
  fc.record({ type: fc.constant('setPresentation' as const), on, kind: fc.constantFrom('screen' as const, 'document' as const) }),
  fc.record({ type: fc.constant('giveRecordingConsent' as const), consent: on }),
  fc.record({ type: fc.constant('hold' as const), reason: fc.constantFrom('consult' as const, 'print' as const) }),
  fc.record({ type: fc.constant('askInterpreter' as const), language: fc.constantFrom('csl' as const, 'ug' as const) }),
  fc.record({ type: fc.constant('dismiss' as const), personId: who.map((person) => person.personId), reason: text }),
  fc.record({ type: fc.constantFrom('say' as const, 'writeNote' as const), text: text.map((line) => line || '好') }),
  fc.record({ type: fc.constant('enterIdentityNumber' as const), number: fc.constantFrom(NUMBER, OTHER_NUMBER, '320826900307011', '320826199003070113') }),
  fc.record({ type: fc.constant('decideIdentity' as const), outcome: fc.constantFrom('confirmed' as const, 'confirmed' as const, 'rejected' as const), reason: text }),
  fc.record({ type: fc.constant('askCapture' as const), kind: fc.constantFrom('identityCard' as const, 'liveFace' as const, 'material' as const), materialId: fc.constantFrom(null, 'deed', 'none'), note: text }),
  fc.record({ type: fc.constant('withdrawCapture' as const), captureId: fc.constant('LAST'), reason: text }),
  { weight: 5, arbitrary: fc.record({ type: fc.constant('fillField' as const), fieldId, value }) },
  fc.record({ type: fc.constant('confirmForm' as const), digest: fc.constantFrom('NOW', 'a'.repeat(64)) }),
  fc.record({ type: fc.constant('askTransfer' as const), to: fc.constantFrom({ kind: 'office' as const, officeId: 'hefei' }, { kind: 'window' as const, windowId: 'w1' }), reason: text.map((line) => line || '专业窗口') }),
  fc.record({ type: fc.constant('end' as const), outcome: fc.constantFrom('done' as const, 'caseGoesOn' as const, 'notDone' as const, 'citizenLeft' as const), note: text }),
) as fc.Arbitrary<CallCommand>

const systemArbitrary = fc.oneof(
  fc.record({ type: fc.constant('admitPerson' as const), person: who }),
  fc.record({ type: fc.constant('noteIdentityChecked' as const), service: fc.constant('核验服务'), result: fc.constantFrom('match' as const, 'mismatch' as const), reference: fc.constant('r-1') }),
  fc.constant({ type: 'noteCaseOpened' as const, caseId: 'c1', caseNo: '320826-2026-000001' }),
  fc.record({ type: fc.constantFrom('notePaperSigned' as const), documentId: fc.constantFrom('d1', 'd2') }),
  fc.record({ type: fc.constant('notePaperShown' as const), documentId: fc.constantFrom('d1', 'd2'), kind: fc.constant('application') }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('noteHandedOver' as const), clerk: fc.constantFrom(NEXT, COLLEAGUE, CLERK, HELPER), windowId: fc.constant('w9'), officeId: fc.constantFrom('hefei', 'pinghu'), item: fc.constantFrom(null, OTHER_ITEM) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('endBySystem' as const), outcome: fc.constantFrom('alone' as const, 'alone' as const, 'ticketReturned' as const) }) },
) as fc.Arbitrary<CallSystemCommand>

const connectionId = fc.constantFrom('x1', 'x2', 'x3', 'x4')
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ act: fc.constant('willing' as const), by: common, pick: fc.nat(1000) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('command' as const), by: common, command: commandArbitrary }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('system' as const), command: systemArbitrary }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('join' as const), person: who, withCamera: on, withMicrophone: on, connectionId }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('drop' as const), person: who, cause: fc.constantFrom('left' as const, 'lineLost' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('still' as const), by: common }) },
  { weight: 4, arbitrary: fc.constantFrom<Step>(
    { act: 'desk', by: CITIZEN, command: { type: 'askForHelpFilling' } }, { act: 'desk', by: CITIZEN, command: { type: 'confirmForm', digest: 'NOW' } },
    { act: 'desk', by: CITIZEN, command: { type: 'confirmForm', digest: 'NOW' } }, { act: 'desk', by: CLERK, command: { type: 'fillField', fieldId: 'owner', value: '张䶮' } },
    { act: 'desk', by: HELPER, command: { type: 'fillField', fieldId: 'phone', value: '13800138000' } },
    { act: 'desk', by: CLERK, command: { type: 'askTransfer', to: { kind: 'office', officeId: 'hefei' }, reason: '另属专业窗口' } },
  ) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('wait' as const), minutes: fc.constantFrom(1, 16) }) },
)

export const planArbitrary = (maxSteps = 50): fc.Arbitrary<Plan> => fc.record({
  begun: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }), identified: on, filled: on, atHome: fc.integer({ min: 0, max: 4 }).map((n) => n === 0), mode2: on,
  pool: fc.array(commandArbitrary, { minLength: 40, maxLength: 40 }), steps: fc.array(stepArbitrary, { minLength: Math.floor(maxSteps / 3), maxLength: maxSteps, size: 'max' }),
})

/** Names left open in a generated command are filled from the state it meets. */
export function resolve(state: SessionState, command: CallCommand): CallCommand {
  if (command.type === 'withdrawCapture') return { ...command, captureId: state.captures.at(-1)?.captureId ?? 'none' }
  if (command.type === 'confirmForm' && command.digest === 'NOW') return { ...command, digest: sha256(formText(state)) }
  return command
}

export function take(call: Call, step: Step, pool: CallCommand[]): void {
  const gateway = { system: 'gateway' }
  switch (step.act) {
    case 'command': case 'desk': call.try(hand(step.by), resolve(call.state, step.command)); return
    case 'willing': {
      const offered = mayDo(call.state, hand(step.by))
      const able = pool.filter((command) => offered.includes(command.type) && command.type !== 'end')
      const command = able[step.pick % able.length]
      if (command) call.try(hand(step.by), resolve(call.state, command))
      return
    }
    case 'system': call.try(gateway, step.command); return
    case 'join': {
      const { personId } = step.person
      call.try(gateway, { type: 'connect', personId, connectionId: step.connectionId, withCamera: step.withCamera, withMicrophone: step.withMicrophone })
      return
    }
    case 'drop': {
      const { personId } = step.person
      call.try(gateway, { type: 'disconnect', personId, connectionId: call.state.people[personId]?.connectionId ?? 'none', cause: step.cause })
      return
    }
    case 'still': {
      const captureId = call.state.captures.findLast((capture) => capture.status === 'asked')?.captureId ?? 'none'
      call.try(gateway, { type: 'noteStill', captureId, by: step.by.personId, still: STILL })
      return
    }
    case 'wait': call.later(step.minutes * 60_000)
  }
}

/** Carries out a whole plan, showing every fact to `watch` and every state to `each`. */
export function play(plan: Plan, watch: Call['watch'] = null, each: ((call: Call) => void) | null = null): Call {
  const more = { centerId: plan.atHome ? null : 'lianshui', item: plan.mode2 ? { ...ITEM, mode: 'collectOnBehalf' as const } : ITEM }
  const call = plan.begun && !plan.atHome ? talking(more) : new Call(more)
  call.watch = watch
  each?.(call)
  if (plan.begun && plan.atHome) call.join(CITIZEN, CLERK)
  if (plan.begun && plan.identified) call.identify()
  if (plan.begun && plan.filled) call.fill()
  for (const step of plan.steps) {
    take(call, step, plan.pool)
    each?.(call)
  }
  return call
}

/** How many calls a property looks at; PROPERTY_SCALE=10 looks at ten times as many. */
export const calls = (count: number): { numRuns: number } => ({ numRuns: count * Number(process.env['PROPERTY_SCALE'] ?? 1) })
