import { describe, expect, test } from 'vitest'
import { CLERK, LOCAL, Matter } from '#domain/window/case/testing/matter.ts'
import { correctionLines, faultIn, itemsOf } from './correction.ts'

/** Received and looked through: the deed is refused, the mandate missing. */
function lookedThrough(): Matter {
  const matter = new Matter()
  matter.gather(['mandate'])
  matter.by(LOCAL, { type: 'receive' })
  matter.reject('deed', LOCAL, '印章不清')
  matter.approve('contract', LOCAL)
  return matter
}

describe('W-4.12 the list is told once and whole', () => {
  test('what anybody can see stands on top, ticked and worded, and the law takes the list as it is', () => {
    const matter = lookedThrough()
    const lines = correctionLines(matter.state)
    expect(lines.filter(({ must }) => must).map(({ name, problem }) => [name, problem])).toEqual([['不动产权证书', '印章不清'], ['授权委托书', '未提交']])
    expect(lines.slice(2).every(({ ticked, must }) => !ticked && !must)).toBe(true)
    expect(faultIn(lines)).toBeNull()
    expect(matter.refusal(LOCAL, { type: 'tellCorrection', items: itemsOf(lines), days: 10, exception: null })).toBeNull()
  })

  test('leaving out what is plainly wrong is a fault here, as it is before the law', () => {
    const matter = lookedThrough()
    const lines = correctionLines(matter.state).map((line) => (line.name === '授权委托书' ? { ...line, ticked: false } : line))
    expect(faultIn(lines)).toMatchObject({ line: { name: '授权委托书' }, want: 'tick' })
    expect(matter.refusal(LOCAL, { type: 'tellCorrection', items: itemsOf(lines), days: 10, exception: null })).toBe('correctionListIncomplete')
  })

  test('a line that was ticked says what is wrong and what is wanted', () => {
    const lines = correctionLines(lookedThrough().state).map((line) => (line.name === '抵押合同' ? { ...line, ticked: true } : line))
    expect(faultIn(lines)).toMatchObject({ line: { name: '抵押合同' }, want: 'problem' })
    expect(faultIn(lines.map((line) => ({ ...line, problem: line.problem || '页码不全' })))).toMatchObject({ want: 'requirement' })
  })

  test('with nothing wrong the list is empty until something is ticked', () => {
    const matter = new Matter()
    matter.toAccepting()
    const lines = correctionLines(matter.state)
    expect(faultIn(lines)).toBe('empty')
    const ticked = lines.map((line, n) => (n === 0 ? { ...line, ticked: true, problem: ' 面积\n不符 ', requirement: '请更正' } : line))
    expect(itemsOf(ticked)).toEqual([{ target: lines[0]?.target, problem: '面积 不符', requirement: '请更正' }])
    expect(matter.refusal(CLERK, { type: 'tellCorrection', items: itemsOf(ticked), days: null, exception: null })).toBeNull()
  })
})
