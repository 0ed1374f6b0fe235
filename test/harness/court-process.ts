import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { HearingSpec } from '../../signaling/index.ts'

const CHILD = fileURLToPath(new URL('./court-child.ts', import.meta.url))
const READY_WITHIN_MS = 60_000

export const CourtFacts = z.object({
  url: z.string(), pid: z.int(), workerPids: z.array(z.int()),
  demo: z.array(z.object({ role: z.string(), path: z.string(), hearingId: z.string() })),
  /** Terminals and staff accounts of the service hall. */
  windows: z.object({
    kiosks: z.array(z.object({ centerId: z.string(), path: z.string() })),
    staff: z.array(z.object({ personId: z.string(), role: z.string(), at: z.string(), account: z.string(), password: z.string() })),
  }),
  /** Invitation code by personId of the hearing that was asked for; empty without one. */
  codes: z.record(z.string(), z.string()),
})
export type CourtFacts = z.infer<typeof CourtFacts>

/** The whole court in a process of its own, on free ports: to be measured, killed and started again. */
export type CourtProcess = CourtFacts & {
  kill(signal: NodeJS.Signals): Promise<void>
  /** Orderly, as Ctrl-C does it. */
  stop(): Promise<void>
}

/** @param options.port fixed where browsers must find it again after a crash; 0 = any free port */
export async function startCourtProcess(options: { dataDir: string; port?: number; hearing?: HearingSpec }): Promise<CourtProcess> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(options.hearing ?? null)], {
    env: {
      ...process.env, DATA_DIR: options.dataDir, PORT: String(options.port ?? 0), HOST: '127.0.0.1', RTC_PORT: '0', LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const facts = await ready(child)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  return { ...facts, kill: end, stop: () => end('SIGTERM') }
}

function ready(child: ChildProcess): Promise<CourtFacts> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the court did not open in time')), READY_WITHIN_MS)
    child.once('exit', (code) => reject(new Error(`the court ended before it opened (exit code ${code})`)))
    createInterface({ input: child.stdout! }).on('line', (text) => {
      if (!text.startsWith('{"court":')) return
      clearTimeout(timer)
      resolve(CourtFacts.parse((JSON.parse(text) as { court: unknown }).court))
    })
  })
}
