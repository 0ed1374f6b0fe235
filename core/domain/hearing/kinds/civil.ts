import type { Acts, CompositionRule, SittingKind, StageRule } from '../kind.ts'
import { stageRule } from '../kind.ts'
import { say } from '../labels/text.ts'

/** R6 144: plaintiff, defendant, third party; R6 141 the same order for statements and final views. */
const inOrder = [{ side: 'plaintiff' }, { side: 'defendant' }, { side: 'thirdParty' }] as const
/** Exhibits are put by one side and answered first by the other (R6 141). */
const answeringFirst = [{ side: 'defendant' }, { side: 'plaintiff' }, { side: 'thirdParty' }] as const

/** The law's own order for a civil trial (R6 139–151, R1 22). */
const stages = (deliberates: boolean): readonly StageRule[] => [
  stageRule('preTrial', { conductor: 'clerk' }),
  stageRule('attendanceCheck', { conductor: 'clerk', requires: ['attendanceTaken', 'partyPresent'] }),
  stageRule('announceDiscipline', { conductor: 'clerk', requires: ['panelPresent'] }),
  stageRule('openCourt', { opens: true }),
  stageRule('verifyIdentity', { requires: ['identitiesVerified'] }),
  stageRule('announceCause'),
  stageRule('announcePanel'),
  stageRule('informRights', { requires: ['rightsAcknowledged'] }),
  stageRule('askRecusal', { requires: ['recusalAnswered', 'recusalDecided'] }),
  stageRule('statements', { requires: ['recusalDecided', 'turnsDone'], speakingOrder: inOrder }),
  stageRule('issueSummary', { requires: ['issuesSummarized'], skippable: true }),
  stageRule('adduce', { requires: ['noWitnessInBox'], skippable: true, speakingOrder: inOrder }),
  stageRule('crossExamine', { requires: ['noWitnessInBox', 'exhibitsExamined'], skippable: true, speakingOrder: answeringFirst }),
  stageRule('witnessTestimony', { requires: ['noWitnessInBox', 'witnessesHeard'], skippable: true }),
  stageRule('debate', { requires: ['recusalDecided', 'turnsDone'], speakingOrder: inOrder }),
  stageRule('finalStatement', { requires: ['turnsDone'], speakingOrder: inOrder }),
  stageRule('courtMediation', { requires: ['mediationAnswered', 'agreementSettled'], skippable: true, closedToPublic: true }),
  ...(deliberates ? [stageRule('deliberation', { requires: ['panelPresent'], secret: true })] : []),
  stageRule('judgment', { requires: ['outcomeAnnounced'] }),
  stageRule('reviewRecord', { mayAdvance: ['presiding', 'clerk'], requires: ['correctionsDecided'], skippable: true }),
  stageRule('signRecord', { mayAdvance: ['presiding', 'clerk'], requires: ['recordSignedOrRefused'] }),
  stageRule('closeCourt'),
]

const acts: Acts = {
  beginRecess: [{ from: 'openCourt', to: 'judgment' }],
  confirmIdentity: [{ from: 'verifyIdentity', to: 'signRecord' }],
  acknowledgeRights: [{ from: 'informRights', to: 'debate' }],
  // R6 48: a challenge may be raised until the debate ends, when its ground became known later
  answerRecusal: [{ from: 'askRecusal', to: 'debate' }],
  decideRecusal: [{ from: 'askRecusal', to: 'debate' }],
  giveFloor: [{ from: 'openCourt', to: 'judgment' }],
  finishTurn: [{ from: 'openCourt', to: 'judgment' }],
  summarizeIssues: [{ from: 'issueSummary', to: 'debate' }],
  adduceExhibit: [{ from: 'adduce', to: 'crossExamine' }],
  examineExhibit: [{ from: 'adduce', to: 'crossExamine' }],
  callWitness: [{ from: 'adduce', to: 'witnessTestimony' }],
  releaseWitness: [{ from: 'adduce', to: 'witnessTestimony' }],
  consentToMediation: [{ from: 'courtMediation', to: 'courtMediation' }],
  announceOutcome: [{ from: 'attendanceCheck', to: 'judgment' }],
  addRecordLine: [{ from: 'preTrial', to: 'reviewRecord' }],
  requestRecordCorrection: [{ from: 'openCourt', to: 'reviewRecord' }],
  decideRecordCorrection: [{ from: 'openCourt', to: 'reviewRecord' }],
  signRecord: [{ from: 'signRecord', to: 'signRecord' }],
  refuseRecord: [{ from: 'signRecord', to: 'signRecord' }],
  closeCourt: [{ from: 'closeCourt', to: 'closeCourt' }],
}

const parties: readonly CompositionRule[] = [
  { roles: ['clerk'], min: 1, max: 3, text: say('应有书记员一至三名', 'one to three clerks') },
  { roles: ['plaintiff'], min: 1, max: 60, text: say('应有原告', 'at least one plaintiff') },
  { roles: ['defendant'], min: 1, max: 60, text: say('应有被告', 'at least one defendant') },
]

function civil(kind: Pick<SittingKind, 'id' | 'name' | 'basis' | 'presiding' | 'bench' | 'composition'>): SittingKind {
  return {
    ...kind,
    wording: 'trial',
    deliberators: kind.bench,
    composition: [...kind.composition, ...parties],
    stages: stages(kind.bench.length > 1),
    acts,
    outcomes: [
      { outcome: 'settled', spans: [{ from: 'judgment', to: 'judgment' }] },
      { outcome: 'judgmentInCourt', spans: [{ from: 'judgment', to: 'judgment' }] },
      { outcome: 'judgmentReserved', spans: [{ from: 'judgment', to: 'judgment' }] },
      // also when nobody has come: then the court never opens
      { outcome: 'adjourned', spans: [{ from: 'attendanceCheck', to: 'judgment' }] },
    ],
    shortcuts: [
      { when: 'agreementEffective', from: { from: 'courtMediation', to: 'courtMediation' }, to: 'judgment', leavesIncomplete: false, reason: '调解协议已生效' },
      { when: 'adjourned', from: { from: 'attendanceCheck', to: 'judgment' }, to: 'reviewRecord', leavesIncomplete: true, reason: '延期开庭' },
    ],
  }
}

const onePresiding: CompositionRule = { roles: ['presidingJudge'], min: 1, max: 1, text: say('应有审判长一名', 'exactly one presiding judge') }

export const soleJudge = civil({
  id: 'soleJudge', name: say('独任审理', 'Sole judge'), basis: 'R6 40',
  presiding: ['soleJudge'], bench: ['soleJudge'],
  composition: [
    { roles: ['soleJudge'], min: 1, max: 1, text: say('应有独任审判员一名', 'exactly one sole judge') },
    { roles: ['presidingJudge', 'judge', 'layJudge'], min: 0, max: 0, text: say('独任审理不设合议庭成员', 'no panel beside a sole judge') },
  ],
})

export const panel3 = civil({
  id: 'panel3', name: say('三人合议庭', 'Panel of three'), basis: 'R6 40, R13 14',
  presiding: ['presidingJudge'], bench: ['presidingJudge', 'judge', 'layJudge'],
  composition: [
    onePresiding,
    { roles: ['judge', 'layJudge'], min: 2, max: 2, text: say('应有审判员、人民陪审员共两名', 'two further judges or lay judges') },
    { roles: ['soleJudge'], min: 0, max: 0, text: say('合议庭不设独任审判员', 'no sole judge on a panel') },
  ],
})

export const panel7 = civil({
  id: 'panel7', name: say('七人合议庭', 'Panel of seven'), basis: 'R13 14',
  presiding: ['presidingJudge'], bench: ['presidingJudge', 'judge', 'layJudge'],
  composition: [
    onePresiding,
    { roles: ['judge'], min: 2, max: 2, text: say('七人合议庭应有法官三名（含审判长）', 'three judges, the presiding judge included') },
    { roles: ['layJudge'], min: 4, max: 4, text: say('七人合议庭应有人民陪审员四名', 'four lay judges') },
    { roles: ['soleJudge'], min: 0, max: 0, text: say('合议庭不设独任审判员', 'no sole judge on a panel') },
  ],
})
