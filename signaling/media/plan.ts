import type { PersonMedia } from '#domain/media.ts'
import type { MediaSource } from '#protocol/places.ts'
import type { TrackDescription } from '#protocol/media.ts'
import type { MediaView } from './view.ts'

/** A track somebody sends, as it stands in the SFU. */
export type Track = {
  producerId: string; source: MediaSource; kind: 'audio' | 'video'; description: TrackDescription; paused: boolean
}
/** A way for one track to reach one person. `ready`: the browser has made its side. */
export type Flow = { consumerId: string; producerId: string; from: string; source: MediaSource; ready: boolean; paused: boolean }
/** One connection of one person in the SFU; `capable` once its codecs are known, so that it can receive. */
export type Peer = {
  peerId: string; personId: string; capable: boolean; tracks: Map<MediaSource, Track>; flows: Map<string, Flow>
}

/** Taking away: done first, and completely, before anything is given. */
export type Restriction =
  | { type: 'closeTrack'; peer: Peer; track: Track }
  | { type: 'pauseTrack'; peer: Peer; track: Track }
  | { type: 'closeFlow'; peer: Peer; flow: Flow }
  | { type: 'pauseFlow'; peer: Peer; flow: Flow }
export type Permission =
  | { type: 'resumeTrack'; peer: Peer; track: Track }
  | { type: 'openFlow'; peer: Peer; from: string; track: Track }
  | { type: 'resumeFlow'; peer: Peer; flow: Flow }
export type MediaPlan = { restrict: Restriction[]; permit: Permission[] }

const NO_MEDIA: PersonMedia = { send: { microphone: 'none', camera: 'none', presentation: 'none' }, receive: [] }

/** What is allowed to a peer now. A connection that no longer speaks for its person is allowed nothing. */
export function allowedTo(peer: Pick<Peer, 'peerId' | 'personId'>, view: MediaView): PersonMedia {
  if (view.connectionOf(peer.personId) !== peer.peerId) return NO_MEDIA
  return view.policy[peer.personId] ?? NO_MEDIA
}

/** The difference between what the policy wants and what the SFU has. Pure. */
export function planMedia(view: MediaView, peers: Iterable<Peer>): MediaPlan {
  const all = [...peers]
  const plan: MediaPlan = { restrict: [], permit: [] }
  const speaking = new Map(all.filter((peer) => view.connectionOf(peer.personId) === peer.peerId).map((peer) => [peer.personId, peer]))
  const wanted = new Map(all.map((peer) => [peer, allowedTo(peer, view)]))

  for (const peer of all) {
    for (const track of peer.tracks.values()) {
      const send = wanted.get(peer)?.send[track.source] ?? 'none'
      if (send === 'none') plan.restrict.push({ type: 'closeTrack', peer, track })
      else if (send === 'held' && !track.paused) plan.restrict.push({ type: 'pauseTrack', peer, track })
      else if (send === 'live' && track.paused) plan.permit.push({ type: 'resumeTrack', peer, track })
    }
  }
  for (const peer of all) planFlows(peer, view, wanted, speaking, plan)
  return plan
}

function planFlows(peer: Peer, view: MediaView, wanted: Map<Peer, PersonMedia>, speaking: Map<string, Peer>, plan: MediaPlan): void {
  const allowed = new Map<string, { from: string; track: Track }>()
  for (const { from, sources } of wanted.get(peer)?.receive ?? []) {
    for (const source of sources) {
      const track = speaking.get(from)?.tracks.get(source)
      if (track !== undefined && from !== peer.personId) allowed.set(track.producerId, { from, track })
    }
  }
  for (const flow of peer.flows.values()) {
    if (allowed.has(flow.producerId)) {
      if (flow.ready && flow.paused) plan.permit.push({ type: 'resumeFlow', peer, flow })
    } else if (isOnlyHeld(peer, flow, view, wanted, speaking)) {
      if (!flow.paused) plan.restrict.push({ type: 'pauseFlow', peer, flow })
    } else plan.restrict.push({ type: 'closeFlow', peer, flow })
  }
  if (!peer.capable) return
  for (const [producerId, { from, track }] of allowed) {
    if (!peer.flows.has(producerId)) plan.permit.push({ type: 'openFlow', peer, from, track })
  }
}

/** A switched-off microphone may keep its (paused) flow, so that switching on again is instant. */
function isOnlyHeld(
  peer: Peer, flow: Flow, view: MediaView, wanted: Map<Peer, PersonMedia>, speaking: Map<string, Peer>,
): boolean {
  const sender = speaking.get(flow.from)
  return sender !== undefined && speaking.get(peer.personId) === peer && view.keepsHeld(peer.personId, flow.from)
    && sender.tracks.get(flow.source)?.producerId === flow.producerId && wanted.get(sender)?.send[flow.source] === 'held'
}
