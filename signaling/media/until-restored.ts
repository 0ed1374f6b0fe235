import { AppError, type ErrorCode } from '#protocol/errors.ts'

/** A died media worker is replaced within seconds; a join waits for it rather than bothering the person. */
const WITHIN_MS = 8_000
const RETRY_MS = 250
const PASSING: ErrorCode[] = ['mediaUnavailable', 'busy', 'notFound']

/** Repeats `attempt` while the media room is being restored. @throws AppError mediaUnavailable after that */
export async function untilRestored<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + WITHIN_MS
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof AppError) || !PASSING.includes(error.code)) throw error
      if (performance.now() > deadline) throw new AppError('mediaUnavailable')
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}
