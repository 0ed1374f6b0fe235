import { describe, expect, it } from 'vitest'
import { OncePerKey } from './once.ts'

describe('OncePerKey', () => {
  it('makes one value however many ask at once', async () => {
    const once = new OncePerKey<number>()
    let made = 0
    const make = async () => (made += 1)
    expect(await Promise.all([once.getOrCreate('a', make), once.getOrCreate('a', make), once.getOrCreate('b', make)])).toEqual([1, 1, 2])
    expect(once.values()).toEqual([1, 2])
  })

  it('forgets what failed, so that the next caller tries again', async () => {
    const once = new OncePerKey<string>()
    await expect(once.getOrCreate('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(once.size).toBe(0)
    expect(await once.getOrCreate('a', () => Promise.resolve('yes'))).toBe('yes')
  })

  it('shows nothing that is still being made', async () => {
    const once = new OncePerKey<string>()
    const gate = Promise.withResolvers<string>()
    const made = once.getOrCreate('a', () => gate.promise)
    expect(once.peek('a')).toBeUndefined()
    expect(once.get('a')).toBe(made)
    gate.resolve('now')
    await made
    expect(once.peek('a')).toBe('now')
  })

  it('deletes only what is still the same', async () => {
    const once = new OncePerKey<object>()
    const [older, newer] = [{}, {}]
    await once.getOrCreate('a', () => Promise.resolve(older))
    once.delete('a')
    await once.getOrCreate('a', () => Promise.resolve(newer))
    once.delete('a', older)
    expect(once.peek('a')).toBe(newer)
  })
})
