import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CALL_LIMITS } from '#protocol/window/session.ts'
import type { CallNotice } from '#protocol/window/session.ts'
import { NoticeThrottle } from './throttle.ts'

/** A clock that stands still until it is moved; work that has come due is done in order. */
function bench() {
  let now = 0
  let due: { at: number; work: () => void }[] = []
  const sent: { at: number; notice: CallNotice }[] = []
  const throttle = new NoticeThrottle((notice) => sent.push({ at: now, notice }), {
    now: () => now, after: (ms, work) => { due.push({ at: now + ms, work }) },
  })
  const move = (ms: number) => {
    const end = now + ms
    for (;;) {
      due.sort((a, b) => a.at - b.at)
      const next = due[0]
      if (!next || next.at > end) break
      due = due.slice(1)
      now = next.at
      next.work()
    }
    now = end
  }
  return { throttle, sent, move }
}
const typing = (fieldId: string, text: string): CallNotice => ({ type: 'typing', fieldId, text })
const pointer = (x: number): CallNotice => ({ type: 'pointer', at: { x, y: 0, target: { kind: 'field', fieldId: 'a' } } })

test('the first goes at once, of what piles up only the latest of each field', () => {
  const { throttle, sent, move } = bench()
  for (const text of ['王', '王芳', '王芳芳']) throttle.offer(typing('name', text))
  throttle.offer(typing('phone', '1'))
  throttle.offer(typing('phone', '13'))
  expect(sent.map(({ notice }) => notice)).toEqual([typing('name', '王')])
  move(1000)
  expect(sent.slice(1).map(({ notice }) => notice)).toEqual([typing('name', '王芳芳'), typing('phone', '13')])
})

test('a committed field is told no more', () => {
  const { throttle, sent, move } = bench()
  throttle.offer(typing('name', '王'))
  throttle.offer(typing('name', '王芳'))
  throttle.forget('name')
  move(1000)
  expect(sent).toHaveLength(1)
})

test('W-3.20 the budgets of the call are kept and the last word of everything arrives', () => {
  const step = fc.record({ wait: fc.integer({ min: 0, max: 60 }), field: fc.constantFrom('a', 'b', 'c', null), value: fc.integer({ min: 0, max: 99 }) })
  fc.assert(fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
    const { throttle, sent, move } = bench()
    const last = new Map<string, CallNotice>()
    for (const { wait, field, value } of steps) {
      move(wait)
      const notice = field === null ? pointer(value / 100) : typing(field, String(value))
      last.set(field ?? 'pointer', notice)
      throttle.offer(notice)
    }
    move(5000)
    for (const [key, notice] of last) {
      const ofKey = sent.filter((one) => (one.notice.type === 'typing' ? one.notice.fieldId : 'pointer') === key)
      expect(ofKey.at(-1)?.notice).toEqual(notice)
    }
    for (const type of ['typing', 'pointer'] as const) {
      const limit = type === 'typing' ? CALL_LIMITS.typingPerSecond : CALL_LIMITS.pointerPerSecond
      const times = sent.filter(({ notice }) => notice.type === type).map(({ at }) => at)
      for (const from of times) expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(limit)
    }
  }))
})
