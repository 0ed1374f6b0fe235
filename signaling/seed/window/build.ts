import type { z } from 'zod'
import type { Catalogue } from '#protocol/window/catalogue.ts'

/** The seed's tables in few words; everything is checked by `readCatalogue` like any import. */
type Raw = z.input<typeof Catalogue>
export type RawItem = Raw['items'][number]
type RawMaterial = RawItem['materials'][number]
type RawField = RawItem['form'][number]
type Basis = RawItem['jurisdiction']['basis']

const QUESTIONS: Record<Basis, { zh: string; en: string }> = {
  property: { zh: '不动产坐落在哪个县（市、区）？', en: 'In which county or district does the property lie?' },
  householdRegister: { zh: '户口登记在哪个县（市、区）？', en: 'In which county or district is the household register kept?' },
  insurance: { zh: '参保地（经办地）在哪个县（市、区）？', en: 'In which county or district is the insurance kept?' },
  vehicleRegister: {
    zh: '机动车或驾驶证登记在哪个县（市、区）？',
    en: 'In which county or district is the vehicle or driving licence registered?',
  },
  providentFund: {
    zh: '住房公积金缴存在哪个县（市、区）？',
    en: 'In which county or district is the housing provident fund account?',
  },
  education: {
    zh: '学校或发证机关在哪个县（市、区）？',
    en: 'In which county or district is the school or the authority that issued the certificate?',
  },
  business: {
    zh: '企业登记（或经营场所）在哪个县（市、区）？',
    en: 'In which county or district is the business registered or run?',
  },
  residence: {
    zh: '现居住地（或登记地）在哪个县（市、区）？',
    en: 'In which county or district do you live or were you registered?',
  },
}

export type ItemWords = {
  code: string
  zh: string
  en: string
  department: string
  mode: RawItem['mode']
  basis: Basis
  /** Asked instead of the usual question for this basis. */
  question?: { zh: string; en: string }
  audience?: RawItem['audience']
  /** "id|中文|English|original deferrable optional known x2|note": how it is handed in, then what applies. */
  materials: string[]
  /** "id:kind|中文|English" with ? after the kind where it may stay empty; choices as "value=中文=English" behind further bars. */
  form: string[]
  /** Working days by law and as promised. */
  days: [legal: number, promised: number]
  fee?: { fen: number; basis: string }
  /** "id|中文|English|department|applicant|days" */
  parts?: string[]
  minutes?: number
  signs?: boolean
  paperOnly?: boolean
  guide?: string
}

export function item(words: ItemWords): RawItem {
  return {
    itemCode: words.code,
    name: { zh: words.zh, en: words.en },
    department: words.department,
    mode: words.mode,
    jurisdiction: { basis: words.basis, question: words.question ?? QUESTIONS[words.basis] },
    audience: words.audience ?? 'person',
    materials: words.materials.map(material),
    form: words.form.map(field),
    legalDays: words.days[0],
    promisedDays: words.days[1],
    fee: words.fee ?? { fen: 0, basis: '不收费' },
    parts: (words.parts ?? []).map(part),
    minutes: words.minutes ?? 12,
    signs: words.signs ?? true,
    paperOnly: words.paperOnly ?? false,
    ...(words.guide ? { guide: words.guide } : {}),
  }
}

function material(words: string): RawMaterial {
  const [materialId = '', zh = '', en = '', flags = '', note] = words.split('|')
  const all = flags.split(' ')
  return {
    materialId,
    name: { zh, en },
    form: all[0] as RawMaterial['form'],
    copies: Number(all.find((each) => /^x\d+$/.test(each))?.slice(1) ?? 1),
    required: !all.includes('optional'),
    deferrable: all.includes('deferrable'),
    knownFromData: all.includes('known'),
    ...(note ? { note } : {}),
  }
}

function field(words: string): RawField {
  const [head = '', zh = '', en = '', ...choices] = words.split('|')
  const [fieldId = '', kind = ''] = head.replace('?', '').split(':')
  const base = { fieldId, label: { zh, en }, required: !head.endsWith('?') }
  if (kind !== 'choice') return { ...base, kind } as RawField
  return {
    ...base,
    kind,
    choices: choices
      .map((choice) => choice.split('='))
      .map(([value = '', labelZh = '', labelEn = '']) => ({ value, label: { zh: labelZh, en: labelEn } })),
  }
}

function part(words: string): NonNullable<RawItem['parts']>[number] {
  const [partId = '', zh = '', en = '', department = '', place = '', days = ''] = words.split('|')
  return { partId, title: { zh, en }, department, place: place as 'applicant' | 'competent', days: Number(days) }
}

/** What nearly every item asks for. */
export const ID_CARD =
  'identityCard|申请人身份证明（居民身份证等）|Identity document of the applicant (resident identity card or equivalent)|original'
export const ID_CARD_KNOWN =
  'identityCard|申请人身份证明（居民身份证等）|Identity document of the applicant (resident identity card or equivalent)|electronic known'
export const MANDATE =
  'powerOfAttorney|授权委托书及代理人身份证明|Power of attorney and identity document of the agent|original optional|由他人代办时提交'
export const LICENCE_KNOWN = 'businessLicence|营业执照|Business licence|electronic known'
export const PERSON = [
  'applicantName:line|申请人姓名|Name of the applicant',
  'applicantId:idNumber|身份证件号码|Identity number',
  'phone:phone|联系电话|Telephone',
]
export const COMPANY = [
  'companyName:line|企业（单位）名称|Name of the business',
  'creditCode:line|统一社会信用代码|Unified social credit code',
  'contactName:line|经办人姓名|Name of the person in charge',
  'contactId:idNumber|经办人身份证件号码|Identity number of the person in charge',
  'phone:phone|联系电话|Telephone',
]
export const DELIVERY =
  'delivery:choice|结果送达方式|How the result is delivered|post=邮寄送达=By post|electronic=电子送达=Electronically|collect=窗口自取=Collected in person'
export const ADDRESS = 'postAddress:line?|邮寄地址|Postal address'
export const YES_NO = 'yes=是=Yes|no=否=No'
