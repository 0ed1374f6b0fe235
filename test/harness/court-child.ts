/** Runs the court as `npm start` composes it, and tells its address as one JSON line. See court-process.ts. */
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import type { HearingSpec } from '../../signaling/index.ts'

const config = loadConfig(process.env)
const court = await startCourt(config, createLog(config.logLevel, undefined, process.stderr))
const hearing = JSON.parse(process.argv[2] ?? 'null') as HearingSpec | null
const codes = hearing === null ? {} : await court.signaling.seedHearing(hearing)
const facts = { url: court.url, pid: process.pid, workerPids: court.workerPids(), demo: court.demo, windows: court.demoWindows, codes }
process.stdout.write(`${JSON.stringify({ court: facts })}\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void court.stop().then(() => process.exit(0)))
