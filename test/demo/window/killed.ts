import { signInStaff } from './cast.ts'
import { talk } from './counter.ts'
import type { Stage } from './stage.ts'

export type Reconnect = { gapMs: number; sameCall: boolean }

/** The browser dies as a process dies: nothing is said, nothing is saved. The clerk opens another and sits in the same call. */
export async function killClerk(stage: Stage, sessionId: string): Promise<Reconnect> {
  const clerkId = 'w-lu-jiahe'
  const before = await stage.call(sessionId, 'the clerk is in the call', ({ people }) => people[clerkId]?.connectionId)
  await stage.who('clerk').crash()
  const startedAt = performance.now()
  await stage.call(sessionId, 'the clerk’s line is gone', ({ people }) => people[clerkId]?.connectionId === null)
  await stage.picture('citizen', 'clerk-lost-kiosk')
  const clerk = await stage.open('clerk')
  await signInStaff(clerk, stage.court, 'clerk', '/window/desk')
  const after = await stage.call(sessionId, 'the clerk is back', ({ people }) => people[clerkId]?.connectionId)
  await talk([stage.who('citizen'), clerk])
  const gapMs = Math.round(performance.now() - startedAt)
  await stage.picture('clerk', 'clerk-back-desk')
  return { gapMs, sameCall: after.sessionId === before.sessionId && after.identity.status === 'confirmed' && after.ended === null }
}
