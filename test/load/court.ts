import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const CHILD = fileURLToPath(new URL('./court-child.ts', import.meta.url))
const READY_WITHIN_MS = 120_000

const Facts = z.object({ url: z.string(), pid: z.int(), /** By number of the mediation, invitation code by personId. */ codes: z.array(z.record(z.string(), z.string())) })
export type LoadCourt = z.infer<typeof Facts> & { rssMiB(): number; stop(): Promise<void> }

/** A court in a process of its own, with PostgreSQL and fsync, and `mediations` of them scheduled. */
export async function startLoadCourt(dataDir: string, mediations: number): Promise<LoadCourt> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, String(mediations)], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0', SEED_DEMO: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const facts = await ready(child)
  return {
    ...facts,
    rssMiB: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${facts.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

function ready(child: ChildProcess): Promise<z.infer<typeof Facts>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('the court did not open in time'))
    }, READY_WITHIN_MS)
    child.once('exit', (code) => reject(new Error(`the court ended before it opened (exit code ${code})`)))
    if (!child.stdout) return reject(new Error('the court has no output'))
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (!text.startsWith('{"court":')) return
      clearTimeout(timer)
      resolve(Facts.parse((JSON.parse(text) as { court: unknown }).court))
    })
  })
}
