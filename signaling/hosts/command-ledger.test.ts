import { expect, test } from 'vitest'
import { CommandLedger } from './command-ledger.ts'

test('a command is known by its identifier, for its own actor only', () => {
  const ledger = new CommandLedger()
  ledger.note({ personId: 'judge' }, 'command-1', 7)
  expect(ledger.find({ personId: 'judge' }, 'command-1')).toBe(7)
  expect(ledger.find({ personId: 'judge' }, 'command-2')).toBeUndefined()
  expect(ledger.find({ personId: 'judge' }, null)).toBeUndefined()
  expect(() => ledger.find({ personId: 'clerk' }, 'command-1')).toThrow(expect.objectContaining({ code: 'alreadyDone' }))
  expect(() => ledger.find({ system: 'documents' }, 'command-1')).toThrow(expect.objectContaining({ code: 'alreadyDone' }))
})
