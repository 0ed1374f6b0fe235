import type { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { GATEWAY_CALLS, GatewayNotice, GatewayRequest, type GatewayCallName, type GatewayReply } from '#protocol/gateway.ts'

/** A request whose name and params have both been checked. */
export type CheckedCall = { [N in GatewayCallName]: { id: number; name: N; params: z.output<(typeof GATEWAY_CALLS)[N]['params']> } }[GatewayCallName]

/** The reply's id when the request had none that could be read. */
const NO_ID = 0

/** Text of one frame → a checked call, or the reply that says what is wrong with it. Never throws. */
export function readCall(frame: string): { ok: true; call: CheckedCall } | { ok: false; reply: GatewayReply } {
  let json: unknown
  try {
    json = JSON.parse(frame)
  } catch {
    return refused(NO_ID, new AppError('badMessage', { path: 'json' }))
  }
  const id = idOf(json)
  try {
    const request = GatewayRequest.safeParse(json)
    if (!request.success) return refused(id, badPath(request.error))
    const params = GATEWAY_CALLS[request.data.name].params.safeParse(request.data.params)
    if (!params.success) return refused(id, badPath(params.error))
    return { ok: true, call: { id: request.data.id, name: request.data.name, params: params.data } as CheckedCall }
  } catch {
    // A RangeError from values nested thousands deep: the schemas walk recursively.
    return refused(id, new AppError('badMessage', { path: 'depth' }))
  }
}

/** Checks a result against its declaration and encodes the reply. @throws if the server itself broke the contract */
export function encodeResult(id: number, name: GatewayCallName, result: unknown): string {
  return JSON.stringify({ id, ok: true, result: GATEWAY_CALLS[name].result.parse(result) })
}

export function encodeRefusal(id: number, error: AppError): string {
  return JSON.stringify({ id, ok: false, error: error.toWire() } satisfies GatewayReply)
}

/** Encoded once, sent to many: the check is paid once per message, not once per viewer. */
export type Frame = Buffer

/** @throws ZodError if the server itself broke the contract */
export function encodeNotice(notice: z.input<typeof GatewayNotice>): Frame {
  return Buffer.from(JSON.stringify(GatewayNotice.parse(notice)))
}

function refused(id: number, error: AppError): { ok: false; reply: GatewayReply } {
  return { ok: false, reply: { id, ok: false, error: error.toWire() } }
}

function idOf(json: unknown): number {
  const id: unknown = typeof json === 'object' && json !== null && 'id' in json ? json.id : undefined
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : NO_ID
}

function badPath(error: z.ZodError): AppError {
  return new AppError('badMessage', { path: (error.issues[0]?.path.join('.') ?? '').slice(0, 100) })
}
