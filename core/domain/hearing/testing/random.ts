import fc from 'fast-check'
import type { HearingCommand, ParticipantCommand } from '#protocol/hearing-commands.ts'
import type { HearingState } from '../state.ts'
import { mayDo, nextStage } from '../index.ts'
import { digestOf, fulfil, openCourt, reach } from './course.ts'
import { MANY_PARTIES, PEOPLE } from './sample.ts'
import { Trial } from './trial.ts'

/**
 * Reachable states: a hearing is brought to some stage and then anybody tries anything. What `decide` refuses changes
 * nothing, so every state met on the way is one that a court could stand in.
 */
export type Step =
  | { act: 'command'; by: string; command: ParticipantCommand }
  /** One of the plan's pool that this person may give now: most random commands would be refused. */
  | { act: 'willing'; by: string; pick: number }
  | { act: 'join'; personId: string; withCamera: boolean; withMicrophone: boolean; connectionId: string }
  | { act: 'drop'; personId: string; cause: 'left' | 'lineLost' }
  | { act: 'stale'; personId: string }
  | { act: 'agreement'; what: 'prepared' | 'effective' | 'failed' }
  | { act: 'progress' }

export type Plan = { kind: string; many: boolean; publicity: 'open' | 'closed'; opened: boolean; stagesOn: number; pool: ParticipantCommand[]; steps: Step[] }

const note = fc.constantFrom('甲', '乙。', '好的')
const mostly = <T>(usual: T, other: T): fc.Arbitrary<T> => fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(other) })

function commandArbitrary(ids: string[]): fc.Arbitrary<ParticipantCommand> {
  const personId = fc.constantFrom(...ids)
  const yes = fc.boolean()
  const room = fc.oneof(
    fc.constantFrom('outside', 'waitingRoom', 'courtroom', 'deliberationRoom', 'consultation:plaintiff', 'consultation:defendant', 'consultation:thirdParty'),
    personId.map((id) => `witness:${id}` as const),
  ) as fc.Arbitrary<Extract<ParticipantCommand, { type: 'moveToRoom' }>['room']>
  const plain = fc.constantFrom(
    'acknowledgeRights', 'finishTurn', 'raiseHand', 'muteAll', 'unmuteAll', 'endRecess', 'openConsultation', 'closeConsultation', 'closeCourt',
  ).map((type) => ({ type }) as ParticipantCommand)
  const onPerson = fc.tuple(fc.constantFrom('admit', 'giveFloor', 'lowerHand', 'mute', 'unmute', 'callWitness', 'releaseWitness', 'admitClerkToDeliberation'), personId)
    .map(([type, id]) => ({ type, personId: id }) as ParticipantCommand)
  const onSwitch = fc.tuple(fc.constantFrom('setMicrophone', 'setCamera'), yes).map(([type, on]) => ({ type, on }) as ParticipantCommand)
  return fc.oneof(
    { weight: 4, arbitrary: plain }, { weight: 6, arbitrary: onPerson }, { weight: 4, arbitrary: onSwitch },
    { weight: 5, arbitrary: fc.record({ type: fc.constant('moveToRoom' as const), personId, room }) },
    fc.record({ type: fc.constant('reportReadiness' as const), readiness: fc.constant({ camera: 'ok', microphone: 'ok', speaker: 'ok', network: 'good', cutout: 'key', note: '' } as const) }),
    fc.record({ type: fc.constant('recordAttendance' as const), personId, present: mostly(true, false), reason: fc.constant('') }),
    fc.record({ type: fc.constant('skipStage' as const), stage: fc.constantFrom('courtMediation', 'adduce', 'witnessTestimony', 'reviewRecord'), reason: note }),
    fc.record({ type: fc.constant('strikeGavel' as const), strikes: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ type: fc.constant('confirmIdentity' as const), personId, outcome: fc.constantFrom('confirmed', 'rejected'), note: fc.constant('') }),
    fc.record({ type: fc.constant('answerRecusal' as const), applies: mostly(false, true), against: fc.constantFrom([], ['judge']), reason: note }),
    fc.record({ type: fc.constant('decideRecusal' as const), personId, granted: yes, reason: note }),
    fc.record({ type: fc.constant('askUncutPicture' as const), personId, on: mostly(true, false) }),
    fc.record({ type: fc.constant('directCamera' as const), camera: fc.constantFrom('speaker', 'bench', null) }),
    fc.record({ type: fc.constant('setPresentation' as const), on: mostly(true, false), kind: fc.constantFrom('screen', 'document') }),
    fc.record({ type: fc.constant('summarizeIssues' as const), issues: fc.constant(['争议']) }),
    fc.record({ type: fc.constant('adduceExhibit' as const), title: note, purpose: note }),
    fc.record({ type: fc.constant('examineExhibit' as const), exhibitId: fc.constant('LAST'), authenticity: yes, legality: yes, relevance: yes, opinion: fc.constant('') }),
    { weight: 2, arbitrary: fc.record({ type: fc.constant('beginRecess' as const), reason: fc.constantFrom('rest', 'deliberation', 'negotiation'), note: fc.constant('') }) },
    fc.record({ type: fc.constant('requestOffline' as const), reason: fc.constant('ability' as const), note: fc.constant('') }),
    fc.record({ type: fc.constant('decideOffline' as const), granted: yes, reason: note }),
    fc.record({ type: fc.constant('consentToMediation' as const), willing: yes }),
    fc.record({ type: fc.constant('announceOutcome' as const), outcome: fc.constantFrom('settled', 'judgmentInCourt', 'adjourned', 'opinionGiven'), text: note }),
    { weight: 2, arbitrary: fc.record({ type: fc.constant('addRecordLine' as const), speaker: fc.option(personId), text: note }) },
    fc.record({ type: fc.constant('requestRecordCorrection' as const), lineId: fc.constant('LAST'), text: note }),
    fc.record({ type: fc.constant('decideRecordCorrection' as const), lineId: fc.constant('LAST'), personId, accepted: yes, text: fc.constant('') }),
    fc.record({ type: fc.constant('signRecord' as const), recordSha256: fc.constant('LAST') }),
    fc.record({ type: fc.constant('refuseRecord' as const), reason: note }),
    fc.record({ type: fc.constant('warn' as const), personId, text: note }),
    { weight: 3, arbitrary: fc.record({ type: fc.constant('sendMessage' as const), to: personId, text: note }) },
    fc.record({ type: fc.constant('removeParticipant' as const), personId: fc.constantFrom('observer', 'observer2', 'witness'), reason: note }),
    fc.record({
      type: fc.constant('addParticipant' as const),
      participant: fc.constantFrom(
        { personId: 'observer2', name: '卫旁听', role: 'observer' as const, side: 'public' as const, represents: [], identityTail: '0006' },
        { personId: 'witness', name: '孙立', role: 'witness' as const, side: 'neutral' as const, represents: [] },
      ),
    }),
  ) as fc.Arbitrary<ParticipantCommand>
}

const peopleOf = (kind: string, many: boolean) => (many && kind === 'panel3' ? MANY_PARTIES : PEOPLE[kind]) ?? []

function stepArbitrary(ids: string[]): fc.Arbitrary<Step> {
  const personId = fc.constantFrom(...ids)
  return fc.oneof(
    { weight: 14, arbitrary: fc.record({ act: fc.constant('willing' as const), by: fc.oneof(fc.constantFrom('judge', 'clerk'), personId), pick: fc.nat(1000) }) },
    { weight: 7, arbitrary: fc.record({ act: fc.constant('command' as const), by: fc.oneof(fc.constantFrom('judge', 'clerk'), personId), command: commandArbitrary(ids) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('join' as const), personId, withCamera: mostly(true, false), withMicrophone: mostly(true, false), connectionId: fc.constantFrom('x1', 'x2', 'x3', 'x4') }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('drop' as const), personId, cause: fc.constantFrom('left', 'lineLost') }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('stale' as const), personId }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('agreement' as const), what: fc.constantFrom('prepared', 'effective', 'failed') }) },
    { weight: 3, arbitrary: fc.constant({ act: 'progress' as const }) },
  ) as fc.Arbitrary<Step>
}

export const planArbitrary = (maxSteps = 40): fc.Arbitrary<Plan> =>
  fc.tuple(fc.constantFrom('soleJudge', 'panel3', 'panel3', 'panel7', 'mediation', 'procuratorateHearing'), fc.boolean()).chain(([kind, many]) => {
    const ids = peopleOf(kind, many).map((one) => one.personId).concat('observer2')
    return fc.record({
      kind: fc.constant(kind), many: fc.constant(many), publicity: mostly('open' as const, 'closed' as const), opened: mostly(true, false),
      stagesOn: fc.nat(20), pool: fc.array(commandArbitrary(ids), { minLength: 60, maxLength: 60 }), steps: fc.array(stepArbitrary(ids), { minLength: Math.floor(maxSteps / 3), maxLength: maxSteps, size: 'max' }),
    })
  })

/** Names left open in a generated command are filled from the state it meets. */
export function resolve(state: HearingState, command: ParticipantCommand): ParticipantCommand {
  switch (command.type) {
    case 'examineExhibit': return { ...command, exhibitId: state.exhibits.at(-1)?.exhibitId ?? 'none' }
    case 'requestRecordCorrection': case 'decideRecordCorrection': return { ...command, lineId: state.record.at(-1)?.lineId ?? 'none' }
    case 'signRecord': return { ...command, recordSha256: digestOf(state) }
    default: return command
  }
}

const agreement = (what: 'prepared' | 'effective' | 'failed'): HearingCommand =>
  what === 'prepared' ? { type: 'noteAgreementPrepared', documentId: 'd1' }
    : what === 'failed' ? { type: 'noteAgreementFailed', documentId: 'd1', reason: '一方拒签' }
      : { type: 'noteAgreementEffective', documentId: 'd1', sha256: 'a'.repeat(64), effectiveAt: '2026-11-21T02:00:00.000Z' }

export function take(trial: Trial, step: Step, pool: ParticipantCommand[]): void {
  const gateway = { system: 'gateway' } as const
  switch (step.act) {
    case 'command': trial.try({ personId: step.by }, resolve(trial.state, step.command)); return
    case 'willing': {
      const offered = mayDo(trial.state, step.by)
      const able = pool.filter((command) => offered.includes(command.type))
      const command = able[step.pick % able.length]
      if (command) trial.try({ personId: step.by }, resolve(trial.state, command))
      return
    }
    case 'join': trial.try(gateway, { type: 'connect', personId: step.personId, connectionId: step.connectionId, withCamera: step.withCamera, withMicrophone: step.withMicrophone }); return
    case 'drop': trial.try(gateway, { type: 'disconnect', personId: step.personId, connectionId: trial.state.people[step.personId]?.connectionId ?? 'none', cause: step.cause }); return
    case 'stale': trial.try(gateway, { type: 'disconnect', personId: step.personId, connectionId: 'stale', cause: 'lineLost' }); return
    case 'agreement': trial.try({ system: 'documents' }, agreement(step.what)); return
    case 'progress': progress(trial)
  }
}

/** One stage further if the people who are here can do what it asks for. */
function progress(trial: Trial): void {
  try {
    fulfil(trial)
  } catch {
    // somebody needed is away or has answered already: the court goes on as far as it can
  }
  trial.try({ personId: 'judge' }, { type: 'advanceStage', expected: trial.state.stage })
}

/** Carries out a whole plan, showing every fact to `watch`. */
export function play(plan: Plan, watch: Trial['watch'] = null, each: ((trial: Trial) => void) | null = null): Trial {
  const trial = new Trial(plan.kind, peopleOf(plan.kind, plan.many).filter((one) => plan.kind !== 'mediation' || one.role !== 'observer'), plan.publicity)
  trial.watch = watch
  each?.(trial)
  if (plan.opened) {
    openCourt(trial)
    const stages = trial.state.stages.map((entry) => entry.stage)
    for (let n = 0; n < plan.stagesOn && nextStage(trial.state) !== null && trial.state.stage !== stages.at(-1); n++) {
      reach(trial, nextStage(trial.state) ?? trial.state.stage)
    }
  }
  each?.(trial)
  for (const step of plan.steps) {
    take(trial, step, plan.pool)
    each?.(trial)
  }
  return trial
}

/** How many courts a property looks at; PROPERTY_SCALE=10 looks at ten times as many. */
export const courts = (count: number): { numRuns: number } => ({ numRuns: count * Number(process.env['PROPERTY_SCALE'] ?? 1) })
