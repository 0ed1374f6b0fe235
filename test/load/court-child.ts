/** The whole court as `npm start` composes it, with as many mediations as the first argument says; tells its address as one JSON line. */
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import { mediation } from './matters.ts'

const config = loadConfig(process.env)
const court = await startCourt(config, createLog(config.logLevel, undefined, process.stderr))
const codes: Record<string, string>[] = []
for (let number = 0; number < Number(process.argv[2]); number++) codes.push(await court.signaling.seedHearing(mediation(number)))
process.stdout.write(`${JSON.stringify({ court: { url: court.url, pid: process.pid, codes } })}\n`)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void court.stop().then(() => process.exit(0)))
