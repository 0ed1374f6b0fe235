import fc from 'fast-check'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { AnyHallCommand, HallCommand } from '#protocol/window/hall.ts'
import { everyTicket } from '../index.ts'
import type { Ticket, TicketStatus } from '../state.ts'
import { HallDay, SYSTEM, citizen, clerk, helper, supervisor } from './day.ts'
import type { Want } from './day.ts'
import { PLACES } from './places.ts'

/**
 * A random day. Steps that name a ticket take the `pick`-th of those in a state to which the step applies, so that most
 * of them do something; some pick from all, so that every refusal is met too.
 */
export type Step =
  | { act: 'take'; who: number; want: Want }
  | { act: 'book'; who: number; slot: string; want: Want }
  | { act: 'seat'; clerkId: string; windowId: string }
  | { act: 'clerk'; clerkId: string; do: 'pause' | 'resume' | 'close' | 'next' | 'start' | 'finish' | 'noShow' | 'recall'; strange: boolean; pick: number }
  /** What a clerk at a window does next as a matter of course. */
  | { act: 'work'; pick: number; noShow: boolean }
  | { act: 'breakdown'; pick: number; seconds: number }
  | { act: 'send'; clerkId: string; to: Extract<HallCommand, { type: 'transfer' }>['to'] }
  | { act: 'line'; clerkId: string; do: 'lost' | 'back' | 'release' }
  | { act: 'citizen'; do: 'checkIn' | 'rejoin' | 'leave'; pick: number; any: boolean; by: 'self' | 'helper' | 'other' }
  | { act: 'chief'; officeId: string; do: 'direct' | 'send' | 'close'; windowId: string; pick: number }
  | { act: 'wait'; seconds: number }
  | { act: 'closeDay'; evenInCall: boolean }

const CLERKS = ['anna', 'bela', 'cora', 'dora', 'emma', 'fang']
const WINDOWS = PLACES.windows.map((one) => one.windowId)
const HOME: Record<string, string[]> = { anna: ['p1', 'p2'], bela: ['p2', 'p3'], cora: ['p3', 'p1'], dora: ['h1', 'h2'], emma: ['h2', 'h1'], fang: ['l1'] }

const clerkId = fc.constantFrom(...CLERKS)
const itemCode = fc.constantFrom(...PLACES.items.map((one) => one.itemCode))
const region = fc.constantFrom('330482', '330482', '330482', '330424', '320826', '310000')
const want: fc.Arbitrary<Want> = fc.record({
  itemCode, region, centerId: fc.constantFrom('cL', 'cL', 'cP', null), language: fc.constantFrom('zh-CN', 'zh-CN', 'zh-CN', 'csl', 'en', 'bo'),
  grounds: fc.constantFrom([], [], ['elder'], ['disabled', 'soldier']),
}) as fc.Arbitrary<Want>

export const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ act: fc.constant('take' as const), who: fc.nat(25), want }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('book' as const), who: fc.nat(25), slot: fc.constantFrom('09:30', '09:30', '10:00', '14:00', '08:00'), want }) },
  { weight: 5, arbitrary: clerkId.chain((id) => fc.record({ act: fc.constant('seat' as const), clerkId: fc.constant(id), windowId: fc.constantFrom(...(HOME[id] ?? []), ...(HOME[id] ?? []), ...WINDOWS) })) },
  { weight: 24, arbitrary: fc.record({ act: fc.constant('work' as const), pick: fc.nat(5), noShow: fc.constantFrom(false, false, false, true) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('breakdown' as const), pick: fc.nat(5), seconds: fc.constantFrom(5, 70, 70) }) },
  { weight: 10, arbitrary: fc.record({ act: fc.constant('clerk' as const), clerkId, do: fc.constantFrom('next', 'next', 'next', 'start', 'start', 'finish', 'finish', 'noShow', 'recall', 'pause', 'resume', 'resume', 'close'), strange: fc.constantFrom(false, false, false, false, false, true), pick: fc.nat(50) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('send' as const), clerkId, to: fc.oneof(
    fc.record({ kind: fc.constant('window' as const), windowId: fc.constantFrom(...WINDOWS) }), fc.record({ kind: fc.constant('office' as const), officeId: fc.constantFrom('pinghu', 'haiyan', 'lianshui') }),
    fc.record({ kind: fc.constant('item' as const), itemCode, region }),
  ) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('line' as const), clerkId, do: fc.constantFrom('lost', 'lost', 'back', 'release') }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('citizen' as const), do: fc.constantFrom('checkIn', 'checkIn', 'rejoin', 'rejoin', 'leave'), pick: fc.nat(50), any: fc.constantFrom(false, false, false, true), by: fc.constantFrom('self', 'self', 'helper', 'other') }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('chief' as const), officeId: fc.constantFrom('pinghu', 'haiyan', 'lianshui'), do: fc.constantFrom('direct', 'send', 'close'), windowId: fc.constantFrom(...WINDOWS), pick: fc.nat(50) }) },
  { weight: 8, arbitrary: fc.record({ act: fc.constant('wait' as const), seconds: fc.constantFrom(0, 5, 30, 90, 200, 1200) }) },
) as fc.Arbitrary<Step>

export const dayArbitrary = (maxSteps = 90): fc.Arbitrary<Step[]> =>
  fc.tuple(fc.array(stepArbitrary, { minLength: Math.floor(maxSteps / 3), maxLength: maxSteps, size: 'max' }), fc.constantFrom(false, false, false, true))
    .map(([steps, close]) => (close ? [...steps, { act: 'closeDay' as const, evenInCall: true }, ...steps.slice(0, 8)] : steps))

export function take(day: HallDay, step: Step): void {
  const tickets = everyTicket(day.state.tickets).sort((a, b) => a.ticketId.length - b.ticketId.length || (a.ticketId < b.ticketId ? -1 : 1))
  const pick = (index: number, ...of: TicketStatus[]): Ticket | undefined => {
    const fitting = tickets.filter((ticket) => of.length === 0 || of.includes(ticket.status))
    return fitting[index % Math.max(1, fitting.length)]
  }
  switch (step.act) {
    case 'take': case 'book': {
      const base = { itemCode: 'estate-pledge', region: '330482', centerId: 'cL', language: 'zh-CN' as const, grounds: [], caseId: null, ...step.want }
      const { type: _type, channel: _channel, ...rest } = base
      // some of the clerks are citizens too
      const by = citizen(step.who < 2 ? (CLERKS[step.who] ?? '') : `c${step.who}`)
      day.try(by, step.act === 'take' ? { type: 'takeTicket', channel: 'phone', ...rest } : { type: 'bookAppointment', slot: step.slot, ...rest })
      return day.later(step.who % 3)
    }
    case 'seat': {
      const opened = day.try(clerk(step.clerkId), { type: 'openWindow', windowId: step.windowId })
      if (opened.ok) day.try(SYSTEM, { type: 'noteClerkConnected', clerkId: step.clerkId, connectionId: `line-${step.clerkId}` })
      return
    }
    case 'clerk': return clerkActs(day, step, step.strange ? (pick(step.pick)?.ticketId ?? 'none') : day.heldBy(step.clerkId) || 'none')
    case 'work': return works(day, step)
    case 'breakdown': return breaksDown(day, step)
    case 'send': day.try(clerk(step.clerkId), { type: 'transfer', ticketId: day.heldBy(step.clerkId) || 'none', to: step.to, reason: '转办' }); return
    case 'line': {
      const { clerkId: id } = step
      const connectionId = `line-${id}`
      const commands: Record<typeof step.do, AnyHallCommand> = { lost: { type: 'noteClerkLost', clerkId: id, connectionId }, back: { type: 'noteClerkConnected', clerkId: id, connectionId }, release: { type: 'releaseClerk', clerkId: id } }
      day.try(SYSTEM, commands[step.do])
      return
    }
    case 'citizen': {
      const ticket = step.any ? pick(step.pick) : pick(step.pick, ...({ checkIn: ['booked'], rejoin: ['passed'], leave: ['waiting', 'passed', 'called', 'booked'] } as const)[step.do])
      if (!ticket) return
      const hands: Record<typeof step.by, WindowActor> = { self: citizen(ticket.citizen), helper: helper(ticket.centerId ?? 'cL'), other: citizen('stranger') }
      day.try(hands[step.by], { type: step.do, ticketId: ticket.ticketId })
      return
    }
    case 'chief': {
      const ticketId = pick(step.pick, 'waiting')?.ticketId ?? 'none'
      const { windowId } = step
      const commands: Record<typeof step.do, AnyHallCommand> = {
        direct: { type: 'callTicket', ticketId, windowId, reason: '急件' }, send: { type: 'transfer', ticketId, to: { kind: 'window', windowId }, reason: '调度' }, close: { type: 'closeWindow', windowId, reason: '调度' },
      }
      day.try(supervisor(step.officeId), commands[step.do])
      return
    }
    case 'wait': return day.later(step.seconds)
    case 'closeDay': day.try(SYSTEM, { type: 'closeDay', reason: '下班', evenInCall: step.evenInCall })
  }
}

const seatedAt = (day: HallDay, pick: number): string | undefined => {
  const seated = Object.keys(day.state.clerks)
  return seated[pick % Math.max(1, seated.length)]
}

function works(day: HallDay, { pick, noShow }: Extract<Step, { act: 'work' }>): void {
  const id = seatedAt(day, pick)
  if (id === undefined) return
  const ticketId = day.heldBy(id)
  if (ticketId === '') return void day.try(clerk(id), { type: 'callNext' })
  if (day.ticket(ticketId).status === 'serving') return void day.try(clerk(id), { type: 'finishTicket', ticketId, outcome: 'done' })
  day.later(noShow ? 12 : 0)
  day.try(clerk(id), { type: noShow ? 'noShow' : 'startService', ticketId })
}

function breaksDown(day: HallDay, { pick, seconds }: Extract<Step, { act: 'breakdown' }>): void {
  const id = seatedAt(day, pick)
  if (id === undefined) return
  day.try(SYSTEM, { type: 'noteClerkLost', clerkId: id, connectionId: `line-${id}` })
  day.later(seconds)
  if (!day.try(SYSTEM, { type: 'releaseClerk', clerkId: id }).ok) day.try(SYSTEM, { type: 'noteClerkConnected', clerkId: id, connectionId: `line-${id}` })
}

function clerkActs(day: HallDay, step: Extract<Step, { act: 'clerk' }>, ticketId: string): void {
  const commands: Record<typeof step.do, AnyHallCommand> = {
    pause: { type: 'pauseWindow', reason: 'meal', note: '', expectedBack: null }, resume: { type: 'resumeWindow' }, close: { type: 'closeWindow', reason: '' },
    next: { type: 'callNext' }, start: { type: 'startService', ticketId }, finish: { type: 'finishTicket', ticketId, outcome: 'done' },
    noShow: { type: 'noShow', ticketId }, recall: { type: 'recall', ticketId },
  }
  day.try(clerk(step.clerkId), commands[step.do])
}

/** Some windows open from the start, or most random days would call nobody. */
export function play(steps: Step[], watch: HallDay['watch'] = null, each: ((day: HallDay) => void) | null = null): HallDay {
  const day = new HallDay({ noShowSeconds: 10, recallGapSeconds: 5, graceSeconds: 60, slotCapacity: 2, priorityRun: 2 })
  day.watch = watch
  day.open(['anna', 'p1'], ['bela', 'p2'], ['cora', 'p3'], ['dora', 'h1'])
  for (const step of steps) {
    take(day, step)
    each?.(day)
  }
  return day
}

/** How many days a property looks at; PROPERTY_SCALE=10 looks at ten times as many. */
export const days = (count: number): { numRuns: number } => ({ numRuns: count * Number(process.env['PROPERTY_SCALE'] ?? 1) })
