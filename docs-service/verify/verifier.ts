import { Worker } from 'node:worker_threads'
import { AppError } from '#protocol/errors.ts'
import type { Verification } from '#protocol/verification.ts'
import type { Log } from '#platform/log.ts'
import type { SigningSettings } from '../sign/settings.ts'
import type { PaperRecord } from './record.ts'

export type Verdict = { verification: Verification; base: string[] }
export type VerifyReplyMessage = { id: number; roots?: Uint8Array[]; verification?: Verification; base?: string[] }
export type Verifier = {
  /** @throws AppError busy when too many wait or the file took too long */
  run(bytes: Uint8Array, record?: PaperRecord): Promise<Verdict>
  /** DER of the roots that this court trusts. */
  roots(): Promise<readonly Uint8Array[]>
  stop(): Promise<void>
}

/** A paper takes some milliseconds; what takes this long was made to. */
const TASK_LIMIT_MS = 8_000
const START_LIMIT_MS = 60_000
const MAX_WAITING = 24
const HEAP_MIB = 256

type Thread = { worker: Worker; roots: Uint8Array[]; waiting: Map<number, { resolve(verdict: Verdict): void; reject(error: Error): void }> }

/** Starts its thread with the first file, and again after one that had to be ended. */
export function createVerifier(options: { caFolder: string; signing: SigningSettings; log: Log }): Verifier {
  let thread: Promise<Thread> | null = null
  let nextId = 1
  let stopped = false

  function launch(): Promise<Thread> {
    const worker = new Worker(new URL('./verify-thread.ts', import.meta.url), {
      workerData: { caFolder: options.caFolder, signing: options.signing }, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    })
    const waiting: Thread['waiting'] = new Map()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void worker.terminate(), START_LIMIT_MS)
      worker.on('error', (error: unknown) => options.log.warn({ err: error }, 'the verifier ended'))
      worker.on('exit', () => {
        clearTimeout(timer)
        thread = null
        reject(new Error('the verifier did not start'))
        for (const one of waiting.values()) one.reject(new AppError('busy'))
      })
      worker.on('message', ({ id, roots, verification, base }: VerifyReplyMessage) => {
        if (id === 0) {
          clearTimeout(timer)
          resolve({ worker, roots: roots ?? [], waiting })
        } else if (verification) waiting.get(id)?.resolve({ verification, base: base ?? [] })
      })
      worker.unref()
    })
  }
  const open = (): Promise<Thread> => {
    if (stopped) throw new AppError('busy')
    return (thread ??= launch())
  }

  return {
    async run(bytes, record) {
      const { worker, waiting } = await open()
      if (waiting.size >= MAX_WAITING) throw new AppError('busy')
      const id = nextId++
      const ended = Promise.withResolvers<Verdict>()
      const timer = setTimeout(() => void worker.terminate(), TASK_LIMIT_MS)
      waiting.set(id, ended)
      // The thread gets a copy: the caller's bytes may be part of a larger buffer.
      worker.postMessage({ id, bytes, ...(record ? { record } : {}) })
      return ended.promise.finally(() => {
        clearTimeout(timer)
        waiting.delete(id)
      })
    },
    async roots() {
      return (await open()).roots
    },
    async stop() {
      stopped = true
      await (await thread?.catch(() => null))?.worker.terminate()
    },
  }
}
