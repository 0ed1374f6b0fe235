import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseCheck, caseNumber, readCaseNumber } from './case-number.ts'
import { idNumberCheck, idNumberProblem, normalIdNumber } from './id-number.ts'

const day = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2099, 11, 31) }).map((ms) => new Date(ms).toISOString().slice(0, 10))
const region = fc.integer({ min: 110000, max: 659999 }).map(String)
const number = fc.tuple(region, day, fc.integer({ min: 0, max: 999 })).map(([place, born, order]) => {
  const digits = place + born.replaceAll('-', '') + String(order).padStart(3, '0')
  return digits + idNumberCheck(digits)
})

/** Every other character in one place, every two neighbours exchanged. */
function mistakes(text: string): string[] {
  const wrong = []
  for (let n = 0; n < text.length; n++) {
    for (const digit of n === text.length - 1 ? '0123456789X' : '0123456789') if (digit !== text[n]) wrong.push(text.slice(0, n) + digit + text.slice(n + 1))
    const [a, b] = [text[n]!, text[n + 1]]
    if (b !== undefined && a !== b) wrong.push(text.slice(0, n) + b + a + text.slice(n + 2))
  }
  return wrong
}

describe('W-4.10 identity numbers (GB 11643)', () => {
  it('W-4.10 takes what is right and says what is wrong', () => {
    // the standard's own examples
    expect(idNumberProblem('11010519491231002X')).toBeNull()
    expect(idNumberProblem('440524188001010014')).toBeNull()
    expect(idNumberProblem(' 110105 19491231 002x ')).toBeNull()
    expect(idNumberProblem('110105491231002')).toBe('15位旧号码已停用，请填写18位号码')
    expect(idNumberProblem('110105194912310021')).toContain('校验位')
    expect(idNumberProblem('11010519490231002X')).toContain('出生日期')
    expect(idNumberProblem('01010519491231002X')).toContain('行政区划')
    for (const text of ['', 'X'.repeat(18), '1101051949123100', '11010519491231002XX']) expect(idNumberProblem(text), text).toContain('18位')
  })
  it('W-4.10 finds every single mistake and every two neighbours exchanged', () => {
    fc.assert(fc.property(number, (text) => {
      expect(idNumberProblem(text)).toBeNull()
      expect(normalIdNumber(text.toLowerCase())).toBe(text)
      for (const wrong of mistakes(text)) expect(idNumberProblem(wrong), wrong).not.toBeNull()
    }), { numRuns: 300 })
  })
})

describe('W-4.1 case numbers', () => {
  it('W-4.1 place, day, running number and a check character', () => {
    const text = caseNumber('330482', '2026-11-21', 17)
    expect(text).toMatch(/^330482-20261121-000017-[\dX]$/)
    expect(readCaseNumber(` ${text.replaceAll('-', '').toLowerCase()} `)).toEqual({ region: '330482', day: '2026-11-21', running: 17 })
    expect(() => caseNumber('330482', '2026-11-21', 0)).toThrow(RangeError)
    expect(() => caseNumber('330482', '2026-02-30', 1)).toThrow(RangeError)
    expect(() => caseNumber('33048', '2026-11-21', 1)).toThrow(RangeError)
    expect(() => caseNumber('330482', '2026-11-21', 1_000_000)).toThrow(RangeError)
    expect(readCaseNumber('330482-20261121-000017')).toBeNull()
  })
  it('W-4.1 the check is that of GB 11643, and finds the same mistakes', () => {
    fc.assert(fc.property(number, (text) => {
      expect(caseCheck(text.slice(0, 17))).toBe(text[17])
    }))
    fc.assert(fc.property(region, day, fc.integer({ min: 1, max: 999_999 }), (place, on, running) => {
      const text = caseNumber(place, on, running).replaceAll('-', '')
      expect(readCaseNumber(text)).toEqual({ region: place, day: on, running })
      for (const wrong of mistakes(text)) expect(readCaseNumber(wrong), wrong).toBeNull()
    }), { numRuns: 300 })
  })
})
