import { z } from 'zod'
import { WireError } from './errors.ts'

/** How any call over a socket is declared: what it takes and what it gives back. */
export const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })
export const nothing = z.strictObject({})
/** Every socket's calls by name; `hello` is the first message on it and tells who is there. */
export type CallDeclarations = { hello: { params: z.ZodType; result: z.ZodType } } & Record<string, { params: z.ZodType; result: z.ZodType }>
export type NameIn<D extends CallDeclarations> = keyof D & string

/** browser → server: `{id, name, params}`; answered by `{id, ok: true, result}` or `{id, ok: false, error}`. JSON text frames. */
export function requestOf<D extends CallDeclarations>(calls: D) {
  const names = Object.keys(calls) as [NameIn<D>, ...NameIn<D>[]]
  return z.strictObject({ id: z.int().min(1).max(2 ** 31), name: z.enum(names), params: z.unknown() })
}
export const SocketReply = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.int(), ok: z.literal(true), result: z.unknown() }),
  z.strictObject({ id: z.int(), ok: z.literal(false), error: WireError }),
])
export type SocketReply = z.infer<typeof SocketReply>

/** server → browser, unasked: `{name, params}`. */
export const notice = <const N extends string, P extends z.ZodType>(name: N, params: P) => z.strictObject({ name: z.literal(name), params })
/** Just before the server closes any socket. */
export const GoodbyeNotice = notice('goodbye', z.strictObject({ reason: z.string() }))

/**
 * A page says with which version it was made, in its socket's address and thus before any message: what it cannot read it
 * must not have to read to learn that it is too old. The server knows the version of the pages it serves by the same name,
 * and closes with `pageOutdated` where they differ. Who is no page says none.
 */
export const PAGE_VERSION_PARAM = 'page'
export const PAGE_VERSION_META = 'tongting-page-version'
