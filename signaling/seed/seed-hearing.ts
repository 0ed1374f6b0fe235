import type { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { CaseFile, Participant } from '#protocol/people.ts'
import { schedule } from '#domain/hearing/index.ts'
import { newId } from '#platform/ids.ts'
import type { Court } from '../context.ts'
import { hearingStream } from '../hosts/hearing.ts'
import type { Doors } from '../sign-in/doors.ts'
import { demoKey, invitationCode } from '../sign-in/secrets.ts'

/** One hearing to be scheduled. */
export type HearingSpec = {
  hearingId: string; kind: string; caseFile: z.input<typeof CaseFile>; participants: z.input<typeof Participant>[]
}

const INVITED_FOR_MS = 365 * 24 * 3600_000

/**
 * Schedules a hearing with a personal invitation for everybody in it. Again: nothing changes, the codes are the same.
 * @returns invitation code by personId
 * @throws AppError composition where the people do not fit the kind of sitting
 */
export async function seedHearing(court: Court, doors: Doors, spec: HearingSpec): Promise<Record<string, string>> {
  await writeDown(court, spec)
  const key = await demoKey(court.database)
  const expiresAt = new Date(court.clock.now().getTime() + INVITED_FOR_MS)
  const codes = spec.participants.map(({ personId, name }) => ({ personId, name, code: invitationCode(key, spec.hearingId, personId) }))
  for (const { personId, name, code } of codes) await doors.invite(code, { hearingId: spec.hearingId, personId }, name, expiresAt)
  return Object.fromEntries(codes.map(({ personId, code }) => [personId, code]))
}

async function writeDown({ store, leases }: Court, spec: HearingSpec): Promise<void> {
  const stream = hearingStream(spec.hearingId)
  if ((await store.listStreams(stream)).includes(stream)) return
  const decision = schedule({
    hearingId: spec.hearingId, kind: spec.kind, caseFile: CaseFile.parse(spec.caseFile),
    participants: spec.participants.map((participant) => Participant.parse(participant)),
  })
  if (!decision.ok) throw new AppError(decision.error.code, decision.error.details)
  const lease = await leases.acquire(stream, newId())
  if (lease === null) throw new AppError('busy')
  try {
    await store.append(stream, 0, decision.events.map((event) => ({ actor: { system: 'seed' } as const, commandId: null, event })), lease.fence)
  } finally {
    await lease.release()
  }
}
