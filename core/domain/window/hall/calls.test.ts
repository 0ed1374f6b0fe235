import { describe, expect, it } from 'vitest'
import { announcement, delivery, figuresOf, placeOf, placesOf, viewOf, waitingFor } from './index.ts'
import { countEn, countZh } from './announcement.ts'
import { HallDay, citizen, clerk, helper, supervisor } from './testing/day.ts'

/** Calls and serves so many, in the order in which they come. */
function order(day: HallDay, clerkId: string, count: number): string[] {
  return Array.from({ length: count }, () => {
    const who = day.next(clerkId)
    day.serve(clerkId, 1)
    return who
  })
}

describe('who is called next', () => {
  it('W-2.9 who came first; those ahead by law before the others', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    for (const who of ['a', 'b']) day.take(who)
    day.take('elder', { grounds: ['elder'] })
    expect(order(day, 'anna', 3)).toEqual(['elder', 'a', 'b'])
  })
  it('W-2.10 after three ahead of a waiting ordinary ticket that one', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    for (const who of ['a', 'b']) day.take(who)
    for (let count = 1; count <= 7; count++) day.take(`p${count}`, { grounds: ['disabled'] })
    expect(order(day, 'anna', 9)).toEqual(['p1', 'p2', 'p3', 'a', 'p4', 'p5', 'p6', 'b', 'p7'])
  })
  it('W-2.10 closing the window and opening it again does not begin the count anew', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    day.take('a')
    for (let count = 1; count <= 5; count++) day.take(`p${count}`, { grounds: ['disabled'] })
    order(day, 'anna', 3)
    day.by(clerk('anna'), { type: 'closeWindow', reason: '' })
    day.open(['anna', 'p1'])
    expect(day.next('anna')).toBe('a')
  })
  it('W-2.6 a clerk takes what they know: whole departments or single items', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'], ['bela', 'p2'], ['cora', 'p3'])
    day.take('health', { itemCode: 'health-move' })
    day.take('estate')
    expect(waitingFor(day.state, 'p2')).toEqual({ front: 0, ahead: 0, ordinary: 1 })
    expect(day.next('bela')).toBe('estate')
    expect(day.next('cora')).toBe('health')
    expect(day.refusal(clerk('anna'), { type: 'callNext' })).toBe('nobodyWaiting')
  })
  it('W-2.7 a language goes to who speaks it; where nobody at work does, to anybody with an interpreter', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'], ['bela', 'p2'])
    const [deaf, tibetan] = [day.take('deaf', { language: 'csl' }), day.take('tibetan', { language: 'bo' })]
    expect(day.next('anna')).toBe('tibetan')
    expect(day.ticket(tibetan).interpreterNeeded).toBe(true)
    expect(day.next('bela')).toBe('deaf')
    expect(day.ticket(deaf).interpreterNeeded).toBe(false)
  })
  it('W-2.8 the nearest office that stands in takes over while the competent one has no window open for the matter', () => {
    const day = new HallDay()
    day.open(['cora', 'p3'], ['dora', 'h1'])
    day.take('x')
    day.take('health', { itemCode: 'health-move' })
    expect(day.next('dora')).toBe('x')
    day.serve('dora')
    expect(day.refusal(clerk('dora'), { type: 'callNext' })).toBe('nobodyWaiting')
    day.by(clerk('cora'), { type: 'pauseWindow', reason: 'meal', note: '', expectedBack: null })
    expect(day.next('dora')).toBe('health')
    day.serve('dora')
    day.take('y')
    day.open(['anna', 'p1'])
    expect(day.refusal(clerk('dora'), { type: 'callNext' })).toBe('nobodyWaiting')
    expect(day.next('anna')).toBe('y')
  })
  it('W-2.13 nobody is called to two windows, and no clerk calls a matter of their own', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'], ['bela', 'p2'])
    day.take('x')
    day.take('x', { itemCode: 'estate-cancel' })
    day.take('bela')
    expect(day.next('anna')).toBe('x')
    expect(day.refusal(clerk('bela'), { type: 'callNext' })).toBe('nobodyWaiting')
    day.serve('anna')
    expect(day.next('bela')).toBe('x')
    expect(day.next('anna')).toBe('bela')
    expect(day.refusal(clerk('anna'), { type: 'callNext' })).toBe('ticketInHand')
  })
  it('W-2.16 the supervisor of the office may call one by name, with a reason, to a window that can take it', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'], ['cora', 'p3'], ['fang', 'l1'])
    day.take('a')
    const ticketId = day.take('urgent')
    const to = (windowId: string) => ({ type: 'callTicket', ticketId, windowId, reason: '老人突发不适' }) as const
    expect(day.refusal(supervisor('haiyan'), to('p1'))).toBe('notPermitted')
    expect(day.refusal(clerk('anna'), to('p1'))).toBe('notPermitted')
    expect(day.refusal(supervisor('pinghu'), to('p3'))).toBe('cannotTake')
    expect(day.refusal(supervisor('pinghu'), to('l1'))).toBe('cannotTake')
    expect(day.refusal(supervisor('pinghu'), to('h1'))).toBe('notFound')
    day.by(supervisor('pinghu'), to('p1'))
    expect(day.ticket(ticketId)).toMatchObject({ status: 'called', at: { windowId: 'p1', clerkId: 'anna' } })
    expect(day.ticket(ticketId).history.at(-1)).toMatchObject({ what: 'called', note: '老人突发不适' })
  })
})

describe('what a waiting citizen is told', () => {
  it('W-2.17 W-2.18 how many go before, and a range from windows, tickets and usual times', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    const tickets = ['a', 'b', 'c'].map((who) => day.take(who))
    const place = (index: number) => placeOf(day.state, tickets[index] ?? '', day.now())
    expect(place(0)).toEqual({ ticketId: tickets[0], before: 0, windows: 1, wait: { fromMinutes: 0, toMinutes: 0 }, resumesAt: null })
    expect(place(2)).toMatchObject({ before: 2, wait: { fromMinutes: 16, toMinutes: 34 } })
    day.open(['bela', 'p2'])
    expect(place(2)).toMatchObject({ before: 2, windows: 2, wait: { fromMinutes: 8, toMinutes: 17 } })
    day.take('elder', { grounds: ['elder'] })
    expect(place(2)).toMatchObject({ before: 3 })
  })
  it('W-2.18 from three finished ones on, the day itself: quartiles of what they took', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    for (const [index, minutes] of [3, 4, 5].entries()) {
      day.take(`w${index}`)
      day.next('anna')
      day.serve('anna', minutes * 60)
    }
    const [first, second] = [day.take('x'), day.take('y')]
    expect(placeOf(day.state, first, day.now())?.wait).toEqual({ fromMinutes: 0, toMinutes: 0 })
    expect(placeOf(day.state, second, day.now())?.wait).toEqual({ fromMinutes: 3, toMinutes: 5 })
    day.next('anna')
    day.by(clerk('anna'), { type: 'startService', ticketId: first })
    day.later(120)
    expect(placeOf(day.state, second, day.now())?.wait).toEqual({ fromMinutes: 1, toMinutes: 3 })
    day.later(3600)
    expect(placeOf(day.state, second, day.now())?.wait).toEqual({ fromMinutes: 1, toMinutes: 1 })
  })
  it('W-2.18 it is true: with services as long as usual everybody is called within the range', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'], ['bela', 'p2'])
    const tickets = Array.from({ length: 12 }, (_, index) => day.take(`c${index}`, { grounds: index % 4 === 3 ? ['elder'] : [], itemCode: index % 3 === 0 ? 'estate-cancel' : 'estate-pledge' }))
    const told = placesOf(day.state, day.now())
    const begun = Date.parse(day.now())
    const free = new Map([['anna', 0], ['bela', 0]])
    const called = new Map<string, number>()
    while (called.size < tickets.length) {
      const [clerkId = '', at = 0] = [...free].sort((a, b) => a[1] - b[1])[0] ?? []
      day.later(at - (Date.parse(day.now()) - begun) / 1000)
      if (day.heldBy(clerkId)) day.by(clerk(clerkId), { type: 'finishTicket', ticketId: day.heldBy(clerkId), outcome: 'citizenLeft' })
      day.next(clerkId)
      const ticketId = day.heldBy(clerkId)
      called.set(ticketId, at / 60)
      day.by(clerk(clerkId), { type: 'startService', ticketId })
      free.set(clerkId, at + day.ticket(ticketId).minutes * 60)
    }
    for (const [ticketId, minutes] of called) {
      const wait = told.get(ticketId)?.wait
      expect(minutes).toBeGreaterThanOrEqual(wait?.fromMinutes ?? Infinity)
      expect(minutes).toBeLessThanOrEqual(wait?.toMinutes ?? -1)
    }
    expect([...called.keys()].map((ticketId) => told.get(ticketId)?.before)).toEqual(tickets.map((_, index) => index))
  })
  it('W-2.19 nothing where no window is open for it, but when a paused one means to be back', () => {
    const day = new HallDay()
    day.open(['anna', 'p1'])
    const [first, ticketId] = [day.take('w'), day.take('x')]
    const back = '2026-11-23T05:30:00.000Z'
    day.by(clerk('anna'), { type: 'pauseWindow', reason: 'meal', note: '', expectedBack: back })
    expect(placeOf(day.state, ticketId, day.now())).toEqual({ ticketId, before: 1, windows: 0, wait: null, resumesAt: back })
    expect(placeOf(day.state, first, day.now())).toMatchObject({ before: 0, wait: null })
    day.by(clerk('anna'), { type: 'closeWindow', reason: '' })
    expect(placeOf(day.state, ticketId, day.now())).toMatchObject({ wait: null, resumesAt: null })
  })
})

describe('what is read aloud', () => {
  it('W-2.20 digits one by one, counters as numbers', () => {
    expect(announcement({ number: 'A012', counter: 3, centerId: 'cL' })).toEqual({ zh: '请A零一二号到三号柜台。', en: 'Number A, zero, one, two, please go to counter three.' })
    expect(announcement({ number: 'B1005', counter: 12, centerId: 'cL' }).zh).toBe('请B一零零五号到十二号柜台。')
    expect(announcement({ number: 'A012', counter: null, centerId: 'cL' }).zh).toBe('请A零一二号到服务台，由工作人员引导入座。')
    expect(announcement({ number: 'A012', counter: null, centerId: null }).zh).toBe('A零一二号，请准备接通窗口。')
    expect([1, 10, 12, 20, 21, 100, 105, 110, 112, 200].map(countZh)).toEqual(['一', '十', '十二', '二十', '二十一', '一百', '一百零五', '一百一十', '一百一十二', '二百'])
    expect([1, 10, 19, 20, 42, 100, 105].map(countEn)).toEqual(['one', 'ten', 'nineteen', 'twenty', 'forty-two', 'one hundred', 'one hundred and five'])
  })
})

describe('who sees what', () => {
  it('W-2.22 the own ticket; those of the own centre; those of the own office, and those it stands in for at its windows', () => {
    const day = new HallDay()
    day.open(['dora', 'h1'])
    const [pinghu, lianshui] = [day.take('x', { grounds: ['disabled'] }), day.take('y', { region: '320826', centerId: 'cP' })]
    const sees = (actor: Parameters<typeof viewOf>[1], ticketId: string) => JSON.stringify(viewOf(day.state, actor)?.tickets ?? null).includes(`"${ticketId}"`)
    expect([citizen('x'), citizen('y'), helper('cL'), helper('cP'), clerk('anna'), clerk('dora'), supervisor('lianshui')].map((actor) => [sees(actor, pinghu), sees(actor, lianshui)]))
      .toEqual([[true, false], [false, true], [true, false], [false, true], [true, false], [false, false], [false, true]])
    const before = day.state
    expect(day.next('dora')).toBe('x')
    expect(sees(clerk('dora'), pinghu)).toBe(true)
    const fact = day.facts.at(-1)
    if (!fact) throw new Error('no fact')
    expect([clerk('dora'), clerk('anna'), citizen('x'), citizen('y'), helper('cL')].map((actor) => delivery(before, fact, day.state, actor))).toEqual(['snapshot', 'event', 'event', 'nothing', 'event'])
    for (const role of ['interpreter', 'reviewer'] as const) expect(viewOf(day.state, { personId: 'q', role, at: 'pinghu' })).toBeNull()
    expect(viewOf(day.state, citizen('x'))).toMatchObject({ index: null, windows: {}, clerks: {} })
  })
})

describe('figures', () => {
  it('W-2.23 per office and item, per office, per pair of provinces', () => {
    const day = new HallDay({ noShowSeconds: 0 })
    day.open(['anna', 'p1'], ['dora', 'h1'])
    for (const who of ['a', 'b', 'c', 'd']) day.take(who)
    day.take('home', { centerId: null, itemCode: 'health-move' })
    day.next('anna')
    day.serve('anna', 100)
    day.next('anna')
    day.by(clerk('anna'), { type: 'noShow', ticketId: day.heldBy('anna') })
    day.next('anna')
    const { rows, pairs, offices } = figuresOf(day.state, day.now())
    expect(rows.find((row) => row.itemCode === 'estate-pledge')).toMatchObject({
      officeId: 'pinghu', waiting: 1, called: 1, passed: 1, served: 1, noShows: 1, longestWaitMs: 102_000, medianWaitMs: 103_000, medianServiceMs: 100_000, byStandIn: 0,
    })
    expect(pairs).toEqual([
      { from: null, to: '330000', tickets: 1, waiting: 1, inService: 0, served: 0 }, { from: '320000', to: '330000', tickets: 4, waiting: 1, inService: 1, served: 1 },
    ])
    expect(offices).toEqual([
      { officeId: 'haiyan', windows: { open: 1, paused: 0, lost: 0, busy: 0 }, waiting: 0, longestWaitMs: null },
      { officeId: 'pinghu', windows: { open: 1, paused: 0, lost: 0, busy: 1 }, waiting: 2, longestWaitMs: 102_000 },
    ])
  })
})
