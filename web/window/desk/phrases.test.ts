import { describe, expect, test } from 'vitest'
import { Call, CLERK, CITIZEN, NUMBER } from '#domain/window/session/testing/call.ts'
import { PHRASE_MOST, PHRASE_STEPS, defaultPhrases, spoken, stepOf, storePhrases, storedPhrases } from './phrases.ts'

const shelf = (text: string | null) => ({ getItem: () => text })

describe('phrases', () => {
  test('every step of a talk has one, none too long for the text of a call', () => {
    const phrases = defaultPhrases()
    expect(new Set(phrases.map(({ step }) => step))).toEqual(new Set(PHRASE_STEPS))
    expect(phrases.every(({ text }) => text.length <= PHRASE_MOST)).toBe(true)
    expect(new Set(phrases.map(({ id }) => id)).size).toBe(phrases.length)
  })

  test('one\'s own come back as they were kept; what is broken is left out', () => {
    let kept = ''
    const own = [{ id: 'a', step: 'greet', text: '早上好' }] as const
    expect(storePhrases({ setItem: (_, text) => { kept = text } }, own)).toBe(true)
    expect(storedPhrases(shelf(kept))).toEqual(own)
    expect(storedPhrases(shelf('{"not":"a list"}'))).toEqual([])
    expect(storedPhrases(shelf('not json'))).toEqual([])
    expect(storedPhrases(shelf(JSON.stringify([{ id: 'b', step: 'nowhere', text: 'x' }, { id: 'c', step: 'sign', text: '' }, ...own])))).toEqual(own)
  })

  test('a browser that keeps nothing says so', () => {
    expect(storePhrases({ setItem: () => { throw new Error('full') } }, [])).toBe(false)
    expect(storedPhrases({ getItem: () => { throw new Error('forbidden') } })).toEqual([])
  })

  test('the step talked about follows the call', () => {
    expect(stepOf(null)).toBe('greet')
    const call = new Call()
    expect(stepOf(call.state)).toBe('greet')
    call.join(CITIZEN)
    call.join(CLERK)
    expect(stepOf(call.state)).toBe('identity')
    call.by(CITIZEN, { type: 'enterIdentityNumber', number: NUMBER })
    call.by(CLERK, { type: 'hold', reason: 'consult' })
    expect(stepOf(call.state)).toBe('wait')
  })

  test('places are filled, unknown ones stay', () => {
    expect(spoken('办理{item}的{what}', { item: '抵押登记' })).toBe('办理抵押登记的{what}')
  })
})
