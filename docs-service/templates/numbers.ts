const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLAIN = '〇一二三四五六七八九'
const UNITS = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** 人民币大写 of an amount in yuan written as decimal text, up to 12 digits: "120000.50" → "壹拾贰万元伍角". */
export function chineseAmount(yuan: string): string {
  const [whole = '0', fraction = ''] = yuan.split('.')
  const jiao = Number(fraction[0] ?? 0)
  const fen = Number(fraction[1] ?? 0)
  const integer = integerInWords(whole)
  const head = integer === '' ? '' : `${integer}元`
  if (jiao === 0 && fen === 0) return `${head || '零元'}整`
  const gap = head !== '' && jiao === 0 ? '零' : ''
  return `${head}${gap}${jiao > 0 ? `${DIGITS[jiao] ?? ''}角` : ''}${fen > 0 ? `${DIGITS[fen] ?? ''}分` : '整'}`
}

function integerInWords(digits: string): string {
  const groups: string[] = []
  for (let rest = digits.replace(/^0+/, ''); rest !== ''; rest = rest.slice(0, -4)) groups.unshift(rest.slice(-4).padStart(4, '0'))
  let words = ''
  let zero = false
  groups.forEach((group, g) => {
    let inGroup = ''
    for (let i = 0; i < 4; i++) {
      const digit = Number(group[i])
      if (digit === 0) zero = words !== '' || inGroup !== ''
      else {
        if (zero) inGroup += '零'
        zero = false
        inGroup += `${DIGITS[digit] ?? ''}${UNITS[3 - i] ?? ''}`
      }
    }
    if (inGroup !== '') words += inGroup + (GROUPS[groups.length - 1 - g] ?? '')
  })
  return words
}

/** 一 … 九十九, for the numbering of clauses. */
export function ordinal(n: number): string {
  const digit = (value: number) => (value === 0 ? '' : (PLAIN[value] ?? ''))
  return n < 10 ? digit(n) : `${n < 20 ? '' : digit(Math.floor(n / 10))}十${digit(n % 10)}`
}

/** "120000.5" → "120,000.50". */
export function groupedAmount(yuan: string): string {
  const [whole = '0', fraction = ''] = yuan.split('.')
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`
}

/** The court's civil date (UTC+8) as papers write it: 二〇二六年十一月二十一日. */
export function formalDate(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000)
  const year = [...String(local.getUTCFullYear())].map((digit) => PLAIN[Number(digit)] ?? '').join('')
  return `${year}年${ordinal(local.getUTCMonth() + 1)}月${ordinal(local.getUTCDate())}日`
}

/** "2026年11月21日 11:28:30", court time (UTC+8). */
export function plainTime(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return `${local.slice(0, 4)}年${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日 ${local.slice(11, 19)}`
}

/** "2026-11-21" → 二〇二六年十一月二十一日. */
export function dayInWords(date: string): string {
  const [year = '', month = '1', day = '1'] = date.split('-')
  return `${[...year].map((digit) => PLAIN[Number(digit)] ?? '').join('')}年${ordinal(Number(month))}月${ordinal(Number(day))}日`
}

/** Of a narrow column: the day above the time. */
export const dayAboveTime = (value: string): string => plainDay(value).replace('日', '日\n').trim()

/** "2026-11-21" → 2026年11月21日; "2026-11-21T09:30" → 2026年11月21日9时30分; '' stays. */
export function plainDay(value: string): string {
  if (value === '') return ''
  const [date = '', time = ''] = value.split('T')
  const [year, month, day] = date.split('-').map(Number)
  const [hour, minute] = time.split(':')
  return `${year}年${month}月${day}日${time === '' ? '' : `${Number(hour)}时${minute}分`}`
}
