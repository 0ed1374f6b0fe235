import { expect, test } from 'vitest'
import { readFlags } from './flags.ts'

const PLAIN = { autojoin: false, camera: null, mic: null, cut: null, view: null, width: null, fps: null }

test('an ordinary address asks for nothing', () => {
  expect(readFlags('', null).flags).toEqual(PLAIN)
})

test('flags are read, and nonsense in one does not spoil the others', () => {
  expect(readFlags('?autojoin=1&camera=0&mic=1&cut=tile&view=none&width=320&fps=8&x=1', null).flags)
    .toEqual({ autojoin: true, camera: false, mic: true, cut: 'tile', view: 'none', width: 320, fps: 8 })
  expect(readFlags('?autojoin=yes&camera=2&cut=magic&view=3d&width=9999&fps=abc&mic=0', null).flags).toEqual({ ...PLAIN, mic: false })
})

test('flags outlive the way from page to page, and a newer one wins', () => {
  const first = readFlags('?autojoin=1&view=tiles', null)
  expect(readFlags('?view=scene', first.text).flags).toEqual({ ...PLAIN, autojoin: true, view: 'scene' })
})
