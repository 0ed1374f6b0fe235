import { z } from 'zod'

/**
 * The closed list of what can go wrong: code → HTTP status, log text (en) and the sentence a user reads.
 * `{name}` in a sentence is filled from the error's `details`.
 */
export const ERRORS = {
  badMessage: { status: 400, zh: '请求内容不符合格式要求：{path}', en: 'The request is not well formed: {path}' },
  tooLarge: { status: 413, zh: '内容过大', en: 'The content is too large' },
  tooManyRequests: { status: 429, zh: '操作过于频繁，请稍候再试', en: 'Too many requests, please wait a moment' },
  notSignedIn: { status: 401, zh: '请先登录', en: 'Please sign in first' },
  wrongCredentials: { status: 401, zh: '账号或密码不正确', en: 'Wrong account or password' },
  invitationInvalid: { status: 401, zh: '邀请链接无效或已过期，请联系书记员', en: 'This invitation is not valid or has expired; please contact the clerk' },
  sessionExpired: { status: 401, zh: '登录已过期，请重新进入', en: 'Your session has expired; please sign in again' },
  notFound: { status: 404, zh: '没有找到所请求的内容', en: 'Not found' },
  notInHearing: { status: 403, zh: '您不是本次庭审的参加人', en: 'You do not take part in this hearing' },
  notPermitted: { status: 403, zh: '您在当前阶段不能进行此操作', en: 'You may not do this at this stage' },
  wrongRoom: { status: 403, zh: '您当前所在的房间不能进行此操作', en: 'This cannot be done from the room you are in' },
  wrongStage: { status: 409, zh: '庭审已进入其他阶段，请以当前阶段为准', en: 'The hearing is at another stage now' },
  stageNotComplete: { status: 409, zh: '本阶段尚有未完成事项：{missing}', en: 'This stage is not complete: {missing}' },
  stageNotSkippable: { status: 409, zh: '该阶段依法不得跳过', en: 'The law does not let this stage be skipped' },
  notYourTurn: { status: 409, zh: '尚未轮到您发言', en: 'It is not your turn to speak' },
  mutedByCourt: { status: 403, zh: '法庭已关闭您的麦克风', en: 'The court has muted your microphone' },
  companyNotAllowed: { status: 403, zh: '依规定不得与该房间内人员同处', en: 'The rules do not let these persons be in one room' },
  witnessIsolated: { status: 403, zh: '证人作证前后不得旁听庭审', en: 'A witness may not attend before or after testifying' },
  unknownPerson: { status: 404, zh: '没有此参加人', en: 'No such participant' },
  notConnected: { status: 409, zh: '该参加人当前不在线', en: 'That person is not connected' },
  alreadyDone: { status: 409, zh: '该事项已经完成', en: 'This has already been done' },
  hearingClosed: { status: 409, zh: '本次庭审已经闭庭', en: 'This hearing is closed' },
  inRecess: { status: 409, zh: '休庭期间不能进行此操作', en: 'Not possible during a recess' },
  composition: { status: 422, zh: '合议庭或参加人员组成不符合规定：{rule}', en: 'The composition breaks a rule: {rule}' },
  staleVersion: { status: 409, zh: '内容已被他人更新，请核对最新内容', en: 'The content has changed meanwhile; please look at the latest' },
  revisionConflict: { status: 409, zh: '文书已有新的签名，请核对最新版本后再签', en: 'The paper has a new signature; look at the latest revision before signing' },
  stalePreview: { status: 409, zh: '预览之后内容已有改动，请重新预览后再定稿', en: 'The draft changed after this preview; look at a new preview before making it final' },
  documentFrozen: { status: 409, zh: '文书已定稿，不能再修改', en: 'The paper is final and cannot be changed' },
  documentNotFrozen: { status: 409, zh: '文书尚未定稿', en: 'The paper is not final yet' },
  notASigner: { status: 403, zh: '您不是本文书的签署人', en: 'You are not a signer of this paper' },
  alreadySigned: { status: 409, zh: '您已经签署，无需重复签署', en: 'You have signed already' },
  notReadToEnd: { status: 409, zh: '请阅读至文末后再签署', en: 'Please read to the end before signing' },
  signatureEmpty: { status: 422, zh: '请先手写签名', en: 'Please write your signature first' },
  identityNotVerified: { status: 403, zh: '身份尚未核实，不能签署', en: 'Identity has not been verified' },
  identityMismatch: { status: 403, zh: '证件号码后四位不符，还可尝试 {left} 次', en: 'The last characters of the ID do not match; {left} tries left' },
  glyphMissing: { status: 422, zh: '字库中没有此字：{character}', en: 'No font has this character: {character}' },
  documentClosed: { status: 409, zh: '文书已生效、被拒签或已作废，不能再进行此操作', en: 'The paper is effective, refused or void; this can no longer be done' },
  signingOrder: { status: 409, zh: '尚未轮到您签署，请待其他签署人先签：{missing}', en: 'Others sign first: {missing}' },
  fieldInvalid: { status: 422, zh: '“{field}”填写有误：{reason}', en: '"{field}" is not valid: {reason}' },
  uploadTypeRefused: { status: 415, zh: '只接受 PDF、JPEG、PNG、WebP 文件', en: 'Only PDF, JPEG, PNG and WebP files are accepted' },
  uploadDamaged: { status: 422, zh: '文件已损坏或不规范，请重新扫描、拍照，或用“打印为 PDF”另存后再上传', en: 'The file is damaged or not well formed; scan it again or print it to PDF first' },
  uploadEncrypted: { status: 422, zh: '文件设有密码，请去除密码后再上传', en: 'The file is protected by a password; remove it first' },
  uploadActiveContent: { status: 422, zh: '文件含有脚本、附件或自动动作（{what}），请用“打印为 PDF”另存后再上传', en: 'The file contains scripts, attachments or actions ({what}); print it to PDF first' },
  uploadTooManyPages: { status: 422, zh: '文件共 {pages} 页，每个文件不得超过 {limit} 页，请分开上传', en: 'The file has {pages} pages; at most {limit} are accepted, please split it' },
  uploadPageTooLarge: { status: 422, zh: '页面或图片尺寸过大', en: 'A page or picture is too large' },
  uploadOverLimits: { status: 422, zh: '文件过于复杂，检查未能在限定的时间和内存内完成', en: 'The file is too complex to be checked within the limits of time and memory' },
  signingServiceUnavailable: { status: 503, zh: '签名服务（{service}）暂不可用，请稍后再试；文书未作任何改动', en: 'The signing service ({service}) is not available at present; nothing was changed: {reason}' },
  uploadUnavailable: { status: 503, zh: '本服务器暂不能接收文件，请联系技术人员', en: 'This server cannot accept files at present; please contact the technical staff' },
  identityNameMismatch: { status: 403, zh: '姓名与证件号码不符，请核对后重新填写；如已更名请到窗口办理', en: 'Name and identity number do not belong together; please check both' },
  terminalUnknown: { status: 401, zh: '本设备未在系统登记，请联系大厅工作人员', en: 'This device is not registered; please call the staff of the centre' },
  mediaUnavailable: { status: 503, zh: '音视频服务正在恢复，请稍候', en: 'Sound and picture are being restored' },
  mediaRefused: { status: 403, zh: '当前不能发送此路音视频', en: 'You may not send this now' },
  pageOutdated: { status: 409, zh: '系统已更新，请刷新页面后再操作', en: 'The system has been updated; reload the page first' },
  busy: { status: 503, zh: '服务繁忙，请稍后再试', en: 'The service is busy' },
  internal: { status: 500, zh: '系统内部错误，已记录', en: 'Internal error; it has been logged' },
  sessionEnded: { status: 409, zh: '本次通话已经结束', en: 'This call is over' },
  notInCall: { status: 403, zh: '您不在本次通话中', en: 'You do not take part in this call' },
  callNotStarted: { status: 409, zh: '窗口人员尚未接入，请稍候', en: 'The clerk has not joined yet; please wait a moment' },
  callOnHold: { status: 409, zh: '窗口人员正在核实情况，通话暂时保持', en: 'The call is on hold while the clerk looks something up' },
  transferPending: { status: 409, zh: '正在转办其他窗口', en: 'The call is being transferred' },
  identityFirst: { status: 409, zh: '请先核验身份', en: 'Identity must be confirmed first' },
  identityIncomplete: { status: 409, zh: '身份核验尚缺：{missing}', en: 'Still missing for the identity check: {missing}' },
  identityNumberInText: { status: 422, zh: '请勿在此填写身份证件号码，请填入证件号码栏', en: 'Please do not write an identity number here; use the field for it' },
  helpNotAsked: { status: 403, zh: '申请人尚未请工作人员代填', en: 'The applicant has not asked for help with filling in' },
  formIncomplete: { status: 422, zh: '表单尚未填写：{missing}', en: 'Not filled in yet: {missing}' },
  notYetDue: { status: 409, zh: '尚未到可以进行此操作的时间（{from}）', en: 'Not possible before {from}' },
  tooLate: { status: 409, zh: '已超过期限（{by}）', en: 'The time for this ran out on {by}' },
  reasonRequired: { status: 422, zh: '请选择或填写原因', en: 'Please give a reason' },
  notImpartial: { status: 403, zh: '与本次评价有关的人员不得办理或复核', en: 'Whoever the rating is about, or works at the same window, may not deal with it' },
  catalogueInvalid: { status: 422, zh: '目录有 {count} 处问题，未导入任何内容（第一处：{table}，行 {row}，列 {column}）', en: 'The catalogue has {count} problems and was not taken in (first: {table}, row {row}, column {column})' },
  unknownItem: { status: 404, zh: '没有此事项：{item}', en: 'No such item: {item}' },
  unknownRegion: { status: 404, zh: '没有此区划：{region}', en: 'No such region: {region}' },
  noOffice: { status: 409, zh: '{region} 没有办理此事项的属地机构，请咨询服务中心工作人员', en: 'No competent office for this item in {region}; please ask at the service centre' },
  calendarMissing: { status: 409, zh: '工作日历尚未涵盖 {year} 年，请联系管理员导入', en: 'The calendar of working days does not cover {year} yet; an administrator must import it' },
  caseClosed: { status: 409, zh: '本办件已经结束', en: 'This case is closed' },
  wrongCaseStatus: { status: 409, zh: '办件已进入其他环节，请以当前状态为准', en: 'The case is at another step now' },
  caseIncomplete: { status: 409, zh: '尚缺：{missing}', en: 'Still missing: {missing}' },
  correctionToldOnce: { status: 409, zh: '补正只能一次性告知；再次要求补正须写明法定情形和依据', en: 'What is to be corrected is told once; to ask again, name the exception and the provision' },
  correctionListIncomplete: { status: 422, zh: '补正清单须一次列全，还应包括：{missing}', en: 'The list must be complete; it leaves out: {missing}' },
  notDeferrable: { status: 422, zh: '“{material}”不属于可以容缺的材料', en: 'This paper may not be handed in later: {material}' },
  knownFromData: { status: 409, zh: '“{material}”已由数据核验，无需提交', en: 'This is known from data and need not be handed in: {material}' },
  feeOpen: { status: 409, zh: '费用尚未缴纳或者减免', en: 'The fee has been neither paid nor waived' },
  retentionRuns: { status: 409, zh: '依规定须保存至 {until}，期满后方可删除', en: 'The law asks that this be kept until {until}' },
  purposeNotAllowed: { status: 403, zh: '不得为此目的查看本办件', en: 'This case may not be looked at for that purpose' },
  hallClosed: { status: 409, zh: '当日取号与窗口服务未开放或已结束', en: 'The hall is not open today, or the day is over' },
  nobodyWaiting: { status: 409, zh: '当前没有可由本窗口办理的等候人员', en: 'Nobody is waiting whom this window may call' },
  windowTaken: { status: 409, zh: '该窗口已有人值守', en: 'Somebody already works at this window' },
  atAnotherWindow: { status: 409, zh: '您已在“{window}”值守，请先离席', en: 'You already work at window "{window}"; close it first' },
  windowNotOpen: { status: 409, zh: '窗口未开放', en: 'The window is not open' },
  ticketInHand: { status: 409, zh: '请先办结 {number} 号', en: 'Finish ticket {number} first' },
  ticketHeld: { status: 409, zh: '您已有 {number} 号在办，无需再取号', en: 'You already have ticket {number}' },
  ticketMoved: { status: 409, zh: '该号票的状态已变化，请以最新状态为准', en: 'This ticket has moved on; please look at its latest state' },
  recallsUsedUp: { status: 409, zh: '已重呼 {most} 次，可作过号处理', en: 'Recalled {most} times already; it may be passed over' },
  rejoinUsedUp: { status: 409, zh: '过号后可恢复排队 {most} 次，已用完，请重新取号', en: 'A missed ticket may rejoin {most} time(s); please take a new one' },
  slotNotOffered: { status: 409, zh: '该时段不可预约', en: 'This time cannot be booked' },
  slotFull: { status: 409, zh: '该时段已约满，请选择其他时段', en: 'This time is fully booked; please choose another' },
  cannotTake: { status: 409, zh: '该窗口或机构不能办理此事项', en: 'This window or office cannot take this matter' },
  callsRunning: { status: 409, zh: '尚有 {count} 位正在办理，请待其办结', en: '{count} people are still being called or served' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type ErrorCode = keyof typeof ERRORS
export const ErrorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])
export const ErrorDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export type ErrorDetails = z.infer<typeof ErrorDetails>

export const WireError = z.strictObject({ code: ErrorCode, details: ErrorDetails.default({}) })
export type WireError = z.infer<typeof WireError>

/** The one error class that crosses rooms; anything else thrown is a defect and reaches users as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(fillIn(ERRORS[code].en, details))
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
  toWire(): WireError {
    return { code: this.code, details: this.details }
  }
}

/** The sentence a user reads for an error, in their language. */
export function errorText(error: WireError, language: 'zh' | 'en'): string {
  return fillIn(ERRORS[error.code][language], error.details)
}

function fillIn(sentence: string, details: ErrorDetails): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
}

/** Why a WebSocket was closed by the server (RFC 6455 private range); the browser decides by it whether to come back. */
export const CLOSE_CODES = {
  normal: { code: 1000, retry: false },
  serverStopping: { code: 4001, retry: true },
  heartbeatMissed: { code: 4002, retry: true },
  tooSlow: { code: 4003, retry: true },
  takenOver: { code: 4010, retry: false },
  notSignedIn: { code: 4011, retry: false },
  helloMissing: { code: 4012, retry: false },
  budgetExceeded: { code: 4013, retry: false },
  notInHearing: { code: 4014, retry: false },
  removed: { code: 4015, retry: false },
  hearingMoved: { code: 4016, retry: true },
  pageOutdated: { code: 4017, retry: false },
} as const satisfies Record<string, { code: number; retry: boolean }>
export type CloseReason = keyof typeof CLOSE_CODES
