import { AppError } from '#protocol/errors.ts'
import type { SfuEvent } from '#protocol/sfu.ts'
import type { Log } from '#platform/log.ts'
import { OncePerKey } from './once.ts'
import { LIMITS } from './options.ts'
import { Room } from './room.ts'
import type { MediaWorker, WorkerPool } from './workers.ts'

type RoomsContext = { log: Log; publish(event: SfuEvent): void; pool(): WorkerPool }

/** Every open room. */
export class Rooms {
  readonly #context: RoomsContext
  readonly #rooms = new OncePerKey<Room>()

  constructor(context: RoomsContext) {
    this.#context = context
  }

  /** @throws AppError mediaUnavailable while no worker lives */
  async open(roomId: string): Promise<Room> {
    if (!this.#rooms.get(roomId) && this.#rooms.size >= LIMITS.rooms) throw new AppError('busy')
    return this.#rooms.getOrCreate(roomId, async () => {
      const host = await this.#context.pool().take()
      try {
        const room = await Room.open(roomId, host, this.#context)
        if (host.worker.closed) throw new AppError('mediaUnavailable')
        return room
      } catch (error) {
        host.rooms -= 1
        throw error
      }
    })
  }

  /** @throws AppError notFound: never opened, closed, or lost with its worker */
  get(roomId: string): Room {
    const room = this.#rooms.peek(roomId)
    if (!room) throw new AppError('notFound')
    return room
  }

  async close(roomId: string): Promise<void> {
    const room = await this.#rooms.get(roomId)?.catch(() => undefined)
    if (!room) return
    this.#rooms.delete(roomId, room)
    room.close()
  }

  /** Forgets and tells of every room of a worker that is no more. */
  lose(host: MediaWorker): void {
    for (const room of this.all().filter((candidate) => candidate.host === host)) {
      this.#rooms.delete(room.id, room)
      room.close()
      this.#context.publish({ type: 'roomLost', roomId: room.id, epoch: room.epoch })
    }
  }

  all(): Room[] {
    return this.#rooms.values()
  }
}
