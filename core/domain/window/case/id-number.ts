/** Weights of GB 11643-1999 (ISO 7064 MOD 11-2) for the first seventeen digits, and the check character by remainder. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** The number in its normal form: no spaces, a capital X. */
export const normalIdNumber = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase()

/** The check character that belongs to seventeen digits. */
export const idNumberCheck = (digits: string): string =>
  CHECKS[WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(digits[index] ?? 0), 0) % 11] ?? ''

/** Why this is no citizen identity number (GB 11643), as a sentence for whoever typed it; null where it is one. */
export function idNumberProblem(text: string): string | null {
  const number = normalIdNumber(text)
  if (/^\d{15}$/.test(number)) return '15位旧号码已停用，请填写18位号码'
  if (!/^\d{17}[\dX]$/.test(number)) return '应为18位，末位可为X'
  if (!/^[1-8]/.test(number)) return '前六位不是行政区划代码'
  if (!dayExists(number.slice(6, 14))) return '出生日期不存在'
  return number[17] === idNumberCheck(number.slice(0, 17)) ? null : '校验位不符，请核对每一位'
}

function dayExists(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1850 && year < 2200 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
