import type { types } from 'mediasoup'
import type { ConsumerOffer, TrackDescription } from '#protocol/media.ts'
import type { MediaSource } from '#protocol/places.ts'
import { chooseLayer, layerHeights } from './layers.ts'
import { plain } from './native.ts'

/** What hangs on every producer: whose it is and how its picture is laid out. */
export type ProducerData = { peerId: string; personId: string; source: MediaSource; description: TrackDescription }
export type TrackProducer = types.Producer<ProducerData>

/** Video of who speaks gets a viewer's bandwidth before all others. */
const PRIORITY = { others: 1, presentation: 200, speaker: 255 } as const

/**
 * One track on its way to one browser. It flows when it is allowed (`resume`) and, for video, drawn at all; the simulcast
 * layer follows the drawn height. Changes are carried out one after another, always towards the newest wish.
 */
export class TrackConsumer {
  readonly consumer: types.Consumer
  readonly #producer: TrackProducer
  #allowed = false
  #drawnPx: number | null = null
  #layer: number | null = null
  #priority = 0
  #speaking = false
  #work: Promise<void> = Promise.resolve()

  constructor(consumer: types.Consumer, producer: TrackProducer) {
    this.consumer = consumer
    this.#producer = producer
  }

  get producerId(): string {
    return this.#producer.id
  }

  /** The peer who sends it. */
  get producerPeerId(): string {
    return this.#producer.appData.peerId
  }

  offer(): ConsumerOffer {
    const { personId, source, description } = this.#producer.appData
    return {
      consumerId: this.consumer.id, producerId: this.#producer.id, from: personId, source, kind: this.consumer.kind,
      rtpParameters: plain(this.consumer.rtpParameters), description, producerPaused: this.#producer.paused,
    }
  }

  setAllowed(allowed: boolean): Promise<void> {
    this.#allowed = allowed
    return this.#apply()
  }

  /** @param heightPx height of the picture in device pixels; 0 stops the video on the server. Sound is not drawn. */
  setDrawnHeight(heightPx: number): Promise<void> {
    if (this.consumer.kind === 'audio') return this.#work
    this.#drawnPx = heightPx
    return this.#apply()
  }

  setSpeaking(speaking: boolean): Promise<void> {
    if (this.consumer.kind === 'audio' || speaking === this.#speaking) return this.#work
    this.#speaking = speaking
    return this.#apply()
  }

  /** Looks at the producer's description again. */
  redescribe(): Promise<void> {
    return this.#apply()
  }

  #apply(): Promise<void> {
    const next = this.#work.then(() => this.#reach())
    this.#work = next.catch(() => undefined)
    return next
  }

  async #reach(): Promise<void> {
    const { consumer } = this
    if (consumer.closed) return
    const paused = !this.#allowed || this.#drawnPx === 0
    if (paused && !consumer.paused) await consumer.pause()
    if (!paused && consumer.kind === 'video') {
      await this.#reachLayer()
      await this.#reachPriority()
    }
    if (!paused && consumer.paused) await consumer.resume()
  }

  async #reachLayer(): Promise<void> {
    if (this.consumer.type !== 'simulcast') return
    const { source, description } = this.#producer.appData
    const heights = layerHeights({
      encodings: (this.#producer.rtpParameters.encodings ?? []) as { scaleResolutionDownBy?: number }[],
      layout: description.layout, trackHeightPx: description.heightPx,
    })
    // A document must stay legible however small it is drawn.
    const layer = source === 'presentation' ? heights.length - 1 : chooseLayer(heights, this.#drawnPx, this.#layer)
    if (layer === this.#layer) return
    await this.consumer.setPreferredLayers({ spatialLayer: layer })
    this.#layer = layer
  }

  async #reachPriority(): Promise<void> {
    const priority = this.#speaking
      ? PRIORITY.speaker
      : this.#producer.appData.source === 'presentation' ? PRIORITY.presentation : PRIORITY.others
    if (priority === this.#priority) return
    await this.consumer.setPriority(priority)
    this.#priority = priority
  }
}
