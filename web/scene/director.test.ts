import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DWELL_MS, Director, HEAR_MS, SILENCE_MS } from './director.ts'

/** Runs a course of voices, 100 ms a step. */
function run(voices: (string | null)[]): (string | null)[] {
  const director = new Director()
  return voices.map((voice, i) => director.show(voice, i * 100))
}
const steps = (voice: string | null, ms: number) => Array.from({ length: ms / 100 }, () => voice)

describe('the speaker camera', () => {
  it('goes to a voice that lasts, not to a cough', () => {
    expect(run([...steps('a', 600), ...steps(null, 3000)]).every((shown) => shown === null)).toBe(true)
    const shown = run(steps('a', 4000))
    expect(shown.indexOf('a')).toBe(HEAR_MS / 100)
    expect(shown.at(-1)).toBe('a')
  })

  it('stays with the speaker through interjections and pauses', () => {
    const shown = run([...steps('a', 8000), ...steps('b', 1000), ...steps('a', 3000), ...steps(null, 4000), ...steps('a', 1000)])
    expect(new Set(shown.slice(HEAR_MS / 100))).toEqual(new Set(['a']))
  })

  it('shows the whole room after a long silence', () => {
    const shown = run([...steps('a', 6000), ...steps(null, SILENCE_MS + 1000)])
    expect(shown.at(-1)).toBeNull()
  })

  it('lets go of who has left', () => {
    const director = new Director()
    director.reset('a', 0)
    expect(director.show('a', 100)).toBe('a')
    director.drop('a', 200)
    expect(director.show(null, 300)).toBeNull()
  })

  it('never changes the picture sooner than the dwell, whatever is said', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', null), fc.integer({ min: 1, max: 60 })), { maxLength: 60 }), (course) => {
      const shown = run(course.flatMap(([voice, n]) => steps(voice, n * 100)))
      let last = -Infinity
      shown.forEach((now, i) => {
        if (i === 0 || now === shown[i - 1]) return
        expect(i * 100 - last).toBeGreaterThanOrEqual(DWELL_MS)
        last = i * 100
      })
    }))
  })
})
