import { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { SFU_CALLS } from '#protocol/sfu.ts'
import type { SfuCallName, SfuResult } from '#protocol/sfu.ts'
import type { Rooms } from './rooms.ts'
import type { MediaWorker } from './workers.ts'

type Params<N extends SfuCallName> = z.output<(typeof SFU_CALLS)[N]['params']>
type Handlers = { [N in SfuCallName]: (params: Params<N>) => Promise<SfuResult<N>> }
const DECLARED: { [N in SfuCallName]: { params: z.ZodType<Params<N>> } } = SFU_CALLS

const CallEnvelope = z.strictObject({ name: z.enum(Object.keys(SFU_CALLS) as [SfuCallName, ...SfuCallName[]]), params: z.unknown() })

/** Answers the calls of `SFU_CALLS`; whatever does not fit their schemas is refused before anything is touched. */
export function createService(rooms: Rooms, workers: () => MediaWorker[]): (payload: unknown) => Promise<unknown> {
  const handlers = createHandlers(rooms, workers)
  return async (payload) => {
    const { name, params } = checked(CallEnvelope, payload)
    return dispatch(handlers, name, params)
  }
}

async function dispatch<N extends SfuCallName>(handlers: Handlers, name: N, params: unknown): Promise<SfuResult<N>> {
  return handlers[name](checked(DECLARED[name].params, params))
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const path = result.error.issues[0]?.path.join('.')
  throw new AppError('badMessage', { path: path === undefined || path === '' ? 'message' : path.slice(0, 200) })
}

function createHandlers(rooms: Rooms, workers: () => MediaWorker[]): Handlers {
  const consumer = (ids: { roomId: string; peerId: string; consumerId: string }) => {
    const track = rooms.get(ids.roomId).peer(ids.peerId).consumer(ids.consumerId)
    if (!track) throw new AppError('notFound')
    return track
  }
  /** A producer is changed only in the name of the peer who sends it. */
  const ownProducer = (ids: { roomId: string; peerId: string; producerId: string }) => {
    const producer = rooms.get(ids.roomId).peer(ids.peerId).producers.get(ids.producerId)
    if (!producer) throw new AppError('notFound')
    return producer
  }
  return {
    openRoom: async ({ roomId }) => {
      const room = await rooms.open(roomId)
      return { epoch: room.epoch, rtpCapabilities: room.rtpCapabilities }
    },
    closeRoom: async ({ roomId }) => {
      await rooms.close(roomId)
      return {}
    },
    openPeer: async ({ roomId, peerId, personId }) => (await rooms.get(roomId).openPeer(peerId, personId)).offers(),
    closePeer: async ({ roomId, peerId }) => {
      await ifThere(async () => rooms.get(roomId).closePeer(peerId))
      return {}
    },
    setPeerCapabilities: async ({ roomId, peerId, rtpCapabilities }) => {
      rooms.get(roomId).peer(peerId).setCapabilities(rtpCapabilities)
      return {}
    },
    connectTransport: async ({ roomId, peerId, transportId, dtlsParameters }) => {
      await rooms.get(roomId).peer(peerId).connect(transportId, dtlsParameters)
      return {}
    },
    restartIce: async ({ roomId, peerId, transportId }) => ({ iceParameters: await rooms.get(roomId).peer(peerId).restartIce(transportId) }),
    produce: async ({ roomId, peerId, source, description, kind, rtpParameters, paused }) => {
      const producer = await rooms.get(roomId).produce(peerId, { source, description }, kind, rtpParameters, paused)
      return { producerId: producer.id }
    },
    describeProducer: async ({ description, ...ids }) => {
      await rooms.get(ids.roomId).describe(ownProducer(ids), description)
      return {}
    },
    setProducerPaused: async ({ paused, ...ids }) => {
      const producer = ownProducer(ids)
      await (paused ? producer.pause() : producer.resume())
      return {}
    },
    closeProducer: async (ids) => {
      await ifThere(async () => ownProducer(ids).close())
      return {}
    },
    consume: async ({ roomId, peerId, producerId }) => rooms.get(roomId).consume(peerId, producerId),
    resumeConsumer: async (ids) => {
      await consumer(ids).setAllowed(true)
      return {}
    },
    pauseConsumer: async (ids) => {
      await consumer(ids).setAllowed(false)
      return {}
    },
    setDrawnHeight: async ({ heightPx, ...ids }) => {
      await consumer(ids).setDrawnHeight(heightPx)
      return {}
    },
    closeConsumer: async (ids) => {
      await ifThere(async () => consumer(ids).consumer.close())
      return {}
    },
    stats: async () => ({
      workers: await Promise.all(workers().map(usage)),
      rooms: rooms.all().length,
      ...totals(rooms),
    }),
  }
}

/** Closing what is gone succeeds. */
async function ifThere(close: () => Promise<void>): Promise<void> {
  try {
    await close()
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'notFound')) throw error
  }
}

async function usage({ worker, rooms }: MediaWorker) {
  const used = await worker.getResourceUsage()
  return { pid: worker.pid, rooms, cpuMs: used.ru_utime + used.ru_stime, rssKiB: used.ru_maxrss }
}

function totals(rooms: Rooms) {
  const peers = rooms.all().flatMap((room) => room.peers)
  return {
    peers: peers.length,
    producers: peers.reduce((sum, peer) => sum + peer.producers.size, 0),
    consumers: peers.reduce((sum, peer) => sum + peer.consumers.length, 0),
  }
}
