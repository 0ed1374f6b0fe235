import { errors } from 'mediasoup'
import { AppError } from '#protocol/errors.ts'
import type { MediaJson } from '#protocol/media.ts'

/** mediasoup checks the inside of its own objects and throws on nonsense; the wire schema only bounds their size. */
export const native = <T>(value: MediaJson): T => value as unknown as T

/** A copy as plain JSON: mediasoup hands out live objects with undefined members. */
export const plain = (value: object): MediaJson => JSON.parse(JSON.stringify(value)) as MediaJson

/**
 * Runs a call of mediasoup whose input came from a browser.
 * @throws AppError `mediaUnavailable` when the worker is gone, `badMessage` for everything mediasoup objects to
 */
export async function asking<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof errors.WorkerClosedError) throw new AppError('mediaUnavailable')
    if (error instanceof errors.NotFoundError) throw new AppError('notFound')
    throw new AppError('badMessage', { path: `${what}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 200) })
  }
}
