import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadConfig } from '#platform/config.ts'
import { createEventStore } from '#platform/event-store.ts'
import { systemClock } from '#platform/clock.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import type { Court } from '../../bin/compose.ts'
import { chromiumPath } from '../harness/chromium.ts'
import { HearingLog } from '../harness/hearing-log.ts'
import { Progress } from './progress.ts'
import { HEARING, Scenario } from './scenario.ts'
import { summarize } from './summarize.ts'

/**
 * `npm run demo -- --out DIR`: opens a court of its own on free ports and data, lets real browsers hold one whole hearing
 * in it, and leaves summary.json, agreement.pdf, events.jsonl and pictures in DIR. 0 only if everything happened.
 */
export async function runDemo(folder: string): Promise<number> {
  const out = resolve(folder)
  await mkdir(out, { recursive: true })
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-demo-'))
  const progress = new Progress()
  let court: Court | null = null
  let scenario: Scenario | null = null
  try {
    court = await progress.step('a court of its own opens', () => openCourt(dataDir))
    const log = new HearingLog(createEventStore(court.database, systemClock), HEARING)
    scenario = new Scenario({ court, log, progress, out, executablePath: chromiumPath() })
    await scenario.play()
    const played = scenario
    const opened = court
    const summary = await progress.step('the papers and the log are checked', () => summarize(played, opened, out))
    await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
    progress.note(`${out}/summary.json, agreement.pdf, events.jsonl and pictures; ${progress.total()} in all`)
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    await scenario?.picturesOfFailure()
    return 1
  } finally {
    await scenario?.closeBrowsers()
    await court?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function openCourt(dataDir: string): Promise<Court> {
  const config = loadConfig({ ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0', DATABASE_URL: '', SEED_DEMO: '1', TLS_SELF_SIGNED: '0', TLS_CERT: '', TLS_KEY: '' })
  return startCourt(config, createLog('warn', 'demo', process.stderr))
}
