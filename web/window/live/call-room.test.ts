import { expect, test } from 'vitest'
import type { SessionFact } from '#protocol/window/session.ts'
import { evolve } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/state.ts'
import { CallRoom } from './call-room.ts'
import { Kept } from './kept.ts'

const at = '2026-11-21T02:00:00.000Z'
const clerk = { personId: 'li', role: 'remoteClerk', at: 'o1' } as const
const fact = (seq: number, event: SessionFact['event'], actor: SessionFact['actor'] = clerk): SessionFact => ({ seq, at, actor, event })
const opened: SessionFact = fact(1, {
  type: 'sessionOpened', sessionId: 's1', ticketId: 't1', number: 'A001', windowId: 'w1', officeId: 'o1', centerId: null, languages: ['zh-CN'], caseLink: null,
  citizen: { personId: 'wang', name: '王芳', role: 'serviceApplicant', at: null, languages: [] },
  clerk: { personId: 'li', name: '李明', role: 'remoteClerk', at: 'o1', languages: [] },
  item: { itemCode: 'i1', name: { zh: '事项', en: 'Item' }, mode: 'fullOnline', materials: [], form: [], signs: false, paperOnly: false },
}, { system: 'hall' })
const came = (seq: number, personId: string) => fact(seq, { type: 'personConnected', personId, connectionId: `c-${personId}`, withCamera: true, withMicrophone: true })
const said = (seq: number) => fact(seq, { type: 'said', messageId: `m${seq}`, text: `第${seq}句` })
const fold = (facts: SessionFact[]): SessionState => facts.reduce<SessionState | null>((state, one) => evolve(state, one), null)!

test('facts that overtake the view are folded on top of it, and none twice', () => {
  const room = new CallRoom()
  room.enter('s1')
  room.fold('s1', said(5))
  room.fold('s1', said(4))
  expect(room.view).toBeNull()
  room.replace(fold([opened, came(2, 'wang'), came(3, 'li'), said(4)]))
  room.fold('s1', said(5))
  room.fold('s1', said(6))
  expect(room.view?.messages.map(({ messageId }) => messageId)).toEqual(['m4', 'm5', 'm6'])
})

test('another call is not this one', () => {
  const room = new CallRoom()
  room.enter('s1')
  room.replace(fold([opened]))
  room.fold('s2', said(2))
  expect(room.view?.seq).toBe(1)
  room.enter('s2')
  expect(room.view).toBeNull()
})

test('what is typed and pointed at ends with the field, the line, the hold', () => {
  const room = new CallRoom()
  room.enter('s1')
  room.replace(fold([opened, came(2, 'wang'), came(3, 'li')]))
  const type = (fieldId: string) => room.pass('s1', 'wang', { type: 'typing', fieldId, text: '王' }, 0)
  const shown = (fieldId: string) => room.passing.typing(fieldId, 1) !== null
  type('name')
  type('phone')
  room.fold('s1', fact(4, { type: 'fieldFilled', fieldId: 'name', value: '王芳', mark: null, by: 'wang' }))
  expect([shown('name'), shown('phone')]).toEqual([false, true])
  room.fold('s1', fact(5, { type: 'held', reason: 'consult' }))
  expect(shown('phone')).toBe(false)
  room.fold('s1', fact(6, { type: 'resumed' }))
  type('phone')
  room.fold('s1', fact(7, { type: 'personDisconnected', personId: 'wang', connectionId: 'c-wang', cause: 'lineLost' }))
  expect(shown('phone')).toBe(false)
  room.pass('s1', 'nobody', { type: 'typing', fieldId: 'phone', text: '1' }, 0)
  expect(shown('phone')).toBe(false)
})

test('of two views of one thing the newer stays, in whatever order they come', () => {
  const kept = new Kept<string>()
  kept.put('c1', 4, 'new')
  kept.put('c1', 3, 'old')
  expect(kept.get('c1')).toBe('new')
  kept.put('c1', 5, 'newest')
  expect(kept.all()).toEqual(['newest'])
})
