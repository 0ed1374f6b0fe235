import { KeyCell } from './key-cell-process.ts'
import type { OneTimeKey, Signer } from './ports.ts'

/** The next cell is started when the one in use can make only so many more keys. */
const AHEAD = 16

export type OneTimeSigner = Signer & {
  stop(): Promise<void>
  /** Processes of cells now alive. */
  pids(): number[]
}

/**
 * Signs with keys made and destroyed in short-lived child processes: a cell serves a bounded number of keys, each for one
 * signature, and ends; the next one is started ahead. A cell that dies fails only the signatures in hand in it.
 */
export function createOneTimeSigner(): OneTimeSigner {
  let cells: KeyCell[] = []
  let current: KeyCell | null = null
  let next: KeyCell | null = null
  const start = (): KeyCell => {
    cells = [...cells.filter(({ ended }) => !ended), new KeyCell()]
    return cells.at(-1) as KeyCell
  }
  function cell(): KeyCell {
    if (!current || current.room === 0) {
      current = next && next.room > 0 ? next : start()
      next = null
    }
    if (current.room <= AHEAD && (!next || next.room === 0)) next = start()
    return current
  }
  return {
    openKey: async (): Promise<OneTimeKey> => {
      const home = cell()
      const { id, spki } = await home.take()
      let used = false
      return {
        spki,
        sign: async (message) => {
          if (used) throw new Error('a one-time key has been used already')
          used = true
          return home.sign(id, message)
        },
        destroy: async () => {
          if (!used) home.drop(id)
          used = true
        },
      }
    },
    pids: () => cells.flatMap(({ pid, ended }) => (pid !== undefined && !ended ? [pid] : [])),
    stop: async () => {
      await Promise.all(cells.map((one) => one.end()))
      current = next = null
    },
  }
}
