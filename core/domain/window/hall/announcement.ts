import type { Ticket } from './state.ts'

const DIGITS_ZH = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const DIGITS_EN = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const TEENS_EN = ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
const TENS_EN = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** What is read aloud (W-2.20): digits of the number one by one, the counter as a number. Nothing that a voice may read wrongly. */
export function announcement({ number, counter, centerId }: Pick<Ticket, 'number' | 'counter' | 'centerId'>): { zh: string; en: string } {
  const zh = [...number].map((sign) => DIGITS_ZH[Number(sign)] ?? sign).join('')
  const en = [...number].map((sign) => DIGITS_EN[Number(sign)] ?? sign).join(', ')
  if (centerId === null) return { zh: `${zh}号，请准备接通窗口。`, en: `Number ${en}, your window is about to connect.` }
  if (counter === null) return { zh: `请${zh}号到服务台，由工作人员引导入座。`, en: `Number ${en}, please come to the service desk; you will be shown to a seat.` }
  return { zh: `请${zh}号到${countZh(counter)}号柜台。`, en: `Number ${en}, please go to counter ${countEn(counter)}.` }
}

/** 1 … 999 as Chinese says it: 3 三, 12 十二, 20 二十, 105 一百零五, 110 一百一十. */
export function countZh(count: number): string {
  const [hundreds, tens, ones] = [Math.floor(count / 100), Math.floor(count / 10) % 10, count % 10]
  const digit = (value: number): string => DIGITS_ZH[value] ?? ''
  const rest = tens > 0 ? `${tens === 1 && hundreds === 0 ? '' : digit(tens)}十${ones > 0 ? digit(ones) : ''}` : ones > 0 ? digit(ones) : ''
  if (hundreds === 0) return rest
  return `${digit(hundreds)}百${tens === 0 && ones > 0 ? '零' : ''}${rest}`
}

/** 1 … 999 in words. */
export function countEn(count: number): string {
  const [hundreds, rest] = [Math.floor(count / 100), count % 100]
  const ten = TENS_EN[Math.floor(rest / 10)] ?? ''
  const small = rest < 10 ? DIGITS_EN[rest] : rest < 20 ? TEENS_EN[rest - 10] : rest % 10 === 0 ? ten : `${ten}-${DIGITS_EN[rest % 10]}`
  if (hundreds === 0) return small ?? ''
  return `${DIGITS_EN[hundreds]} hundred${rest > 0 ? ` and ${small}` : ''}`
}
