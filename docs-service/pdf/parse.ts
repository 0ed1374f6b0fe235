import { isDict, name, ref, type PdfDict, type PdfValue } from './objects.ts'

const WHITE = new Set([0, 9, 10, 12, 13, 32])
const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)))
const MAX_DEPTH = 40

/** A reader of PDF syntax over bytes in memory. Positions are byte offsets. @throws Error on what it does not understand */
export class PdfParser {
  readonly bytes: Uint8Array
  at: number
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw new Error('PDF: nested too deeply')
    this.skipWhite()
    const byte = this.bytes[this.at]
    if (byte === 0x2f) return name(this.nameText())
    if (byte === 0x28) return this.literalString()
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.dict(depth) : this.hexString()
    if (byte === 0x5b) return this.array(depth)
    const word = this.word()
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new Error(`PDF: unexpected "${word.slice(0, 20)}" at ${this.at}`)
    return this.reference(word) ?? Number(word)
  }

  /** The object "NUM 0 obj" at the present place. */
  indirectObject(): { num: number; value: PdfValue; stream: boolean } {
    const num = Number(this.word())
    if (this.word() !== '0' || this.word() !== 'obj' || !Number.isSafeInteger(num)) throw new Error(`PDF: no object at ${this.at}`)
    const value = this.value()
    const next = this.word()
    if (next !== 'endobj' && !(next === 'stream' && isDict(value))) throw new Error(`PDF: object ${num} does not end`)
    return { num, value, stream: next === 'stream' }
  }

  word(): string {
    this.skipWhite()
    const start = this.at
    while (this.at < this.bytes.length && !WHITE.has(this.bytes[this.at] ?? 0) && !DELIMITERS.has(this.bytes[this.at] ?? 0)) this.at++
    return Buffer.from(this.bytes.subarray(start, this.at)).toString('latin1')
  }

  skipWhite(): void {
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at] ?? 0
      if (byte === 0x25) while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++
      else if (WHITE.has(byte)) this.at++
      else return
    }
  }

  private reference(word: string): PdfValue | undefined {
    if (!/^\d+$/.test(word)) return undefined
    const back = this.at
    if (this.word() === '0' && this.word() === 'R') return ref(Number(word))
    this.at = back
    return undefined
  }

  private dict(depth: number): PdfDict {
    this.at += 2
    const dict: PdfDict = new Map()
    for (;;) {
      this.skipWhite()
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) break
      if (this.bytes[this.at] !== 0x2f) throw new Error(`PDF: a key is missing at ${this.at}`)
      const key = this.nameText()
      if (dict.has(key)) throw new Error(`PDF: key /${key} twice`)
      dict.set(key, this.value(depth + 1))
    }
    this.at += 2
    return dict
  }

  private array(depth: number): PdfValue[] {
    this.at++
    const list: PdfValue[] = []
    for (this.skipWhite(); this.bytes[this.at] !== 0x5d; this.skipWhite()) list.push(this.value(depth + 1))
    this.at++
    return list
  }

  private nameText(): string {
    this.at++
    const start = this.at
    while (this.at < this.bytes.length && !WHITE.has(this.bytes[this.at] ?? 0) && !DELIMITERS.has(this.bytes[this.at] ?? 0)) this.at++
    return Buffer.from(this.bytes.subarray(start, this.at)).toString('latin1')
  }

  private hexString(): PdfValue {
    const start = this.at
    const end = this.bytes.indexOf(0x3e, start)
    if (end < 0) throw new Error('PDF: a string does not end')
    const digits = Buffer.from(this.bytes.subarray(start + 1, end)).toString('latin1').replaceAll(/\s/g, '')
    if (!/^[0-9a-fA-F]*$/.test(digits)) throw new Error(`PDF: not a hexadecimal string at ${start}`)
    this.at = end + 1
    return { kind: 'string', bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), hex: true, start, end: end + 1 }
  }

  private literalString(): PdfValue {
    const start = this.at++
    const out: number[] = []
    for (let open = 1; ; this.at++) {
      const byte = this.bytes[this.at]
      if (byte === undefined) throw new Error('PDF: a string does not end')
      if (byte === 0x5c) this.escape(out)
      else {
        if (byte === 0x28) open++
        if (byte === 0x29 && --open === 0) break
        out.push(byte)
      }
    }
    this.at++
    return { kind: 'string', bytes: Uint8Array.from(out), hex: false, start, end: this.at }
  }

  private escape(out: number[]): void {
    const next = this.bytes[++this.at] ?? 0
    const plain = { n: 10, r: 13, t: 9, b: 8, f: 12 }[String.fromCharCode(next)]
    if (plain !== undefined) out.push(plain)
    else if (next >= 0x30 && next <= 0x37) {
      const digits = /^[0-7]{1,3}/.exec(Buffer.from(this.bytes.subarray(this.at, this.at + 3)).toString('latin1'))?.[0] ?? '0'
      this.at += digits.length - 1
      out.push(Number.parseInt(digits, 8) & 0xff)
    } else if (next === 13 && this.bytes[this.at + 1] === 10) this.at++
    else if (next !== 10 && next !== 13) out.push(next)
  }
}
