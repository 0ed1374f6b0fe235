import fc from 'fast-check'
import { beforeEach, expect, it, vi } from 'vitest'
import { AppError } from '#protocol/errors.ts'
import type { Bus } from '#platform/ports.ts'

/** Rules of the port `Bus`. `settle` resolves when what was published has been delivered. */
export function busContract(open: () => Promise<{ bus: Bus; settle(): Promise<void> }>): void {
  let bus: Bus
  let settle: () => Promise<void>
  beforeEach(async () => {
    ;({ bus, settle } = await open())
  })

  it('B1 carries JSON there and back, and shares no object', async () => {
    const seen: unknown[] = []
    bus.respond('echo', (payload) => {
      seen.push(payload)
      return Promise.resolve(payload)
    })
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value))
        const reply = await bus.request('echo', value)
        expect(reply).toEqual(plain)
        if (typeof value === 'object' && value !== null) {
          expect(seen.at(-1)).not.toBe(value)
          expect(reply).not.toBe(seen.at(-1))
        }
      }),
      { numRuns: 50 },
    )
  })

  it('B2 leaves out what JSON cannot carry, as a wire would', async () => {
    bus.respond('echo', (payload) => Promise.resolve(payload))
    expect(await bus.request('echo', { at: new Date(0), gone: undefined })).toEqual({ at: '1970-01-01T00:00:00.000Z' })
    expect(await bus.request('echo', undefined)).toBeNull()
  })

  it('B3 brings the responder’s AppError across, code and details', async () => {
    bus.respond('fails', () => Promise.reject(new AppError('stageNotComplete', { missing: '当事人' })))
    const error = await bus.request('fails', {}).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'stageNotComplete', details: { missing: '当事人' } })
  })

  it('B4 hides any other failure behind `internal`', async () => {
    bus.respond('fails', () => Promise.reject(new Error('password is 1234')))
    bus.respond('throws', () => {
      throw new Error('at once')
    })
    await expect(bus.request('fails', {})).rejects.toMatchObject({ code: 'internal', details: {} })
    await expect(bus.request('throws', {})).rejects.toMatchObject({ code: 'internal' })
  })

  it('B5 says busy when nobody answers the subject, or not in time', async () => {
    await expect(bus.request('nobody', {})).rejects.toMatchObject({ code: 'busy' })
    bus.respond('slow', () => new Promise(() => undefined))
    await expect(bus.request('slow', {}, { timeoutMs: 30 })).rejects.toMatchObject({ code: 'busy' })
    const stop = bus.respond('gone', () => Promise.resolve(1))
    stop()
    stop()
    await expect(bus.request('gone', {})).rejects.toMatchObject({ code: 'busy' })
  })

  it('B6 asks one of several responders', async () => {
    const asked = vi.fn(() => Promise.resolve('done'))
    bus.respond('shared', asked)
    bus.respond('shared', asked)
    expect(await bus.request('shared', {})).toBe('done')
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('B7 delivers to every subscriber, in order, each its own copy', async () => {
    const a: { n: number }[] = []
    const b: { n: number }[] = []
    bus.subscribe('news', (payload) => a.push(payload as { n: number }))
    const leave = bus.subscribe('news', (payload) => b.push(payload as { n: number }))
    for (let n = 0; n < 20; n += 1) bus.publish('news', { n })
    await settle()
    expect(a.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n))
    expect(b).toEqual(a)
    expect(b[0]).not.toBe(a[0])
    leave()
    bus.publish('news', { n: 20 })
    bus.publish('other', { n: 21 })
    await settle()
    expect(a).toHaveLength(21)
    expect(b).toHaveLength(20)
  })

  it('B8 never delivers within publish, and outlives a subscriber that fails', async () => {
    const seen: unknown[] = []
    bus.subscribe('news', () => {
      throw new Error('broken')
    })
    bus.subscribe('news', (async () => Promise.reject(new Error('broken too'))) as () => void)
    bus.subscribe('news', (payload) => seen.push(payload))
    bus.publish('news', 1)
    expect(seen).toEqual([])
    await settle()
    expect(seen).toEqual([1])
  })
}
