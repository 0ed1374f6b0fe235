import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { SessionEvent } from '#protocol/window/session.ts'
import type { CallCommand, CallPerson } from '#protocol/window/session.ts'
import { PERMISSION_CODES, decide, delivery, evolve, filledForCitizen, formText, mayDo, phaseOf, viewOf } from './index.ts'
import type { SessionState } from './state.ts'
import { CITIZEN, HELPER, NEXT, NUMBER, OTHER_NUMBER, SIGNER, hand, sha256 } from './testing/call.ts'
import { CAST, calls, planArbitrary, play, resolve } from './testing/random.ts'

// how long a loaded machine takes says nothing about the rules
vi.setConfig({ testTimeout: 600_000 })
const STRANGERS: CallPerson[] = [{ ...CITIZEN, personId: 'other' }, { ...HELPER, personId: 'elsewhere', at: 'wuhu' }, { ...NEXT, personId: 'far', at: 'wuhu' }]

describe('a call, for every reachable state', () => {
  it('W-3.26 every event keeps to its stored shape, and the log alone gives the state back', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      const call = play(plan)
      for (const fact of call.facts) expect(SessionEvent.parse(fact.event)).toEqual(fact.event)
      expect(call.facts.reduce<SessionState | null>((state, fact) => evolve(state, JSON.parse(JSON.stringify(fact))), null)).toEqual(call.state)
    }), calls(300))
  })
  it('W-3.26 any command in any state is answered, the same way twice, by events or a named error', () => {
    fc.assert(fc.property(planArbitrary(25), (plan) => {
      play(plan, null, (call) => {
        for (const command of plan.pool.slice(0, 8)) {
          for (const person of CAST) {
            const context = { ...call.context(), newId: () => 'same' }
            const ask = () => decide(call.state, resolve(call.state, command), hand(person), context)
            const answer = ask()
            expect(ask()).toEqual(answer)
            if (answer.ok) expect(answer.events.length).toBeGreaterThan(0)
          }
        }
      })
    }), calls(60))
  })
  it('W-3.1 a want of permission is refused exactly when the command is not among those offered', () => {
    // these a command may meet for what it asks, not for who asks it
    const forContent: CallCommand['type'][] = ['dismiss', 'end']
    fc.assert(fc.property(planArbitrary(25), (plan) => {
      play(plan, null, (call) => {
        for (const command of plan.pool.slice(0, 8)) {
          for (const person of CAST) {
            const answer = decide(call.state, resolve(call.state, command), hand(person), call.context())
            const refused = !answer.ok && (PERMISSION_CODES as readonly string[]).includes(answer.error.code)
            if (!forContent.includes(command.type) && refused === mayDo(call.state, hand(person)).includes(command.type)) throw new Error(`${person.personId} ${command.type}`)
          }
        }
      })
    }), calls(60))
  })
  it('W-3.14 no form is confirmed, no paper shown or signed, no case opened, no paper of the case captured before identity is confirmed', () => {
    const gated = ['formConfirmed', 'paperShown', 'paperSigned', 'caseOpened']
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, (before, { event }) => {
        const caseGoesOn = gated.includes(event.type) || (event.type === 'materialCaptured' && event.kind === 'material')
        if (caseGoesOn && before.identity.status !== 'confirmed') throw new Error(event.type)
      })
    }), calls(500))
  })
  it('W-3.16 no event ever holds an identity number', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      const log = JSON.stringify(play(plan).facts)
      const bare = log.replace(/[\s-]/g, '')
      expect([NUMBER, OTHER_NUMBER].some((number) => log.includes(number) || bare.includes(number))).toBe(false)
    }), calls(500))
  })
  it('W-3.18 staff fill a field only while the citizen lets them, and only whoever sits there', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, (before, { event, actor }) => {
        if (event.type !== 'fieldFilled' || !('personId' in actor)) return
        if (actor.personId !== CITIZEN.personId && before.form.help === null) throw new Error(`${actor.personId} filled without leave`)
        if (event.by !== actor.personId || !before.people[event.by]) throw new Error('filled by somebody else')
      })
    }), calls(500))
  })
  it('W-3.19 what stands confirmed is what the citizen saw: any change withdraws it', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, null, ({ state }) => {
        if (state.form.confirmed && state.form.confirmed.digest !== sha256(formText(state))) throw new Error(`stale at ${state.seq}`)
      })
    }), calls(500))
  })
  it('W-3.7 as long as it goes on there is one clerk in charge, who has the place with or without a line', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, (before, { event }, after) => {
        if (!after.people[after.clerk] || !after.people[after.citizen]) throw new Error('a place is lost')
        if (before.clerk !== after.clerk && event.type !== 'handedOver') throw new Error(`${event.type} changed the clerk`)
        if (before.clerk !== after.clerk && before.transfer === null && before.people[before.clerk]?.connectionId) throw new Error('a clerk who was there was replaced')
        if (before.ended === null && after.startedAt !== null && after.ended === null && phaseOf(after) === 'talking' && !after.people[after.clerk]?.connectionId) throw new Error('the citizen is not told')
      })
    }), calls(300))
  })
  it('W-3.9 after the end nothing is written but who comes and goes', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, (before, { event }) => {
        if (before.ended !== null && event.type !== 'personConnected' && event.type !== 'personDisconnected') throw new Error(event.type)
      })
    }), calls(300))
  })
  it('W-3.21 a transfer loses nothing: history, captures and what the citizen said stay', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, (before, { event }, after) => {
        if (event.type !== 'handedOver') return
        expect([after.captures, after.messages, after.notes, after.papers, after.identity, after.caseLink, after.openedAt, after.ticketId])
          .toEqual([before.captures, before.messages, before.notes, before.papers, before.identity, before.caseLink, before.openedAt, before.ticketId])
        expect(after.handovers).toHaveLength(before.handovers.length + 1)
        if (event.item === null) expect(after.form).toEqual(before.form)
      })
    }), calls(500))
  })
  it('W-3.24 strangers see nothing, the citizen’s side no notes, nobody but the citizen the mark of a number', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      const call = play(plan)
      for (const stranger of STRANGERS) expect(viewOf(call.state, hand(stranger))).toBeNull()
      for (const person of CAST) {
        const view = viewOf(call.state, hand(person))
        if (view === null) continue
        const marks = [view.identity.mark, ...Object.values(view.form.values).map((held) => held.mark)].filter((mark) => mark !== null)
        if (person !== CITIZEN) expect(marks.every((mark) => mark.hmac === '')).toBe(true)
        if (person.role !== 'remoteClerk') expect(view.notes).toEqual([])
        if (person === SIGNER) expect(view.captures.every((capture) => capture.still === null)).toBe(true)
      }
      expect(filledForCitizen(call.state).every((fieldId) => call.state.form.values[fieldId]?.by !== CITIZEN.personId)).toBe(true)
    }), calls(300))
  })
  it('W-3.24 whoever folds what they are sent holds exactly their view', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      const held = new Map<string, SessionState | null>()
      play(plan, (before, fact, after) => {
        for (const person of [...CAST, ...STRANGERS]) {
          const mine = held.has(person.personId) ? held.get(person.personId)! : viewOf(before, hand(person))
          const sent = delivery(before, fact, after, hand(person))
          const next = sent === 'event' ? evolve(mine, fact) : sent === 'snapshot' ? viewOf(after, hand(person)) : mine
          held.set(person.personId, next)
          const due = viewOf(after, hand(person))
          expect(next && { ...next, seq: 0 }).toEqual(due && { ...due, seq: 0 })
        }
      })
    }), calls(100))
  })
})
