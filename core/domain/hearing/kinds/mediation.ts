import type { SittingKind } from '../kind.ts'
import { stageRule } from '../kind.ts'
import { say } from '../labels/text.ts'

/** 在线调解 (R2): one mediator, or more with one lead; closed to the public throughout (R1 8). */
export const mediation: SittingKind = {
  id: 'mediation',
  name: say('在线调解', 'Online mediation'),
  wording: 'mediation',
  basis: 'R2 11–21',
  presiding: ['mediator', 'specialMediator', 'soleJudge'],
  bench: ['mediator', 'specialMediator', 'soleJudge', 'judge'],
  deliberators: ['mediator', 'specialMediator', 'soleJudge', 'judge'],
  composition: [
    { roles: ['mediator', 'specialMediator', 'soleJudge'], min: 1, max: 4, text: say('应有调解员', 'at least one mediator') },
    { roles: ['plaintiff'], min: 1, max: 60, text: say('应有申请人一方', 'at least one applicant') },
    { roles: ['defendant'], min: 1, max: 60, text: say('应有被申请人一方', 'at least one respondent') },
    { roles: ['witness', 'observer', 'peoplesSupervisor'], min: 0, max: 0, text: say('调解不公开进行，不设旁听', 'mediation is not open to others') },
  ],
  stages: [
    stageRule('preTrial', { mayAdvance: ['presiding', 'clerk'] }),
    stageRule('attendanceCheck', { mayAdvance: ['presiding', 'clerk'], requires: ['attendanceTaken', 'partyPresent', 'panelPresent'] }),
    stageRule('openCourt', { opens: true, closedToPublic: true }),
    stageRule('verifyIdentity', { requires: ['identitiesVerified'], closedToPublic: true }),
    stageRule('disclose', { closedToPublic: true }),
    stageRule('informRights', { requires: ['rightsAcknowledged'], closedToPublic: true }),
    stageRule('jointSession', {
      requires: ['mediationAnswered'], closedToPublic: true,
      speakingOrder: [{ side: 'plaintiff' }, { side: 'defendant' }, { side: 'thirdParty' }],
    }),
    stageRule('caucus', { skippable: true, caucus: true, closedToPublic: true }),
    stageRule('draftAgreement', { skippable: true, closedToPublic: true }),
    stageRule('signAgreement', { requires: ['agreementClosed'], skippable: true, closedToPublic: true }),
    stageRule('summary', { requires: ['outcomeAnnounced'], closedToPublic: true }),
    stageRule('reviewRecord', { mayAdvance: ['presiding', 'clerk'], requires: ['correctionsDecided'], skippable: true, closedToPublic: true }),
    stageRule('signRecord', { mayAdvance: ['presiding', 'clerk'], requires: ['recordSignedOrRefused'], closedToPublic: true }),
    stageRule('closeCourt', { closedToPublic: true }),
  ],
  acts: {
    beginRecess: [{ from: 'openCourt', to: 'summary' }],
    confirmIdentity: [{ from: 'verifyIdentity', to: 'signRecord' }],
    acknowledgeRights: [{ from: 'informRights', to: 'summary' }],
    giveFloor: [{ from: 'openCourt', to: 'summary' }],
    finishTurn: [{ from: 'openCourt', to: 'summary' }],
    consentToMediation: [{ from: 'jointSession', to: 'draftAgreement' }],
    announceOutcome: [{ from: 'attendanceCheck', to: 'summary' }],
    addRecordLine: [{ from: 'preTrial', to: 'reviewRecord' }],
    requestRecordCorrection: [{ from: 'openCourt', to: 'reviewRecord' }],
    decideRecordCorrection: [{ from: 'openCourt', to: 'reviewRecord' }],
    signRecord: [{ from: 'signRecord', to: 'signRecord' }],
    refuseRecord: [{ from: 'signRecord', to: 'signRecord' }],
    closeCourt: [{ from: 'closeCourt', to: 'closeCourt' }],
  },
  outcomes: [
    { outcome: 'settled', spans: [{ from: 'summary', to: 'summary' }] },
    { outcome: 'opinionGiven', spans: [{ from: 'summary', to: 'summary' }] },
    { outcome: 'adjourned', spans: [{ from: 'attendanceCheck', to: 'summary' }] },
  ],
  shortcuts: [
    { when: 'adjourned', from: { from: 'attendanceCheck', to: 'summary' }, to: 'reviewRecord', leavesIncomplete: true, reason: '延期调解' },
  ],
}
