import fc from 'fast-check'
import { expect, test } from 'vitest'
import { int, octets, oid, seq, setOf, time, utf8 } from './der.ts'
import { children, readElement, readOid, readOnly, readTime } from './der-read.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('known encodings', () => {
  expect(hex(int(0))).toBe('020100')
  expect(hex(int(128))).toBe('02020080')
  expect(hex(int(Uint8Array.of(0, 0, 0x7f)))).toBe('02017f')
  expect(hex(oid('1.2.840.113549'))).toBe('06062a864886f70d')
  expect(hex(oid('2.5.29.56'))).toBe('0603551d38')
  expect(hex(time(new Date('2026-11-21T03:28:30Z')))).toBe(`170d${Buffer.from('261121032830Z').toString('hex')}`)
  expect(hex(time(new Date('2051-01-01T00:00:00Z'))).slice(0, 2)).toBe('18')
  expect(hex(setOf(utf8('b'), utf8('a')))).toBe('31060c01610c0162')
})
test('what is written is read back', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 }), (parts) => {
    const element = readOnly(seq(...parts.map(octets)))
    expect(children(element).map(({ value }) => hex(value))).toEqual(parts.map(hex))
  }))
  fc.assert(fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (at) => {
    expect(readTime(readElement(time(at))).getTime()).toBe(Math.floor(at.getTime() / 1000) * 1000)
  }))
  for (const dotted of ['1.2.840.10045.4.3.2', '2.16.840.1.101.3.4.2.1', '2.5.4.3']) expect(readOid(readElement(oid(dotted)))).toBe(dotted)
})
test('anything else is refused or read, never a crash or an endless loop', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
    try { children(readOnly(bytes)) } catch (error) { expect((error as Error).message).toMatch(/^DER: /) }
  }), { numRuns: 2000 })
  for (const bad of ['308000', '30810100', '3003', '1f0100']) expect(() => readOnly(Buffer.from(bad, 'hex'))).toThrow('DER: ')
})
