import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import type { Clock } from '#platform/ports.ts'
import { startCourt } from '../../../bin/compose.ts'
import type { Court } from '../../../bin/compose.ts'
import { chromiumPath } from '../../harness/chromium.ts'
import { Progress } from '../progress.ts'
import { play } from './play.ts'
import { Stage } from './stage.ts'

/**
 * `npm run demo -- --kind window --out DIR`: a service hall of its own on free ports and data. In real browsers a citizen
 * at a centre in 江苏涟水 and a clerk in 浙江平湖 take a mortgage registration from the number to the rating; leaves
 * summary.json, the papers and pictures of every page in DIR. 0 only if everything happened.
 */
export async function runWindowDemo(folder: string): Promise<number> {
  const out = resolve(folder)
  await mkdir(out, { recursive: true })
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-demo-'))
  const progress = new Progress()
  const clock = nextWorkingMorning(new Date())
  let court: Court | null = null
  let stage: Stage | null = null
  try {
    const config = loadConfig({ ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0', DATABASE_URL: '', SEED_DEMO: '1', TLS_SELF_SIGNED: '0', TLS_CERT: '', TLS_KEY: '' })
    court = await progress.step('a service hall of its own opens', () => startCourt(config, createLog('warn', 'demo', process.stderr), {}, clock))
    stage = new Stage({ court, clock, progress, out, executablePath: chromiumPath() })
    const summary = await play(stage)
    await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
    progress.note(`${out}/summary.json, ${summary.papers.length} papers and ${summary.pictures.length} pictures; ${progress.total()} in all`)
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    await stage?.picturesOfFailure()
    return 1
  } finally {
    await stage?.close()
    await court?.stop()
    await rm(dataDir, { recursive: true, force: true })
    await rm(join(out, 'devices'), { recursive: true, force: true })
  }
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The offices' clocks are eight hours ahead of UTC. */
const AHEAD_MS = 8 * HOUR_MS

/** A clock that runs as the machine's does, from half past nine of the next Tuesday on: whenever the demo is run, the windows are open. */
export function nextWorkingMorning(now: Date): Clock {
  const there = new Date(now.getTime() + AHEAD_MS)
  const days = (2 - there.getUTCDay() + 7) % 7 || 7
  const start = Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate()) + days * DAY_MS + 9.5 * HOUR_MS - AHEAD_MS
  const ahead = start - now.getTime()
  return { now: () => new Date(Date.now() + ahead) }
}
