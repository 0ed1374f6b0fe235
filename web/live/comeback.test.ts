import { describe, expect, test } from 'vitest'
import { CLOSE_CODES } from '#protocol/errors.ts'
import { Comeback } from './comeback.ts'
import { DISTURBED } from './socket.ts'

const waits = (comeback: Comeback, code: number, times: number): unknown[] =>
  Array.from({ length: times }, () => {
    const next = comeback.ended(code, 0)
    return next.do === 'tryAgain' ? next.afterMs : next.reason
  })

describe('when a line is sought again', () => {
  test('a lost line at once and then more slowly; a hello that was answered begins anew', () => {
    const comeback = new Comeback()
    expect(waits(comeback, 1006, 6)).toEqual([200, 500, 1000, 2000, 4000, 4000])
    comeback.stands(0)
    expect(comeback.ended(1006, 10)).toEqual({ do: 'tryAgain', afterMs: 200, disturbed: false })
  })

  test('what the server has ended for good is not sought again, a page that is too old among it', () => {
    for (const reason of ['pageOutdated', 'takenOver', 'notSignedIn'] as const) {
      expect(new Comeback().ended(CLOSE_CODES[reason].code, 0)).toEqual({ do: 'stop', reason })
    }
    expect(new Comeback().ended(CLOSE_CODES.serverStopping.code, 0)).toMatchObject({ do: 'tryAgain' })
  })

  test('a line on which nothing can be understood ends in no quick loop, though every hello is answered', () => {
    const comeback = new Comeback()
    const waited = Array.from({ length: 6 }, (_, nth) => {
      comeback.stands(nth * 100)
      return comeback.ended(DISTURBED, nth * 100 + 50)
    })
    expect(waited).toEqual([1_000, 5_000, 20_000, 60_000, 60_000, 60_000].map((afterMs) => ({ do: 'tryAgain', afterMs, disturbed: true })))
  })

  test('the line counts as disturbed until it has stood for a minute', () => {
    const comeback = new Comeback()
    comeback.ended(DISTURBED, 0)
    comeback.stands(0)
    expect(comeback.isDisturbed).toBe(true)
    expect(comeback.ended(1006, 59_999)).toMatchObject({ disturbed: true })
    comeback.stands(100_000)
    expect(comeback.ended(1006, 160_000)).toEqual({ do: 'tryAgain', afterMs: 200, disturbed: false })
    expect(comeback.isDisturbed).toBe(false)
  })
})
