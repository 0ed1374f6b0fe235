import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, eventHash, sha256Hex } from './canonical.ts'

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, 3.2.3, keys sorted by UTF-16 code unit', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'Control',
      '\u00f6': 'Latin',
    }
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji","\ufb33":"Hebrew"}',
    )
  })

  it('prints numbers as RFC 8785 does', () => {
    expect(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    )
  })

  it('says the same of equal values, whatever the order of their keys, and can be read back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value))
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain)
        expect(canonicalJson(reversed(plain))).toBe(canonicalJson(plain))
      }),
    )
  })

  it('leaves out undefined members and keeps a key named __proto__', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}')
    expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}')
  })

  it.each([NaN, Infinity, 1n, undefined, [undefined], () => 1, new Date(), new Map(), '\ud800', { a: { b: Symbol('x') } }])(
    'refuses %s',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError)
    },
  )
})

describe('eventHash', () => {
  const fields = {
    stream: 'hearing/1',
    seq: 1,
    at: '2026-01-01T00:00:00.000Z',
    actor: { system: 'seed' as const },
    commandId: null,
    event: { type: 'x' },
    prevHash: '0'.repeat(64),
  }
  it('is the SHA-256 of the canonical JSON of every other field, so that anybody can recompute it', () => {
    const text = `{"actor":{"system":"seed"},"at":"2026-01-01T00:00:00.000Z","commandId":null,"event":{"type":"x"},"prevHash":"${'0'.repeat(64)}","seq":1,"stream":"hearing/1"}`
    expect(eventHash(fields)).toBe(sha256Hex(text))
  })
  it('does not depend on a hash already there', () => {
    const stored = { ...fields, hash: 'f'.repeat(64) }
    expect(eventHash(stored)).toBe(eventHash(fields))
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  )
}
