/** A small writer of DER (X.690): enough for certificates, CRLs, CMS and time stamps. Values are encoded bottom-up. */
export type Der = Uint8Array<ArrayBuffer>

export function tlv(tag: number, ...contents: Uint8Array[]): Der {
  const length = contents.reduce((sum, part) => sum + part.length, 0)
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 | bytesOf(length).length, ...bytesOf(length)]
  const out = new Uint8Array(head.length + length)
  out.set(head)
  let at = head.length
  for (const part of contents) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export const seq = (...items: Uint8Array[]): Der => tlv(0x30, ...items)
/** SET OF: DER wants the elements sorted by their encodings; BouncyCastle calls unsorted attributes invalid. */
export const setOf = (...items: Uint8Array[]): Der => tlv(0x31, ...sorted(items))
export const sorted = (items: Uint8Array[]): Uint8Array[] => [...items].sort((a, b) => Buffer.compare(a, b))
/** Constructed context tag [n]: EXPLICIT around one value, or IMPLICIT around the inner parts of one. */
export const context = (n: number, ...items: Uint8Array[]): Der => tlv(0xa0 | n, ...items)
/** Primitive context tag [n] IMPLICIT. */
export const contextBytes = (n: number, bytes: Uint8Array): Der => tlv(0x80 | n, bytes)
export const bool = (value: boolean): Der => tlv(0x01, Uint8Array.of(value ? 0xff : 0))
export const nul = (): Der => tlv(0x05)
export const octets = (bytes: Uint8Array): Der => tlv(0x04, bytes)
export const utf8 = (text: string): Der => tlv(0x0c, Buffer.from(text, 'utf8'))
export const printable = (text: string): Der => tlv(0x13, Buffer.from(text, 'latin1'))
/** BIT STRING; `unused` = bits of the last byte that do not count. */
export const bits = (bytes: Uint8Array, unused = 0): Der => tlv(0x03, Uint8Array.of(unused), bytes)

/** INTEGER from a number or from the bytes of a positive one, big-endian. */
export function int(value: number | Uint8Array): Der {
  let bytes = typeof value === 'number' ? Uint8Array.from(bytesOf(value)) : value
  while (bytes.length > 1 && bytes[0] === 0 && (bytes[1] ?? 0) < 0x80) bytes = bytes.subarray(1)
  return (bytes[0] ?? 0) >= 0x80 ? tlv(0x02, Uint8Array.of(0), bytes) : tlv(0x02, bytes.length > 0 ? bytes : Uint8Array.of(0))
}

export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const out: number[] = []
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc % 128]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift(0x80 | left % 128)
    out.push(...groups)
  }
  return tlv(0x06, Uint8Array.from(out))
}

/** Whole seconds in UTC. RFC 5280 wants UTCTime through 2049 and GeneralizedTime after. */
export function time(at: Date): Der {
  return at.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(stamp(at).slice(2), 'latin1')) : generalizedTime(at)
}
export const generalizedTime = (at: Date): Der => tlv(0x18, Buffer.from(stamp(at), 'latin1'))
export const generalizedTimeBytes = (at: Date): Uint8Array => Buffer.from(stamp(at), 'latin1')

const stamp = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')}Z`

function bytesOf(value: number): number[] {
  const out: number[] = [value % 256]
  for (let left = Math.floor(value / 256); left > 0; left = Math.floor(left / 256)) out.unshift(left % 256)
  return out
}
