import type { AudioLevel, LinkQuality } from '#protocol/media.ts'
import type { MediaSession } from './session.ts'
import type { Notify } from './session-options.ts'
import type { Peer } from './plan.ts'

/** Who is heard, and how well, is told only to those who may receive that person; everybody knows of themselves. */
export function tellLevels(session: MediaSession, levels: AudioLevel[], notify: Notify): void {
  for (const peer of session.peers) {
    const shown = levels.filter(({ personId }) => mayKnow(session, peer, personId))
    if (shown.length > 0) notify(peer.peerId, { name: 'levels', params: { levels: shown } })
  }
}

export function tellSpeaker(session: MediaSession, personId: string | null, notify: Notify): void {
  for (const peer of session.peers) {
    const shown = personId !== null && mayKnow(session, peer, personId) ? personId : null
    notify(peer.peerId, { name: 'activeSpeaker', params: { personId: shown } })
  }
}

export function tellQuality(session: MediaSession, quality: LinkQuality[], notify: Notify): void {
  for (const peer of session.peers) {
    const shown = quality.filter(({ personId }) => mayKnow(session, peer, personId))
    if (shown.length > 0) notify(peer.peerId, { name: 'quality', params: { quality: shown } })
  }
}

function mayKnow(session: MediaSession, peer: Peer, personId: string): boolean {
  return peer.personId === personId || session.mayReceive(peer, personId)
}
