import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IdleWatch, QUIET_MS, WARN_MS } from './idle.ts'

it('nobody is hurried for forty seconds, then counted down, then it is over', () => {
  const watch = new IdleWatch(0)
  expect(watch.at(QUIET_MS - WARN_MS - 1)).toEqual({ kind: 'busy' })
  expect(watch.at(QUIET_MS - WARN_MS)).toEqual({ kind: 'warning', leftSeconds: 20 })
  expect(watch.at(QUIET_MS - 1)).toEqual({ kind: 'warning', leftSeconds: 1 })
  expect(watch.at(QUIET_MS)).toEqual({ kind: 'over' })
})

it('a touch gives the whole minute again, but revives nothing that is over', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 90_000 }), { maxLength: 30 }), (gaps) => {
    const watch = new IdleWatch(0)
    let now = 0
    let over = false
    for (const gap of gaps) {
      now += gap
      over ||= gap >= QUIET_MS
      watch.touch(now)
      expect(watch.at(now).kind).toBe(over ? 'over' : 'busy')
    }
    watch.begin(now)
    expect(watch.at(now).kind).toBe('busy')
  }))
})
