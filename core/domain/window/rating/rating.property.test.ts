import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { ComplaintCommand, RatingLevel } from '#protocol/window/rating.ts'
import { ComplaintEvent, ComplaintStep, RatingEvent, RatingLevel as Level } from '#protocol/window/rating.ts'
import { complaintFigures, dueSteps, dutiesOf, evolveComplaint, evolveRating, figureOf, figureRows, figuresBy, percent, publicResults, ratingsForClerk, viewOfComplaint, viewOfRating } from './index.ts'
import type { ComplaintState, Hand, RatingState } from './state.ts'
import { CITIZEN, CLERK, CONCERNS, Desk, HANDLER, NEIGHBOUR, REVIEWER, STRANGER, SUPERVISOR } from './testing/desk.ts'

// how long a loaded machine takes says nothing about the rules
vi.setConfig({ testTimeout: 600_000 })
const runs = (count: number) => ({ numRuns: count * Number(process.env['PROPERTY_SCALE'] ?? 1) })
const HANDS = [CITIZEN, CLERK, NEIGHBOUR, HANDLER, SUPERVISOR, REVIEWER, STRANGER]

type Step = { by: Hand | null; command: ComplaintCommand | { type: 'noteOverdue'; step: ComplaintStep } | null; days: number; natural: boolean }
const text = fc.constantFrom('', '已核实', '号码320826199003070112')
const command: fc.Arbitrary<Step['command']> = fc.oneof(
  fc.record({ type: fc.constant('assign' as const), handler: fc.constantFrom('handler', 'clerk', 'neighbour', 'head', 'citizen') }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('callBack' as const), outcome: fc.constantFrom('reached' as const, 'notReached' as const), note: text }) },
  fc.record({ type: fc.constant('fix' as const), what: fc.constantFrom('已补办'), reply: text }),
  fc.record({ type: fc.constant('reRate' as const), level: fc.constantFrom(...Level.options), reasons: fc.constantFrom([], ['slow' as const]), text }),
  fc.record({ type: fc.constant('appeal' as const), reason: fc.constantFrom('当时系统故障'), evidence: fc.constant([]) }),
  fc.record({ type: fc.constant('decideAppeal' as const), outcome: fc.constantFrom('upheld' as const, 'dismissed' as const), reason: fc.constantFrom('属实') }),
  fc.constant({ type: 'close' as const }),
  fc.record({ type: fc.constant('noteOverdue' as const), step: fc.constantFrom(...ComplaintStep.options) }),
) as fc.Arbitrary<Step['command']>
const step: fc.Arbitrary<Step> = fc.record({ by: fc.option(fc.constantFrom(...HANDS), { freq: 6 }), command, days: fc.constantFrom(0, 0, 0, 1, 4, 9), natural: fc.boolean() })
const course = fc.array(step, { minLength: 4, maxLength: 24, size: 'max' })

/** Who could rightly give the command: half of the steps are tried by them, so that courses get on. */
function rightful(state: ComplaintState, type: string): Hand | null {
  switch (type) {
    case 'assign': return SUPERVISOR
    case 'callBack': case 'fix': return state.handler === 'handler' ? HANDLER : SUPERVISOR
    case 'reRate': return CITIZEN
    case 'appeal': return CLERK
    case 'decideAppeal': return REVIEWER
    default: return null
  }
}

function play(steps: Step[], watch: Desk['watch'] = null): Desk {
  const desk = new Desk()
  desk.watch = watch
  desk.rate('dissatisfied')
  for (const { by, command, days, natural } of steps) {
    desk.days(days)
    if (!command || !desk.complaint) continue
    desk.try((natural ? rightful(desk.complaint, command.type) : by) ?? { system: 'ratings' }, command)
  }
  return desk
}

describe('the ticket over a bad rating, for every reachable state', () => {
  it('W-6.9 no state is without somebody who owes the next step, until it is closed', () => {
    fc.assert(fc.property(course, (steps) => {
      play(steps, (_before, _fact, after) => {
        const duties = dutiesOf(after)
        expect(duties.length > 0).toBe(after.closed === null)
        for (const duty of duties) {
          expect(duty.officeId).toBe('pinghu')
          expect(duty.personId !== null || duty.role !== 'handler').toBe(true)
          expect([after.concerns.clerkId, ...after.windowStaff]).not.toContain(duty.personId)
        }
      })
    }), runs(1000))
  })
  it('W-6.9 whoever owes the step can take it: every open ticket can be led to its end', () => {
    fc.assert(fc.property(course, (steps) => {
      const desk = play(steps)
      for (let n = 0; n < 12 && desk.complaint?.closed === null; n++) {
        const due = dueSteps(desk.complaint, desk.now)[0]
        const handler: Hand = { personId: desk.complaint.handler ?? '', role: 'remoteClerk', at: 'pinghu' }
        switch (due?.step) {
          case 'assign': desk.by(SUPERVISOR, { type: 'assign', handler: 'handler' }); break
          case 'callBack': desk.by(handler, { type: 'callBack', outcome: 'reached', note: '' }); break
          case 'fix': desk.by(handler, { type: 'fix', what: '已补办', reply: '' }); break
          case 'review': desk.by(REVIEWER, { type: 'decideAppeal', outcome: 'dismissed', reason: '不符' }); break
          case 'close':
            if (due.by > desk.now.slice(0, 10)) desk.now = `${due.by}T04:00:00.000Z`
            desk.by(handler, { type: 'close' })
        }
      }
      expect(desk.complaint?.status).toBe('closed')
    }), runs(1000))
  })
  it('W-6.9 with the calendar only the days change: what is over time stays so until it is done', () => {
    fc.assert(fc.property(course, fc.integer({ min: 0, max: 60 }), (steps, days) => {
      const desk = play(steps)
      const before = dueSteps(desk.complaint!, desk.now)
      desk.days(days)
      const after = dueSteps(desk.complaint!, desk.now)
      expect(after.map(({ step, by }) => ({ step, by }))).toEqual(before.map(({ step, by }) => ({ step, by })))
      expect(before.every((one, n) => !one.overdue || after[n]?.overdue)).toBe(true)
    }), runs(300))
  })
  it('W-6.8 steps come in their order, each re-rating, appeal and review at most once', () => {
    fc.assert(fc.property(course, (steps) => {
      const desk = play(steps)
      const types = desk.facts.map((fact) => fact.event.type)
      for (const once of ['complaintOpened', 'complaintFixed', 'complaintReRated', 'appealed', 'appealDecided', 'complaintClosed']) {
        expect(types.filter((type) => type === once).length).toBeLessThanOrEqual(1)
      }
      const order = ['complaintOpened', 'complaintAssigned', 'calledBack', 'complaintFixed', 'complaintReRated'].map((type) => types.indexOf(type as never)).filter((at) => at >= 0)
      expect(order).toEqual([...order].sort((a, b) => a - b))
      if (types.includes('complaintClosed')) expect([types.at(-1), types.at(-2)]).toContain('complaintClosed')
    }), runs(500))
  })
  it('W-6.10 whatever is tried, the rated clerk and the window never assign, call, fix, review or close', () => {
    fc.assert(fc.property(course, (steps) => {
      for (const { actor, event } of play(steps).facts) {
        const partial = 'personId' in actor && ['clerk', 'neighbour'].includes(actor.personId)
        if (partial && event.type !== 'appealed') throw new Error(`${actor.personId} ${event.type}`)
      }
    }), runs(500))
  })
  it('W-6.14 the logs alone give the states back, events keep to their stored shapes, no event holds an identity number', () => {
    fc.assert(fc.property(course, (steps) => {
      const desk = play(steps)
      for (const { event } of desk.facts) expect(ComplaintEvent.parse(event)).toEqual(event)
      for (const { event } of desk.ratingFacts) expect(RatingEvent.parse(event)).toEqual(event)
      expect(desk.facts.reduce<ComplaintState | null>((state, fact) => evolveComplaint(state, JSON.parse(JSON.stringify(fact))), null)).toEqual(desk.complaint)
      expect(desk.ratingFacts.reduce<RatingState | null>((state, fact) => evolveRating(state, JSON.parse(JSON.stringify(fact))), null)).toEqual(desk.rating)
      expect(JSON.stringify([desk.facts, desk.ratingFacts])).not.toContain('320826199003070112')
    }), runs(300))
  })
  it('W-6.11 in no state does the rated clerk learn who rated, over which call, or at what hour', () => {
    fc.assert(fc.property(course, (steps) => {
      const desk = play(steps)
      const { appeal: _own, ...view } = viewOfComplaint(desk.complaint!, CLERK)!
      expect(JSON.stringify([view, viewOfRating(desk.rating, CLERK)])).not.toMatch(/"citizen":"[^"]|"s1"|"r1"|\dT\d\d:/)
    }), runs(300))
  })
})

const ratingArbitrary = fc.record({
  level: fc.constantFrom<RatingLevel>(...Level.options), office: fc.constantFrom('a', 'b', 'c'), item: fc.constantFrom('i1', 'i2', 'i3'), day: fc.nat(5),
  what: fc.constantFrom('rated', 'rated', 'rated', 'rated', 'skipped', 'asked', 'excluded', 'reRated'), reply: fc.boolean(),
}).map(({ level, office, item, day, what, reply }): RatingState => {
  const at = `2026-11-2${day}T0${day}:00:00.000Z`
  const given = what === 'skipped' || what === 'asked' ? null : { level, reasons: ['slow' as const], text: '原话', at }
  return {
    ratingId: 'r', seq: 1, subject: { kind: 'session', id: 's' }, citizen: 'citizen', concerns: { ...CONCERNS, officeId: office, itemCode: item }, askedAt: at,
    status: given ? 'rated' : what === 'skipped' ? 'skipped' : 'asked', given, reRated: what === 'reRated' ? { level: 'satisfied', reasons: [], text: '', at } : null,
    complaintId: null, excluded: what === 'excluded' ? { reason: '申诉成立', at } : null, closedAt: null, reply: reply && given ? { text: `回复${office}${item}`, at } : null,
  }
})
const many = fc.array(ratingArbitrary, { maxLength: 60, size: 'max' })

describe('figures', () => {
  it('W-6.13 nothing public stands on fewer ratings than the small number, nor can it be reckoned from the sum', () => {
    fc.assert(fc.property(many, fc.integer({ min: 2, max: 8 }), (ratings, k) => {
      const { rows, rest, total } = publicResults(ratings, k)
      const counted = figureOf(ratings).rated
      expect(total?.rated ?? null).toBe(counted >= k ? counted : null)
      for (const { figure } of rows) expect(figure.rated).toBeGreaterThanOrEqual(k)
      if (rest) expect(rest.rated).toBeGreaterThanOrEqual(k)
      if (total) {
        for (const level of Level.options) expect(rows.reduce((sum, { figure }) => sum + figure.counts[level], rest?.counts[level] ?? 0)).toBe(total.counts[level])
        // whatever remains when everything shown is taken from the sum is itself large enough, or nothing
        const left = total.rated - rows.reduce((sum, { figure }) => sum + figure.rated, 0)
        expect(left === 0 || left >= k).toBe(true)
      }
      expect(JSON.stringify([rows, rest, total])).not.toMatch(/原话|citizen/)
    }), runs(1000))
  })
  it('W-6.6 a clerk sees whole batches only, whatever the order in which ratings come in', () => {
    fc.assert(fc.property(many, ratingArbitrary, fc.integer({ min: 2, max: 8 }), (ratings, newest, k) => {
      const shown = ratingsForClerk(ratings, 'clerk', k)
      expect(shown.length % k).toBe(0)
      expect(JSON.stringify(shown)).not.toMatch(/\dT\d\d:|citizen|"s"/)
      // an exclusion moves none of the others
      const excluded = ratings.map((one) => ({ ...one, excluded: { reason: '申诉成立', at: one.askedAt } }))
      expect(ratingsForClerk(excluded, 'clerk', k).map(({ level, until }) => `${level} ${until}`).sort()).toEqual(shown.map(({ level, until }) => `${level} ${until}`).sort())
      // one more rating at the end shows nothing, or a whole batch
      const last: RatingState = { ...newest, concerns: CONCERNS, excluded: null, given: { level: 'satisfied', reasons: [], text: '', at: '2026-12-01T00:00:00.000Z' } }
      const more = ratingsForClerk([last, ...ratings], 'clerk', k)
      expect(more.slice(0, shown.length)).toEqual(shown)
      expect([0, k]).toContain(more.length - shown.length)
    }), runs(300))
  })
  it('W-6.13 figures by day, item and office add up to the whole', () => {
    fc.assert(fc.property(many, (ratings) => {
      const whole = figureOf(ratings)
      for (const by of ['day', 'item', 'office'] as const) {
        const parts = figuresBy(ratings, by)
        for (const name of ['rated', 'badAtFirst', 'reRated', 'skipped', 'unanswered', 'excluded'] as const) {
          expect(parts.reduce((sum, { figure }) => sum + figure[name], 0)).toBe(whole[name])
        }
        const rows = figureRows(ratings, by)
        expect(rows).toHaveLength(parts.length + 1)
        expect(rows.every((row) => row.length === rows[0]!.length)).toBe(true)
      }
    }), runs(300))
  })
  it('W-6.13 the rate is the share of the three good levels, and never shown as a full hundred when it is not', () => {
    const at = '2026-11-21T00:00:00.000Z'
    const one = (level: RatingLevel): RatingState => ({ ...fc.sample(ratingArbitrary, 1)[0]!, given: { level, reasons: [], text: '', at }, status: 'rated', reRated: null, excluded: null })
    expect(figureOf([one('verySatisfied'), one('satisfied'), one('fairlySatisfied'), one('dissatisfied')]).satisfaction).toBe(0.75)
    expect(figureOf([]).satisfaction).toBeNull()
    expect([percent(null), percent(1), percent(0.9999), percent(2 / 3)]).toEqual(['', '100.0%', '99.9%', '66.6%'])
  })
  it('W-6.9 figures of tickets count what was done in time', () => {
    const desk = play([])
    expect(complaintFigures([desk.complaint!], '2026-11-24T00:00:00.000Z')).toMatchObject({ opened: 1, open: 1, overdueNow: 1, called: 0 })
    desk.by(SUPERVISOR, { type: 'assign', handler: 'handler' })
    desk.by(HANDLER, { type: 'callBack', outcome: 'reached', note: '' })
    desk.days(40)
    desk.by(HANDLER, { type: 'fix', what: '已补办', reply: '' })
    desk.by(CITIZEN, { type: 'reRate', level: 'verySatisfied', reasons: [], text: '' })
    expect(complaintFigures([desk.complaint!], desk.now)).toMatchObject({ called: 1, calledInTime: 1, fixed: 1, fixedInTime: 0, reRated: 1, reRatedBetter: 1 })
  })
})
