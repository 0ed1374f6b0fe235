import type { Log } from './log.ts'

export type Lifecycle = {
  /** Registers work for the end. What was started last is stopped first. @param limitMs how long it may take */
  onStop(name: string, stop: () => unknown, limitMs?: number): void
  /** Stops everything, once; later calls get the same promise. Never rejects: a part that fails is logged and passed. */
  stop(reason: string): Promise<void>
  readonly stopping: boolean
}

const DEFAULT_LIMIT_MS = 8_000

/** Orderly stop of a process. Signals are bound to it by the composition root. */
export function createLifecycle(log: Log): Lifecycle {
  const parts: { name: string; stop: () => unknown; limitMs: number }[] = []
  let stopped: Promise<void> | null = null

  async function stopAll(reason: string): Promise<void> {
    log.info({ reason, parts: parts.length }, 'stopping')
    // Not a copy: a part that was still starting may register itself meanwhile and has to be stopped too.
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      try {
        await within(part.limitMs, part.name, part.stop)
        log.debug({ part: part.name }, 'stopped')
      } catch (error) {
        log.error({ part: part.name, error }, 'a part did not stop in order')
      }
    }
    log.info({ reason }, 'stopped')
  }

  return {
    onStop(name, stop, limitMs = DEFAULT_LIMIT_MS) {
      parts.push({ name, stop, limitMs })
    },
    stop(reason) {
      stopped ??= stopAll(reason)
      return stopped
    },
    get stopping() {
      return stopped !== null
    },
  }
}

async function within(limitMs: number, name: string, work: () => unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} did not stop within ${limitMs} ms`)), limitMs)
  })
  try {
    await Promise.race([Promise.resolve().then(work), timeout])
  } finally {
    clearTimeout(timer)
  }
}
