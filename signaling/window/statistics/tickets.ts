import type { HallState } from '#domain/window/hall/state.ts'
import { dayAfter } from '#domain/window/clock/index.ts'

export type TicketFact = { day: string; itemCode: string; officeId: string; fromRegion: string | null; served: boolean; noShows: number; waitedMs: number | null; servedMs: number }

const SERVED: readonly string[] = ['done', 'caseGoesOn']
/** Of days that are over nothing changes any more. */
const remembered = new WeakMap<object, Map<string, TicketFact[]>>()

/** Every ticket of a span of days, without whose it was. */
export async function ticketFacts({ from, to }: { from: string; to: string }, hallOf: (day: string) => Promise<HallState | null>, today: string): Promise<TicketFact[]> {
  const known = remembered.get(hallOf) ?? new Map<string, TicketFact[]>()
  remembered.set(hallOf, known)
  const facts: TicketFact[] = []
  for (let day = from; day <= to; day = dayAfter(day)) {
    const own = known.get(day) ?? factsOf(day, await hallOf(day))
    if (day < today) known.set(day, own)
    facts.push(...own)
  }
  return facts
}

function factsOf(day: string, hall: HallState | null): TicketFact[] {
  return (hall?.tickets ?? []).flatMap((shelf) => Object.values(shelf)).map(({ itemCode, officeId, centerRegion, ended, passes, waitedMs, servedMs }) => ({
    day, itemCode, officeId, fromRegion: centerRegion, served: ended !== null && SERVED.includes(ended.reason), noShows: passes, waitedMs, servedMs,
  }))
}
