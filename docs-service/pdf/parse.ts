import { isDict, name, ref, type PdfDict, type PdfValue } from './objects.ts'

export type PdfFault = 'notPdf' | 'syntax' | 'afterEnd' | 'table' | 'notClassic' | 'strayBytes' | 'duplicate' | 'trailer'
/** What the file says is not PDF as our papers are written. `at` is the byte at which that was noticed. */
export class PdfSyntaxError extends Error {
  readonly at: number
  readonly kind: PdfFault
  constructor(message: string, at: number, kind: PdfFault = 'syntax') {
    super(`PDF: ${message}`)
    this.at = at
    this.kind = kind
  }
}

const WHITE = 1
const DELIMITER = 2
const CLASSES = new Uint8Array(256)
for (const byte of [9, 10, 13, 32]) CLASSES[byte] = WHITE
for (const character of '()<>[]{}/%') CLASSES[character.charCodeAt(0)] = DELIMITER
const MAX_DEPTH = 40
const MAX_NUMBER = 2 ** 31

/**
 * A reader of the part of PDF syntax that our papers use, over bytes in memory. There is one way to write a thing:
 * comments, escaped names (/J#61vaScript), octal escapes and NUL as white space are refused. Positions are byte offsets.
 * @throws PdfSyntaxError on anything else
 */
export class PdfParser {
  readonly text: Buffer
  at: number
  constructor(bytes: Uint8Array, at = 0) {
    this.text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.at = at
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw this.error('nested too deeply')
    this.skipWhite()
    const byte = this.text[this.at]
    if (byte === 0x2f) return name(this.nameText())
    if (byte === 0x28) return this.literalString()
    if (byte === 0x3c) return this.text[this.at + 1] === 0x3c ? this.dict(depth) : this.hexString()
    if (byte === 0x5b) return this.array(depth)
    const word = this.word()
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    if (!/^-?\d{1,10}(\.\d{1,17})?$/.test(word)) throw this.error(`unexpected "${word.slice(0, 20)}"`)
    return this.reference(word) ?? Number(word)
  }

  /** The object "NUM 0 obj" at the present place; of a stream only its dictionary is read, and `at` is after "stream". */
  indirectObject(): { num: number; value: PdfValue; stream: boolean } {
    const word = this.word()
    if (!/^[1-9]\d{0,6}$/.test(word) || this.word() !== '0' || this.word() !== 'obj') throw this.error('no object here')
    const value = this.value()
    const next = this.word()
    if (next !== 'endobj' && !(next === 'stream' && isDict(value))) throw this.error(`object ${word} does not end`)
    return { num: Number(word), value, stream: next === 'stream' }
  }

  word(): string {
    this.skipWhite()
    const start = this.at
    while (this.at < this.text.length && CLASSES[this.text[this.at] as number] === 0) this.at++
    return this.text.toString('latin1', start, this.at)
  }

  skipWhite(): void {
    while (this.at < this.text.length && CLASSES[this.text[this.at] as number] === WHITE) this.at++
  }

  error(message: string, kind: PdfFault = 'syntax'): PdfSyntaxError {
    return new PdfSyntaxError(message, this.at, kind)
  }

  private reference(word: string): PdfValue | undefined {
    const back = this.at
    this.skipWhite()
    // Most numbers stand in long arrays: a look at the next byte saves reading two words after each.
    if (this.text[this.at] === 0x30 && /^[1-9]\d*$/.test(word) && this.word() === '0' && this.word() === 'R') return ref(Number(word))
    this.at = back
    if (Math.abs(Number(word)) > MAX_NUMBER) throw this.error('a number is too large')
    return undefined
  }

  private dict(depth: number): PdfDict {
    this.at += 2
    const dict: PdfDict = new Map()
    for (;;) {
      this.skipWhite()
      if (this.text[this.at] === 0x3e && this.text[this.at + 1] === 0x3e) break
      if (this.text[this.at] !== 0x2f) throw this.error('a key is missing')
      const key = this.nameText()
      if (dict.has(key)) throw this.error(`/${key} twice`, 'duplicate')
      dict.set(key, this.value(depth + 1))
    }
    this.at += 2
    return dict
  }

  private array(depth: number): PdfValue[] {
    this.at++
    const list: PdfValue[] = []
    for (this.skipWhite(); this.text[this.at] !== 0x5d; this.skipWhite()) list.push(this.value(depth + 1))
    this.at++
    return list
  }

  private nameText(): string {
    const start = ++this.at
    while (this.at < this.text.length && CLASSES[this.text[this.at] as number] === 0) this.at++
    const text = this.text.toString('latin1', start, this.at)
    if (!/^[A-Za-z0-9._+-]{1,127}$/.test(text)) throw this.error('a name is escaped or empty')
    return text
  }

  private hexString(): PdfValue {
    const start = this.at
    const end = this.text.indexOf(0x3e, start)
    if (end < 0) throw this.error('a string does not end')
    const digits = this.text.toString('latin1', start + 1, end)
    if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) throw this.error('not a hexadecimal string')
    this.at = end + 1
    return { kind: 'string', bytes: Buffer.from(digits, 'hex'), hex: true, start, end: end + 1 }
  }

  private literalString(): PdfValue {
    const start = this.at++
    const out: number[] = []
    for (let open = 1; ; this.at++) {
      let byte = this.text[this.at]
      if (byte === 0x5c) byte = this.escape()
      else if (byte === 0x28) open++
      else if (byte === 0x29 && --open === 0) break
      if (byte === undefined) throw this.error('a string does not end')
      out.push(byte)
    }
    this.at++
    return { kind: 'string', bytes: Uint8Array.from(out), hex: false, start, end: this.at }
  }

  private escape(): number {
    const plain = { n: 10, r: 13, t: 9, '(': 0x28, ')': 0x29, '\\': 0x5c }[String.fromCharCode(this.text[++this.at] ?? 0)]
    if (plain === undefined) throw this.error('an escape that we do not write')
    return plain
  }
}
