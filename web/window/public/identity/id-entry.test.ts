import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idNumberCheck, idNumberProblem } from '#domain/window/case/id-number.ts'
import { grouped, idHint, isElder, readCard, tidyNumber } from './id-entry.ts'

const withCheck = (digits: string): string => digits + idNumberCheck(digits)
const NUMBER = withCheck('33048219560302001')

describe('an identity number as it is typed', () => {
  it('is the same however it was written', () => {
    expect(tidyNumber(grouped(NUMBER))).toBe(NUMBER)
    expect(tidyNumber('３３０４８２ 1956-0302')).toBe('33048219560302')
    expect(tidyNumber('3304x82')).toBe('330482')
    expect(tidyNumber('33048219560302001x')).toBe('33048219560302001X')
    expect(tidyNumber('33048219560302001X99')).toBe('33048219560302001X')
  })

  it('never grows over its length, and tidying twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => {
      const tidy = tidyNumber(text)
      expect(tidy).toMatch(/^\d{0,18}$|^\d{17}X$/)
      expect(tidyNumber(tidy)).toBe(tidy)
    }))
  })

  it('is called wrong only once that can be known', () => {
    for (let length = 1; length < 18; length++) expect(idHint(NUMBER.slice(0, length)).kind).toBe('more')
    expect(idHint(NUMBER)).toEqual({ kind: 'right', born: '1956-03-02' })
    expect(idHint('9')).toMatchObject({ kind: 'wrong', what: 'place' })
    expect(idHint('33048219561302')).toMatchObject({ kind: 'wrong', what: 'birth' })
    const other = NUMBER.slice(0, 17) + (NUMBER.endsWith('1') ? '2' : '1')
    expect(idHint(other)).toMatchObject({ kind: 'wrong', what: 'check', problem: idNumberProblem(other) })
  })

  it('tells who is an elder from the sixtieth birthday on', () => {
    expect(isElder(NUMBER, '2016-03-01')).toBe(false)
    expect(isElder(NUMBER, '2016-03-02')).toBe(true)
    expect(isElder(NUMBER.slice(0, 17), '2026-01-01')).toBe(false)
  })
})

describe('what a card reader types', () => {
  it('is taken apart, whatever stands between', () => {
    for (const text of [`王秀英\t${NUMBER}`, `${NUMBER} 王秀英`, `姓名 王秀英 性别 女 民族 汉族 19560302 ${NUMBER}`, `王秀英,${NUMBER.toLowerCase()}\n`]) {
      expect(readCard(text)).toEqual({ name: '王秀英', number: NUMBER })
    }
    expect(readCard(`王胜男 女 ${NUMBER}`)?.name).toBe('王胜男')
    expect(readCard(`阿依古丽·买买提 ${NUMBER}`)?.name).toBe('阿依古丽·买买提')
  })

  it('is left alone where it is something else', () => {
    for (const text of ['王秀英', NUMBER, `王秀英 ${NUMBER}1`, `王秀英 ${NUMBER.slice(0, 17)}`]) expect(readCard(text)).toBe(null)
  })
})
