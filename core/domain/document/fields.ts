import { AgreementFields, type Signer } from '#protocol/documents.ts'
import type { WireError } from '#protocol/errors.ts'
import { capacityFits, partiesOf, partyVoices } from './people.ts'
import { fieldName, reasonOf } from './field-names.ts'

/** X.520 holds no longer common name, and the court's name stands in its seal's certificate. */
const MAX_COURT_CHARACTERS = 64

/**
 * Reads what a form sent. @returns the fields with defaults filled in, or `fieldInvalid` naming the first wrong field
 * and the reason, both in Chinese (D-3).
 */
export function readFields(input: unknown): { ok: true; fields: AgreementFields } | { ok: false; error: WireError } {
  const parsed = AgreementFields.safeParse(input)
  if (parsed.success) {
    const error = fieldProblem(parsed.data)
    return error ? { ok: false, error } : { ok: true, fields: parsed.data }
  }
  const issue = parsed.error.issues[0]
  return { ok: false, error: invalid(fieldName(issue?.path ?? []), issue ? reasonOf(issue) : '格式不正确') }
}

/** What the shape alone cannot tell: amounts, dates that do not exist, invisible characters, the same person twice. */
export function fieldProblem(fields: AgreementFields): WireError | null {
  for (const [name, value] of textsOf(fields)) {
    const hidden = /[\ufe00-\ufe0f\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/u.exec(value)
    if (hidden) return invalid(name, `含有不可见或自造字符 ${codePoint(hidden[0])}`)
    if (value !== '' && value.trim() === '') return invalid(name, '不能只有空格')
    const date = wrongDate(value)
    if (date) return invalid(name, `日期“${date}”不存在`)
  }
  if ([...fields.court].length > MAX_COURT_CHARACTERS) return invalid('法院名称', `不得超过${MAX_COURT_CHARACTERS}个字`)
  if (fields.amountYuan !== '' && !/^(0|[1-9]\d*)(\.\d{1,2})?$/.test(fields.amountYuan)) return invalid('给付金额', '数字前不得有多余的0')
  if (fields.amountYuan !== '' && Number(fields.amountYuan) === 0) return invalid('给付金额', '应当大于0，无给付内容请留空')
  const parties = partiesOf(fields)
  const twice = parties.find((party, i) => parties.findIndex((other) => other.personId === party.personId) !== i)
  if (twice) return invalid('当事人', `${twice.name}重复`)
  const orphan = fields.agents.find((agent) => !parties.some((party) => party.personId === agent.of))
  return orphan ? invalid('诉讼代理人', `${orphan.name}所代理的人不是本案当事人`) : null
}

/** D-2: every party signs, itself or by its agent; a judge or mediator signs; nobody twice; names as in the paper. */
export function signerProblem(fields: AgreementFields, signers: readonly Signer[]): WireError | null {
  const bad = (reason: string) => invalid('签署人', reason)
  const twice = signers.find((signer, i) => signers.findIndex((other) => other.personId === signer.personId) !== i)
  if (twice) return bad(`${twice.name}重复`)
  const misplaced = signers.find((signer) => !capacityFits(signer))
  if (misplaced) return bad(`${misplaced.name}不能以此身份签署`)
  const hidden = signers.find((signer) => /[\p{Cf}\p{Co}\p{Cn}]/u.test(signer.name))
  if (hidden) return bad('姓名含有不可见字符')
  const named = [...partiesOf(fields), ...fields.agents]
  for (const signer of signers) {
    const listed = named.find((one) => one.personId === signer.personId)
    // A company's name stands in the paper; the natural person who represents it signs.
    if (listed && listed.name !== signer.name && signer.role !== 'legalRepresentative') return bad(`${signer.name}与文书所列姓名${listed.name}不一致`)
    if (!listed && (signer.capacity === 'party' || signer.capacity === 'agent')) return bad(`${signer.name}未列入文书的当事人或代理人`)
  }
  const voiceless = partyVoices(fields, signers).find(({ voices }) => voices.length === 0)
  if (voiceless) return bad(`缺少${voiceless.name}或其代理人`)
  return signers.some((signer) => signer.capacity === 'judge' || signer.capacity === 'mediator') ? null : bad('缺少法官或调解员')
}

function textsOf(fields: AgreementFields): [string, string][] {
  const list: [string, string][] = []
  const walk = (value: unknown, path: (string | number)[]): void => {
    if (typeof value === 'string') list.push([fieldName(path), value])
    else if (Array.isArray(value)) value.forEach((item, i) => walk(item, [...path, i]))
    else if (value !== null && typeof value === 'object') Object.entries(value).forEach(([key, item]) => walk(item, [...path, key]))
  }
  walk(fields, [])
  return list
}

function wrongDate(value: string): string | null {
  for (const [, year, month, day] of value.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/g)) {
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
    if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return `${year}年${month}月${day}日`
  }
  return null
}

const codePoint = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
const invalid = (field: string, reason: string): WireError => ({ code: 'fieldInvalid', details: { field, reason } })
