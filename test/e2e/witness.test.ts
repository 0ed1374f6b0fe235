import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ParticipantCommand } from '#protocol/hearing-commands.ts'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import type { Court } from '../../bin/compose.ts'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'

const HEARING = 'demo-trial'
const FLAGS = 'autojoin=1&camera=1&mic=1&view=tiles&cut=tile&width=320&fps=10'

let dataDir: string
let court: Court
const people = new Map<string, Attendee>()

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-e2e-'))
  const env = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0', MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'] }
  court = await startCourt(loadConfig(env), createLog('silent'))
}, 120_000)

afterAll(async () => {
  await Promise.all([...people.values()].map((person) => person.close()))
  await court.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

const state = async () => (await court.signaling.inside.hosts.get(HEARING)).state
const act = (personId: string, command: ParticipantCommand) =>
  court.signaling.inside.hosts.submit(HEARING, { command, actor: { personId }, commandId: crypto.randomUUID() })

async function come(personId: string): Promise<Attendee> {
  const entrance = court.demo.find((entry) => entry.hearingId === HEARING && entry.personId === personId)!
  const person = await Attendee.open(personId, { executablePath: chromiumPath() })
  people.set(personId, person)
  const [path, code] = entrance.path.split('#')
  await person.page.goto(`${court.url}${path}?${FLAGS}#${code}`)
  await expect.poll(async () => (await state()).people[personId]?.connectionId ?? null, { timeout: 30_000 }).not.toBeNull()
  return person
}

/** R1 26 in real browsers; the rules themselves are tested in core/domain. */
it('a witness sees and is seen only from being called to being released', async () => {
  const judge = await come('judge')
  const witness = await come('witness')
  await come('clerk')
  for (const personId of ['juror1', 'juror2', 'plaintiff', 'defendant']) await attendWithoutBrowser(personId)
  await upTo('adduce')

  // Long enough for everything that might leak to have been set up.
  expect(await witness.mediaStats(4000)).toEqual({ videoFps: 0, framesDecoded: 0, audioReceived: false, inboundTracks: 0 })
  await judge.click('callWitness', 'witness')
  await expect.poll(async () => (await witness.mediaStats(1000)).videoFps, { timeout: 40_000 }).toBeGreaterThan(0)
  await expect.poll(() => routesFrom('witness'), { timeout: 20_000 }).toContain('judge')

  await judge.click('releaseWitness', 'witness')
  await expect.poll(async () => (await witness.mediaStats(1000)).videoFps, { timeout: 20_000 }).toBe(0)
  expect(court.signaling.mediaRoutes(HEARING).filter(({ personId, closedAt }) => personId === 'witness' && closedAt === null)).toEqual([])
}, 170_000)

/** Who receives this person's camera now. */
function routesFrom(from: string): string[] {
  return court.signaling.mediaRoutes(HEARING).filter((route) => route.from === from && route.source === 'camera' && route.closedAt === null).map(({ personId }) => personId)
}

async function attendWithoutBrowser(personId: string): Promise<void> {
  await court.signaling.inside.hosts.submit(HEARING, {
    command: { type: 'connect', personId, connectionId: `${personId}-line`, withCamera: false, withMicrophone: false }, actor: { system: 'gateway' }, commandId: null,
  })
}

/** The opening in the law's order, quickly. */
async function upTo(stage: string): Promise<void> {
  const parties = ['plaintiff', 'defendant']
  for (const personId of parties) await act('clerk', { type: 'admit', personId })
  const duties: Record<string, () => Promise<unknown>> = {
    attendanceCheck: async () => {
      for (const personId of [...parties, 'witness']) await act('clerk', { type: 'recordAttendance', personId, present: true, reason: '' })
      await act('clerk', { type: 'recordAttendance', personId: 'plaintiffLawyer', present: false, reason: '' })
    },
    verifyIdentity: async () => { for (const personId of parties) await act('judge', { type: 'confirmIdentity', personId, outcome: 'confirmed', note: '' }) },
    informRights: async () => { for (const personId of parties) await act(personId, { type: 'acknowledgeRights' }) },
    askRecusal: async () => { for (const personId of parties) await act(personId, { type: 'answerRecusal', applies: false, against: [], reason: '' }) },
    statements: async () => { for (const personId of parties) await act(personId, { type: 'finishTurn' }) },
    issueSummary: () => act('judge', { type: 'summarizeIssues', issues: ['货款是否应当支付'] }),
  }
  for (let now = (await state()).stage; now !== stage; now = (await state()).stage) {
    await duties[now]?.()
    await act('judge', { type: 'advanceStage', expected: now })
  }
}
