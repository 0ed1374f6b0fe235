import { describe, expect, test } from 'vitest'
import { viewOf } from '#domain/window/hall/index.ts'
import { HallDay, clerk } from '#domain/window/hall/testing/day.ts'
import { deskOf, lineNow, minutesOf, ticketsOf } from './line.ts'

/** What the clerk's browser has of the day. */
function seenBy(day: HallDay, clerkId: string) {
  const hall = viewOf(day.state, clerk(clerkId))
  if (!hall) throw new Error('the clerk sees nothing')
  return { hall, desk: deskOf(hall, clerkId), line: lineNow(hall, deskOf(hall, clerkId), Date.parse(day.now())) }
}
const called = (day: HallDay, clerkId: string): string => {
  const [event] = day.by(clerk(clerkId), { type: 'callNext' })
  return event?.type === 'ticketCalled' ? event.ticketId : ''
}
/** Calls, serves and finishes whoever is next. */
function serve(day: HallDay, clerkId: string): string {
  const ticketId = called(day, clerkId)
  day.by(clerk(clerkId), { type: 'startService', ticketId })
  day.by(clerk(clerkId), { type: 'finishTicket', ticketId, outcome: 'done' })
  return ticketId
}

describe('the line as the desk shows it', () => {
  test('whoever is marked as next is called next, until nobody waits', () => {
    const day = new HallDay({ priorityRun: 2 })
    day.open(['anna', 'p1'])
    for (let n = 0; n < 3; n++) day.take(`plain${n}`)
    for (let n = 0; n < 6; n++) day.take(`elder${n}`, { grounds: ['elder'] })
    const order: string[] = []
    for (;;) {
      const next = seenBy(day, 'anna').line.find((one) => one.next)
      if (!next) break
      expect(serve(day, 'anna')).toBe(next.ticket.ticketId)
      order.push(next.ticket.citizen)
    }
    expect(order).toHaveLength(9)
    expect(order.slice(0, 3)).toEqual(['elder0', 'elder1', 'plain0'])
    expect(seenBy(day, 'anna').line).toEqual([])
  })

  test('those ahead stand before those in order of arrival, and waits are counted from arrival', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    day.take('first')
    day.later(600)
    day.take('elder', { grounds: ['elder'] })
    day.later(120)
    const { line } = seenBy(day, 'anna')
    expect(line.map(({ ticket, line: kind }) => [ticket.citizen, kind])).toEqual([['elder', 'ahead'], ['first', 'ordinary']])
    expect(line.map(({ waitedMs }) => minutesOf(waitedMs))).toEqual([2, 12])
  })

  test('a matter the window does not know is told apart and is never next', () => {
    const day = new HallDay()
    day.open(['bela', 'p2'])
    day.take('ill', { itemCode: 'health-move' })
    expect(seenBy(day, 'bela').line.map(({ mine, next }) => [mine, next])).toEqual([[false, false]])
  })

  test('nobody at a window: no next; the tickets of one citizen, latest first', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    const one = day.take('wang')
    const two = day.take('wang', { itemCode: 'estate-cancel' })
    const hall = viewOf(day.state, clerk('cora'))
    expect(hall && deskOf(hall, 'cora')).toBeNull()
    expect(hall && lineNow(hall, null, Date.parse(day.now())).some(({ next, mine }) => next || mine)).toBe(false)
    expect(hall && ticketsOf(hall, 'wang').map(({ ticketId }) => ticketId)).toEqual([two, one])
  })
})
