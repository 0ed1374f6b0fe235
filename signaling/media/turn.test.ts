import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { iceServersFor } from './turn.ts'

test('short-lived credentials: expiry and person under HMAC-SHA1 of the shared secret', () => {
  const now = new Date('2026-11-12T01:00:00.000Z')
  const [server] = iceServersFor({ urls: ['turn:turn.example.org:3478'], secret: 's3cret' }, 'judge', now)
  const expiry = now.getTime() / 1000 + 12 * 3600
  expect(server?.username).toBe(`${expiry}:judge`)
  expect(server?.credential).toBe(createHmac('sha1', 's3cret').update(`${expiry}:judge`).digest('base64'))
})

test('no TURN where the court has none', () => {
  expect(iceServersFor(null, 'judge', new Date(0))).toEqual([])
})
