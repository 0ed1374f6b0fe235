import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#protocol/errors.ts'
import { createLog } from './log.ts'

function written(use: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  use(createLog('debug', 'test', { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}

describe('the log', () => {
  const SECRET = 'S3cr3t-Value'
  it('keeps values under telling names out, at any depth and in child logs', () => {
    const names = fc.constantFrom(
      'token',
      'sessionToken',
      'password',
      'Authorization',
      'set-cookie',
      'credential',
      'turn_secret',
      'TURN_SECRET',
      'privateKey',
      'invitation',
    )
    fc.assert(
      fc.property(names, fc.array(fc.constantFrom('a', 'b', 'items'), { maxLength: 5 }), (name, path) => {
        const value = path.reduce<unknown>((inside, key) => (key === 'items' ? [inside] : { [key]: inside }), { [name]: SECRET })
        const text = written((log) => {
          log.info({ value }, 'seen')
          log.child({ value }).info('seen')
          log.error({ error: Object.assign(new Error('x'), { [name]: SECRET }) }, 'failed')
        })
        expect(text).toContain('seen')
        expect(text).not.toContain(SECRET)
      }),
    )
  })

  it('keeps secrets inside text out: addresses, bearer tokens, invitation links', () => {
    const text = written((log) => {
      log.info({ url: `postgres://court:${SECRET}@db/x`, header: `Bearer ${SECRET}` }, `open http://localhost/enter#${SECRET}`)
      log.error({ error: new Error(`cannot reach postgres://court:${SECRET}@db/x`) }, `postgres://court:${SECRET}@db/x`)
    })
    expect(text).not.toContain(SECRET)
    expect(text).toContain('postgres://court:[redacted]@db/x')
  })

  it('writes errors with code, details and cause, but not what drivers hang on them', () => {
    const error = Object.assign(new AppError('stageNotComplete', { missing: 'x' }), {
      client: { socket: 'long' },
      cause: new Error('deeper'),
    })
    const text = written((log) => log.error({ error }, 'failed'))
    const line = JSON.parse(text) as { level: string; error: Record<string, unknown> }
    expect(line).toMatchObject({
      level: 'error',
      name: 'test',
      msg: 'failed',
      error: { type: 'AppError', code: 'stageNotComplete', details: { missing: 'x' }, cause: { message: 'deeper' } },
    })
    expect(text).not.toContain('socket')
  })

  it('survives what refers to itself', () => {
    const loop: Record<string, unknown> = { name: 'loop' }
    loop.self = loop
    expect(written((log) => log.info({ loop }, 'round'))).toContain('[deep]')
  })
})
