import { z } from 'zod'
import { AppError, type ErrorCode } from '#protocol/errors.ts'
import type { Log } from '#platform/log.ts'
import type { Meters } from '../meters.ts'
import type { CallHandlers } from './calls.ts'
import type { Caller } from './connection.ts'
import { encodeRefusal, encodeResult, readCall, type CheckedCall } from './wire.ts'

/** Changes to the hearing or its papers: these have a tighter budget than the rest. */
const ACTS: ReadonlySet<string> = new Set([
  'command', 'draftDocument', 'changeDocument', 'confirmDocument', 'previewDocument', 'freezeDocument', 'signDocument',
  'refuseDocument', 'voidDocument', 'composePaper',
])
/** Codes an honest browser does not provoke by an unlucky moment. */
const ABUSIVE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['badMessage', 'tooLarge', 'tooManyRequests'])

export type Answer = { frame: string; code: ErrorCode | null; abusive: boolean }
export type DispatchContext = { handlers: CallHandlers; log: Log; meters: Meters; maxBytes: number; takeAct: () => boolean }

/**
 * One frame from somebody who has said hello → the one reply to it. Never throws and never stays silent: whatever
 * comes in, a result or a code goes out.
 */
export async function answer(caller: Caller, frame: string, context: DispatchContext): Promise<Answer> {
  if (Buffer.byteLength(frame) > context.maxBytes) return refusal(0, new AppError('tooLarge'), context)
  const read = readCall(frame)
  if (!read.ok) return refusal(read.reply.id, read.reply.ok ? new AppError('internal') : new AppError(read.reply.error.code, read.reply.error.details), context)
  const { call } = read
  if (call.name === 'hello') return refusal(call.id, new AppError('alreadyDone'), context)
  if (ACTS.has(call.name) && !context.takeAct()) return refusal(call.id, new AppError('tooManyRequests'), context)
  try {
    return { frame: await carryOut(caller, call, context.handlers), code: null, abusive: false }
  } catch (error) {
    return refusal(call.id, asAppError(error, context.log, call.name), context)
  }
}

/** Known errors as they are; anything else is a defect: logged, and told as `internal`. */
export function asAppError(error: unknown, log: Log, what: string): AppError {
  if (error instanceof AppError) return error
  log.error({ err: error, call: what }, error instanceof z.ZodError ? 'a message of our own broke the contract' : 'a call failed')
  return new AppError('internal')
}

async function carryOut(caller: Caller, call: Exclude<CheckedCall, { name: 'hello' }>, handlers: CallHandlers): Promise<string> {
  // The params were checked by the very declaration that types this handler.
  const handler = handlers[call.name] as (caller: Caller, params: unknown) => Promise<unknown>
  return encodeResult(call.id, call.name, await handler(caller, call.params))
}

function refusal(id: number, error: AppError, { meters }: DispatchContext): Answer {
  meters.refused.inc({ code: error.code })
  return { frame: encodeRefusal(id, error), code: error.code, abusive: ABUSIVE.has(error.code) }
}
