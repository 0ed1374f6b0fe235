import { Worker } from 'node:worker_threads'
import { AppError, type WireError } from '#protocol/errors.ts'
import type { Log } from '#platform/log.ts'
import type { SigningSettings } from '../sign/settings.ts'
import type { PressResult, PressTask } from './tasks.ts'

export type Press = { run(task: PressTask): Promise<PressResult>; stop(): Promise<void> }
export type WorkerReply = { id: number; result?: PressResult; refused?: WireError; failed?: string }

type Waiting = { resolve(result: PressResult): void; reject(error: Error): void }
/** Longest a paper may take; beyond it the thread is taken down and started anew. */
const TASK_LIMIT_MS = 60_000
const START_LIMIT_MS = 60_000

/**
 * The thread that makes and signs papers. A task of a thread that died is rejected with AppError('busy') and changed
 * nothing: papers exist only once their event is stored.
 */
export async function startPress(options: { caFolder: string; signing: SigningSettings; wordingFolder: string; publicUrl: string; log: Log }): Promise<Press> {
  let stopped = false
  let nextId = 1
  let current = await launch()

  type Thread = { worker: Worker; waiting: Map<number, Waiting> }
  function launch(): Promise<Thread> {
    const worker = new Worker(new URL('./press-worker.ts', import.meta.url), {
      workerData: { caFolder: options.caFolder, signing: options.signing, wordingFolder: options.wordingFolder, publicUrl: options.publicUrl },
      // Papers are short-lived and large: a small young generation gives their memory back at once.
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 },
    })
    const waiting = new Map<number, Waiting>()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void worker.terminate(), START_LIMIT_MS)
      worker.on('error', (error: unknown) => options.log.error({ error }, 'the press failed'))
      worker.on('exit', () => {
        clearTimeout(timer)
        reject(new Error('the press did not start'))
        for (const task of waiting.values()) task.reject(new AppError('busy'))
        waiting.clear()
      })
      worker.on('message', ({ id, result, refused, failed }: WorkerReply) => {
        if (id === 0) {
          clearTimeout(timer)
          resolve({ worker, waiting })
          return
        }
        const task = waiting.get(id)
        waiting.delete(id)
        if (result) task?.resolve(result)
        else task?.reject(refused ? new AppError(refused.code, refused.details) : new Error(failed ?? 'the press gave no result'))
      })
    })
  }

  let relaunching: Promise<Thread> | null = null
  async function thread(): Promise<Thread> {
    if (current.worker.threadId !== -1) return current
    relaunching ??= launch().finally(() => { relaunching = null })
    current = await relaunching
    return current
  }

  return {
    run: async (task) => {
      if (stopped) throw new AppError('busy')
      const { worker, waiting } = await thread()
      const id = nextId++
      return new Promise<PressResult>((resolve, reject) => {
        const timer = setTimeout(() => void worker.terminate(), TASK_LIMIT_MS)
        waiting.set(id, {
          resolve: (result) => { clearTimeout(timer); resolve(result) },
          reject: (error) => { clearTimeout(timer); reject(error) },
        })
        worker.postMessage({ id, task })
      })
    },
    stop: async () => {
      stopped = true
      await current.worker.terminate()
    },
  }
}
