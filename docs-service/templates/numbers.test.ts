import { expect, test } from 'vitest'
import { chineseAmount, formalDate, groupedAmount, ordinal, plainTime } from './numbers.ts'

test('amounts in capital numerals', () => {
  const words: Record<string, string> = {
    '120000.00': '壹拾贰万元整', '128000': '壹拾贰万捌仟元整', '10': '壹拾元整', '1001': '壹仟零壹元整', '10010': '壹万零壹拾元整', '100000001': '壹亿零壹元整',
    '0.5': '伍角整', '0.05': '伍分', '3.05': '叁元零伍分', '3.5': '叁元伍角整', '3.56': '叁元伍角陆分', '20300.10': '贰万零叁佰元壹角整',
    '999999999999.99': '玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分', '100100000': '壹亿零壹拾万元整',
  }
  for (const [yuan, expected] of Object.entries(words)) expect(chineseAmount(yuan), yuan).toBe(expected)
  expect(groupedAmount('1234567.5')).toBe('1,234,567.50')
})
test('numbering and dates', () => {
  expect([1, 9, 10, 11, 20, 30].map(ordinal)).toEqual(['一', '九', '十', '十一', '二十', '三十'])
  // 16:30 UTC is the next day in court
  expect(formalDate(new Date('2026-11-20T16:30:00Z'))).toBe('二〇二六年十一月二十一日')
  expect(plainTime(new Date('2026-11-21T03:28:30Z'))).toBe('2026年11月21日 11:28:30')
})
