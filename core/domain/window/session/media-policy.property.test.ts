import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { MediaPolicy } from '../../media.ts'
import { mediaPolicy } from './media-policy.ts'
import { everybody, isCitizenSide } from './people.ts'
import type { SessionPerson, SessionState } from './state.ts'
import { Call, CITIZEN, CLERK, HELPER, talking } from './testing/call.ts'
import { calls, planArbitrary, play } from './testing/random.ts'

// how long a loaded machine takes says nothing about the rules
vi.setConfig({ testTimeout: 600_000 })

type Route = { from: SessionPerson | undefined; to: SessionPerson; sources: string[] }
const routes = (state: SessionState, policy: MediaPolicy): Route[] =>
  everybody(state).flatMap((to) => (policy[to.personId]?.receive ?? []).map((voice) => ({ from: state.people[voice.from], to, sources: voice.sources })))

/** Holds in every state that random calls come to stand in. */
function always(law: (state: SessionState, policy: MediaPolicy, routes: Route[]) => boolean): void {
  fc.assert(fc.property(planArbitrary(), (plan) => {
    play(plan, null, ({ state }) => {
      const policy = mediaPolicy(state)
      if (!law(state, policy, routes(state, policy))) throw new Error(`broken at seq ${state.seq}`)
    })
  }), calls(300))
}
const silent = (policy: MediaPolicy, personId: string): boolean =>
  policy[personId]!.receive.length === 0 && Object.values(policy[personId]!.send).every((send) => send !== 'live')

describe('media policy of a call, for every reachable state', () => {
  it('W-3.2 sound and picture pass only between two connected people of the call, never to oneself', () => {
    always((state, policy, all) => Object.keys(policy).every((personId) => personId in state.people) && all.every(({ from, to }) =>
      from !== undefined && from.connectionId !== null && to.connectionId !== null && from.personId !== to.personId))
  })
  it('W-3.3 before the clerk has joined the waiting citizen hears nobody and is seen by nobody', () => {
    always((state, policy, all) => state.startedAt !== null || (all.length === 0 && silent(policy, CITIZEN.personId)))
  })
  it('W-3.4 in a call that has begun any two who are there hear each other, unless it is on hold', () => {
    always((state, policy) => {
      if (state.startedAt === null || state.ended !== null || state.hold !== null) return true
      const there = everybody(state).filter((person) => person.connectionId !== null)
      return there.every((from) => !from.withMicrophone || !from.microphoneOn || there.every((to) =>
        to === from || policy[to.personId]!.receive.some((voice) => voice.from === from.personId && voice.sources.includes('microphone'))))
    })
  })
  it('W-3.4 nobody is heard or seen against their own switch', () => {
    always((_state, _policy, all) => all.every(({ from, sources }) => from !== undefined
      && (!sources.includes('microphone') || (from.microphoneOn && from.withMicrophone)) && (!sources.includes('camera') || (from.cameraOn && from.withCamera))
      && (!sources.includes('presentation') || from.presentation !== null)))
  })
  it('W-3.4 a lost line turns no switch back on', () => {
    fc.assert(fc.property(planArbitrary(), (plan) => {
      play(plan, (before, { event }, after) => {
        if (event.type !== 'personConnected') return
        const [was, is] = [before.people[event.personId], after.people[event.personId]]
        if (was && is && was.joinedAt !== null && was.withMicrophone && !was.microphoneOn && is.microphoneOn) throw new Error(`${event.personId} is heard again`)
      })
    }), calls(300))
  })
  it('W-3.8 on hold nothing flows to or from the citizen’s side', () => {
    always((state, policy, all) => state.hold === null || (all.every(({ from, to }) => from !== undefined && !isCitizenSide(from) && !isCitizenSide(to))
      && everybody(state).filter(isCitizenSide).every((person) => silent(policy, person.personId))))
  })
  it('W-3.9 after the end nothing passes and no track stays', () => {
    always((state, policy, all) => state.ended === null || (all.length === 0 && Object.values(policy).every(({ send }) => Object.values(send).every((one) => one === 'none'))))
  })
  it('W-3.2 whoever is not connected sends and receives nothing', () => {
    always((state, policy) => everybody(state).filter((person) => person.connectionId === null).every((person) =>
      silent(policy, person.personId) && Object.values(policy[person.personId]!.send).every((send) => send === 'none')))
  })
})

describe('media policy of a call, case by case', () => {
  const hears = (call: Call, to: { personId: string }) => mediaPolicy(call.state)[to.personId]?.receive.map((voice) => voice.from)
  it('W-3.3 sound is made ready while the citizen waits and flows when the clerk comes', () => {
    const call = new Call()
    call.admit(HELPER)
    call.join(CITIZEN, HELPER)
    expect(mediaPolicy(call.state)['citizen']).toEqual({ send: { microphone: 'held', camera: 'held', presentation: 'none' }, receive: [] })
    call.join(CLERK)
    expect(hears(call, CITIZEN)).toEqual(['clerk', 'helper'])
  })
  it('W-3.4 any two go on when the third drops', () => {
    for (const gone of [CITIZEN, CLERK, HELPER]) {
      const call = talking()
      call.drop(gone)
      const [one, other] = [CITIZEN, CLERK, HELPER].filter((person) => person !== gone)
      expect(hears(call, one!)).toEqual([other!.personId])
      expect(hears(call, other!)).toEqual([one!.personId])
    }
  })
  it('W-3.8 a hold does not outlast the line of the clerk who alone could lift it', () => {
    const call = talking()
    call.by(CLERK, { type: 'hold', reason: 'consult' })
    expect(hears(call, CITIZEN)).toEqual([])
    call.drop(CLERK)
    expect(call.state.hold).toBeNull()
    expect(hears(call, CITIZEN)).toEqual(['helper'])
  })
  it('W-3.11 the document camera is a second picture beside the first', () => {
    const call = talking()
    call.by(HELPER, { type: 'setPresentation', on: true, kind: 'document' })
    expect(mediaPolicy(call.state)['clerk']?.receive.find((voice) => voice.from === 'helper')?.sources).toEqual(['microphone', 'camera', 'presentation'])
  })
})
