const DIGITS = '零一二三四五六七八九'

/** 1 … 99 as clauses are numbered: 一, 十, 十一, 二十. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? DIGITS[ones] : ''}`
}
