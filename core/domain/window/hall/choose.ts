import type { CallRule } from '#protocol/window/hall.ts'
import type { Desk, Entry, HallState, Lane } from './state.ts'
import { earlier } from './filing.ts'

/** Office → its windows at work. */
export type Bench = ReadonlyMap<string, readonly Desk[]>

/** A window whose clerk's line is lost counts as at work in the time of grace; a paused one does not. */
export const isAtWork = (desk: Desk): boolean => desk.status === 'open'

export function benchOf(state: HallState): Bench {
  const bench = new Map<string, Desk[]>()
  for (const desk of Object.values(state.windows)) {
    if (!isAtWork(desk)) continue
    const desks = bench.get(desk.officeId)
    if (desks) desks.push(desk)
    else bench.set(desk.officeId, [desk])
  }
  return bench
}

export const knows = (desk: Desk, matter: { departmentId: string; itemCode: string }): boolean =>
  desk.skills.includes(matter.departmentId) || desk.skills.includes(matter.itemCode)

/**
 * The windows at work that may take the tickets of a lane (W-2.6 to W-2.8, W-2.12): the window it was sent to; else those of the
 * competent office that know the matter; where there is none, those of the nearest stand-in that has one. Among them only
 * the speakers of the language, and with an interpreter all of them where nobody speaks it.
 */
export function takersOf(lane: Lane, bench: Bench): readonly Desk[] {
  if (lane.pinned !== null) {
    const desk = bench.get(lane.officeId)?.find((one) => one.windowId === lane.pinned)
    if (desk) return [desk]
  }
  for (const office of [lane.officeId, ...lane.standIns]) {
    const able = (bench.get(office) ?? []).filter((desk) => knows(desk, lane))
    if (able.length === 0) continue
    const speakers = able.filter((desk) => desk.languages.includes(lane.language))
    return speakers.length > 0 ? speakers : able
  }
  return []
}

/** Whether `desk` is among the takers; what can be told without looking at other windows is told first. */
export function takes(desk: Desk, lane: Lane, bench: Bench): boolean {
  const stands = desk.officeId !== lane.officeId
  if (stands && !lane.standIns.includes(desk.officeId)) return false
  if (lane.pinned !== null) return takersOf(lane, bench).includes(desk)
  if (!knows(desk, lane)) return false
  if (!stands) return desk.languages.includes(lane.language) || takersOf(lane, bench).includes(desk)
  if (bench.get(lane.officeId)?.some((one) => knows(one, lane))) return false
  return takersOf(lane, bench).includes(desk)
}

/** The lanes a window may take now. */
export function lanesFor(state: HallState, desk: Desk, bench: Bench): Lane[] {
  const lanes: Lane[] = []
  const queues = state.index?.queues ?? {}
  for (const officeId in queues) {
    const queue = queues[officeId] ?? {}
    for (const key in queue) {
      const lane = queue[key]
      if (lane && takes(desk, lane, bench)) lanes.push(lane)
    }
  }
  return lanes
}

/** What a lane offers now, by kind of place; null = nobody of this kind who may be called. */
export type Heads = { front: Entry | null; ahead: Entry | null; ordinary: Entry | null; /** Ahead, but not before its slot. */ early: Entry | null }
export type Choice = { entry: Entry; lane: Lane; rule: Exclude<CallRule, 'directed'>; passedOver: boolean }

/**
 * Whom a window calls next among the lanes it may take (W-2.9 to W-2.11): whoever a lost clerk has put back; then those
 * ahead by law or appointment, but after `priorityRun` of them in a row past a waiting ordinary ticket that one; then the
 * ordinary ones; an appointment before its slot only when nobody else is there. In each kind who came first.
 */
export function choose(lanes: Iterable<Lane>, headsOf: (lane: Lane) => Heads, run: number, priorityRun: number): Choice | null {
  const best: Record<keyof Heads, { entry: Entry; lane: Lane } | null> = { front: null, ahead: null, ordinary: null, early: null }
  for (const lane of lanes) {
    const heads = headsOf(lane)
    for (const kind of ['front', 'ahead', 'ordinary', 'early'] as const) {
      const entry = heads[kind]
      const held = best[kind]
      if (entry && (held === null || earlier(entry, held.entry))) best[kind] = { entry, lane }
    }
  }
  const due = best.ahead !== null && !(best.ordinary !== null && run >= priorityRun)
  const rule = best.front ? 'front' : due ? 'ahead' : best.ordinary ? 'ordinary' : 'early'
  const chosen = best[rule]
  return chosen && { ...chosen, rule, passedOver: rule !== 'ordinary' && best.ordinary !== null }
}

export const runAfter = (run: number, rule: CallRule, passedOver: boolean): number =>
  rule === 'ordinary' ? 0 : rule === 'ahead' && passedOver ? run + 1 : run
