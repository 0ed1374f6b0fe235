import { children, readElement, readOid, readTime, type Element } from '../sign/der-read.ts'
import { Problem } from './problem.ts'

const CONSTRUCTED = 0x20
const MAX_DEPTH = 24

/**
 * Refuses whatever DER writes in another way: numbers with spare bytes, sets out of order, booleans that are neither 00
 * nor ff, lengths longer than needed, bytes after the end. So the same signature has one encoding only. @throws Problem
 */
export function checkDer(element: Element, depth = 0): void {
  if (depth > MAX_DEPTH) throw new Problem('cms', '嵌套过深')
  const { tag, value } = element
  if (tag === 0x01 && (value.length !== 1 || (value[0] !== 0 && value[0] !== 0xff))) throw new Problem('cms', 'BOOLEAN')
  if (tag === 0x02 && !isMinimal(value)) throw new Problem('cms', 'INTEGER')
  if (tag === 0x05 && value.length !== 0) throw new Problem('cms', 'NULL')
  if (tag === 0x17 || tag === 0x18) readTime(element)
  if ((tag & CONSTRUCTED) === 0) return
  const inner = children(element)
  if (tag === 0x31) checkSorted(inner)
  for (const one of inner) checkDer(one, depth + 1)
}

/** DER writes the members of a SET OF in the order of their encodings. */
export function checkSorted(list: Element[]): void {
  if (list.some((one, i) => i > 0 && Buffer.compare(list[i - 1]?.whole ?? one.whole, one.whole) >= 0)) throw new Problem('cms', '属性或证书未按编码排序')
}

function isMinimal(value: Uint8Array): boolean {
  const [first = 0, second = 0] = value
  return value.length === 1 || (value.length > 1 && !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80))
}

/** The members of a SEQUENCE, of which there are from `least` to `most`. */
export function members(element: Element | undefined, least: number, most = least): Element[] {
  const list = element?.tag === 0x30 ? children(element) : []
  if (list.length < least || list.length > most) throw new Problem('cms', 'SEQUENCE')
  return list
}
export function wrapped(element: Element | undefined, tag: number): Element {
  const [inner, ...more] = element?.tag === tag ? children(element) : []
  if (!inner || more.length > 0) throw new Problem('cms', `[${tag & 0x1f}]`)
  return inner
}
export const integer = (element: Element | undefined): string => {
  if (element?.tag !== 0x02) throw new Problem('cms', 'INTEGER')
  return Buffer.from(element.value).toString('hex')
}
export const octets = (element: Element | undefined): Uint8Array => {
  if (element?.tag !== 0x04) throw new Problem('cms', 'OCTET STRING')
  return element.value
}
export const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean => a !== undefined && b !== undefined && Buffer.compare(a, b) === 0
export { children, readElement, readOid, readTime, type Element }
