import type { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { GoodbyeNotice, requestOf, type CallDeclarations, type NameIn, type SocketReply } from '#protocol/socket.ts'

/** A request whose name and params have both been checked. */
export type CheckedCall<D extends CallDeclarations> = { [N in NameIn<D>]: { id: number; name: N; params: z.output<D[N]['params']> } }[NameIn<D>]
export type Reading<D extends CallDeclarations> = { ok: true; call: CheckedCall<D> } | { ok: false; id: number; error: AppError }

/** Encoded once, sent to many: the check is paid once per message, not once per viewer. */
export type Frame = Buffer

/** The reply's id when the request had none that could be read. */
export const NO_ID = 0

/** What goes over the sockets of one kind, checked in both directions by its declarations. */
export class Wire<D extends CallDeclarations, N extends z.ZodType> {
  readonly #calls: D
  readonly #notice: N
  readonly #request: ReturnType<typeof requestOf<D>>

  /** @param notice every notice there is, `goodbye` among them */
  constructor(calls: D, notice: N) {
    this.#calls = calls
    this.#notice = notice
    this.#request = requestOf(calls)
  }

  /** Text of one frame → a checked call, or what is wrong with it. Never throws. */
  readCall(frame: string): Reading<D> {
    let json: unknown
    try {
      json = JSON.parse(frame)
    } catch {
      return { ok: false, id: NO_ID, error: new AppError('badMessage', { path: 'json' }) }
    }
    const id = idOf(json)
    try {
      const request = this.#request.safeParse(json)
      if (!request.success) return { ok: false, id, error: badPath(request.error) }
      const { name } = request.data
      const params = this.#declared(name).params.safeParse(request.data.params)
      if (!params.success) return { ok: false, id, error: badPath(params.error) }
      return { ok: true, call: { id: request.data.id, name, params: params.data } as CheckedCall<D> }
    } catch {
      // A RangeError from values nested thousands deep: the schemas walk recursively.
      return { ok: false, id, error: new AppError('badMessage', { path: 'depth' }) }
    }
  }

  /** Checks a result against its declaration and encodes the reply. @throws if the server itself broke the contract */
  encodeResult(id: number, name: NameIn<D>, result: unknown): string {
    return JSON.stringify({ id, ok: true, result: this.#declared(name).result.parse(result) })
  }

  /** @throws ZodError if the server itself broke the contract */
  encodeNotice(notice: z.input<N>): Frame {
    return Buffer.from(JSON.stringify(this.#notice.parse(notice)))
  }

  #declared(name: NameIn<D>): CallDeclarations['hello'] {
    const declared = this.#calls[name]
    if (declared === undefined) throw new TypeError(`no call ${name} is declared`)
    return declared
  }
}

export function encodeRefusal(id: number, error: AppError): string {
  return JSON.stringify({ id, ok: false, error: error.toWire() } satisfies SocketReply)
}

/** The same on every socket. */
export function encodeGoodbye(reason: string): Frame {
  return Buffer.from(JSON.stringify(GoodbyeNotice.parse({ name: 'goodbye', params: { reason } })))
}

function idOf(json: unknown): number {
  const id: unknown = typeof json === 'object' && json !== null && 'id' in json ? json.id : undefined
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : NO_ID
}

function badPath(error: z.ZodError): AppError {
  return new AppError('badMessage', { path: (error.issues[0]?.path.join('.') ?? '').slice(0, 100) })
}
