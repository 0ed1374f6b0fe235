import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { OneTimeKey, Signer } from './ports.ts'

const CELL = fileURLToPath(new URL('./key-cell.ts', import.meta.url))
/** Longest wait for a cell to answer. */
const ANSWER_WITHIN_MS = 20_000

/** Signs with a key made and destroyed in a child process of its own, one process per signature. */
export function createOneTimeSigner(): Signer {
  return {
    openKey: async (): Promise<OneTimeKey> => {
      // An empty environment: the cell inherits no secret of ours.
      const cell = fork(CELL, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: {}, execArgv: [], serialization: 'json' })
      let used = false
      try {
        const spki = Buffer.from(await answer(cell, 'spki'), 'base64')
        return {
          spki,
          sign: async (message) => {
            if (used) throw new Error('a one-time key has been used already')
            used = true
            const reply = answer(cell, 'signature')
            cell.send(Buffer.from(message).toString('base64'))
            return Buffer.from(await reply, 'base64')
          },
          destroy: async () => { await ended(cell) },
        }
      } catch (error) {
        await ended(cell)
        throw error
      }
    },
  }
}

/** The next message of the cell, which must carry the named text. @throws Error when the cell ends or is silent too long */
function answer(cell: ChildProcess, field: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const done = (act: () => void) => {
      clearTimeout(timer)
      cell.off('message', onMessage)
      cell.off('exit', onExit)
      act()
    }
    const onMessage = (message: unknown) => {
      const value = typeof message === 'object' && message !== null ? Reflect.get(message, field) : undefined
      done(() => (typeof value === 'string' ? resolve(value) : reject(new Error('the key cell sent something else'))))
    }
    const onExit = (code: number | null) => done(() => reject(new Error(`the key cell ended with ${code ?? 'a signal'}`)))
    const timer = setTimeout(() => done(() => reject(new Error('the key cell did not answer'))), ANSWER_WITHIN_MS)
    cell.on('message', onMessage)
    cell.on('exit', onExit)
  })
}

function ended(cell: ChildProcess): Promise<void> {
  if (cell.exitCode !== null || cell.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    cell.once('exit', () => resolve())
    cell.kill('SIGKILL')
  })
}
