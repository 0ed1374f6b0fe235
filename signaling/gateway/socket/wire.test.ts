import { expect, test } from 'vitest'
import { AppError } from '#protocol/errors.ts'
import { hearingWire as wire } from '../wire.ts'
import { encodeGoodbye, encodeRefusal } from './wire.ts'

const refusal = (frame: string) => {
  const read = wire.readCall(frame)
  if (read.ok) throw new Error('expected a refusal')
  return { id: read.id, ...read.error.toWire() }
}

test('a well-formed call comes out checked', () => {
  const read = wire.readCall('{"id":7,"name":"command","params":{"commandId":"abcdefgh","command":{"type":"raiseHand"}}}')
  expect(read).toEqual({ ok: true, call: { id: 7, name: 'command', params: { commandId: 'abcdefgh', command: { type: 'raiseHand' } } } })
})

test.each([
  ['not JSON', '{', 0, 'json'],
  ['no object', '[]', 0, ''],
  ['unknown call', '{"id":1,"name":"sudo","params":{}}', 1, 'name'],
  ['a property name as call', '{"id":1,"name":"__proto__","params":{}}', 1, 'name'],
  ['surplus member', '{"id":1,"name":"ping","params":{"x":1}}', 1, ''],
  ['system command from a browser', '{"id":2,"name":"command","params":{"commandId":"abcdefgh","command":{"type":"connect","personId":"judge"}}}', 2, 'command.type'],
])('%s → badMessage naming the place', (_name, frame, id, path) => {
  expect(refusal(frame)).toEqual({ id, code: 'badMessage', details: { path } })
})

test('values nested beyond reason are refused, not a crash', () => {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  expect(refusal(`{"id":3,"name":"setCapabilities","params":{"rtpCapabilities":${deep}}}`).code).toBe('badMessage')
})

test('our own mistakes do not leave the house', () => {
  expect(() => wire.encodeResult(1, 'ping', { serverTime: 'yesterday' })).toThrow()
  expect(() => wire.encodeNotice({ name: 'consumerClosed', params: { consumerId: 'a b' } })).toThrow()
  expect(JSON.parse(encodeRefusal(4, new AppError('notYourTurn')))).toEqual({ id: 4, ok: false, error: { code: 'notYourTurn', details: {} } })
})

test('goodbye is said the same on every socket, and is a notice the hearing’s browsers know', () => {
  const frame = encodeGoodbye('takenOver')
  expect(frame).toEqual(wire.encodeNotice({ name: 'goodbye', params: { reason: 'takenOver' } }))
})
