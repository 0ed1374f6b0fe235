import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { HearingState } from './state.ts'
import { delivery, equal, evolve, mayDo, viewKey, viewOf } from './index.ts'
import { everybody, isBench, isCourt } from './people.ts'
import { GROUP } from './roles.ts'
import { isSecretStage } from './stages.ts'
import { deepFreeze } from './testing/freeze.ts'
import { courts, planArbitrary, play } from './testing/random.ts'

// how long a loaded machine takes says nothing about the rules
vi.setConfig({ testTimeout: 600_000 })

/** Everybody of the hearing, somebody removed from it, and somebody who never was. */
const viewersOf = (state: HearingState): string[] => [...Object.keys(state.people), 'observer2', 'nobody']

describe('what each person is shown, for every reachable state', () => {
  it('H-9.1 events and snapshots as delivered add up to the view of the end', () => {
    fc.assert(fc.property(planArbitrary(30), (plan) => {
      const held = new Map<string, HearingState>()
      play(plan, (before, fact, after) => {
        for (const viewer of new Set([...viewersOf(before), ...viewersOf(after)])) {
          const view = held.get(viewer) ?? viewOf(before, viewer)
          const sent = delivery(before, fact, after, viewer)
          // as over the wire: what the browser holds has been through JSON
          const next = sent === 'nothing' ? view : sent === 'event' ? evolve(view, fact) : structuredClone(viewOf(after, viewer))
          held.set(viewer, next)
          const due = viewOf(after, viewer)
          if (!equal({ ...next, seq: 0 }, { ...due, seq: 0 })) throw new Error(`${viewer} holds something else after ${fact.event.type}`)
        }
      })
    }), courts(50))
  })

  const shown = (law: (state: HearingState, viewer: string, view: HearingState) => void) =>
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, null, ({ state }) => {
        for (const viewer of viewersOf(state)) law(state, viewer, viewOf(state, viewer))
      })
    }), courts(30))

  it('H-8.1 identity marks are shown to the court and to the person alone (R1 7, 38)', () => {
    shown((state, viewer, view) => {
      const court = state.people[viewer] !== undefined && isCourt(state, state.people[viewer])
      for (const person of everybody(view)) {
        if (!court && person.personId !== viewer) expect([person.identityTail, person.identityHmac, person.readiness]).toEqual([undefined, undefined, null])
      }
    })
  })
  it('H-8.2 messages are shown to sender and receiver alone', () => {
    shown((_state, viewer, view) => {
      for (const message of view.messages) expect([message.from, message.to]).toContain(viewer)
    })
  })
  it('H-8.3 a witness before and after is shown itself, the court\'s names and the case, nothing else (R1 26)', () => {
    shown((state, viewer, view) => {
      const person = state.people[viewer]
      if (!person || GROUP[person.role] !== 'witness' || person.testimony === 'testifying') return
      expect([view.record, view.exhibits, view.issues, view.warnings, view.turnsDone]).toEqual([[], [], [], [], []])
      expect([view.floor, view.recess, view.openedAt, view.outcome, view.agreement, view.gavel]).toEqual([null, null, null, null, null, null])
      expect(view.stage).toBe('preTrial')
      for (const other of everybody(view)) {
        if (other.personId !== viewer) expect(['judge', 'mediator', 'prosecutor', 'hearingOfficer', 'clerk', 'officer']).toContain(GROUP[other.role])
        if (other.personId !== viewer) expect([other.room, other.handRaisedAt, other.microphoneOn]).toEqual(['outside', null, false])
      }
    })
  })
  it('H-8.4 a witness in the box is shown the courtroom, not what was said and shown before', () => {
    shown((state, viewer, view) => {
      if (state.people[viewer]?.testimony !== 'testifying') return
      expect([view.record, view.exhibits, view.issues]).toEqual([[], [], []])
      expect(view.stage).toBe(state.stage)
    })
  })
  it("H-8.5 the panel's own record is shown to the panel and the clerk who keeps it (R1 34)", () => {
    shown((state, viewer, view) => {
      const person = state.people[viewer]
      const may = person !== undefined && (isBench(state, person) || (GROUP[person.role] === 'clerk' && state.clerkInDeliberation))
      if (!may) expect(view.record.filter((line) => isSecretStage(state, line.stage))).toEqual([])
    })
  })
  it('H-8.6 who waits is shown the stage and the court, not the proceedings', () => {
    shown((state, viewer, view) => {
      const person = state.people[viewer]
      if (!person || isCourt(state, person) || person.admitted || GROUP[person.role] === 'witness') return
      expect([view.record, view.exhibits, view.issues, view.floor]).toEqual([[], [], [], null])
    })
  })
  it('H-8.6 observers are shown no record and no papers (R1 27)', () => {
    shown((state, viewer, view) => {
      const person = state.people[viewer]
      if (person && GROUP[person.role] === 'observer') expect([view.record, view.agreement, view.offline]).toEqual([[], null, null])
    })
  })
  it('H-8.7 somebody who is not of this hearing is shown nobody', () => {
    shown((state, viewer, view) => {
      if (state.people[viewer]) return
      expect([view.people, view.messages, view.record]).toEqual([{}, [], []])
    })
  })
  it('H-8.8 everybody finds in their own view what they may do', () => {
    shown((state, viewer, view) => expect(mayDo(view, viewer)).toEqual(mayDo(state, viewer)))
  })
  it('H-8.9 a view survives the wire unchanged', () => {
    shown((_state, _viewer, view) => {
      if (!equal(JSON.parse(JSON.stringify(view)), view)) throw new Error('JSON changes the view')
    })
  })
  it('H-9.2 equal view keys mean equal views and equal deliveries', () => {
    fc.assert(fc.property(planArbitrary(25), (plan) => {
      play(plan, (before, fact, after) => {
        const seen = new Map<string, { view: HearingState; sent: string }>()
        for (const viewer of viewersOf(after)) {
          // copies, so that nothing remembered from another viewer answers
          const [then, now] = [structuredClone(before), structuredClone(after)]
          const keys = `${viewKey(then, viewer)}>${viewKey(now, viewer)}`
          const mine = { view: viewOf(now, viewer), sent: delivery(then, fact, now, viewer) }
          const other = seen.get(keys)
          if (other && !equal(other, mine)) throw new Error(`${viewer} shares the key ${keys} but not the view`)
          seen.set(keys, mine)
        }
      })
    }), courts(6))
  })
  it('H-1.2 folding never changes what it folds into', () => {
    fc.assert(fc.property(planArbitrary(20), (plan) => {
      play(plan, (_before, _fact, after) => void deepFreeze(after))
    }), courts(40))
  })
})
