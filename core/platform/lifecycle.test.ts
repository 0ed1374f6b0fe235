import { describe, expect, it } from 'vitest'
import { createLifecycle } from './lifecycle.ts'
import { createLog } from './log.ts'

const log = createLog('silent')

describe('the lifecycle', () => {
  it('stops in reverse order, each before the next, once', async () => {
    const done: string[] = []
    const lifecycle = createLifecycle(log)
    for (const name of ['database', 'bus', 'http']) {
      lifecycle.onStop(name, async () => {
        await new Promise((resolve) => setImmediate(resolve))
        done.push(name)
      })
    }
    expect(lifecycle.stopping).toBe(false)
    const first = lifecycle.stop('test')
    expect(lifecycle.stopping).toBe(true)
    expect(lifecycle.stop('again')).toBe(first)
    await first
    expect(done).toEqual(['http', 'bus', 'database'])
  })

  it('passes what fails or does not end, and stops the rest', async () => {
    const done: string[] = []
    const lifecycle = createLifecycle(log)
    lifecycle.onStop('last', () => done.push('last'))
    lifecycle.onStop('hangs', () => new Promise(() => undefined), 20)
    lifecycle.onStop('throws', () => {
      throw new Error('broken')
    })
    await lifecycle.stop('test')
    expect(done).toEqual(['last'])
  })

  it('stops also what registers itself while it is stopping', async () => {
    const done: string[] = []
    const lifecycle = createLifecycle(log)
    lifecycle.onStop('starter', () => lifecycle.onStop('late', () => done.push('late')))
    await lifecycle.stop('test')
    expect(done).toEqual(['late'])
  })
})
