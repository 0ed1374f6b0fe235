import { AppError } from '#protocol/errors.ts'
import { SFU_CALLS, SFU_REQUEST_SUBJECT, type SfuCallName, type SfuParams, type SfuResult } from '#protocol/sfu.ts'
import type { Bus } from '#platform/ports.ts'

const TIMEOUT_MS = 5_000

export type SfuClient = <N extends SfuCallName>(name: N, params: SfuParams<N>) => Promise<SfuResult<N>>

/** Calls to the media room over the bus, checked in both directions. Rejects with the SFU's own AppError. */
export function createSfuClient(bus: Bus): SfuClient {
  return async (name, params) => {
    const checked = SFU_CALLS[name].params.parse(params)
    const reply = await bus.request(SFU_REQUEST_SUBJECT, { name, params: checked }, { timeoutMs: TIMEOUT_MS })
    return SFU_CALLS[name].result.parse(reply) as SfuResult<typeof name>
  }
}

/** Closing what is gone already is success. */
export async function unlessGone(closing: Promise<unknown>): Promise<void> {
  await closing.catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === 'notFound')) throw error
  })
}
