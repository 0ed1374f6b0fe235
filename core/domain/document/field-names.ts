import type { z } from 'zod'
import { PAPER_FIELDS, type TemplateId } from '#protocol/papers/index.ts'
import { labelOf, schemaAt } from './shape.ts'

/** The path of a field as a person reads it: ["clauses", 2] of an agreement → "协议条款第3项". */
export function fieldName(template: TemplateId, path: readonly PropertyKey[]): string {
  const parts = path.map((part, depth) => {
    if (typeof part === 'number') return `第${part + 1}项`
    const field = schemaAt(PAPER_FIELDS[template], path.slice(0, depth + 1))
    return labelOf(field)?.zh ?? String(part)
  })
  return parts.length > 0 ? parts.join('') : '文书内容'
}

/** Why a value does not fit, in Chinese. */
export function reasonOf(issue: z.core.$ZodIssue): string {
  const name = String(issue.path.at(-1) ?? '')
  if (name.endsWith('Yuan')) return '不是有效的金额，应为元，最多两位小数'
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' ? `不得超过${issue.maximum}个字` : issue.origin === 'array' ? `不得超过${issue.maximum}项` : `不得大于${issue.maximum}`
    case 'too_small':
      return issue.origin === 'string' ? '不能为空' : issue.origin === 'array' ? `至少应有${issue.minimum}项` : `不得小于${issue.minimum}`
    case 'invalid_format':
      return /(At|On|from|to)$/.test(name) ? '不是有效的日期或时间' : '含有不允许的字符或格式不正确'
    case 'invalid_type':
      return '未填写或类型不正确'
    case 'unrecognized_keys':
      return `多出未知内容${issue.keys.join('、')}`
    case 'invalid_value':
      return '不是可选的内容'
    case 'custom':
      return issue.params?.['reason'] === 'noSuchDate' ? '日期不存在' : '格式不正确'
    case 'invalid_union': {
      // "Empty, or a date": what matters is why it is not a date.
      const inner = issue.errors.flat().find((one) => one.code !== 'invalid_value')
      return inner ? reasonOf({ ...inner, path: issue.path } as z.core.$ZodIssue) : '格式不正确'
    }
    default:
      return '格式不正确'
  }
}
