import type { types } from 'mediasoup'
import type { SfuEvent } from '#protocol/sfu.ts'
import { TIMING } from './options.ts'
import type { ProducerData, TrackProducer } from './track-consumer.ts'

const QUIETEST_HEARD_DBOV = -60
const MOST_LEVELS = 12

/**
 * Who is heard in one room: levels several times a second, and who speaks. mediasoup names a dominant speaker only when it
 * changes, so that silence, and the same voice after it, are told from the levels.
 */
export class RoomEars {
  readonly #roomId: string
  readonly #publish: (event: SfuEvent) => void
  readonly #onSpeaker: (peerId: string | null) => void
  readonly #levels: types.AudioLevelObserver
  readonly #speakers: types.ActiveSpeakerObserver
  #dominant: TrackProducer | null = null
  #told: TrackProducer | null = null
  #silence: NodeJS.Timeout | null = null

  static async open(router: types.Router, roomId: string, publish: (event: SfuEvent) => void, onSpeaker: (peerId: string | null) => void): Promise<RoomEars> {
    const [levels, speakers] = await Promise.all([
      router.createAudioLevelObserver({ interval: TIMING.levelsMs, threshold: QUIETEST_HEARD_DBOV, maxEntries: MOST_LEVELS }),
      router.createActiveSpeakerObserver({ interval: TIMING.speakerMs }),
    ])
    return new RoomEars(roomId, publish, onSpeaker, levels, speakers)
  }

  private constructor(
    roomId: string, publish: (event: SfuEvent) => void, onSpeaker: (peerId: string | null) => void,
    levels: types.AudioLevelObserver, speakers: types.ActiveSpeakerObserver,
  ) {
    this.#roomId = roomId
    this.#publish = publish
    this.#onSpeaker = onSpeaker
    this.#levels = levels
    this.#speakers = speakers
    levels.on('volumes', (volumes) => this.#heard(volumes))
    levels.on('silence', () => this.#silent())
    speakers.on('dominantspeaker', ({ producer }) => {
      this.#dominant = producer as TrackProducer
      this.#tell(this.#dominant)
    })
  }

  async listenTo(producer: TrackProducer): Promise<void> {
    await Promise.all([this.#levels.addProducer({ producerId: producer.id }), this.#speakers.addProducer({ producerId: producer.id })])
    producer.observer.once('close', () => this.#gone(producer))
    producer.observer.on('pause', () => this.#gone(producer))
  }

  close(): void {
    if (this.#silence) clearTimeout(this.#silence)
    this.#silence = null
    this.#levels.close()
    this.#speakers.close()
  }

  #heard(volumes: types.AudioLevelObserverVolume[]): void {
    if (this.#silence) clearTimeout(this.#silence)
    this.#silence = null
    const levels = volumes.map(({ producer, volume }) => ({
      personId: (producer.appData as ProducerData).personId, dbov: Math.min(0, Math.max(-127, volume)),
    }))
    this.#publish({ type: 'levels', roomId: this.#roomId, levels })
    const loudest = volumes[0]?.producer as TrackProducer | undefined
    if (!this.#told && loudest) this.#tell(volumes.some(({ producer }) => producer === this.#dominant) ? this.#dominant : loudest)
  }

  #silent(): void {
    this.#publish({ type: 'levels', roomId: this.#roomId, levels: [] })
    this.#silence ??= setTimeout(() => {
      this.#silence = null
      this.#tell(null)
    }, TIMING.silenceMs)
  }

  #gone(producer: TrackProducer): void {
    if (this.#dominant === producer) this.#dominant = null
    if (this.#told === producer) this.#tell(null)
  }

  #tell(producer: TrackProducer | null): void {
    if (producer === this.#told || producer?.closed || producer?.paused) return
    this.#told = producer
    this.#onSpeaker(producer?.appData.peerId ?? null)
    this.#publish({ type: 'activeSpeaker', roomId: this.#roomId, personId: producer?.appData.personId ?? null })
  }
}
