/** One element of DER as read: `whole` with tag and length, `value` without. */
export type Element = { tag: number; whole: Uint8Array; value: Uint8Array }

/** Reads the element at `at`. Strict: definite, minimal lengths, single-byte tags. @throws Error on anything else */
export function readElement(bytes: Uint8Array, at = 0): Element {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) throw new Error('DER: ends too early')
  if ((tag & 0x1f) === 0x1f) throw new Error('DER: long tags are not used here')
  let length = first
  let start = at + 2
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4) throw new Error('DER: length is not definite')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? 0)
    start += count
    if (length < 0x80 || length < 2 ** (8 * (count - 1))) throw new Error('DER: length is not minimal')
  }
  if (start + length > bytes.length) throw new Error('DER: ends too early')
  return { tag, whole: bytes.subarray(at, start + length), value: bytes.subarray(start, start + length) }
}

/** The one element that fills `bytes`. @throws Error when something follows it */
export function readOnly(bytes: Uint8Array): Element {
  const element = readElement(bytes)
  if (element.whole.length !== bytes.length) throw new Error('DER: something follows the end')
  return element
}

export function children(element: Element | undefined): Element[] {
  if (!element || (element.tag & 0x20) === 0) throw new Error('DER: a constructed element is missing')
  const list: Element[] = []
  for (let at = 0; at < element.value.length; ) {
    const child = readElement(element.value, at)
    list.push(child)
    at += child.whole.length
  }
  return list
}

export function readOid(element: Element | undefined): string {
  if (element?.tag !== 0x06) throw new Error('DER: an object identifier is missing')
  const arcs: number[] = []
  let arc = 0
  for (const byte of element.value) {
    arc = arc * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0
    }
  }
  const [first = 0, ...rest] = arcs
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...rest].join('.')
}

/** UTCTime or GeneralizedTime of whole seconds in UTC. */
export function readTime(element: Element | undefined): Date {
  const text = Buffer.from(element?.value ?? []).toString('latin1')
  const full = element?.tag === 0x17 ? (Number(text.slice(0, 2)) < 50 ? '20' : '19') + text : text
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(full)
  if (!match) throw new Error('DER: a time is missing')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second))
}
