import type { SittingKind } from '../kind.ts'
import { stageRule } from '../kind.ts'
import { say } from '../labels/text.ts'

/** 人民检察院审查案件听证, in the order of R14 15; the prosecutor named first in the file presides (R14 13). */
export const procuratorateHearing: SittingKind = {
  id: 'procuratorateHearing',
  name: say('检察听证', 'Procuratorate hearing'),
  wording: 'procuratorate',
  basis: 'R14 9–16',
  presiding: ['prosecutor'],
  bench: ['prosecutor', 'hearingOfficer'],
  deliberators: ['hearingOfficer'],
  composition: [
    { roles: ['prosecutor'], min: 1, max: 4, text: say('应有检察官主持听证', 'a prosecutor presides') },
    { roles: ['hearingOfficer'], min: 3, max: 7, text: say('听证员为三至七人', 'three to seven hearing officers') },
    { roles: ['clerk'], min: 1, max: 3, text: say('应有书记员一至三名', 'one to three clerks') },
    { roles: ['presidingJudge', 'soleJudge', 'judge', 'layJudge'], min: 0, max: 0, text: say('检察听证不设审判人员', 'no judges at a procuratorate hearing') },
  ],
  stages: [
    stageRule('preTrial', { conductor: 'clerk' }),
    stageRule('attendanceCheck', { conductor: 'clerk', requires: ['attendanceTaken', 'partyPresent'] }),
    stageRule('announceDiscipline', { conductor: 'clerk', requires: ['panelPresent'] }),
    stageRule('openCourt', { opens: true }),
    stageRule('verifyIdentity', { requires: ['identitiesVerified'] }),
    stageRule('informRights', { requires: ['rightsAcknowledged'] }),
    stageRule('introduceCase'),
    stageRule('partiesExplain', { requires: ['turnsDone'], speakingOrder: [{ side: 'plaintiff' }, { side: 'defendant' }, { side: 'thirdParty' }] }),
    stageRule('officersAsk', { requires: ['turnsDone'], speakingOrder: [{ role: 'hearingOfficer' }] }),
    stageRule('adjournToDiscuss', { secret: true }),
    stageRule('resumeOpinion', { speakingOrder: [{ role: 'hearingOfficer' }] }),
    stageRule('finalStatement', { requires: ['turnsDone'], speakingOrder: [{ side: 'plaintiff' }, { side: 'defendant' }, { side: 'thirdParty' }] }),
    stageRule('summary', { requires: ['outcomeAnnounced'] }),
    stageRule('reviewRecord', { mayAdvance: ['presiding', 'clerk'], requires: ['correctionsDecided'], skippable: true }),
    stageRule('signRecord', { mayAdvance: ['presiding', 'clerk'], requires: ['recordSignedOrRefused'] }),
    stageRule('closeCourt'),
  ],
  acts: {
    beginRecess: [{ from: 'openCourt', to: 'summary' }],
    confirmIdentity: [{ from: 'verifyIdentity', to: 'signRecord' }],
    acknowledgeRights: [{ from: 'informRights', to: 'summary' }],
    giveFloor: [{ from: 'openCourt', to: 'summary' }],
    finishTurn: [{ from: 'openCourt', to: 'summary' }],
    adduceExhibit: [{ from: 'introduceCase', to: 'officersAsk' }],
    examineExhibit: [{ from: 'introduceCase', to: 'officersAsk' }],
    callWitness: [{ from: 'introduceCase', to: 'officersAsk' }],
    releaseWitness: [{ from: 'introduceCase', to: 'officersAsk' }],
    announceOutcome: [{ from: 'attendanceCheck', to: 'summary' }],
    addRecordLine: [{ from: 'preTrial', to: 'reviewRecord' }],
    requestRecordCorrection: [{ from: 'openCourt', to: 'reviewRecord' }],
    decideRecordCorrection: [{ from: 'openCourt', to: 'reviewRecord' }],
    signRecord: [{ from: 'signRecord', to: 'signRecord' }],
    refuseRecord: [{ from: 'signRecord', to: 'signRecord' }],
    closeCourt: [{ from: 'closeCourt', to: 'closeCourt' }],
  },
  outcomes: [
    { outcome: 'opinionGiven', spans: [{ from: 'resumeOpinion', to: 'summary' }] },
    { outcome: 'adjourned', spans: [{ from: 'attendanceCheck', to: 'summary' }] },
  ],
  shortcuts: [
    { when: 'adjourned', from: { from: 'attendanceCheck', to: 'summary' }, to: 'reviewRecord', leavesIncomplete: true, reason: '延期听证' },
  ],
}
