import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HearingState } from '#domain/hearing/state.ts'
import type { MediaPolicy, PersonMedia } from '#domain/media.ts'
import { hearingMedia } from './hearing.ts'
import { planMedia, type Peer, type Track } from './plan.ts'
import type { MediaView } from './view.ts'

type Media = PersonMedia['send']['camera']
const PEOPLE = ['judge', 'plaintiff', 'defendant', 'witness']

type Placed = Record<string, { connectionId: string | null; room: string; testimony?: string }>
/** A hearing's own view under a policy of the test's: who is connected, where, and whether as an isolated witness. */
function viewOf(people: Placed, policy: MediaPolicy): MediaView {
  const state = { people: Object.fromEntries(Object.entries(people).map(([personId, person]) => [personId, { personId, testimony: null, ...person }])) } as unknown as HearingState
  // Closed, so that its own policy (replaced here) asks for nothing more of these people.
  return { ...hearingMedia({ ...state, closedAt: '2026-11-12T10:00:00.000Z' }), policy }
}
function peerOf(personId: string, capable = true): Peer {
  return { peerId: `${personId}-tab`, personId, capable, tracks: new Map(), flows: new Map() }
}
function trackOf(personId: string, source: Track['source'] = 'camera', paused = false): Track {
  return { producerId: `${personId}-${source}`, source, kind: 'video', description: { layout: 'plain', cutout: 'none' }, paused }
}
const sends = (camera: Media): PersonMedia['send'] => ({ microphone: 'none', camera, presentation: 'none' })

/** Carries a plan out on the books as the session does, with an SFU that always obeys and browsers always ready. */
function obey(view: MediaView, peers: Peer[]): void {
  for (;;) {
    const plan = planMedia(view, peers)
    if (plan.restrict.length + plan.permit.length === 0) return
    for (const step of plan.restrict) {
      if (step.type === 'closeTrack') step.peer.tracks.delete(step.track.source)
      else if (step.type === 'pauseTrack') step.track.paused = true
      else if (step.type === 'closeFlow') step.peer.flows.delete(step.flow.producerId)
      else if (step.type === 'pauseFlow') step.flow.paused = true
    }
    for (const step of plan.permit) {
      if (step.type === 'resumeTrack') step.track.paused = false
      else if (step.type === 'resumeFlow') step.flow.paused = false
      else step.peer.flows.set(step.track.producerId, {
        consumerId: `${step.peer.peerId}<${step.track.producerId}`, producerId: step.track.producerId, from: step.from,
        source: step.track.source, ready: true, paused: true,
      })
    }
  }
}

test('whatever the policy was before, afterwards exactly what it allows flows', () => {
  const policyGen = fc.record(Object.fromEntries(PEOPLE.map((personId) => [personId, fc.record({
    send: fc.constantFrom<Media>('live', 'held', 'none'), hears: fc.subarray(PEOPLE.filter((other) => other !== personId)), room: fc.constantFrom('courtroom', 'waitingRoom'),
  })])))
  fc.assert(fc.property(fc.array(policyGen, { minLength: 1, maxLength: 6 }), (sequence) => {
    const peers = PEOPLE.map((personId) => peerOf(personId))
    for (const wish of sequence) {
      for (const peer of peers) if (!peer.tracks.has('camera') && wish[peer.personId]?.send !== 'none') peer.tracks.set('camera', trackOf(peer.personId, 'camera', true))
      const people: Placed = Object.fromEntries(PEOPLE.map((personId) => [personId, { connectionId: `${personId}-tab`, room: wish[personId]?.room ?? '' }]))
      const policy: MediaPolicy = Object.fromEntries(PEOPLE.map((personId) => [personId, {
        send: sends(wish[personId]?.send ?? 'none'),
        receive: (wish[personId]?.hears ?? []).filter((from) => wish[from]?.send === 'live').map((from) => ({ from, sources: ['camera' as const] })),
      }]))
      obey(viewOf(people, policy), peers)
      for (const peer of peers) {
        const flowing = [...peer.flows.values()].filter((flow) => !flow.paused).map((flow) => flow.from).sort()
        expect(flowing).toEqual((policy[peer.personId]?.receive ?? []).map(({ from }) => from).sort())
        expect(peer.tracks.get('camera')?.paused).toBe({ live: false, held: true, none: undefined }[wish[peer.personId]?.send ?? 'none'])
        for (const flow of peer.flows.values()) {
          if (flow.paused) expect(people[flow.from]?.room).toBe(people[peer.personId]?.room)
        }
      }
    }
  }), { numRuns: 300 })
})

test('an older tab is allowed nothing', () => {
  const older = peerOf('judge')
  older.tracks.set('camera', trackOf('judge'))
  const people: Placed = { judge: { connectionId: 'newer-tab', room: 'courtroom' } }
  const { restrict, permit } = planMedia(viewOf(people, { judge: { send: sends('live'), receive: [] } }), [older])
  expect(restrict.map(({ type }) => type)).toEqual(['closeTrack'])
  expect(permit).toEqual([])
})

test('a witness not yet called keeps not even a silent flow of the same room', () => {
  const judge = peerOf('judge')
  const witness = peerOf('witness')
  judge.tracks.set('camera', trackOf('judge', 'camera', true))
  witness.flows.set('judge-camera', { consumerId: 'c', producerId: 'judge-camera', from: 'judge', source: 'camera', ready: true, paused: true })
  const people: Placed = { judge: { connectionId: 'judge-tab', room: 'courtroom' }, witness: { connectionId: 'witness-tab', room: 'courtroom', testimony: 'notCalled' } }
  const policy = { judge: { send: sends('held'), receive: [] }, witness: { send: sends('none'), receive: [] } }
  expect(planMedia(viewOf(people, policy), [judge, witness]).restrict.map(({ type }) => type)).toEqual(['closeFlow'])
})

test('nothing is offered to a browser whose codecs are unknown', () => {
  const judge = peerOf('judge')
  judge.tracks.set('camera', trackOf('judge'))
  const people: Placed = { judge: { connectionId: 'judge-tab', room: 'courtroom' }, plaintiff: { connectionId: 'plaintiff-tab', room: 'courtroom' } }
  const policy: MediaPolicy = { judge: { send: sends('live'), receive: [] }, plaintiff: { send: sends('none'), receive: [{ from: 'judge', sources: ['camera'] }] } }
  expect(planMedia(viewOf(people, policy), [judge, peerOf('plaintiff', false)]).permit).toEqual([])
  expect(planMedia(viewOf(people, policy), [judge, peerOf('plaintiff')]).permit.map(({ type }) => type)).toEqual(['openFlow'])
})
