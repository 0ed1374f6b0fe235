import { describe, expect, it } from 'vitest'
import type { HallCommand } from '#protocol/window/hall.ts'
import { boardOf, placeOf, slotsOf } from './index.ts'
import { departmentLetter } from './numbers.ts'
import { HallDay, SYSTEM, citizen, clerk, helper, supervisor } from './testing/day.ts'
import { PLACES } from './testing/places.ts'

const WANT: Omit<Extract<HallCommand, { type: 'takeTicket' }>, 'type' | 'channel'> = {
  itemCode: 'estate-pledge', region: '330482', centerId: 'cL', language: 'zh-CN', grounds: [], caseId: null,
}

describe('taking a number', () => {
  it('W-2.2 a citizen for nobody else; helper and kiosk for whoever sits in the centre', () => {
    const day = new HallDay()
    expect(day.refusal(citizen('x'), { type: 'takeTicket', channel: 'phone', ...WANT, citizen: 'y' })).toBe('notPermitted')
    expect(day.refusal(helper('cP'), { type: 'takeTicket', channel: 'kiosk', ...WANT, citizen: 'y' })).toBe('notPermitted')
    expect(day.refusal(helper('cL'), { type: 'takeTicket', channel: 'kiosk', ...WANT })).toBe('badMessage')
    expect(day.refusal(clerk('anna'), { type: 'takeTicket', channel: 'phone', ...WANT, citizen: 'y' })).toBe('notPermitted')
    expect(day.refusal(SYSTEM, { type: 'takeTicket', channel: 'kiosk', ...WANT, centerId: null, citizen: 'y' })).toBe('badMessage')
    expect(day.refusal(SYSTEM, { type: 'takeTicket', channel: 'kiosk', ...WANT, citizen: 'y' })).toBe('ok')
    expect(day.refusal(helper('cL'), { type: 'takeTicket', channel: 'kiosk', ...WANT, citizen: 'z' })).toBe('ok')
    expect(day.refusal(SYSTEM, { type: 'takeTicket', channel: 'kiosk', ...WANT, centerId: 'nowhere', citizen: 'q' })).toBe('notFound')
  })
  it('W-2.3 goes to the competent office; where there is none the refusal says so', () => {
    const day = new HallDay()
    expect(day.ticket(day.take('x'))).toMatchObject({ officeId: 'pinghu', standIns: ['haiyan'], departmentId: 'estate', centerRegion: '320826', minutes: 12, status: 'waiting' })
    expect(day.refusal(citizen('x'), { type: 'takeTicket', channel: 'phone', ...WANT, region: '320000' })).toBe('noOffice')
    expect(day.refusal(citizen('x'), { type: 'takeTicket', channel: 'phone', ...WANT, itemCode: 'none' })).toBe('unknownItem')
  })
  it('W-2.3 one ticket for one matter, three for one citizen', () => {
    const day = new HallDay()
    const first = day.take('x')
    expect(day.refusal(citizen('x'), { type: 'takeTicket', channel: 'phone', ...WANT })).toBe('ticketHeld')
    day.take('x', { itemCode: 'health-move' })
    day.take('x', { caseId: 'case1' })
    expect(day.refusal(citizen('x'), { type: 'takeTicket', channel: 'phone', ...WANT, itemCode: 'estate-cancel' })).toBe('ticketHeld')
    day.by(citizen('x'), { type: 'leave', ticketId: first })
    expect(day.refusal(citizen('x'), { type: 'takeTicket', channel: 'phone', ...WANT, itemCode: 'estate-cancel' })).toBe('ok')
  })
  it('W-2.4 letter of the department and a running number, for each centre and for all at home', () => {
    const day = new HallDay()
    const numbers = ['a', 'b', 'c', 'd', 'e'].map((who, index) => day.ticket(day.take(who, [{}, {}, { itemCode: 'health-move' }, { centerId: 'cP' }, { centerId: null }][index])).number)
    expect(numbers).toEqual(['A001', 'A002', 'B001', 'A001', 'A001'])
    const departments = Array.from({ length: 30 }, (_, index) => ({ departmentId: `d${index}`, name: { zh: '部', en: 'D' } }))
    const letters = departments.map(({ departmentId }) => departmentLetter({ ...PLACES, departments }, departmentId))
    expect(letters.slice(0, 9).join('')).toBe('ABCDEFGHJ')
    expect(letters.slice(23, 26)).toEqual(['Z', 'AA', 'AB'])
    expect(new Set(letters).size).toBe(30)
  })
})

describe('appointments', () => {
  it('W-2.14 are made for whole slots in opening hours that are still to come, as many as the office takes', () => {
    const day = new HallDay({ slotCapacity: 1 })
    const office = PLACES.offices[0]
    const slots = office ? slotsOf(day.state, office, PLACES.calendar).map((one) => one.slot) : []
    expect(slots).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '13:30', '14:00', '14:30', '15:00', '15:30', '16:00', '16:30'])
    const book = (who: string, slot: string) => day.refusal(citizen(who), { type: 'bookAppointment', slot, ...WANT })
    expect(book('x', '12:00')).toBe('slotNotOffered')
    expect(book('x', '09:00')).toBe('slotNotOffered')
    expect(book('x', '10:00')).toBe('ok')
    expect(book('y', '10:00')).toBe('slotFull')
    const x = day.facts.at(-1)?.event
    if (x?.type === 'appointmentBooked') day.by(citizen('x'), { type: 'leave', ticketId: x.ticketId })
    expect(book('y', '10:00')).toBe('ok')
  })
  it('W-2.14 some days before too', () => {
    const day = new HallDay()
    day.later(-48 * 3600)
    expect(day.ticket(day.book('x', '10:00'))).toMatchObject({ status: 'booked', arrivedAt: null, slot: { from: '2026-11-23T02:00:00.000Z' } })
    expect(day.refusal(citizen('y'), { type: 'takeTicket', channel: 'phone', ...WANT })).toBe('hallClosed')
  })
  it('W-2.11 are called from their slot on, ahead of the ordinary ones; before it only when nobody else is there', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    const [early, other] = [day.book('early', '09:30'), day.book('other', '09:30')]
    expect(day.refusal(clerk('anna'), { type: 'callNext' })).toBe('nobodyWaiting')
    day.at('09:01')
    for (const ticketId of [early, other]) day.by(citizen(day.ticket(ticketId).citizen), { type: 'checkIn', ticketId })
    day.take('walkIn')
    expect(day.next('anna')).toBe('walkIn')
    day.serve('anna')
    expect(day.next('anna')).toBe('early')
    day.serve('anna')
    day.take('walkIn2')
    day.at('09:30')
    expect(day.next('anna')).toBe('other')
  })
  it('W-2.11 who checks in after the slot comes in order of arrival, unless the law puts them ahead', () => {
    const day = new HallDay()
    const [elder, within] = [day.book('elder', '09:30', { grounds: ['elder'] }), day.book('within', '09:30')]
    day.at('09:45')
    day.by(helper('cL'), { type: 'checkIn', ticketId: within })
    expect(day.ticket(within)).toMatchObject({ rank: 'ahead', since: '2026-11-23T01:45:00.000Z' })
    day.at('10:00')
    const missed = day.book('missed', '10:30')
    expect(day.refusal(citizen('stranger'), { type: 'checkIn', ticketId: missed })).toBe('notPermitted')
    day.at('11:00')
    day.by(citizen('missed'), { type: 'checkIn', ticketId: missed })
    day.by(citizen('elder'), { type: 'checkIn', ticketId: elder })
    expect(day.ticket(missed)).toMatchObject({ rank: 'ordinary', since: '2026-11-23T03:00:00.000Z' })
    expect(day.ticket(elder)).toMatchObject({ rank: 'ahead' })
    expect(day.refusal(citizen('elder'), { type: 'checkIn', ticketId: elder })).toBe('alreadyDone')
  })
  it('W-2.11 check-in begins half an hour before', () => {
    const day = new HallDay()
    const ticketId = day.book('x', '10:00')
    expect(day.refusal(citizen('x'), { type: 'checkIn', ticketId })).toBe('notYetDue')
    day.at('09:30')
    expect(day.refusal(citizen('x'), { type: 'checkIn', ticketId })).toBe('ok')
  })
})

describe('passed over', () => {
  const called = () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    const ticketId = day.take('x')
    day.next('anna')
    return { day, ticketId }
  }
  it('W-2.15 only after the time to come; recalled at most twice, not at once', () => {
    const { day, ticketId } = called()
    expect(day.refusal(clerk('anna'), { type: 'recall', ticketId })).toBe('notYetDue')
    expect(day.refusal(clerk('anna'), { type: 'noShow', ticketId })).toBe('notYetDue')
    for (let count = 0; count < 2; count++) {
      day.later(20)
      day.by(clerk('anna'), { type: 'recall', ticketId })
    }
    day.later(59)
    expect(day.refusal(clerk('anna'), { type: 'recall', ticketId })).toBe('recallsUsedUp')
    expect(day.refusal(clerk('anna'), { type: 'noShow', ticketId })).toBe('notYetDue')
    day.later(1)
    day.by(clerk('anna'), { type: 'noShow', ticketId })
    expect(day.ticket(ticketId)).toMatchObject({ status: 'passed', passes: 1, sessionId: null, counter: null })
    expect(day.heldBy('anna')).toBe('')
  })
  it('W-2.15 who is there is not passed over', () => {
    const { day, ticketId } = called()
    day.by(clerk('anna'), { type: 'startService', ticketId })
    day.later(500)
    for (const type of ['noShow', 'recall'] as const) expect(day.refusal(clerk('anna'), { type, ticketId })).toBe('ticketMoved')
    expect(day.refusal(citizen('x'), { type: 'leave', ticketId })).toBe('ticketMoved')
  })
  it('W-2.15 comes back once, behind the next three of the same kind and ahead of the rest', () => {
    const { day, ticketId } = called()
    for (const who of ['a', 'b', 'c', 'd', 'e']) day.take(who)
    day.take('soldier', { grounds: ['soldier'] })
    day.later(60)
    day.by(clerk('anna'), { type: 'noShow', ticketId })
    day.by(citizen('x'), { type: 'rejoin', ticketId })
    const order = []
    for (let count = 0; count < 7; count++) {
      order.push(day.next('anna'))
      if (order.at(-1) !== 'x') day.serve('anna')
      else {
        day.later(60)
        day.by(clerk('anna'), { type: 'noShow', ticketId: day.heldBy('anna') })
      }
    }
    expect(order).toEqual(['soldier', 'a', 'b', 'c', 'x', 'd', 'e'])
    expect(day.refusal(citizen('x'), { type: 'rejoin', ticketId })).toBe('rejoinUsedUp')
    expect(day.refusal(citizen('x'), { type: 'leave', ticketId })).toBe('ok')
    expect(day.refusal(citizen('x'), { type: 'takeTicket', channel: 'phone', ...WANT })).toBe('ok')
  })
  it('W-2.15 where fewer wait, at the end', () => {
    const { day, ticketId } = called()
    day.take('a')
    day.later(60)
    day.by(clerk('anna'), { type: 'noShow', ticketId })
    day.by(helper('cL'), { type: 'rejoin', ticketId })
    day.take('b')
    expect([day.next('anna'), (day.serve('anna'), day.next('anna'))]).toEqual(['a', 'x'])
  })
})

describe('leaving and being sent on', () => {
  it('W-2.2 a citizen may give up at any time before service; the window is free again', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    const ticketId = day.take('x')
    expect(day.refusal(citizen('y'), { type: 'leave', ticketId })).toBe('notPermitted')
    day.next('anna')
    day.by(citizen('x'), { type: 'leave', ticketId })
    expect(day.heldBy('anna')).toBe('')
    expect(day.refusal(citizen('x'), { type: 'leave', ticketId })).toBe('alreadyDone')
    expect(day.refusal(clerk('anna'), { type: 'startService', ticketId })).toBe('notPermitted')
  })
  it('W-2.27 to another window: number, call, history and place go along; only that window calls it', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'], ['bela', 'p2'])
    const ticketId = day.take('x')
    day.take('y')
    day.next('anna')
    const { sessionId } = day.ticket(ticketId)
    expect(day.refusal(clerk('bela'), { type: 'transfer', ticketId, to: { kind: 'window', windowId: 'p1' }, reason: '专办' })).toBe('notPermitted')
    expect(day.refusal(clerk('anna'), { type: 'transfer', ticketId, to: { kind: 'window', windowId: 'p1' }, reason: '专办' })).toBe('alreadyDone')
    expect(day.refusal(clerk('anna'), { type: 'transfer', ticketId, to: { kind: 'office', officeId: 'pinghu' }, reason: '专办' })).toBe('alreadyDone')
    expect(day.refusal(clerk('anna'), { type: 'transfer', ticketId, to: { kind: 'window', windowId: 'none' }, reason: '专办' })).toBe('notFound')
    day.by(clerk('anna'), { type: 'transfer', ticketId, to: { kind: 'window', windowId: 'p2' }, reason: '专办' })
    expect(day.ticket(ticketId)).toMatchObject({ number: 'A001', status: 'waiting', sessionId, pinned: 'p2', transfers: 1 })
    expect(day.next('anna')).toBe('y')
    expect(day.next('bela')).toBe('x')
    expect(day.ticket(ticketId)).toMatchObject({ sessionId })
    expect(day.ticket(ticketId).history.map((step) => step.what)).toEqual(['taken', 'called', 'transferred', 'called'])
  })
  it('W-2.12 when that window is not at work, any of its office', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'], ['bela', 'p2'])
    const ticketId = day.take('x')
    day.next('anna')
    day.by(clerk('anna'), { type: 'transfer', ticketId, to: { kind: 'window', windowId: 'p2' }, reason: '专办' })
    expect(day.refusal(clerk('anna'), { type: 'callNext' })).toBe('nobodyWaiting')
    day.by(clerk('bela'), { type: 'pauseWindow', reason: 'meal', note: '', expectedBack: null })
    expect(day.next('anna')).toBe('x')
  })
  it('W-2.27 to another office or matter: routed anew, in line by the time it was taken', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'], ['dora', 'h1'], ['fang', 'l1'])
    const ticketId = day.take('x')
    day.next('anna')
    day.take('y', { region: '330424' })
    day.by(clerk('anna'), { type: 'transfer', ticketId, to: { kind: 'office', officeId: 'haiyan' }, reason: '管辖' })
    expect(day.ticket(ticketId)).toMatchObject({ officeId: 'haiyan', officeRegion: '330424', standIns: ['pinghu'] })
    expect(day.next('dora')).toBe('x')
    day.by(clerk('dora'), { type: 'transfer', ticketId, to: { kind: 'item', itemCode: 'health-move', region: '320826' }, reason: '事项不符' })
    expect(day.ticket(ticketId)).toMatchObject({ officeId: 'lianshui', itemCode: 'health-move', departmentId: 'health', number: 'A001', minutes: 10 })
    expect(day.next('fang')).toBe('x')
  })
  it('W-2.27 the supervisor sends on who waits in their office, nobody else', () => {
    const day = new HallDay()
    const ticketId = day.take('x')
    const command = { type: 'transfer', ticketId, to: { kind: 'office', officeId: 'haiyan' }, reason: '分流' } as const
    for (const actor of [supervisor('haiyan'), citizen('x'), helper('cL'), clerk('anna')]) expect(['notPermitted', 'windowNotOpen']).toContain(day.refusal(actor, command))
    day.by(supervisor('pinghu'), command)
    expect(day.ticket(ticketId).officeId).toBe('haiyan')
  })
})

describe('the screen in the centre', () => {
  it('W-2.20 gives the lowest free counter, the service desk where none is free, none at home', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'], ['bela', 'p2'], ['dora', 'h1'], ['fang', 'l1'])
    const tickets = [day.take('a'), day.take('b'), day.take('c', { region: '330424' }), day.take('d', { region: '320826', centerId: null })]
    for (const who of ['anna', 'bela', 'dora', 'fang']) day.next(who)
    expect(tickets.map((ticketId) => day.ticket(ticketId).counter)).toEqual([1, 2, null, null])
    day.serve('anna')
    day.take('e')
    day.next('anna')
    const board = boardOf(day.state, 'cL')
    expect(board.lines.map(({ number, counter }) => [number, counter])).toEqual([['A004', 1], ['A002', 2], ['A003', null]])
    expect(JSON.stringify(board)).not.toContain('"a"')
  })
  it('W-2.19 a ticket that does not wait has no place', () => {
    const day = new HallDay()
    expect(placeOf(day.state, day.book('x', '10:00'), day.now())).toBeNull()
    expect(placeOf(day.state, 'none', day.now())).toBeNull()
  })
})
