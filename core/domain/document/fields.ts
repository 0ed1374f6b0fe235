import { PaperContent, TemplateId } from '#protocol/papers/index.ts'
import type { WireError } from '#protocol/errors.ts'
import { agentsOf, partiesOf, sealName } from './people.ts'
import { fieldName, reasonOf } from './field-names.ts'

/** X.520 holds no longer common name, and the court's name stands in its seal's certificate. */
const MAX_SEAL_CHARACTERS = 64

/**
 * Reads what a form sent. @returns the content with defaults filled in, or `fieldInvalid` naming the first wrong field
 * and the reason, both in Chinese (D-3).
 */
export function readContent(input: unknown): { ok: true; content: PaperContent } | { ok: false; error: WireError } {
  const parsed = PaperContent.safeParse(input)
  if (parsed.success) {
    const error = contentProblem(parsed.data)
    return error ? { ok: false, error } : { ok: true, content: parsed.data }
  }
  const template = typeof input === 'object' && input !== null && 'template' in input ? TemplateId.safeParse(input.template) : null
  if (!template?.success) return { ok: false, error: invalid('文书种类', '没有此种文书') }
  const issue = parsed.error.issues[0]
  return { ok: false, error: invalid(fieldName(template.data, issue?.path.slice(1) ?? []), issue ? reasonOf(issue) : '格式不正确') }
}

/** What the shape alone cannot tell: amounts, dates that do not exist, invisible characters, the same person twice, times the wrong way round. */
export function contentProblem(content: PaperContent): WireError | null {
  for (const [path, value] of textsOf(content)) {
    const name = (): string => fieldName(content.template, path)
    const hidden = /[\ufe00-\ufe0f\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/u.exec(value)
    if (hidden) return invalid(name(), `含有不可见或自造字符 ${codePoint(hidden[0])}`)
    if (value !== '' && value.trim() === '') return invalid(name(), '不能只有空格')
    const date = wrongDate(value)
    if (date) return invalid(name(), `日期“${date}”不存在`)
    if (!String(path.at(-1)).endsWith('Yuan') || value === '') continue
    if (!/^(0|[1-9]\d*)(\.\d{1,2})?$/.test(value)) return invalid(name(), '数字前不得有多余的0')
    if (Number(value) === 0) return invalid(name(), '应当大于0，无给付内容请留空')
  }
  if ([...(sealName(content) ?? '')].length > MAX_SEAL_CHARACTERS) return invalid('office' in content.fields ? '办理机关' : '法院名称', `不得超过${MAX_SEAL_CHARACTERS}个字`)
  const parties = partiesOf(content)
  const twice = parties.find((party, i) => parties.findIndex((other) => other.personId === party.personId) !== i)
  if (twice) return invalid('当事人', `${twice.name}重复`)
  const orphan = agentsOf(content).find((agent) => !parties.some((party) => party.personId === agent.of))
  if (orphan) return invalid('诉讼代理人', `${orphan.name}所代理的人不是本案当事人`)
  return orderProblem(content)
}

/** Times that must follow each other: [earlier, later] by field; days and minutes compare as text. */
const FOLLOWS: [string, string][] = [['startedAt', 'endedAt'], ['filedOn', 'acceptedOn'], ['filedOn', 'dueOn'], ['receivedAt', 'completedOn'], ['receivedAt', 'dueOn'], ['issuedOn', 'appearAt']]

function orderProblem({ template, fields }: PaperContent): WireError | null {
  const value = (name: string): string => {
    const found: unknown = Object.entries(fields).find(([key]) => key === name)?.[1]
    return typeof found === 'string' ? found : ''
  }
  for (const [before, after] of FOLLOWS) {
    const [from, to] = [value(before), value(after)]
    const length = Math.min(from.length, to.length)
    if (length > 0 && to.slice(0, length) < from.slice(0, length)) return invalid(fieldName(template, [after]), `不得早于${fieldName(template, [before])}`)
  }
  return null
}

function textsOf({ fields }: PaperContent): [(string | number)[], string][] {
  const list: [(string | number)[], string][] = []
  const walk = (value: unknown, path: (string | number)[]): void => {
    if (typeof value === 'string') list.push([path, value])
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
