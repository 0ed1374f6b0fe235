import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identityOverHttp } from './identity-over-http.ts'

const PERSON = { name: '王喆堃', number: '320826199003070112' }
type Asked = { method: string | undefined; authorization: string | undefined; body: unknown }
const asked: Asked[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.end()
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    asked.push({ method: request.method, authorization: request.headers.authorization, body: JSON.parse(Buffer.concat(parts).toString()) as unknown })
    answer(request, response)
  })
})
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/check`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
const says = (text: string, status = 200) => {
  answer = (_request, response) => response.writeHead(status).end(text)
}

describe('W-3.13 a register of identities over HTTP', () => {
  it('is asked with name and number, and its answer comes back with the reference', async () => {
    says('{"result":"match","reference":"Q-2026-1","more":1}')
    const register = identityOverHttp({ name: '国家人口基础信息库', url, token: 'a secret token' })
    expect(register.name).toBe('国家人口基础信息库')
    await expect(register.check(PERSON)).resolves.toEqual({ result: 'match', reference: 'Q-2026-1' })
    expect(asked.at(-1)).toEqual({ method: 'POST', authorization: 'Bearer a secret token', body: { name: PERSON.name, identityNumber: PERSON.number } })
    says('{"result":"mismatch","reference":"Q-2026-2"}')
    await expect(identityOverHttp({ name: 'r', url }).check(PERSON)).resolves.toMatchObject({ result: 'mismatch' })
    expect(asked.at(-1)?.authorization).toBeUndefined()
  })

  it.each([
    ['an error', () => says('{}', 503)], ['no JSON', () => says('<html>')], ['another word', () => says('{"result":"maybe","reference":"x"}')],
    ['no reference', () => says('{"result":"match"}')], ['too much', () => says('x'.repeat(20_000))],
    ['another place', () => { answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end() }],
    ['nothing', () => { answer = () => undefined }],
  ])('%s is no answer, and names nobody', async (_what, prepare) => {
    prepare()
    const failed = await identityOverHttp({ name: 'r', url }, 300).check(PERSON).then(() => null, (error: unknown) => error)
    expect(failed).toBeInstanceOf(Error)
    expect(String((failed as Error).stack)).not.toMatch(/王喆堃|320826199003070112/)
  })
})
