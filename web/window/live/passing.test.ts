import { expect, test } from 'vitest'
import { POINTER_FADES_MS, Passing, TYPING_FADES_MS } from './passing.ts'

const typing = (fieldId: string, text: string) => ({ type: 'typing', fieldId, text }) as const
const pointer = (x: number) => ({ type: 'pointer', at: { x, y: 0.5, target: { kind: 'field', fieldId: 'name' } } }) as const

test('what somebody types is shown until the field is committed or they have stopped', () => {
  const passing = new Passing()
  passing.take('wang', typing('name', '王'), 0)
  passing.take('wang', typing('name', '王芳'), 100)
  expect(passing.typing('name', 200)).toEqual({ fieldId: 'name', text: '王芳', from: 'wang', at: 100 })
  expect(passing.typing('phone', 200)).toBeNull()
  expect(passing.typing('name', 100 + TYPING_FADES_MS)).toBeNull()
  passing.take('wang', typing('name', '王芳芳'), 20_000)
  passing.filled('name')
  expect(passing.typing('name', 20_001)).toBeNull()
})

test('each has one pointer, which goes when it is lifted and fades when it rests', () => {
  const passing = new Passing()
  passing.take('wang', pointer(0.1), 0)
  passing.take('li', pointer(0.9), 10)
  passing.take('wang', pointer(0.2), 20)
  expect(passing.pointers(30).map(({ from, x }) => [from, x])).toEqual([['wang', 0.2], ['li', 0.9]])
  passing.take('wang', { type: 'pointer', at: null }, 40)
  expect(passing.pointers(50).map(({ from }) => from)).toEqual(['li'])
  expect(passing.fadesIn(50)).toBe(10 + POINTER_FADES_MS - 50)
  expect(passing.pointers(10 + POINTER_FADES_MS)).toEqual([])
  expect(passing.fadesIn(10 + POINTER_FADES_MS)).toBeNull()
})

test('whoever is gone types and points no more', () => {
  const passing = new Passing()
  passing.take('wang', typing('name', '王'), 0)
  passing.take('wang', pointer(0.1), 0)
  passing.take('li', typing('phone', '138'), 0)
  passing.keep(new Set(['li']))
  expect(passing.typing('name', 1)).toBeNull()
  expect(passing.pointers(1)).toEqual([])
  expect(passing.typing('phone', 1)?.from).toBe('li')
})
