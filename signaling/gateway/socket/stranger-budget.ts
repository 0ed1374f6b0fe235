import type { Duplex } from 'node:stream'
import type { Limits } from '../../context.ts'
import type { Caller, Connection } from './connection.ts'

/** Frame headers, masks and pings on top of the messages themselves. */
const FRAMING_BYTES = 1_024

/**
 * Counts what a stranger sends before hello as it arrives, so that a frame that never ends costs no more than the
 * budget: ws would otherwise collect it up to its own limit.
 */
export function countBytesBeforeHello(raw: Duplex, connection: Connection<Caller>, limits: Limits): void {
  const budget = limits.maxMessageBytesBeforeHello * limits.maxMessagesBeforeHello + FRAMING_BYTES
  let received = 0
  const count = (chunk: Buffer) => {
    if (connection.phase.kind !== 'awaitingHello') {
      raw.off('data', count)
      return
    }
    received += chunk.length
    if (received > budget) connection.close('budgetExceeded')
  }
  raw.on('data', count)
}
