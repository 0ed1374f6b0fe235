import type { ComplaintStep, RatingLevel, RatingReason } from '#protocol/window/rating.ts'
import type { ComplaintState } from './state.ts'

type Wording = { zh: string; en: string }

/** What people read: the five levels as the texts have them, and the reasons to choose from. */
export const RATING_LABELS: { levels: Record<RatingLevel, Wording>; reasons: Record<RatingReason, Wording> } = {
  levels: {
    verySatisfied: { zh: '非常满意', en: 'Very satisfied' },
    satisfied: { zh: '满意', en: 'Satisfied' },
    fairlySatisfied: { zh: '基本满意', en: 'Fairly satisfied' },
    dissatisfied: { zh: '不满意', en: 'Dissatisfied' },
    veryDissatisfied: { zh: '非常不满意', en: 'Very dissatisfied' },
  },
  reasons: {
    attitude: { zh: '服务态度差', en: 'Unfriendly' },
    slow: { zh: '等候或办理时间长', en: 'Took too long' },
    unclear: { zh: '告知不清、未一次性告知', en: 'Not told clearly, or not told at once' },
    refused: { zh: '推诿、拒绝受理', en: 'Sent away or refused' },
    extraMaterials: { zh: '要求提供清单以外的材料', en: 'Asked for papers not on the list' },
    repeatedVisits: { zh: '多次跑动', en: 'Had to come several times' },
    wrongResult: { zh: '办理结果有误', en: 'The result was wrong' },
    fee: { zh: '违规收费', en: 'Charged wrongly' },
    fault: { zh: '设备或通话故障', en: 'Equipment or call failed' },
    other: { zh: '其他', en: 'Something else' },
    friendly: { zh: '态度热情', en: 'Friendly' },
    quick: { zh: '办理高效', en: 'Quick' },
    clear: { zh: '告知清楚', en: 'Clearly explained' },
    professional: { zh: '业务熟练', en: 'Competent' },
    fewMaterials: { zh: '材料精简', en: 'Few papers asked for' },
    noTravel: { zh: '不用跑腿', en: 'No travel needed' },
  },
}

/** Steps of a ticket over a bad rating as duties, and how it stands. */
export const COMPLAINT_LABELS: { steps: Record<ComplaintStep, Wording>; status: Record<ComplaintState['status'], Wording> } = {
  steps: {
    assign: { zh: '指派', en: 'Assign' }, callBack: { zh: '回访', en: 'Call back' }, fix: { zh: '整改', en: 'Fix' },
    review: { zh: '复核', en: 'Review' }, close: { zh: '办结', en: 'Close' },
  },
  status: {
    opened: { zh: '待指派', en: 'To be assigned' }, assigned: { zh: '待回访', en: 'To be called back' }, calledBack: { zh: '待整改', en: 'To be fixed' },
    fixed: { zh: '已整改', en: 'Fixed' }, closed: { zh: '已办结', en: 'Closed' },
  },
}
