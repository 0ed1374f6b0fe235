import fc from 'fast-check'
import { describe, it, vi } from 'vitest'
import { mediaPolicy } from './media-policy.ts'
import { everybody, isDeliberator } from './people.ts'
import { GROUP, isRegistry } from './roles.ts'
import { roomKind } from './rooms.ts'
import { unitsOf } from './people.ts'
import type { HearingState, MediaPolicy, Person } from './state.ts'
import { courts, planArbitrary, play } from './testing/random.ts'

// how long a loaded machine takes says nothing about the rules
vi.setConfig({ testTimeout: 600_000 })

type Route = { from: Person; to: Person; sources: string[] }

function routes(state: HearingState, policy: MediaPolicy): Route[] {
  return everybody(state).flatMap((to) => (policy[to.personId]?.receive ?? []).map((voice) => ({ from: state.people[voice.from]!, to, sources: voice.sources })))
}

/** Holds in every state that random courts come to stand in. */
function always(law: (state: HearingState, policy: MediaPolicy, routes: Route[]) => boolean): void {
  fc.assert(fc.property(planArbitrary(), (plan) => {
    play(plan, null, ({ state }) => {
      const policy = mediaPolicy(state)
      if (!law(state, policy, routes(state, policy))) throw new Error(`broken at seq ${state.seq}, stage ${state.stage}`)
    })
  }), courts(50))
}

describe('media policy, for every reachable state', () => {
  it('H-6.1 sound and picture pass only between two connected people in one room', () => {
    always((_state, _policy, all) => all.every(({ from, to }) =>
      from.connectionId !== null && to.connectionId !== null && from.room === to.room && from.personId !== to.personId))
  })
  it('H-6.2 a witness receives and sends nothing before being called, nor after (R1 26)', () => {
    always((state, policy) => everybody(state).filter((person) => GROUP[person.role] === 'witness' && person.testimony !== 'testifying').every((person) => {
      const media = policy[person.personId]!
      return media.receive.length === 0 && Object.values(media.send).every((send) => send === 'none')
    }))
  })
  it('H-6.3 the deliberation room is heard by the panel and the admitted clerk alone (R1 34)', () => {
    always((state, _policy, all) => all.filter(({ from }) => from.room === 'deliberationRoom').every(({ to }) =>
      isDeliberator(state, to) || (isRegistry(to.role) && state.clerkInDeliberation)))
  })
  it('H-6.4 a muted microphone is never live, and its mute outlives reconnects (lessons 5)', () => {
    always((_state, _policy, all) => all.every(({ from, sources }) => !(from.mutedByCourt && sources.includes('microphone')))
)
  })
  it('H-6.4 a mute is lifted by the court alone', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, (before, { event }, after) => {
        for (const person of everybody(before)) {
          const lifted = person.mutedByCourt && after.people[person.personId]?.mutedByCourt === false
          if (lifted && event.type !== 'unmutedByCourt') throw new Error(`${event.type} lifted the mute of ${person.personId}`)
        }
      })
    }), courts(50))
  })
  it('H-6.4 nobody is heard against their own switch', () => {
    always((_state, _policy, all) => all.every(({ from, sources }) =>
      (!sources.includes('microphone') || (from.microphoneOn && from.withMicrophone)) && (!sources.includes('camera') || (from.cameraOn && from.withCamera))))
  })
  it('H-6.5 in a recess nothing passes in the courtroom', () => {
    always((state, _policy, all) => state.recess === null || all.every(({ from }) => from.room !== 'courtroom'))
  })
  it('H-6.6 whoever is not connected sends and receives nothing', () => {
    always((state, policy) => everybody(state).filter((person) => person.connectionId === null).every((person) => {
      const media = policy[person.personId]!
      return media.receive.length === 0 && Object.values(media.send).every((send) => send === 'none')
    }))
  })
  it('H-6.7 observers never send, and receive nothing where the public is excluded (R1 25, 27)', () => {
    always((state, policy) => everybody(state).filter((person) => GROUP[person.role] === 'observer').every((person) => {
      const media = policy[person.personId]!
      const excluded = state.caseFile.publicity === 'closed' || state.stage === 'courtMediation'
      return Object.values(media.send).every((send) => send === 'none') && (!excluded || media.receive.length === 0)
    }))
  })
  it('H-6.8 a private talk is never heard by another party', () => {
    always((_state, _policy, all) => all.filter(({ from }) => roomKind(from.room) === 'consultation').every(({ from, to }) => {
      const mediators = ['mediator', 'judge'].includes(GROUP[from.role]) || ['mediator', 'judge'].includes(GROUP[to.role])
      return mediators || unitsOf(from).some((unit) => unitsOf(to).includes(unit))
    }))
  })
  it('H-6.9 after 闭庭 nothing passes', () => {
    always((state, _policy, all) => state.closedAt === null || all.length === 0)
  })
})
