/** A signaling in a process of its own, so that a test may kill it: `node court-process.ts DATABASE_URL`; prints its addresses. */
import { openDatabase } from '#platform/db/database.ts'
import { createLog } from '#platform/log.ts'
import { startTestCourt } from './court.ts'

const database = await openDatabase({ dataDir: '.', databaseUrl: process.argv[2], log: createLog('silent') })
const { url, socketUrl } = await startTestCourt(database)
process.stdout.write(`${JSON.stringify({ url, socketUrl })}\n`)
