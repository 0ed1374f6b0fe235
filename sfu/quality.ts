import type { types } from 'mediasoup'
import type { LinkQuality } from '#protocol/media.ts'
import type { Peer } from './peer.ts'

/**
 * How well one person's line carries sound and picture at present. `up` is the worst of what is sent, `down` the worst of
 * what is received (mediasoup's scores 0–10); a simulcast track counts by its best layer, since a browser drops the others
 * on purpose. What is paused says nothing.
 */
export async function linkQuality(peer: Peer): Promise<LinkQuality> {
  const flowing = peer.consumers.map((track) => track.consumer).filter((consumer) => !consumer.paused && !consumer.producerPaused)
  const sent = [...peer.producers.values()].filter((producer) => !producer.paused && producer.score.length > 0)
  const [sending, receiving, streams] = await Promise.all([
    statsOf(peer.send), statsOf(peer.receive), flowing[0] ? flowing[0].getStats() : sent[0] ? sent[0].getStats() : [],
  ])
  const losses = [sending?.rtpPacketLossReceived, receiving?.rtpPacketLossSent].filter((loss) => loss !== undefined)
  const rtts = streams.map((stream) => stream.roundTripTime).filter((rtt) => rtt !== undefined && rtt > 0)
  return {
    personId: peer.personId,
    up: worst(sent.map((producer) => Math.max(...producer.score.map((layer) => layer.score)))),
    down: worst(flowing.map((consumer) => consumer.score.score)),
    rttMs: rtts[0] === undefined ? null : Math.round(rtts[0]),
    lossPercent: losses.length === 0 ? null : Math.round(Math.min(1, Math.max(0, ...losses)) * 1000) / 10,
  }
}

const worst = (scores: number[]): number | null => (scores.length === 0 ? null : Math.min(10, Math.max(0, Math.min(...scores))))

async function statsOf(transport: types.WebRtcTransport): Promise<types.WebRtcTransportStat | undefined> {
  return transport.closed ? undefined : (await transport.getStats())[0]
}

/** A person with two connections for a moment (taking over) is named once, by the one that carries more. */
export function byPerson(qualities: LinkQuality[]): LinkQuality[] {
  const known = new Map<string, LinkQuality>()
  const weight = (quality: LinkQuality) => Number(quality.up !== null) + Number(quality.down !== null)
  for (const quality of qualities) {
    const other = known.get(quality.personId)
    if (!other || weight(quality) >= weight(other)) known.set(quality.personId, quality)
  }
  return [...known.values()]
}
