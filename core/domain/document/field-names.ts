import type { z } from 'zod'

const NAMES: Record<string, string> = {
  court: '法院名称', caseNo: '案号', cause: '案由', place: '调解地点', applicants: '申请人', respondents: '被申请人', agents: '诉讼代理人',
  facts: '案件事实', clauses: '协议条款', amountYuan: '给付金额', courtFee: '诉讼费用负担', copies: '份数', personId: '人员编号',
  name: '姓名', identity: '身份信息', address: '住址', of: '被代理人', title: '代理人身份',
}

/** The path of a field as a person reads it: ["clauses", 2] → "协议条款第3项". */
export function fieldName(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `第${part + 1}项` : (NAMES[String(part)] ?? String(part))))
  return parts.length > 0 ? parts.join('') : '文书内容'
}

/** Why a value does not fit, in Chinese. */
export function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.path[0] === 'amountYuan') return '不是有效的金额，应为元，最多两位小数'
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' ? `不得超过${issue.maximum}个字` : issue.origin === 'array' ? `不得超过${issue.maximum}项` : `不得大于${issue.maximum}`
    case 'too_small':
      return issue.origin === 'string' ? '不能为空' : issue.origin === 'array' ? `至少应有${issue.minimum}项` : `不得小于${issue.minimum}`
    case 'invalid_format':
      return '含有不允许的字符'
    case 'invalid_type':
      return '未填写或类型不正确'
    case 'unrecognized_keys':
      return `多出未知内容${issue.keys.join('、')}`
    default:
      return '格式不正确'
  }
}
