import { errors } from 'mediasoup'
import { AppError } from '#protocol/errors.ts'
import { SFU_EVENT_SUBJECT, SFU_REQUEST_SUBJECT } from '#protocol/sfu.ts'
import type { SfuEvent } from '#protocol/sfu.ts'
import { TIMING } from './options.ts'
import type { SfuOptions } from './options.ts'
import { Rooms } from './rooms.ts'
import { createService } from './service.ts'
import { WorkerPool } from './workers.ts'

export type { SfuOptions } from './options.ts'
export type Sfu = {
  /** Closes every room and ends every worker process; resolves when none is left. Again: the same promise. */
  stop(): Promise<void>
  workerPids(): number[]
}

/**
 * Starts the media workers and answers `sfu.request` with `{name, params}` as declared in `SFU_CALLS`; tells of what
 * happens by itself on `sfu.event`.
 * @throws Error naming what is missing when a worker cannot start (no binary, port taken)
 */
export async function startSfu(options: SfuOptions): Promise<Sfu> {
  const { bus, log } = options
  const publish = (event: SfuEvent) => bus.publish(SFU_EVENT_SUBJECT, event)
  const rooms: Rooms = new Rooms({ log, publish, pool: () => pool })
  const pool: WorkerPool = await WorkerPool.start(options, (lost) => rooms.lose(lost))
  const service = createService(rooms, () => pool.live())

  const leave = bus.respond(SFU_REQUEST_SUBJECT, async (payload) => {
    try {
      return await service(payload)
    } catch (error) {
      throw inCode(error)
    }
  })
  const sampling = setInterval(() => {
    for (const room of rooms.all()) {
      room.tellQuality().catch((error: unknown) => log.debug({ error, roomId: room.id }, 'quality not sampled'))
    }
  }, TIMING.qualityMs)

  let stopped: Promise<void> | null = null
  const stop = async () => {
    leave()
    clearInterval(sampling)
    for (const room of rooms.all()) room.close()
    await pool.stop()
  }
  return {
    stop: () => (stopped ??= stop()),
    workerPids: () => pool.live().map(({ worker }) => worker.pid),
  }
}

/** Between two lines of ours a worker may die or a track close: the caller learns which, instead of `internal`. */
function inCode(error: unknown): unknown {
  if (error instanceof errors.WorkerClosedError) return new AppError('mediaUnavailable')
  if (error instanceof errors.NotFoundError) return new AppError('notFound')
  return error
}
