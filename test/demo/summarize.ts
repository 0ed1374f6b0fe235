import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HearingEvent } from '#protocol/hearing-events.ts'
import { createEventStore } from '#platform/event-store.ts'
import { systemClock } from '#platform/clock.ts'
import type { Stored } from '#platform/ports.ts'
import { evolve } from '#domain/hearing/index.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { verifyPdf } from '../../docs-service/verify.ts'
import type { Court } from '../../bin/compose.ts'
import type { Timings } from '../harness/attendee.ts'
import { signIn } from '../harness/gateway-client.ts'
import { SEATS } from './cast.ts'
import { HEARING } from './scenario.ts'
import type { Scenario } from './scenario.ts'
import { Summary } from './summary.ts'

/** Reads everything again from where it is kept, never from what the scenario believes. @throws Error when a promise was not kept */
export async function summarize(scenario: Scenario, court: Court, out: string): Promise<Summary> {
  const state = await scenario.run.log.state()
  const { events, stream } = scenario.run.log
  await writeFile(join(out, 'events.jsonl'), events.map((stored) => `${JSON.stringify(stored)}\n`).join(''))
  const verified = await createEventStore(court.database, systemClock).verify(stream)
  return Summary.parse({
    participants: SEATS.map(({ personId }) => ({
      role: state.people[personId]!.role, name: state.people[personId]!.name,
      ...delays(scenario.told.timings.get(personId)!, firstSightAt(events, personId)), videoFps: scenario.told.stats.get(personId)!.videoFps,
      audioReceived: scenario.told.stats.get(personId)!.audioReceived,
    })),
    stages: state.stages.filter((stage) => stage.enteredAt !== null).map((stage) => ({ id: stage.stage, at: stage.enteredAt })),
    witness: witnessRoutes(court, (type) => events.find(({ event }) => event.type === type)?.at ?? ''),
    reconnect: scenario.told.reconnect,
    agreement: await agreement(court, out, state.agreement?.documentId ?? ''),
    log: { events: verified.events, headHash: verified.headHash, verified: verified.ok },
  } satisfies Record<keyof Summary, unknown>)
}

/**
 * From when there was somebody to be seen: this person is in the courtroom, and so is another. ms since 1970.
 * Whoever waits at the door, or comes first, is not waiting for the network.
 */
function firstSightAt(events: Stored<HearingEvent>[], personId: string): number {
  const cameAt = new Map<string, number>()
  let state: HearingState | null = null
  for (const { seq, at, actor, event } of events) {
    state = evolve(state, { seq, at, actor, event })
    for (const person of Object.values(state.people)) {
      if (person.room === 'courtroom' && person.connectionId !== null && !cameAt.has(person.personId)) cameAt.set(person.personId, Date.parse(at))
    }
  }
  const own = cameAt.get(personId) ?? Number.NaN
  return Math.max(own, Math.min(...[...cameAt].filter(([other]) => other !== personId).map(([, at]) => at)))
}

function delays({ joinAt, liveAt, firstRemoteFrameAt }: Timings, sightAt: number) {
  const since = (from: number, to: number | null) => (to === null ? null : Math.round(to - from))
  return { joinMs: since(joinAt ?? Number.NaN, liveAt), firstRemoteFrameMs: since(Math.max(joinAt ?? Number.NaN, sightAt), firstRemoteFrameAt) }
}

/** R1 26: how many ways sound or picture could reach the witness, and when. */
function witnessRoutes(court: Court, at: (type: HearingEvent['type']) => string) {
  const routes = court.signaling.mediaRoutes(HEARING).filter(({ personId }) => personId === 'witness')
  const called = at('witnessCalled')
  const released = at('witnessReleased')
  return {
    mediaRoutesBeforeCall: routes.filter(({ openedAt }) => openedAt < called).length,
    mediaRoutesWhileTestifying: routes.filter(({ openedAt }) => openedAt >= called && openedAt <= released).length,
    mediaRoutesAfterRelease: routes.filter(({ openedAt, closedAt }) => openedAt > released || closedAt === null).length,
  }
}

/** The file as a party downloads it, over HTTP. */
async function agreement(court: Court, out: string, documentId: string) {
  const entrance = court.demo.find(({ hearingId, personId }) => hearingId === HEARING && personId === 'plaintiff')
  const session = await signIn(court.url, entrance?.path.split('#')[1] ?? '')
  const response = await fetch(`${court.url}/api/hearings/${HEARING}/documents/${documentId}/file`, { headers: { authorization: `Bearer ${session.token}` } })
  if (!response.ok) throw new Error(`the agreement cannot be downloaded: ${response.status}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  await writeFile(join(out, 'agreement.pdf'), bytes)
  const report = await verifyPdf(bytes)
  return {
    file: 'agreement.pdf', sha256: createHash('sha256').update(bytes).digest('hex'),
    signatures: report.signatures.map(({ signer, capacity, valid }) => ({ signer, role: capacity ?? 'court', valid })),
  }
}
