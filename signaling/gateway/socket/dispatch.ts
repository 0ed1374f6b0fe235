import { z } from 'zod'
import { AppError, type ErrorCode } from '#protocol/errors.ts'
import type { CallDeclarations, NameIn } from '#protocol/socket.ts'
import type { Log } from '#platform/log.ts'
import type { Meters } from '../../meters.ts'
import { NO_ID, encodeRefusal, type CheckedCall, type Wire } from './wire.ts'

/** Every call but hello, as it is carried out for somebody who has said who they are. */
export type CallHandlers<D extends CallDeclarations, K> = {
  [N in Exclude<NameIn<D>, 'hello'>]: (caller: K, params: z.output<D[N]['params']>) => Promise<z.input<D[N]['result']>>
}

/** Codes an honest browser does not provoke by an unlucky moment. */
const ABUSIVE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['badMessage', 'tooLarge', 'tooManyRequests'])

export type Answer = { frame: string; code: ErrorCode | null; abusive: boolean }
export type DispatchContext<D extends CallDeclarations, N extends z.ZodType, K> = {
  wire: Wire<D, N>; handlers: CallHandlers<D, K>
  /** Calls that change something for good: these have a tighter budget than the rest. */
  acts: ReadonlySet<string>
  takeAct: () => boolean
  log: Log; meters: Meters; maxBytes: number
}

/**
 * One frame from somebody who has said hello → the one reply to it. Never throws and never stays silent: whatever
 * comes in, a result or a code goes out.
 */
export async function answer<D extends CallDeclarations, N extends z.ZodType, K>(
  caller: K, frame: string, context: DispatchContext<D, N, K>,
): Promise<Answer> {
  const refuse = (id: number, error: AppError): Answer => {
    context.meters.refused.inc({ code: error.code })
    return { frame: encodeRefusal(id, error), code: error.code, abusive: ABUSIVE.has(error.code) }
  }
  if (Buffer.byteLength(frame) > context.maxBytes) return refuse(NO_ID, new AppError('tooLarge'))
  const read = context.wire.readCall(frame)
  if (!read.ok) return refuse(read.id, read.error)
  const { call } = read
  if (call.name === 'hello') return refuse(call.id, new AppError('alreadyDone'))
  if (context.acts.has(call.name) && !context.takeAct()) return refuse(call.id, new AppError('tooManyRequests'))
  try {
    return { frame: await carryOut(caller, call, context), code: null, abusive: false }
  } catch (error) {
    return refuse(call.id, asAppError(error, context.log, call.name))
  }
}

/** Known errors as they are; anything else is a defect: logged, and told as `internal`. */
export function asAppError(error: unknown, log: Log, what: string): AppError {
  if (error instanceof AppError) return error
  log.error({ err: error, call: what }, error instanceof z.ZodError ? 'a message of our own broke the contract' : 'a call failed')
  return new AppError('internal')
}

async function carryOut<D extends CallDeclarations, N extends z.ZodType, K>(
  caller: K, call: CheckedCall<D>, { handlers, wire }: DispatchContext<D, N, K>,
): Promise<string> {
  // The params were checked by the very declaration that types this handler; hello, which has none, went out before.
  const handler = handlers[call.name as Exclude<NameIn<D>, 'hello'>] as (caller: K, params: unknown) => Promise<unknown>
  return wire.encodeResult(call.id, call.name, await handler(caller, call.params))
}
